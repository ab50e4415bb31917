import { h } from './element.js'
import { scoreText } from './words.js'

interface Score {
  readonly score: number
  readonly low: number
  readonly high: number
}

/** A score in [-1, 1] as a bar from low to high with a mark at the score; zero is the line in the middle. */
export function scoreBar({ score, low, high }: Score, colour: string): HTMLElement {
  const range = h('span', { class: 'bar-range' })
  range.style.left = place(low)
  range.style.width = `${Math.max(0.8, (high - low) * 50)}%`
  range.style.background = `var(${colour})`
  const mark = h('span', { class: 'bar-mark' })
  mark.style.left = place(score)
  mark.style.background = `var(${colour})`
  const words = `${scoreText(score)}, from ${scoreText(low)} to ${scoreText(high)}`
  return h(
    'span',
    { class: 'bar', role: 'img', 'aria-label': words, title: words },
    h('span', { class: 'bar-zero' }),
    range,
    mark,
  )
}

function place(value: number): string {
  return `${(value + 1) * 50}%`
}
