import { dateField, withCalendar } from '../date-field.js'
import { type Day, dayFrom, dayOf, dayText, isoOf } from '../dates.js'
import { h } from '../element.js'
import { type Span, spans } from '../view.js'

export interface DateSlider {
  readonly element: HTMLElement
  /** Where the status strip is put: over the track, on the same scale. */
  readonly above: HTMLElement
  readonly range: (from: Day, to: Day, first: Day, span: Span) => void
  readonly at: () => Day
  /** The thumb is held or the time plays: the day is not settled yet. */
  readonly isMoving: () => boolean
  /** Put the thumb on a day; what moved it stops. */
  readonly move: (day: Day) => void
}

interface Options {
  /** Each new day, at most once a frame, while the thumb moves or the time plays. */
  readonly onMove: (day: Day) => void
  /** The thumb rests. */
  readonly onRest: (day: Day) => void
  readonly onSpan: (span: Span) => void
}

/** The whole span plays in this time. */
const PLAY_MS = 24_000
const LEAST_DAYS_A_SECOND = 20
const REST_MS = 300

/** A day on a track: pointer, keyboard (arrows a day, page keys a month), text field, and play. */
export function createDateSlider({ onMove, onRest, onSpan }: Options): DateSlider {
  const input = h('input', { type: 'range', class: 'track', step: 1, 'aria-label': 'Date', id: 'date-slider' })
  const field = dateField({
    id: 'date-field',
    label: 'Date that the page shows',
    onChange: text => onRest(dayOf(text)!),
  })
  const shown = h('output', { class: 'shown-day', for: 'date-slider' })
  const play = h('button', { type: 'button', class: 'play', 'aria-label': 'Play', 'aria-pressed': 'false' }, '▶')
  const choose = h('select', { 'aria-label': 'Years that the slider spans', id: 'span' })
  const fromText = h('span', { class: 'end' })
  const toText = h('span', { class: 'end' })
  const above = h('div', { class: 'track-above' })
  const element = h(
    'div',
    { class: 'time' },
    h(
      'div',
      { class: 'time-head' },
      play,
      shown,
      withCalendar(field),
      h('span', { class: 'ends' }, fromText, ' to ', toText),
      choose,
    ),
    h('div', { class: 'time-track' }, above, input),
  )
  let waitsForFrame = false
  let rest: ReturnType<typeof setTimeout> | undefined
  let playing: { readonly started: number; readonly from: Day } | null = null
  let painted = Number.NaN

  const at = () => Number(input.value)

  function moved(): void {
    if (!waitsForFrame) {
      waitsForFrame = true
      requestAnimationFrame(() => {
        waitsForFrame = false
        paint()
      })
    }
    clearTimeout(rest)
    if (playing === null) rest = setTimeout(rested, REST_MS)
  }

  function paint(): void {
    const day = at()
    if (day === painted) return
    painted = day
    field.value = isoOf(day)
    field.setAttribute('aria-invalid', 'false')
    shown.textContent = dayText(day)
    input.setAttribute('aria-valuetext', dayText(day))
    onMove(day)
  }

  function rested(): void {
    clearTimeout(rest)
    rest = undefined
    paint()
    onRest(at())
  }

  function step(now: number): void {
    if (playing === null) return
    const [from, to] = [Number(input.min), Number(input.max)]
    const pace = Math.max(LEAST_DAYS_A_SECOND, (to - from) / (PLAY_MS / 1000))
    let day = playing.from + ((now - playing.started) / 1000) * pace
    // With prefers-reduced-motion it moves a month at a step instead of sweeping.
    if (calm.matches) day = playing.from + Math.floor((now - playing.started) / 900) * 30
    input.value = String(Math.min(to, Math.floor(day)))
    paint()
    if (day >= to) pause()
    else requestAnimationFrame(step)
  }

  function stop(): void {
    clearTimeout(rest)
    rest = undefined
    playing = null
    play.textContent = '▶'
    play.setAttribute('aria-label', 'Play')
    play.setAttribute('aria-pressed', 'false')
  }

  function pause(): void {
    stop()
    rested()
  }

  play.addEventListener('click', () => {
    if (playing !== null) return pause()
    clearTimeout(rest)
    if (at() >= Number(input.max)) input.value = input.min
    playing = { started: performance.now(), from: at() }
    play.textContent = '❚❚'
    play.setAttribute('aria-label', 'Pause')
    play.setAttribute('aria-pressed', 'true')
    requestAnimationFrame(step)
  })
  input.addEventListener('input', () => {
    if (playing !== null) pause()
    moved()
  })
  input.addEventListener('change', rested)
  input.addEventListener('keydown', event => {
    const to = keyTarget(event.key, at())
    if (to === null) return
    event.preventDefault()
    input.value = String(to)
    moved()
  })
  choose.addEventListener('change', () => onSpan(choose.value as Span))

  return {
    element,
    above,
    at,
    range(from, to, first, span) {
      input.min = String(from)
      input.max = String(to)
      fromText.textContent = dayText(from)
      toText.textContent = dayText(to)
      choose.replaceChildren(
        ...spans.map(value => {
          const text = value === 'all' ? `Since the first event (${isoOf(first).slice(0, 4)})` : `${value} years`
          return h('option', { value, selected: value === span }, text)
        }),
      )
    },
    isMoving: () => rest !== undefined || playing !== null,
    move(day) {
      stop()
      input.value = String(day)
      painted = Number.NaN
      paint()
    },
  }
}

const calm = matchMedia('(prefers-reduced-motion: reduce)')

function keyTarget(key: string, day: Day): Day | null {
  if (key === 'PageUp') return addMonth(day, 1)
  if (key === 'PageDown') return addMonth(day, -1)
  return null
}

function addMonth(day: Day, by: number): Day {
  const [year = 0, month = 0, date = 0] = isoOf(day).split('-').map(Number)
  return Math.min(dayFrom(year, month + by, date), dayFrom(year, month + by + 1, 0))
}
