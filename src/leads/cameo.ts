import { type Day, isoOf } from '../../events/calendar.js'
import { type Sides, sidesOf, sidesTowards } from './sides.js'

/** What an event coder made of a sentence: who did what to whom. */
export interface Coded {
  /** A CAMEO code of two to four digits, as text. */
  readonly code: string
  readonly actor: Actor
  readonly target: Actor
  readonly day: Day
  /** The state in which it happened, where that is known. */
  readonly place: string | null
  /** The act in words. */
  readonly text: string
}

export interface Actor {
  /** Id of a state or an organisation; null where the coder names none. */
  readonly id: string | null
  readonly name: string
  readonly isMilitary: boolean
  readonly isGovernment: boolean
}

/** What a code says as an event of the catalogue; fields that it cannot know are left out. */
export interface Meant {
  readonly type: string
  readonly country: string
  readonly partner: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly doubts?: readonly string[]
}

type Reading = Meant | { readonly leftOut: string }

/** A code as text with its leading zero, which spreadsheets take away. */
export function cameoCode(cell: string): string | null {
  if (!/^\d{2,4}$/.test(cell)) return null
  const root = Number(cell.slice(0, 2))
  const code = cell.length === 2 || root < 1 || root > 20 ? `0${cell}` : cell
  return code.length > 4 || Number(code.slice(0, 2)) > 20 ? null : code
}

/**
 * The event that a CAMEO code suggests between two sides. Only acts and stances that the catalogue has a word for; consultations,
 * appeals, intentions and statements without a stance are left out. No weight is read: those of the scale of Goldstein
 * measure how intense an act is and not who moves towards whom.
 */
export function meaningOf(coded: Coded): Reading {
  const { code, actor, target } = coded
  if (actor.id === null || target.id === null) return { leftOut: 'names fewer than two states or organisations' }
  if (actor.id === target.id) return withinOneState(coded, actor.id)
  const act = longestOf(acts, code)
  if (act !== undefined) return act(coded, actor.id, target.id)
  const stance = longestOf(stances, code)
  if (stance === undefined) return { leftOut: `no event for CAMEO ${code}` }
  const sides = sidesOf(actor.id, target.id)
  if (sides === null) return NEITHER
  return { type: 'StatementIssued', ...sides, data: { by: [actor.id], stance, content: coded.text } }
}

const NEITHER: Reading = { leftOut: 'neither side is a state' }
const TO_NO_STATE: Reading = { leftOut: 'done to an organisation' }

function withinOneState({ code, target, text }: Coded, country: string): Reading {
  if (code !== '190' || !target.isGovernment) return { leftOut: 'both sides are of one state' }
  const doubts = [`fighting against the government may be a coup: ${text}`]
  return { type: 'CoupOccurred', country, partner: null, data: {}, doubts }
}

type Act = (coded: Coded, actor: string, target: string) => Reading

/** Acts by the code or its beginning; the longest wins. */
const acts: Readonly<Record<string, Act>> = {
  '041': meeting('CallHeld'),
  '042': visit((actor, target) => ({ guest: actor, visited: target })),
  '043': visit((actor, target) => ({ guest: target, visited: actor })),
  '057': (coded, actor, target) =>
    between('AgreementSigned', actor, target, ({ country, partner }) => ({
      agreementId: `${partner}-${country}-${isoOf(coded.day)}`.toLowerCase(),
    })),
  '062': (_, actor, target) => between('JointActivityHeld', actor, target, () => ({})),
  '0332': given('ArmsDeliveryAgreed', () => ({ items: [{ category: 'not stated' }] })),
  '071': given('AidStarted', ({ partner }) => ({ by: [partner], kind: 'economic' })),
  '072': given('ArmsDelivered', () => ({ items: [{ category: 'not stated' }] }), [
    'military aid may be arms, money or training',
  ]),
  '074': given('ForcesDeployed', ({ country, partner }) => ({
    forceId: forceIdOf(country, partner),
    sponsor: partner,
  })),
  '085': pressure('SanctionsEased'),
  '1056': (coded, actor, target) => {
    const meant = meaningOf({ ...coded, code: '100' })
    return 'leftOut' in meant || actor === target
      ? meant
      : { ...meant, doubts: ['may be a demand that forces leave (WithdrawalDemanded)'] }
  },
  '139': pressure('UltimatumIssued'),
  '161': (_, actor, target) =>
    between('EnvoyStatusChanged', actor, target, () => ({ by: [actor] }), [
      'reduced or broken relations: a cancelled visit, an envoy, an embassy or all of them (RelationsSevered)',
    ]),
  '162': given('AidSuspended', ({ partner }) => ({ by: [partner] })),
  '1621': given('AidSuspended', ({ partner }) => ({ by: [partner], kind: 'economic' })),
  '1622': given('AidSuspended', ({ partner }) => ({ by: [partner], kind: 'military' })),
  '163': pressure('SanctionsImposed'),
  '166': withdrawal,
  '1661': withdrawal,
  '1662': () => ({ leftOut: 'no event for CAMEO 1662' }),
  '1663': () => ({ leftOut: 'no event for CAMEO 1663' }),
  '14': (coded, actor, target) => {
    const sides = sidesTowards(target, actor)
    if (sides === null) return NEITHER
    return { type: 'ProtestHeld', ...sides, data: { stance: 'condemn', content: coded.text } }
  },
  '18': hostile,
  '19': hostile,
  '20': hostile,
}

/** Stances by the code or its beginning; the longest wins. */
const stances: Readonly<Record<string, string>> = {
  '016': 'deny',
  '019': 'support',
  '051': 'support',
  '052': 'support',
  '053': 'support',
  '054': 'support',
  '10': 'demand',
  '110': 'condemn',
  '111': 'condemn',
  '112': 'accuse',
  '113': 'condemn',
  '114': 'condemn',
  '12': 'deny',
  '13': 'threaten',
  '160': 'distance',
}

function longestOf<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  for (let length = code.length; length >= 2; length--) {
    const found = table[code.slice(0, length)]
    if (found !== undefined) return found
  }
  return undefined
}

type DataOf = (sides: Sides) => Readonly<Record<string, unknown>>

/** What two do with each other, whoever of them the coder names first. */
function between(type: string, actor: string, target: string, dataOf: DataOf, doubts?: readonly string[]): Reading {
  const sides = sidesOf(actor, target)
  if (sides === null) return NEITHER
  return { type, ...sides, data: dataOf(sides), ...(doubts && { doubts }) }
}

/** What the actor gives to the target, which is the host. */
function given(type: string, dataOf: DataOf, doubts?: readonly string[]): Act {
  return (_, actor, target) => {
    const sides = sidesTowards(actor, target)
    return sides === null ? TO_NO_STATE : { type, ...sides, data: dataOf(sides), ...(doubts && { doubts }) }
  }
}

function pressure(type: string): Act {
  return (_, actor, target) => {
    const sides = sidesOf(actor, target)
    if (sides === null) return NEITHER
    return { type, ...sides, data: { by: [actor] } }
  }
}

function meeting(type: string): Act {
  return ({ actor: one, target: other }, actor, target) =>
    between(type, actor, target, () => ({ level: lowerOf(levelOf(one.name), levelOf(other.name)) }))
}

function visit(rolesOf: (actor: string, target: string) => { readonly guest: string; readonly visited: string }): Act {
  return (coded, actor, target) => {
    const { guest, visited } = rolesOf(actor, target)
    const sides = sidesOf(guest, visited, visited)
    if (sides === null) return NEITHER
    const direction = sides.country === visited ? 'to-host' : 'to-partner'
    const level = levelOf(guest === actor ? coded.actor.name : coded.target.name)
    return { type: 'VisitHeld', ...sides, data: { level, direction } }
  }
}

/**
 * CAMEO has one code for guests that leave and guests that are sent away, and the host may stand on either side of it. The
 * place decides. Only armed forces: the word is used of all that leaves. Forces that give up ground (0874) are nobody's guests.
 */
function withdrawal(
  { code, actor: { isMilitary }, target: other, place }: Coded,
  actor: string,
  target: string,
): Reading {
  if (code === '166' && !isMilitary && !other.isMilitary) return { leftOut: 'expels or withdraws, but no armed forces' }
  const sides = sidesOf(actor, target, place ?? undefined)
  if (sides === null) return NEITHER
  const host = place === actor || place === target ? place : sides.country
  const partner = host === actor ? target : actor
  return {
    type: 'ForcesWithdrawn',
    country: host,
    partner,
    data: { forceId: forceIdOf(host, partner), ...(actor === host ? { reason: 'demanded' } : {}) },
    doubts:
      host === place
        ? ['may be announced rather than done']
        : ['the host is guessed', 'may be announced rather than done'],
  }
}

function hostile({ text }: Coded, actor: string, target: string): Reading {
  const sides = sidesTowards(actor, target)
  if (sides === null) return TO_NO_STATE
  return { type: 'HostileActReported', ...sides, data: { by: [actor], content: text } }
}

export function forceIdOf(country: string, sponsor: string): string {
  return `${sponsor}-forces-${country}`.toLowerCase()
}

const HEADS = /\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|head of (?:state|government))\b/i
const MINISTERS = /\bminist(?:er|ry)\b|\bforeign affairs\b|\bsecretary of state\b/i

/** The level of a person from what the coder calls it. */
export function levelOf(name: string): 'head' | 'minister' | 'official' {
  if (HEADS.test(name)) return 'head'
  return MINISTERS.test(name) ? 'minister' : 'official'
}

const LEVELS = ['official', 'minister', 'head'] as const

function lowerOf(one: (typeof LEVELS)[number], other: (typeof LEVELS)[number]) {
  return LEVELS[Math.min(LEVELS.indexOf(one), LEVELS.indexOf(other))]!
}
