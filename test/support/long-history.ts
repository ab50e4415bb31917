import { dayOf, isoOf } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { MS_PER_DAY } from '../../events/formats.js'
import { canonicalBody } from '../../events/parse.js'
import { registry } from '../../events/registry/registry.js'
import { instantWriter } from '../../src/store/instant.js'
import type { NewEvent } from '../../src/store/store.js'
import { seeded } from './seeded.js'

/** What a long history is to be like; shares are of all events. */
export interface LongHistory {
  readonly events: number
  readonly seed?: number
  readonly countries?: number
  /** Corrections of what was recorded before. */
  readonly corrected?: number
  readonly retracted?: number
}

export interface Generated {
  readonly stream: string
  readonly event: NewEvent
}

type Draft = Readonly<Record<string, unknown>> & { readonly type: string }

/** What was recorded of a country lately, for corrections, retractions and second sources. */
interface Recent {
  readonly id: string
  readonly draft: Draft
  readonly stream: string
}

interface Country {
  readonly code: string
  readonly stream: string
  made: number
  readonly agreements: string[]
  readonly forces: { readonly id: string; readonly partner: string; strength: number }[]
  readonly recent: Recent[]
}

/** Recording begins here and is spread evenly over the time up to the last day. */
const FIRST = dayOf('1990-01-01')!
const LAST = dayOf('2024-12-31')!
const EARLIEST = dayOf('1961-01-01')!
const PARTNERS = ['FRA', 'USA', 'CHN', 'GBR', 'TUR', 'IND', 'ARE', 'DEU', 'ITA', 'SAU', 'EU', 'UN']
const SOURCES = 100
const REGRADINGS = 10
const MOST_AGREEMENTS = 40
const MOST_FORCES = 20
const RECENT = 64

/**
 * A history of many countries with a long tail (the n-th has a share of 1/n): agreements and forces that begin, change
 * and end, visits, statements, deliveries; news that come late, of which only the month or the year is known, or that a
 * second source tells too; corrections and retractions. The seed alone decides what it is; nothing of it is kept but
 * the last few events of each country, so that it may be as long as wanted.
 */
export function* longHistory({
  events,
  seed = 1,
  countries = 200,
  corrected = 0.05,
  retracted = 0.01,
}: LongHistory): Generator<Generated> {
  const draw = seeded(seed)
  const isoInstant = instantWriter()
  const all = countriesOf(countries)
  const upTo = shares(all.length)
  const most = Math.max(1, events - 1)

  const below = (n: number) => Math.floor(draw() * n)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const chance = (share: number) => draw() < share
  const drawCountry = () => {
    const at = draw()
    let i = 0
    while (upTo[i]! < at) i++
    return all[i]!
  }

  /** A day as far as it is known. */
  function dateOf(day: number): string {
    const iso = isoOf(day)
    const at = draw()
    if (at < 0.78) return iso
    if (at < 0.9) return iso.slice(0, 7)
    if (at < 0.94) return iso.slice(0, 4)
    if (at < 0.97) return `${iso}~`
    return `${iso}/${isoOf(day + 1 + below(60))}`
  }

  /** Most news are of the last days; some come a year, a few decades late. */
  function happened(today: number): number {
    const at = draw()
    const late = at < 0.85 ? below(7) : at < 0.97 ? below(400) : below(10_000)
    return Math.max(EARLIEST, today - late)
  }

  function said(modality = 'asserted') {
    const source = below(SOURCES)
    const reliability = 'ABBCCD'[source % 6]!
    return { sourceId: `source-${source}`, reliability, credibility: 1 + below(4), modality }
  }

  function agreement(country: Country, partner: string): Draft {
    const { agreements } = country
    const known = agreements.length > 0
    const at = draw()
    if (!known || at < 0.3) {
      const agreementId = `${country.code.toLowerCase()}-agreement-${country.made}`
      agreements.push(agreementId)
      const kind = pick(['dca', 'sofa', 'training', 'mou', 'arms', 'friendship', 'mutual-defence'])
      const more = chance(0.5) ? { onSignature: true } : {}
      const term = chance(0.4) ? { term: pick(['P5Y', 'P10Y', 'P2Y']), renewal: pick(['tacit', 'none']) } : {}
      const parties = chance(0.05) ? { parties: [country.code, pick(all).code] } : {}
      return { type: 'AgreementSigned', partner, ...partiesOf(parties), data: { agreementId, kind, ...more, ...term } }
    }
    const agreementId = pick(agreements)
    if (at < 0.5) return { type: 'AgreementEnteredIntoForce', partner, data: { agreementId } }
    if (at < 0.6) return { type: 'AgreementProlonged', partner, data: { agreementId, term: 'P5Y' } }
    if (at < 0.75 && agreements.length < MOST_AGREEMENTS)
      return {
        type: 'AgreementTerminationNotified',
        partner,
        data: { agreementId, by: [country.code], noticePeriod: 'P6M' },
      }
    agreements.splice(agreements.indexOf(agreementId), 1)
    return { type: 'AgreementTerminated', partner, data: { agreementId, ground: pick(['notice', 'mutual', 'lapse']) } }
  }

  function force(country: Country, partner: string): Draft {
    const { forces } = country
    const at = draw()
    if (forces.length === 0 || (at < 0.25 && forces.length < MOST_FORCES)) {
      const forceId = `${country.code.toLowerCase()}-force-${country.made}`
      const strength = 50 + below(2000)
      forces.push({ id: forceId, partner, strength })
      const role = pick(['combat', 'garrison', 'advisory', 'pmc', 'facility'])
      const consent = pick(['invited', 'tolerated', 'contested'])
      const basis = country.agreements.length > 0 && chance(0.5) ? { legalBasis: [pick(country.agreements)] } : {}
      const data = { forceId, sponsor: partner, role, strength: about(strength), consent, ...basis }
      return { type: 'ForcesDeployed', partner, data }
    }
    const one = pick(forces)
    if (at < 0.65) {
      one.strength = Math.max(10, one.strength + below(400) - 200)
      return {
        type: 'ForceStrengthReported',
        partner: one.partner,
        data: { forceId: one.id, strength: about(one.strength) },
      }
    }
    if (at < 0.72) {
      return { type: 'WithdrawalDemanded', partner: one.partner, data: { forceId: one.id, by: [country.code] } }
    }
    if (at < 0.8) {
      const consent = pick(['invited', 'tolerated', 'contested', 'none'])
      return { type: 'ConsentChanged', partner: one.partner, data: { forceId: one.id, consent } }
    }
    forces.splice(forces.indexOf(one), 1)
    return { type: 'ForcesWithdrawn', partner: one.partner, data: { forceId: one.id, extent: 'complete' } }
  }

  function about(strength: number) {
    return { low: strength, high: strength + Math.floor(strength / 5) }
  }

  function other(country: Country, partner: string): Draft {
    const by = [country.code]
    const at = draw()
    if (at < 0.45) return { type: 'VisitHeld', partner, data: { level: pick(['head', 'minister', 'official']) } }
    if (at < 0.68) {
      const stance = pick(['support', 'support', 'condemn', 'threaten'])
      return { type: 'StatementIssued', partner, data: { by: [partner], stance } }
    }
    if (at < 0.8) return { type: 'JointActivityHeld', partner, data: { kind: pick(['exercise', 'operation']) } }
    if (at < 0.9)
      return { type: 'ArmsDelivered', partner, data: { items: [{ category: pick(['uav', 'rifle', 'tanks']) }] } }
    if (at < 0.94)
      return { type: pick(['AidStarted', 'AidSuspended', 'AidResumed']), partner, data: { kind: 'budget' } }
    if (at < 0.97) return { type: 'SanctionsImposed', partner, data: { by: [partner], measures: ['travel-ban'] } }
    if (at < 0.99) return { type: 'SanctionsLifted', partner, data: { by: [partner], measures: ['travel-ban'] } }
    return { type: pick(['AmbassadorExpelled', 'AmbassadorAppointed']), partner, data: { by } }
  }

  /** What is said of an event that was recorded lately; null where there is none. */
  function revision(country: Country, today: number, retracts: boolean): { draft: Draft; stream: string } | null {
    const { recent } = country
    if (recent.length === 0) return null
    const i = below(recent.length)
    const { id, draft, stream } = recent[i]!
    const occurredOn = isoOf(today)
    if (retracts) {
      recent.splice(i, 1)
      const data = { targetEventId: id, reason: 'error' }
      return { stream, draft: { type: 'ClaimRetracted', occurredOn, data, claim: said() } }
    }
    const data = { targetEventId: id, reason: 'error', changes: changesOf(draft, today) }
    return { stream, draft: { type: 'ClaimCorrected', occurredOn, data, claim: said() } }
  }

  function changesOf(draft: Draft, today: number): object {
    const at = draw()
    if (at < 0.5) return { occurredOn: dateOf(happened(today)) }
    if (at < 0.7 && draft.type === 'ForceStrengthReported') return { data: { strength: about(50 + below(2000)) } }
    return at < 0.8 ? { partner: pick(PARTNERS) } : { note: 'corrected' }
  }

  function aboutTheWorld(country: Country, today: number): Draft {
    const partner = PARTNERS[Math.min(below(PARTNERS.length), below(PARTNERS.length))]!
    const { recent } = country
    const seen = recent.at(-1)
    if (seen !== undefined && chance(0.08)) {
      // A second source tells what another has told.
      const factId = (seen.draft.factId as string | undefined) ?? `fact-${seen.id.slice(-12)}`
      return { ...seen.draft, factId, claim: said() }
    }
    const at = draw()
    const one = at < 0.22 ? agreement(country, partner) : at < 0.45 ? force(country, partner) : other(country, partner)
    const modality = chance(0.02) ? 'planned' : chance(0.01) ? 'denied' : 'asserted'
    return { country: country.code, ...one, occurredOn: dateOf(happened(today)), claim: said(modality) }
  }

  for (let n = 0; n < events; n++) {
    const ms = (FIRST + ((LAST - FIRST) * n) / most) * MS_PER_DAY
    const today = Math.floor(ms / MS_PER_DAY)
    const country = drawCountry()
    country.made++
    const at = draw()
    const revised = at < corrected + retracted ? revision(country, today, at >= corrected) : null
    const id = idOf(n)
    const meta = '{}'
    const recordedAt = isoInstant(Math.floor(ms))
    const made = (draft: Draft, stream: string): Generated => {
      const body = canonicalBody({ schemaVersion: 1, ...draft } as unknown as DomainEvent)
      return { stream, event: { id, type: draft.type, body, meta, recordedAt } }
    }
    if (revised !== null) {
      yield made(revised.draft, revised.stream)
    } else if (chance(Math.min(0.001, REGRADINGS / events))) {
      const sourceId = `source-${below(SOURCES)}`
      const data = { sourceId, reliability: pick(['A', 'C', 'D']) }
      yield made({ type: 'SourceRegraded', occurredOn: isoOf(today), data, claim: said() }, `source-${sourceId}`)
    } else {
      const draft = aboutTheWorld(country, today)
      const { recent, stream } = country
      recent.push({ id, draft, stream })
      if (recent.length > RECENT) recent.shift()
      yield made(draft, stream)
    }
  }
}

/** Id of the n-th event, from 0. */
export function idOf(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

function partiesOf({ parties }: { readonly parties?: readonly string[] }): object {
  return parties === undefined || parties[0] === parties[1] ? {} : { parties }
}

/** States that have been there all along, in an order that has nothing to do with their names. */
function countriesOf(count: number): Country[] {
  const order = seeded(7)
  return registry.states
    .filter(({ code, since = '', until }) => until === undefined && since < '1961' && !PARTNERS.includes(code))
    .map(({ code }) => ({ code, at: order() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ code }) => ({ code, stream: `country-${code}`, made: 0, agreements: [], forces: [], recent: [] }))
}

/** Sums of 1/n, up to 1. */
function shares(count: number): number[] {
  const sums: number[] = []
  for (let n = 1; n <= count; n++) sums.push((sums.at(-1) ?? 0) + 1 / n)
  return sums.map((sum, i) => (i === count - 1 ? 1 : sum / sums[count - 1]!))
}
