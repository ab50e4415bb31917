import type { Client } from '../data/client.js'
import type { Names } from '../data/names.js'
import type { StatusRecord } from '../data/status-record.js'
import type { AnomaliesAnswer, CountryAnswer, ExplanationAnswer } from '../data/wire.js'
import { type Day, dayOf, dayText, isoOf } from '../dates.js'
import { reportsOf } from '../desk/reports.js'
import { unfolding } from '../desk/unfolding.js'
import { h, put } from '../element.js'
import { saveButtons } from '../export/save-menu.js'
import type { Palette } from '../map/palette.js'
import { retryBox, waiting } from '../notices.js'
import { scoreChart } from '../timeline/score-chart.js'
import type { Series } from '../timeline/series.js'
import { type Navigation, standpointOf, type View } from '../view.js'
import { DIMENSION_WORDS } from '../words.js'
import { countryChanges } from './changes.js'
import { driversView } from './drivers.js'
import type { EventShelf } from './event-shelf.js'
import { meaningOf, meaningOfScores } from './meaning.js'
import { partnerList } from './partners.js'
import { statusList } from './status-list.js'

export interface OverviewOptions {
  readonly client: Client
  readonly navigation: Navigation
  readonly names: Names
  readonly palette: Palette
  readonly shelf: EventShelf
  readonly series: Series
  /** The record that the map is painted from. */
  readonly record: () => StatusRecord
  readonly range: () => { readonly from: Day; readonly to: Day }
}

/** Status in words, partners with their drivers, how it came to this, and scores over time. */
export function createOverview(options: OverviewOptions): (answer: CountryAnswer, view: View, at: Day) => HTMLElement {
  const { client, navigation, names, palette, shelf, series, record, range } = options

  const showReports = (day: Day) => navigation.go({ at: day, tab: 'timeline' })

  function overview(answer: CountryAnswer, view: View, at: Day): HTMLElement {
    const { dimension, partner } = view
    const chart = h('div', { class: 'chart-place' })
    let drivers = Promise.resolve()
    queueMicrotask(() => void drivers.then(() => drawChart(chart, answer, view, at)))
    return h(
      'div',
      null,
      record().countries.includes(answer.country)
        ? null
        : h(
            'p',
            { class: 'notice nothing-on-record' },
            `Nothing is on record of ${names.of(answer.country)}. `,
            h(
              'button',
              { type: 'button', class: 'link', onclick: () => navigation.go({ open: 'claim', country: null }) },
              'Add a claim',
            ),
          ),
      statusList(answer, dimension, {
        names,
        record: record(),
        at,
        onDimension: to => navigation.go({ dimension: to }),
        onDay: showReports,
      }),
      meaningOf(answer.dimensions[dimension].status, navigation),
      h('h3', null, `Partners, ${DIMENSION_WORDS[dimension].toLowerCase()}`),
      meaningOfScores(navigation),
      partnerList(answer, dimension, {
        names,
        palette,
        open: partner,
        onOpen: to => navigation.go({ partner: to, ...(to === null ? { colour: 'primary' as const } : {}) }),
        onDrivers(id, place) {
          drivers = showDrivers(place, answer.country, id, view, at)
        },
      }),
      countryChanges(record(), answer.country, dimension, at, names, (_, day) => showReports(day)),
      h('h3', null, 'Scores over time'),
      chart,
      answer.anomalies > 0
        ? unfolding(
            `${answer.anomalies} ${answer.anomalies === 1 ? 'thing is' : 'things are'} odd about this record`,
            'them',
            async () => {
              const { anomalies } = await client.get<AnomaliesAnswer>('/v1/anomalies', {
                country: answer.country,
                ...standpointOf(view),
              })
              return h(
                'ul',
                { class: 'entries' },
                anomalies.map(({ code, detail, eventIds }) =>
                  h('li', { class: 'entry', title: code }, h('p', null, detail), reportsOf(eventIds, { names, shelf })),
                ),
              )
            },
            'anomalies',
          )
        : null,
    )
  }

  async function drawChart(place: HTMLElement, answer: CountryAnswer, view: View, at: Day): Promise<void> {
    try {
      const [points, { default: Plot }] = await Promise.all([
        series.of(answer.country, view.dimension),
        import('uplot'),
      ])
      const { from, to } = range()
      const shown = points.filter(point => {
        const day = dayOf(point.at)!
        return day >= from && day <= to
      })
      const save = (lines: { partners: readonly string[]; dashes: readonly (readonly number[])[] }) =>
        saveButtons('the scores', async () =>
          (await import('../export/figures.js')).scoresFigure({
            ...lines,
            points: shown,
            country: answer.country,
            dimension: view.dimension,
            at,
            basis: answer.basis,
            title: `${names.of(answer.country)}: scores in ${DIMENSION_WORDS[view.dimension].toLowerCase()}, ${dayText(from)} to ${dayText(to)}`,
            address: location.href,
            names,
            palette,
          }),
        )
      put(place, scoreChart(shown, { Plot, names, palette, at, partner: view.partner, save }))
    } catch (error) {
      put(
        place,
        retryBox(error, () => void drawChart(place, answer, view, at)),
      )
    }
  }

  async function showDrivers(place: HTMLElement, country: string, partner: string, view: View, at: Day): Promise<void> {
    const late = setTimeout(() => put(place, waiting('the drivers')), 150)
    try {
      const params = { dimension: view.dimension, partner, at: isoOf(at), ...standpointOf(view) }
      const explanation = await client.get<ExplanationAnswer>(`/v1/countries/${country}/explanation`, params)
      clearTimeout(late)
      put(
        place,
        driversView(explanation, {
          names,
          shelf,
          without: view.without,
          onWithout: without => navigation.go({ without }),
        }),
      )
    } catch (error) {
      clearTimeout(late)
      put(
        place,
        retryBox(error, () => void showDrivers(place, country, partner, view, at)),
      )
    }
  }

  return overview
}
