import { createControls } from './controls.js'
import { fillCountriesTable } from './countries-table.js'
import { type Client, isGivenUp } from './data/client.js'
import type { Connectivity } from './data/connectivity.js'
import { listen } from './data/listen.js'
import type { Names } from './data/names.js'
import { createNews } from './data/news.js'
import { askRecord, type RecordAnswer } from './data/record-question.js'
import { agreeing, alignedOnRecord, hostsOfPowers, partnersOnRecord, type StatusRecord } from './data/status-record.js'
import type { CountryAnswer, FootprintAnswer, PoliciesAnswer } from './data/wire.js'
import { type Day, dayText, firstDayOf } from './dates.js'
import { createDesk, subjectOf } from './desk/desk.js'
import { byId, h, put } from './element.js'
import { savePanel } from './export/save-panel.js'
import { createFeed } from './feed.js'
import { createFills } from './map/fills.js'
import { powerLegend, providerLegend, scoreLegend } from './map/legend.js'
import { createPainting } from './map/painting.js'
import { createPalette } from './map/palette.js'
import type { World } from './map/world.js'
import { createWorldMap } from './map/world-map.js'
import { emptyRecord, refusedRecord } from './notices.js'
import { changesView } from './panel/changes.js'
import { createCountryPanel } from './panel/country-panel.js'
import { createEventShelf } from './panel/event-shelf.js'
import { createSearchBox } from './search/search-box.js'
import { createDateSlider } from './timeline/date-slider.js'
import { createSeries } from './timeline/series.js'
import { spanOfView } from './timeline/span.js'
import { createStatusStrip, type Piece } from './timeline/status-strip.js'
import { createNavigation, faultsOf, formatView, standpointOf, type View } from './view.js'
import { DIMENSION_WORDS } from './words.js'

interface Options {
  readonly client: Client
  readonly connectivity: Connectivity
  readonly world: World
  readonly names: Names
}

/** While the day moves, lists follow at this pace; the map follows each frame. */
const LISTS_MS = 300

/**
 * The page: one record in memory, painted for the day of the slider; the panel asks for its country when the day rests.
 */
export function createDashboard({ client, connectivity, world, names }: Options): {
  readonly load: (asked: Promise<RecordAnswer>) => Promise<void>
} {
  const navigation = createNavigation()
  const palette = createPalette()
  const fills = createFills(byId<SVGDefsElement>('patterns'), palette)
  const shelf = createEventShelf(client)
  let record: StatusRecord | null = null
  let answer: CountryAnswer | null = null
  let footprint: FootprintAnswer | null = null
  let today: Day = 0
  const spanOf = () => spanOfView(record!, navigation.view())

  const series = createSeries({
    client,
    range: () => ({ from: spanOf().from, to: record!.last, ...standpointOf(navigation.view()) }),
  })
  const painting = createPainting({ fills, names, series, footprint: () => footprint })
  const pick = (country: string, to: Day = slider.at()) => {
    const { country: before, without } = navigation.view()
    // A supposition about one country does not carry over to the next.
    navigation.go({ country, at: to === today ? null : to, without: country === before ? without : null })
  }
  const map = createWorldMap({ world, nameOf: names.of, onSelect: country => pick(country) })
  const strip = createStatusStrip({ nameOf: names.of, onPick: pick })
  const slider = createDateSlider({
    onMove: moved,
    onRest: to => navigation.go({ at: to === today ? null : to }),
    onSpan: span => navigation.go({ span }),
  })
  const panel = createCountryPanel({
    client,
    navigation,
    names,
    palette,
    shelf,
    series,
    record: () => record!,
    range: spanOf,
    onAnswer(shown) {
      answer = shown
      paint(slider.at())
      fillTable()
    },
  })
  const desk = createDesk({
    client,
    navigation,
    names,
    shelf,
    day,
    powers: () => (record === null ? [] : partnersOnRecord(record, navigation.view().dimension, spanOf().from)),
    onFootprint(shown) {
      footprint = shown
      paint(slider.at())
    },
  })
  const search = createSearchBox({
    names,
    onRecord: () => ({
      powers: record === null ? new Map() : hostsOfPowers(record),
      hosts: new Set(record?.countries),
    }),
    onFound({ id, as }) {
      if (as === 'power') navigation.go({ country: null, partner: null, power: id })
      else pick(id)
      if (as === 'power') desk.element.focus()
      else panel.focus()
    },
  })
  const controls = createControls({
    names,
    search,
    onPolicy: policy => navigation.go({ policy }),
    onKnown: asKnownAt => navigation.go({ asKnownAt }),
    onDimension: dimension => navigation.go({ dimension }),
    onColour: partner =>
      navigation.go({ power: null, ...(partner === null ? { colour: 'primary' } : { colour: 'score', partner }) }),
  })
  const feed = createFeed({
    names,
    onPick: (country, occurredOn) => pick(country, (occurredOn === null ? null : firstDayOf(occurredOn)) ?? day()),
  })
  const caption = h('p', { class: 'map-caption', 'aria-hidden': 'true' })
  map.element.append(caption)
  const legend = h('div', { class: 'legend', role: 'group', 'aria-label': 'Key of the map' })
  const tablePlace = h('div', { class: 'table-box' })
  const table = h(
    'details',
    { class: 'as-table', ontoggle: () => fillTable() },
    h('summary', null, 'The map as a table'),
    tablePlace,
  )
  const shown = () => ({
    record: record!,
    names,
    dimension: navigation.view().dimension,
    at: slider.at(),
    title: captionOf(navigation.view(), slider.at(), names),
    legend,
    address: location.href,
  })
  const saving = savePanel({
    async map() {
      const { mapFigure } = await import('./export/figures.js')
      const wordsOf = (country: string) => painting.look(record!, country, slider.at(), navigation.view()).words
      return mapFigure(map.element.querySelector<SVGSVGElement>('svg.map')!, { ...shown(), wordsOf })
    },
    async rows() {
      const { stripFigure } = await import('./export/figures.js')
      const { from, to } = spanOf()
      const rows = strip.element.querySelector<SVGSVGElement>('svg')!
      return stripFigure(rows, { ...shown(), from, to, countries: stripRows().map(({ country }) => country) })
    },
    view: () => ({
      query: formatView(navigation.view()),
      title: captionOf(navigation.view(), day(), names),
      hasScores: navigation.view().country !== null,
    }),
  })
  const changes = h('div', { class: 'changes-place' })
  const left = byId('left')
  const views = h('div', { class: 'views' }, linkFaults(), map.element, legend, slider.element, table, saving)

  function day(): Day {
    return navigation.view().at ?? today
  }

  /**
   * What the map and the table show: the record, except that the panel's country follows the panel on the panel's day.
   */
  function shownRecord(): StatusRecord | null {
    return record === null || answer === null ? record : agreeing(record, answer)
  }

  /** Recolour every country for a day, from memory. */
  function paint(at: Day): void {
    const shown = shownRecord()
    if (shown === null) return
    const view = navigation.view()
    for (const country of shown.countries) map.look(country, painting.look(shown, country, at, view))
    put(caption, captionOf(view, at, names))
    strip.point(at)
  }

  let lists: ReturnType<typeof setTimeout> | undefined
  function moved(at: Day): void {
    paint(at)
    if (navigation.view().country !== null && at !== day()) panel.passing(at)
    if (lists !== undefined) return
    lists = setTimeout(() => {
      lists = undefined
      fillTable()
      if (navigation.view().country === null) showChanges(slider.at())
    }, LISTS_MS)
  }

  function showChanges(at: Day): void {
    if (record !== null) put(changes, changesView(record, navigation.view().dimension, at, names, pick))
  }

  async function showPanel(minPosition: string | null = null): Promise<void> {
    const view = navigation.view()
    const subject = view.country === null ? subjectOf(view) : null
    changes.hidden = view.country !== null || subject !== null
    desk.mark(view)
    if (subject === null) desk.hide()
    if (view.country !== null) {
      await panel.show(view.country, day(), minPosition)
      return
    }
    panel.hide()
    if (subject !== null) await desk.show(subject, minPosition)
    else showChanges(day())
  }

  function fillTable(): void {
    const shown = shownRecord()
    if (!table.open || shown === null) return
    fillCountriesTable(tablePlace, shown, navigation.view().dimension, slider.at(), names, country => pick(country))
  }

  function isInSpan({ from, to, fill }: Piece): boolean {
    const span = spanOf()
    return fill !== 'none' && to >= span.from && from <= span.to
  }

  /** The rows over time: every country, or of one power those in which it ever stood. */
  function stripRows() {
    const view = navigation.view()
    const every = record!.countries.map(country => ({ country, pieces: painting.pieces(record!, country, view) }))
    if (view.only !== null) return every.filter(({ pieces }) => pieces.some(isInSpan))
    return view.power === null ? every : every.filter(({ pieces }) => pieces.some(({ hollow }) => !hollow))
  }

  /**
   * Everything that depends on the record, the dimension, the colouring or the span. A day on the move is left to
   * whoever moves it.
   */
  function redraw(toDay = false): void {
    if (record === null || record.countries.length === 0) return
    const view = navigation.view()
    const { from, to, span } = spanOf()
    slider.range(from, to, record.first, span)
    map.show(record.countries)
    const partners = partnersOnRecord(record, view.dimension, from)
    const aligned = alignedOnRecord(record, view.dimension, from)
    for (const partner of aligned) palette.of(partner)
    strip.draw(stripRows(), from, to, view.country)
    const focused = legend.contains(document.activeElement) ? (document.activeElement?.id ?? '') : ''
    if (view.power !== null) powerLegend(legend, view.power, fills, names)
    else if (view.colour === 'score' && view.partner !== null) scoreLegend(legend, view.partner, fills, names)
    else {
      const onOnly = (only: string | null) => navigation.go({ only })
      providerLegend(legend, { partners, aligned }, { fills, palette, names }, { only: view.only, onOnly })
    }
    if (focused !== '') document.getElementById(focused)?.focus()
    controls.show(view, partners)
    map.select(view.country)
    if (toDay || !slider.isMoving()) slider.move(day())
    else paint(slider.at())
    fillTable()
  }

  /** Read the months that scores need, and the day itself; repaint as they arrive. */
  async function readSeries(): Promise<void> {
    if (record === null || navigation.view().colour !== 'score') return
    const mine = record
    const { dimension } = navigation.view()
    const at = day()
    await Promise.allSettled(
      mine.countries.map(async country => {
        await series.of(country, dimension)
        await series.read(country, dimension, at)
        if (mine === record) paint(slider.at())
      }),
    )
    if (mine === record) redraw()
  }

  /** First what the reader looks at, then what colours by score. */
  async function showAll(minPosition: string | null = null): Promise<void> {
    await showPanel(minPosition)
    await readSeries()
  }

  async function readRecord(minPosition: string | null = null, asked?: Promise<RecordAnswer>): Promise<void> {
    const view = navigation.view()
    const read = await (asked ?? askRecord(client, { view, today: today || null, minPosition }))
    const { asKnownAt } = navigation.view()
    if (asKnownAt !== view.asKnownAt || navigation.view().policy !== view.policy) return
    record = read.record
    today = read.today
    answer = null
    const isEmpty = record.countries.length === 0
    if (isEmpty)
      put(
        left,
        emptyRecord(asKnownAt, () => navigation.go({ asKnownAt: null })),
      )
    else if (!views.isConnected) put(left, views)
    document.body.classList.toggle('is-empty', isEmpty)
    if (isEmpty) controls.show(navigation.view(), [])
    else redraw()
  }

  /** Read the record and show it; what is refused is said in the place of the map. */
  async function readAndShow(minPosition: string | null = null): Promise<void> {
    try {
      await readRecord(minPosition)
    } catch (error) {
      if (isGivenUp(error)) return
      const present = () => navigation.go({ asKnownAt: null, policy: null })
      put(
        left,
        refusedRecord(error, navigation.view(), () => void readAndShow(), present),
      )
      return
    }
    if (record !== null && record.countries.length > 0) await showAll(minPosition)
  }

  navigation.onChange((view, before) => {
    document.title = titleOf(view, names)
    if (view.asKnownAt !== before.asKnownAt || view.policy !== before.policy) {
      if (view.policy !== before.policy) {
        feed.note(
          view.policy === null
            ? 'Showing the usual model.'
            : `Showing the model ${view.policy}; what arrives here is told by the usual one.`,
        )
      }
      if (view.asKnownAt !== before.asKnownAt) {
        feed.note(
          view.asKnownAt === null
            ? 'Showing everything known.'
            : `Pinned to what was known at ${view.asKnownAt}: what arrives now does not change the view.`,
        )
      }
      void readAndShow()
      return
    }
    if (record === null || record.countries.length === 0) return
    if (view.at !== null && view.at > record.last) void readAndShow()
    else {
      redraw(view.at !== before.at)
      void showAll()
    }
    const isNew = view.country !== null && view.country !== before.country
    if (isNew && narrow.matches) panel.element.scrollIntoView({ block: 'start' })
  })

  const changed = createNews(async ({ countries, position }) => {
    if (navigation.view().asKnownAt !== null) return
    if (countries === null) series.forget()
    else for (const country of countries) series.forget(country)
    const { country } = navigation.view()
    await readRecord(position)
    if (record === null || record.countries.length === 0) return
    if (country === null || countries === null || countries.has(country)) await showPanel(position)
    await readSeries()
  })
  connectivity.onReturn(() => changed(null, null))

  return {
    async load(asked) {
      slider.above.append(strip.element)
      panel.element.hidden = true
      document.title = titleOf(navigation.view(), names)
      await readRecord(null, asked)
      put(byId('controls'), controls.element)
      put(byId('panel'), desk.nav, changes, desk.element, panel.element)
      put(byId('feed'), feed.element)
      put(byId('light'), feed.light)
      listen(feed, connectivity, changed)
      if (record === null || record.countries.length === 0) return
      void showAll().then(() =>
        // The map is drawn once it knows its size, which is in the frame after; the next one finds it painted.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            performance.mark('entente-first-view')
            client.get<PoliciesAnswer>('/v1/policies').then(
              ({ policies }) => controls.offer(policies),
              () => {}, // The model in use is named even without the list.
            )
          }),
        ),
      )
    },
  }
}

const narrow = matchMedia('(max-width: 860px)')

/** What the address says that cannot be read, until it is closed. */
function linkFaults(): HTMLElement | null {
  const faults = faultsOf(location.search)
  if (faults.length === 0) return null
  const box = h(
    'div',
    { class: 'notice link-faults', role: 'status' },
    faults.map(text => h('p', null, text)),
    h('p', null, 'The rest is shown.'),
    h('button', { type: 'button', class: 'plain', onclick: () => box.remove() }, 'Close'),
  )
  return box
}

/** What the colours of the map say. */
function captionOf({ dimension, colour, partner, power }: View, at: Day, names: Names): string {
  if (power !== null) return `${DIMENSION_WORDS[dimension]}: where ${names.of(power)} stands on ${dayText(at)}`
  const what =
    colour === 'score' && partner !== null ? `score towards ${names.of(partner)}` : 'primary provider, else alliance'
  return `${DIMENSION_WORDS[dimension]}: ${what} on ${dayText(at)}`
}

function titleOf({ country, power }: View, names: Names): string {
  const subject = country ?? power
  return subject === null ? 'Entente' : `${names.of(subject)} · Entente`
}
