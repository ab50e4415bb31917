import { createClient } from '../data/client.js'
import { createNames } from '../data/names.js'
import { askRecord } from '../data/record-question.js'
import type { CountryAnswer, FootprintAnswer, HistoryAnswer, Outlines, RegistryAnswer } from '../data/wire.js'
import { dayText, isoOf } from '../dates.js'
import { byId, h, put } from '../element.js'
import { basisOf } from '../export/figures.js'
import { formatView, parseView, standpointOf } from '../view.js'
import { embeddedMap } from './embedded-map.js'
import { embeddedRows } from './embedded-rows.js'
import { embeddedScores } from './embedded-scores.js'

type History = HistoryAnswer & Pick<CountryAnswer, 'basis'>

/** One figure for another page: the map, the rows over time, or the scores of a country, with what it rests on. */
async function open(): Promise<void> {
  const place = byId('embed')
  const view = parseView(location.search)
  const show = new URLSearchParams(location.search).get('show') ?? 'map'
  const client = createClient(() => {}, new Map())
  try {
    const standpoint = standpointOf(view)
    const [registry, outlines, { record, today }] = await Promise.all([
      client.get<RegistryAnswer>('/v1/registry'),
      client.get<Outlines>(document.documentElement.dataset.world ?? ''),
      askRecord(client, { view }),
    ])
    const names = createNames(registry)
    const at = view.at ?? today
    const context = { record, names, view, at, legend: h('div', { class: 'legend' }) }
    const askFootprint = async (power: string) =>
      client.get<FootprintAnswer>(`/v1/partners/${encodeURIComponent(power)}/footprint`, {
        at: isoOf(at),
        from: view.against === null ? null : isoOf(view.against),
        dimension: view.dimension,
        ...standpoint,
      })
    const askHistory = async (country: string) =>
      client.get<History>(`/v1/countries/${country}/history`, {
        dimension: view.dimension,
        from: isoOf(record.first),
        to: isoOf(record.last),
        step: 'month',
        ...standpoint,
      })
    const isScores = show === 'scores' && view.country !== null
    const footprint = view.power === null || isScores ? null : await askFootprint(view.power)
    const figure = isScores
      ? embeddedScores(context, await askHistory(view.country!))
      : show === 'rows'
        ? embeddedRows(context, footprint)
        : embeddedMap(context, outlines, footprint)
    const page = `${location.origin}/${formatView(view)}`
    const [standing = ''] = basisOf(figure.basis, page)
    document.title = `${figure.title} · Entente`
    put(
      place,
      h('h1', { class: 'embed-title' }, figure.title),
      figure.element,
      h(
        'p',
        { class: 'embed-foot' },
        `${standing} · ${dayText(at)} · `,
        h('a', { href: page, target: '_blank', rel: 'noopener' }, 'Open in Entente'),
      ),
    )
    figure.onShown?.()
  } catch (error) {
    put(place, h('p', { class: 'notice error', role: 'alert' }, error instanceof Error ? error.message : String(error)))
  }
}

void open()
