import { fillCountriesTable } from './countries-table.js'
import type { Names } from './data/names.js'
import { alignedOnRecord, partnersOnRecord, type StatusRecord } from './data/status-record.js'
import type { FootprintAnswer } from './data/wire.js'
import type { Day } from './dates.js'
import { byId, h, put } from './element.js'
import { savePanel } from './export/save-panel.js'
import { createFills } from './map/fills.js'
import { powerLegend, providerLegend, scoreLegend } from './map/legend.js'
import { createPainting } from './map/painting.js'
import type { Palette } from './map/palette.js'
import type { World } from './map/world.js'
import { createWorldMap } from './map/world-map.js'
import { linkFaults } from './notices.js'
import { createDateSlider } from './timeline/date-slider.js'
import type { Series } from './timeline/series.js'
import { spanOfView } from './timeline/span.js'
import { createStatusStrip, type Piece } from './timeline/status-strip.js'
import { formatView, type Navigation } from './view.js'
import { captionOf } from './view-titles.js'

interface Options {
  readonly world: World
  readonly names: Names
  readonly navigation: Navigation
  readonly palette: Palette
  readonly series: Series
  /** The record as it was read; null before. */
  readonly record: () => StatusRecord | null
  /** The record as it is painted: the answer of the panel counts for its country and day. */
  readonly shown: () => StatusRecord | null
  readonly footprint: () => FootprintAnswer | null
  /** The day of the view. */
  readonly day: () => Day
  readonly onPick: (country: string, at: Day) => void
  /** The slider is on another day: the map is to be painted. */
  readonly onMove: (at: Day) => void
  readonly onRest: (at: Day) => void
}

export interface RecordViews {
  readonly element: HTMLElement
  /** The day of the slider, which may be on its way to another one. */
  at(): Day
  /** Recolour every country for a day, from memory. */
  paint(at: Day): void
  /** Everything that depends on the record, the dimension, the colouring or the span; `toDay`: the slider follows. */
  redraw(toDay: boolean): void
  fillTable(): void
}

/** The record in memory as a map, as rows over time and as a table, on the day of the slider. */
export function createRecordViews(options: Options): RecordViews {
  const { names, navigation, palette, record, shown } = options
  const fills = createFills(byId<SVGDefsElement>('patterns'), palette)
  const painting = createPainting({ fills, names, series: options.series, footprint: options.footprint })
  const map = createWorldMap({
    world: options.world,
    nameOf: names.of,
    onSelect: country => options.onPick(country, slider.at()),
  })
  const strip = createStatusStrip({ nameOf: names.of, onPick: options.onPick })
  const slider = createDateSlider({
    onMove: options.onMove,
    onRest: options.onRest,
    onSpan: span => navigation.go({ span }),
  })
  slider.above.append(strip.element)
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
  const spanOf = () => spanOfView(record()!, navigation.view())
  const forSaving = () => ({
    record: record()!,
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
      const wordsOf = (country: string) => painting.look(record()!, country, slider.at(), navigation.view()).words
      return mapFigure(map.element.querySelector<SVGSVGElement>('svg.map')!, { ...forSaving(), wordsOf })
    },
    async rows() {
      const { stripFigure } = await import('./export/figures.js')
      const { from, to } = spanOf()
      const rows = strip.element.querySelector<SVGSVGElement>('svg')!
      return stripFigure(rows, { ...forSaving(), from, to, countries: stripRows().map(({ country }) => country) })
    },
    view: () => ({
      query: formatView(navigation.view()),
      title: captionOf(navigation.view(), options.day(), names),
      hasScores: navigation.view().country !== null,
    }),
  })

  function paint(at: Day): void {
    const painted = shown()
    if (painted === null) return
    const view = navigation.view()
    for (const country of painted.countries) map.look(country, painting.look(painted, country, at, view))
    put(caption, captionOf(view, at, names))
    strip.point(at)
  }

  function fillTable(): void {
    const listed = shown()
    if (!table.open || listed === null) return
    const { dimension } = navigation.view()
    const pick = (country: string) => options.onPick(country, slider.at())
    fillCountriesTable(tablePlace, listed, dimension, slider.at(), names, pick)
  }

  function isInSpan({ from, to, fill }: Piece): boolean {
    const span = spanOf()
    return fill !== 'none' && to >= span.from && from <= span.to
  }

  /** The rows over time: every country, or of one power those in which it ever stood. */
  function stripRows() {
    const view = navigation.view()
    const every = record()!.countries.map(country => ({ country, pieces: painting.pieces(record()!, country, view) }))
    if (view.only !== null) return every.filter(({ pieces }) => pieces.some(isInSpan))
    return view.power === null ? every : every.filter(({ pieces }) => pieces.some(({ hollow }) => !hollow))
  }

  function redrawLegend(partners: readonly string[], aligned: readonly string[]): void {
    const view = navigation.view()
    const focused = legend.contains(document.activeElement) ? (document.activeElement?.id ?? '') : ''
    if (view.power !== null) powerLegend(legend, view.power, fills, names)
    else if (view.colour === 'score' && view.partner !== null) scoreLegend(legend, view.partner, fills, names)
    else {
      const onOnly = (only: string | null) => navigation.go({ only })
      providerLegend(legend, { partners, aligned }, { fills, palette, names }, { only: view.only, onOnly })
    }
    if (focused !== '') document.getElementById(focused)?.focus()
  }

  return {
    element: h('div', { class: 'views' }, linkFaults(), map.element, legend, slider.element, table, saving),
    at: slider.at,
    paint,
    fillTable,
    redraw(toDay) {
      const read = record()!
      const { dimension, country } = navigation.view()
      const { from, to, span } = spanOf()
      slider.range(from, to, read.first, span)
      map.show(read.countries)
      const aligned = alignedOnRecord(read, dimension, from)
      for (const partner of aligned) palette.of(partner)
      strip.draw(stripRows(), from, to, country)
      redrawLegend(partnersOnRecord(read, dimension, from), aligned)
      map.select(country)
      // A day on the move is left to whoever moves it.
      if (toDay || !slider.isMoving()) slider.move(options.day())
      else paint(slider.at())
      fillTable()
    },
  }
}
