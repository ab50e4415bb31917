import { createControls } from './controls.js'
import { type Client, isGivenUp } from './data/client.js'
import type { Connectivity } from './data/connectivity.js'
import { listen } from './data/listen.js'
import type { Names } from './data/names.js'
import { createNews } from './data/news.js'
import { askRecord, type RecordAnswer } from './data/record-question.js'
import { agreeing, hostsOfPowers, partnersOnRecord, type StatusRecord } from './data/status-record.js'
import type { CountryAnswer, FootprintAnswer, PoliciesAnswer } from './data/wire.js'
import { type Day, firstDayOf } from './dates.js'
import { createDesk, subjectOf } from './desk/desk.js'
import { byId, h, put } from './element.js'
import { createFeed } from './feed.js'
import { createPalette } from './map/palette.js'
import type { World } from './map/world.js'
import { emptyRecord, refusedRecord } from './notices.js'
import { changesView } from './panel/changes.js'
import { createCountryPanel } from './panel/country-panel.js'
import { createEventShelf } from './panel/event-shelf.js'
import { createRecordViews } from './record-views.js'
import { createSearchBox } from './search/search-box.js'
import { createSeries } from './timeline/series.js'
import { spanOfView } from './timeline/span.js'
import { createNavigation, standpointOf } from './view.js'
import { titleOf } from './view-titles.js'

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
  const pick = (country: string, to: Day = views.at()) => {
    const { country: before, without } = navigation.view()
    // A supposition about one country does not carry over to the next.
    navigation.go({ country, at: to === today ? null : to, without: country === before ? without : null })
  }
  const views = createRecordViews({
    world,
    names,
    navigation,
    palette,
    series,
    record: () => record,
    shown: () => (record === null || answer === null ? record : agreeing(record, answer)),
    footprint: () => footprint,
    day,
    onPick: pick,
    onMove: moved,
    onRest: to => navigation.go({ at: to === today ? null : to }),
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
      views.paint(views.at())
      views.fillTable()
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
      views.paint(views.at())
    },
  })
  const search = createSearchBox({
    names,
    onRecord: () => ({
      powers: record === null ? new Map() : hostsOfPowers(record),
      hosts: new Set(record?.countries),
    }),
    onFound({ id, as }) {
      if (as === 'power') navigation.go({ country: null, partner: null, source: null, power: id })
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
  const changes = h('div', { class: 'changes-place' })
  const left = byId('left')

  function day(): Day {
    return navigation.view().at ?? today
  }

  let lists: ReturnType<typeof setTimeout> | undefined
  function moved(at: Day): void {
    views.paint(at)
    if (navigation.view().country !== null && at !== day()) panel.passing(at)
    if (lists !== undefined) return
    lists = setTimeout(() => {
      lists = undefined
      views.fillTable()
      if (navigation.view().country === null) showChanges(views.at())
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

  /** Everything that depends on the record, the dimension, the colouring or the span. */
  function redraw(toDay = false): void {
    if (record === null || record.countries.length === 0) return
    views.redraw(toDay)
    const view = navigation.view()
    controls.show(view, partnersOnRecord(record, view.dimension, spanOf().from))
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
        if (mine === record) views.paint(views.at())
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
    else if (!views.element.isConnected) put(left, views.element)
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

  // Wherever a source is named it leads to what rests on it.
  document.addEventListener('click', ({ target }) => {
    const named = target instanceof Element ? target.closest<HTMLElement>('[data-source]') : null
    if (named === null) return
    navigation.go({ country: null, partner: null, power: null, open: null, source: named.dataset.source! })
    desk.element.focus()
  })

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
