import type { Names } from '../data/names.js'
import type { Segment, StatusRecord } from '../data/status-record.js'
import type { FootprintAnswer } from '../data/wire.js'
import type { Day } from '../dates.js'
import { dayOf, dayText } from '../dates.js'
import { segmentText } from '../panel/changes.js'
import type { Series } from '../timeline/series.js'
import type { Piece } from '../timeline/status-strip.js'
import type { View } from '../view.js'
import { listText, scoreText } from '../words.js'
import { type Fills, scoreClass } from './fills.js'
import { createRolePainting } from './role-painting.js'
import type { Look } from './world-map.js'

interface Options {
  readonly fills: Fills
  readonly names: Names
  readonly series: Series
  readonly footprint: () => FootprintAnswer | null
}

/** How countries look on the map and in the rows, from what is in memory. */
export interface Painting {
  readonly look: (record: StatusRecord, country: string, day: Day, view: View) => Look
  readonly pieces: (record: StatusRecord, country: string, view: View) => readonly Piece[]
}

export function createPainting({ fills, names, series, footprint }: Options): Painting {
  const roles = createRolePainting({ fills, names, footprint })
  return {
    look(record, country, day, view) {
      const { dimension, colour, partner, power, only } = view
      if (power !== null) return roles.look(record, country, day, { ...view, power })
      if (colour === 'score' && partner !== null) {
        const score = series.at(country, dimension, day)?.scores[partner] ?? null
        const text = score === null ? 'none' : scoreText(score)
        const labels = score === null ? [] : [text]
        return { fill: fills.ofScore(score), labels, words: `Score towards ${names.of(partner)}: ${text}` }
      }
      const segment = record.at(country, dimension, day)
      if (!passes(segment, only)) return { fill: 'var(--sea)', labels: [], words: segmentText(segment, names) }
      return { fill: fills.ofSegment(segment), labels: labelsOf(segment, names), words: segmentText(segment, names) }
    },
    pieces(record, country, view) {
      const { dimension, colour, partner, power, only } = view
      if (power !== null) return roles.pieces(record, country, { ...view, power })
      if (colour === 'score' && partner !== null) {
        return scorePieces(series.known(country, dimension), partner, record.last, fills)
      }
      return record.segments(country, dimension).map(segment => {
        const { from, to, status } = segment
        const isShown = passes(segment, only)
        return {
          from,
          to,
          fill: isShown ? fills.ofSegment(segment) : 'none',
          hollow: isShown && status === 'none' && segment.allies.length === 0,
          words: `${names.of(country)}, ${dayText(from)} to ${dayText(to)}: ${segmentText(segment, names)}`,
        }
      })
    },
  }
}

/** Whether a segment is of the one power or status that is shown, if only one is. */
export function passes(segment: Segment | null, only: string | null): boolean {
  if (only === null) return true
  if (segment === null) return false
  const { status, primary, contenders, allies } = segment
  if (status === only) return allies.length === 0
  return primary === only || contenders.includes(only) || allies[0] === only
}

/** Who stands for a status, the fullest wording first. */
function labelsOf(segment: Segment | null, names: Names): readonly string[] {
  if (segment === null) return []
  const { status, primary, contenders, allies } = segment
  if (status === 'single' && primary !== null) return [names.of(primary), primary]
  const [first, ...others] = contenders
  if (allies.length > 0) {
    const [ally, ...rest] = allies
    const more = rest.length > 0 ? ` +${rest.length}` : ''
    return [`allied: ${listText(allies.map(names.of))}`, `allied: ${ally}${more}`, `${ally}${more}`]
  }
  if (first === undefined) return [status]
  if (others.length === 0) return [segmentText(segment, names), `${first}, disputed`, first]
  return [contenders.map(names.of).join(' · '), contenders.join(' · '), `${first} +${others.length}`]
}

/** Months of one class of scores are one piece. */
function scorePieces(points: ReturnType<Series['known']>, partner: string, last: Day, fills: Fills): Piece[] {
  const pieces: { from: Day; to: Day; of: number | null; fill: string; hollow: boolean; words: string }[] = []
  for (const [i, { at, scores }] of points.entries()) {
    const score = scores[partner] ?? null
    const next = points[i + 1]
    const to = next === undefined ? last : dayOf(next.at)! - 1
    const words = `${dayText(dayOf(at)!)}: ${score === null ? 'no score' : scoreText(score)}`
    const of = score === null ? null : scoreClass(score)
    const before = pieces.at(-1)
    if (before !== undefined && before.of === of) before.to = to
    else pieces.push({ from: dayOf(at)!, to, of, fill: fills.ofScore(score), hollow: false, words })
  }
  return pieces
}
