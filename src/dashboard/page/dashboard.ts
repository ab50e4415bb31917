import { changesView, segmentText } from './changes.js'
import type { Client } from './client.js'
import { createControls } from './controls.js'
import { fillCountriesTable } from './countries-table.js'
import { createCountryPanel } from './country-panel.js'
import { createDateSlider } from './date-slider.js'
import { type Day, firstDayOf } from './dates.js'
import { byId, h, put } from './element.js'
import { createEventShelf } from './event-shelf.js'
import { createFeed } from './feed.js'
import { createFills } from './fills.js'
import { providerLegend, scoreLegend } from './legend.js'
import type { Names } from './names.js'
import { emptyRecord } from './notices.js'
import { createPalette } from './palette.js'
import type { Reach } from './reach.js'
import { createRibbon } from './ribbon.js'
import { createSeries } from './series.js'
import { createStatusRecord, type StatusRecord } from './status-record.js'
import { followStream, type StreamMessage } from './stream.js'
import { createNavigation, type Span, type View } from './view.js'
import type { IntervalsAnswer, StatusMessage, StoredEvent } from './wire.js'
import { scoreText } from './words.js'
import type { World } from './world.js'
import { createWorldMap } from './world-map.js'

interface Options {
  readonly client: Client
  readonly reach: Reach
  readonly world: World
  readonly names: Names
}

const DEFAULT_YEARS = 10
/** Messages that arrive together are answered with one reading. */
const SETTLE_MS = 250
/** While time plays the panel follows at this pace. */
const PANEL_MS = 350

/** The page: one record in memory, painted for the day of the slider; the panel asks for its country when the day rests. */
export function createDashboard({ client, reach, world, names }: Options): { readonly load: () => Promise<void> } {
  const navigation = createNavigation()
  const palette = createPalette()
  const fills = createFills(byId<SVGDefsElement>('patterns'), palette)
  const shelf = createEventShelf(client)
  let record: StatusRecord | null = null

  const series = createSeries({
    client,
    range: () => ({ from: record!.first, to: record!.last, asKnownAt: navigation.view().asKnownAt }),
  })
  const pick = (country: string, day?: Day) => {
    const at = day === undefined || day === record?.last ? {} : { at: day }
    navigation.go({ country, ...at })
  }
  const map = createWorldMap({ world, nameOf: names.of, onSelect: country => pick(country) })
  const ribbon = createRibbon({ fills, nameOf: names.of, onPick: pick })
  const slider = createDateSlider({
    onMove: moved,
    onRest: day => navigation.go({ at: day === record?.last ? null : day }),
    onSpan: span => navigation.go({ span }),
  })
  const panel = createCountryPanel({ client, navigation, names, palette, shelf, series, range: spanOf })
  const controls = createControls({
    names,
    onCountry: country => pick(country),
    onKnown: asKnownAt => navigation.go({ asKnownAt }),
    onDimension: dimension => navigation.go({ dimension }),
    onColour: partner => navigation.go(partner === null ? { colour: 'primary' } : { colour: 'score', partner }),
  })
  const feed = createFeed({
    names,
    onPick: (country, occurredOn) => pick(country, (occurredOn === null ? null : firstDayOf(occurredOn)) ?? undefined),
  })
  const legend = h('div', { class: 'legend', role: 'group', 'aria-label': 'Key of the map' })
  const tablePlace = h('div', { class: 'table-box' })
  const table = h(
    'details',
    { class: 'as-table', ontoggle: () => fillTable() },
    h('summary', null, 'The map as a table'),
    tablePlace,
  )
  const changes = h('div', { class: 'changes-place' })
  const left = byId('left')
  const views = h('div', { class: 'views' }, map.element, legend, slider.element, table)

  function today(): Day {
    return record?.last ?? 0
  }

  function day(): Day {
    return navigation.view().at ?? today()
  }

  /** First and last day of the slider. */
  function spanOf(): { from: Day; to: Day; span: Span } {
    const { first, last } = record!
    const { span, at } = navigation.view()
    const years = (last - first) / 365.25
    const fallback: Span = years <= DEFAULT_YEARS * 1.2 ? 'all' : `${DEFAULT_YEARS}`
    const chosen = span ?? fallback
    const from = chosen === 'all' ? first : Math.max(first, last - Math.round(Number(chosen) * 365.25))
    // A day outside the span widens it, so that a link never shows another day than it says.
    if (at !== null && at < from) return { from: Math.min(first, at), to: last, span: 'all' }
    return { from, to: Math.max(last, at ?? last), span: chosen }
  }

  /** Recolour every country for a day, from memory. */
  function paint(at: Day): void {
    if (record === null) return
    const { dimension, colour, partner } = navigation.view()
    for (const country of record.countries) {
      if (colour === 'score' && partner !== null) {
        const score = series.at(country, dimension, at)?.scores[partner] ?? null
        const text = score === null ? '' : scoreText(score)
        map.look(country, {
          fill: fills.ofScore(score),
          label: text,
          words: `Score towards ${names.of(partner)}: ${text || 'none'}`,
        })
        continue
      }
      const segment = record.at(country, dimension, at)
      const label =
        segment === null
          ? ''
          : segment.status === 'single'
            ? (segment.primary ?? '')
            : segment.leaders.length > 0
              ? segment.leaders.join(' · ')
              : segment.status
      map.look(country, { fill: fills.ofSegment(segment), label, words: segmentText(segment, names) })
    }
    ribbon.point(at)
  }

  let panelTimer: ReturnType<typeof setTimeout> | undefined
  function moved(at: Day): void {
    paint(at)
    panelTimer ??= setTimeout(() => {
      panelTimer = undefined
      showPanel(slider.at())
      fillTable()
    }, PANEL_MS)
  }

  function showPanel(at: Day, minPosition: string | null = null): void {
    clearTimeout(panelTimer)
    panelTimer = undefined
    const { country, dimension } = navigation.view()
    changes.hidden = country !== null
    if (country !== null) {
      panel.show(country, at, minPosition)
      return
    }
    panel.hide()
    if (record !== null) put(changes, changesView(record, dimension, at, names, pick))
  }

  function fillTable(): void {
    if (table.open && record !== null)
      fillCountriesTable(tablePlace, record, navigation.view().dimension, slider.at(), names, country => pick(country))
  }

  /** Everything that depends on the record, the dimension, the colouring or the span. */
  function redraw(): void {
    if (record === null) return
    const view = navigation.view()
    const { from, to, span } = spanOf()
    slider.range(from, to, record.first, span)
    map.show(record.countries)
    const partners = partnersOnRecord(record, view, from)
    for (const partner of partners) palette.of(partner)
    ribbon.draw(record, view.dimension, from, to, view.country)
    if (view.colour === 'score' && view.partner !== null) scoreLegend(legend, view.partner, fills, names)
    else providerLegend(legend, partners, fills, names)
    controls.show(view, partners)
    map.select(view.country)
    slider.move(day())
    fillTable()
  }

  /** Read the months that stripes and scores need; repaint as they arrive. */
  async function readSeries(): Promise<void> {
    if (record === null) return
    const { dimension, colour } = navigation.view()
    const mine = record
    const wanted = record.countries.filter(
      country =>
        colour === 'score' || record!.segments(country, dimension).some(({ status }) => status === 'contested'),
    )
    let changed = false
    await Promise.allSettled(
      wanted.map(async country => {
        const points = await series.of(country, dimension)
        if (mine === record && record.lead(country, dimension, points)) changed = true
        if (colour === 'score') paint(slider.at())
      }),
    )
    if (changed && mine === record) {
      redraw()
      if (navigation.view().country === null) showPanel(slider.at())
    }
  }

  async function readRecord(minPosition: string | null = null): Promise<void> {
    const { asKnownAt } = navigation.view()
    const answer = await client.get<IntervalsAnswer>('/v1/countries', { from: '1900-01-01', asKnownAt, minPosition })
    if (asKnownAt !== navigation.view().asKnownAt) return
    record = createStatusRecord(answer)
    const isEmpty = record.countries.length === 0
    put(left, isEmpty ? emptyRecord(asKnownAt, () => navigation.go({ asKnownAt: null })) : views)
    document.body.classList.toggle('is-empty', isEmpty)
    if (isEmpty) {
      controls.show(navigation.view(), [])
      changes.hidden = true
      return panel.hide()
    }
    redraw()
    void readSeries()
  }

  navigation.onChange((view, before) => {
    void changeView(view, before)
  })

  async function changeView(view: View, before: View): Promise<void> {
    document.title = titleOf(view, names)
    if (view.asKnownAt !== before.asKnownAt) {
      series.forget()
      feed.note(
        view.asKnownAt === null
          ? 'Showing everything known.'
          : `Pinned to what was known at ${view.asKnownAt}: what arrives now does not change the view.`,
      )
      await readRecord().catch(() => {})
    } else {
      redraw()
      if (view.dimension !== before.dimension || view.colour !== before.colour) void readSeries()
    }
    if (record === null || record.countries.length === 0) return
    showPanel(day())
    if (view.country !== null && view.country !== before.country && narrow.matches)
      panel.element.scrollIntoView({ behavior: 'auto', block: 'start' })
  }

  const touched = new Set<string>()
  let newest: string | null = null
  let settling = false

  /** Read again what messages say has changed. */
  function changed(countries: readonly string[], position: string | null): void {
    for (const country of countries) touched.add(country)
    if (position !== null && (newest === null || position > newest)) newest = position
    if (settling) return
    settling = true
    setTimeout(() => {
      settling = false
      void refresh()
    }, SETTLE_MS)
  }

  async function refresh(everything = false): Promise<void> {
    if (navigation.view().asKnownAt !== null && record !== null && !everything) return
    const countries = [...touched]
    touched.clear()
    if (everything) series.forget()
    for (const country of countries) series.forget(country)
    try {
      await readRecord(newest)
      const { country } = navigation.view()
      if (record === null || record.countries.length === 0) return
      if (country === null || everything || countries.includes(country)) showPanel(day(), newest)
    } catch {
      // The banner says that the service cannot be reached; the view is read again when it is back.
      for (const country of countries) touched.add(country)
    }
  }
  reach.onReturn(() => void refresh(true))

  function heard({ kind, data }: StreamMessage): void {
    if (kind === 'event') {
      const event = data as unknown as StoredEvent
      if (typeof event.id !== 'string') return
      feed.event(event)
      changed([...(event.country ? [event.country] : []), ...(event.parties ?? [])], event.position ?? null)
    } else if (kind === 'status') {
      const message = data as unknown as StatusMessage
      feed.status(message)
      changed([message.country], message.position ?? null)
    }
  }

  return {
    async load() {
      put(byId('controls'), controls.element)
      put(byId('panel'), changes, panel.element)
      put(byId('feed'), feed.element)
      put(byId('light'), feed.light)
      slider.above.append(ribbon.element)
      panel.element.hidden = true
      document.title = titleOf(navigation.view(), names)
      await readRecord()
      if (record !== null && record.countries.length > 0) showPanel(day())
      followStream({
        onMessage: heard,
        onConnection: feed.connection,
        onGap(why) {
          feed.note(`Reading everything again: ${why}.`)
          void refresh(true)
        },
      })
    },
  }
}

const narrow = matchMedia('(max-width: 860px)')

/** Partners that come first or lead somewhere in the span, the most days first. */
function partnersOnRecord(record: StatusRecord, { dimension }: View, from: Day): string[] {
  const days = new Map<string, number>()
  for (const country of record.countries) {
    for (const { from: start, to, primary, leaders } of record.segments(country, dimension)) {
      const length = to - Math.max(start, from)
      if (length < 0) continue
      for (const partner of primary === null ? leaders : [primary]) days.set(partner, (days.get(partner) ?? 0) + length)
    }
  }
  return [...days].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([partner]) => partner)
}

function titleOf({ country }: View, names: Names): string {
  return country === null ? 'Entente' : `${names.of(country)} · Entente`
}
