import { cameoCode, meaningOf } from '../cameo.js'
import { familyOfUrl } from '../families.js'
import type { RowReading } from '../lead.js'
import { cameoActor, fipsPlace } from './actors.js'
import {
  type Cells,
  dayOfDigits,
  isoDay,
  type LeadFormat,
  LONGEST_DELAY,
  lineOf,
  type ReadingOptions,
  webAddress,
} from './format.js'

const ACTOR = ['Code', 'Name', 'CountryCode', 'KnownGroupCode', 'EthnicCode', 'Religion1Code', 'Religion2Code'].concat([
  'Type1Code',
  'Type2Code',
  'Type3Code',
])
const PLACE_1 = ['Type', 'FullName', 'CountryCode', 'ADM1Code', 'Lat', 'Long', 'FeatureID']
const PLACE_2 = ['Type', 'FullName', 'CountryCode', 'ADM1Code', 'ADM2Code', 'Lat', 'Long', 'FeatureID']

function columnsOf(place: readonly string[], isDescribed: boolean): string[] {
  return [
    ...['GLOBALEVENTID', 'SQLDATE', 'MonthYear', 'Year', 'FractionDate'],
    ...ACTOR.map(name => `Actor1${name}`),
    ...ACTOR.map(name => `Actor2${name}`),
    ...['IsRootEvent', 'EventCode', ...(isDescribed ? ['CAMEOCodeDescription'] : []), 'EventBaseCode', 'EventRootCode'],
    ...['QuadClass', 'GoldsteinScale', 'NumMentions', 'NumSources', 'NumArticles', 'AvgTone'],
    ...['Actor1Geo_', 'Actor2Geo_', 'ActionGeo_'].flatMap(of => place.map(name => of + name)),
    ...['DATEADDED', 'SOURCEURL'],
  ]
}

/**
 * GDELT events. The dates of a row are read from its article and often wrong by years; countries of actors are CAMEO, those of
 * places FIPS 10-4; weights and tone are not read.
 */
export function gdelt(version: 1 | 2, { oldDates }: ReadingOptions): LeadFormat {
  const place = version === 1 ? PLACE_1 : PLACE_2
  const forms = [true, false].map(isDescribed => columnsOf(place, isDescribed))
  // Files of before April 2013 hold no address.
  if (version === 1) forms.push(columnsOf(place, false).slice(0, -1))
  return {
    name: version === 1 ? 'gdelt1' : 'gdelt2',
    title: `GDELT ${version}.0 Event Database`,
    sourceId: 'gdelt',
    rows: 'lines',
    columns: [
      ...['GLOBALEVENTID', 'SQLDATE', 'Actor1CountryCode', 'Actor2CountryCode', 'EventCode', 'DATEADDED'],
      ...(version === 2 ? ['ActionGeo_ADM2Code'] : []),
    ],
    columnsByWidth: cells => forms.find(({ length }) => length === cells.length) ?? null,
    read: cells => read(cells, oldDates),
  }
}

function read(cell: Cells, oldDates: boolean): RowReading {
  const externalId = cell('GLOBALEVENTID')
  if (!/^\d{1,19}$/.test(externalId)) return { refused: 'GLOBALEVENTID is no number' }
  const day = dayOfSqlDate(cell('SQLDATE'))
  const added = dayOfDigits(cell('DATEADDED'))
  if (day === null) return { refused: 'SQLDATE is no date' }
  if (added === null) return { refused: 'DATEADDED is no date' }
  const code = cameoCode(cell('EventCode'))
  if (code === null) return { refused: 'EventCode is no CAMEO code' }
  const delay = added - day
  if (delay > LONGEST_DELAY && !oldDates) return { leftOut: `dated more than ${LONGEST_DELAY} days before its article` }
  if (delay < -1) return { leftOut: 'dated after its article' }
  const meant = meaningOf({
    code,
    actor: actorOf(cell, 'Actor1'),
    target: actorOf(cell, 'Actor2'),
    day,
    place: fipsPlace(cell('ActionGeo_CountryCode'), day),
    text: lineOf(`${cell('Actor1Name')}, CAMEO ${code}, ${cell('Actor2Name')}`) ?? code,
  })
  if ('leftOut' in meant) return meant
  const url = cell('SOURCEURL')
  const family = familyOfUrl(url)
  const { type, country, partner, data, doubts = [] } = meant
  return {
    externalId,
    day,
    families: family === null ? [] : [family],
    doubts: delay > LONGEST_DELAY ? [...doubts, `dated ${delay} days before its article`] : doubts,
    suggested: {
      type,
      country,
      partner,
      occurredOn: isoDay(day),
      data,
      claim: {
        sourceId: 'gdelt',
        ...webAddress(url),
        publishedOn: isoDay(added),
        publishedOnBasis: 'stated',
        ...(family === null ? {} : { via: [family] }),
        reliability: 'D',
        credibility: 6,
        modality: 'asserted',
      },
      more: { annotations: { cameo: code } },
    },
  }
}

function actorOf(cell: Cells, which: 'Actor1' | 'Actor2') {
  const types = [1, 2, 3].map(n => cell(`${which}Type${n}Code`))
  return {
    id: cameoActor(cell(`${which}CountryCode`), cell(`${which}KnownGroupCode`)),
    name: cell(`${which}Name`),
    isMilitary: types.includes('MIL'),
    isGovernment: types.includes('GOV'),
  }
}

/** `20240412`; or nanoseconds since 1970, as tables have it that went through pandas. */
function dayOfSqlDate(cell: string) {
  return /^\d{18,19}$/.test(cell) ? Math.floor(Number(cell) / 86_400e9) : dayOfDigits(cell)
}
