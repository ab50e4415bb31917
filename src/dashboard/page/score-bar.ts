import { h } from './element.js'
import { scoreText } from './words.js'

interface Score {
  readonly score: number
  readonly low: number
  readonly high: number
}

/** The part of [-1, 1] that bars of one list share. */
export interface Scale {
  readonly from: number
  readonly to: number
}

/** A scale that holds every score of a list, zero, and a little on both sides. */
export function scaleOf(scores: readonly Score[]): Scale {
  const from = Math.min(-0.1, ...scores.map(({ low }) => low))
  const to = Math.max(0.5, ...scores.map(({ high }) => high))
  return { from: Math.max(-1, from - 0.05), to: Math.min(1, to + 0.05) }
}

/** A score as a bar from low to high with a mark at the score; a thin line stands at zero. */
export function scoreBar({ score, low, high }: Score, { from, to }: Scale, colour: string): HTMLElement {
  const place = (value: number) => `${((value - from) / (to - from)) * 100}%`
  const zero = h('span', { class: 'bar-zero' })
  zero.style.left = place(0)
  const range = h('span', { class: 'bar-range' })
  range.style.left = place(low)
  range.style.width = `${Math.max(0.8, ((high - low) / (to - from)) * 100)}%`
  range.style.background = `var(${colour})`
  const mark = h('span', { class: 'bar-mark' })
  mark.style.left = place(score)
  mark.style.background = `var(${colour})`
  const words = `${scoreText(score)}, from ${scoreText(low)} to ${scoreText(high)}`
  return h('span', { class: 'bar', role: 'img', 'aria-label': words, title: words }, zero, range, mark)
}
