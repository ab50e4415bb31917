import type { Names } from '../data/names.js'
import type { Segment, StatusRecord } from '../data/status-record.js'
import type { FootprintAnswer, Role } from '../data/wire.js'
import { type Day, dayText, isoOf } from '../dates.js'
import type { Piece } from '../timeline/status-strip.js'
import type { View } from '../view.js'
import { ROLE_WORDS } from '../words.js'
import type { Fills } from './fills.js'
import type { Look } from './world-map.js'

interface Options {
  readonly fills: Fills
  readonly names: Names
  /** The footprint that is shown, if any: what the record in memory does not know is known from it on its day. */
  readonly footprint: () => FootprintAnswer | null
}

type Shown = Pick<View, 'dimension' | 'power'>

/** How countries look on the map of one power. */
export function createRolePainting({ fills, names, footprint }: Options) {
  function footprintOn(day: Day, { dimension, power }: Shown): FootprintAnswer | null {
    const answer = footprint()
    const isOfDay = answer?.partner === power && answer?.dimension === dimension && answer?.at === isoOf(day)
    return isOfDay ? answer : null
  }

  return {
    look(record: StatusRecord, country: string, day: Day, view: Shown & { readonly power: string }): Look {
      const { power, dimension } = view
      const answer = footprintOn(day, view)
      if (answer === null) return lookOf(roleIn(record.at(country, dimension, day), power), power)
      const host = answer.hosts.find(one => one.country === country)
      const lost = answer.lost?.some(one => one.country === country && one.to === null) ?? false
      const gained = answer.gained?.some(one => one.country === country) ?? false
      if (host === undefined && lost)
        return { fill: fills.ofRole(null, power), labels: ['lost'], words: `${names.of(power)}: lost` }
      return lookOf(host?.role ?? null, power, gained ? ' (gained)' : '')
    },
    pieces(record: StatusRecord, country: string, { dimension, power }: Shown & { readonly power: string }): Piece[] {
      return record.segments(country, dimension).map(segment => {
        const role = roleIn(segment, power)
        return {
          from: segment.from,
          to: segment.to,
          fill: role === null ? 'var(--paper)' : fills.ofRole(role, power),
          hollow: role === null,
          words: `${names.of(country)}, ${dayText(segment.from)} to ${dayText(segment.to)}: ${role === null ? 'no role that the rows know of' : ROLE_WORDS[role].toLowerCase()}`,
        }
      })
    },
  }

  function lookOf(role: Role | null, power: string, more = ''): Look {
    if (role === null) return { fill: 'var(--paper)', labels: [], words: `${names.of(power)} does not stand here` }
    const words = ROLE_WORDS[role]
    const short = words.split(',')[0]!.toLowerCase()
    return {
      fill: fills.ofRole(role, power),
      labels: [`${short}${more}`, short],
      words: `${names.of(power)}: ${words.toLowerCase()}${more}`,
    }
  }
}

/** The role that the record in memory knows of; roles below the threshold it does not. */
function roleIn(segment: Segment | null, power: string): Role | null {
  if (segment === null) return null
  if (segment.primary === power) return 'primary'
  if (segment.contenders.includes(power)) return 'contender'
  return segment.allies.includes(power) ? 'ally' : null
}
