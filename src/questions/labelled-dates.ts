import { z } from 'zod'
import { type Day, dayOf } from '../../events/calendar.js'
import { covered, windowsOf } from '../../projections/answers/partner-state.js'
import { alliesOf } from '../../projections/evaluate/aligned.js'
import { judge } from '../../projections/evaluate/decide.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Answers } from './answers.js'
import type { Knowledge } from './knowledge.js'

const day = z.string().refine(text => dayOf(text) !== null, 'a day: 2024-04-12')
const ids = z.array(z.string().min(1)).min(1)
const statuses = z.enum(['single', 'contested', 'none', 'unknown', 'split'])

/** A host on a day with what nobody who knows the region doubts of its security. Everything that it says has to hold. */
export const labelledDateSchema = z
  .strictObject({
    dossier: z.string().min(1).describe('the record that it is about'),
    country: z.string().regex(/^[A-Z]{3}$/),
    at: day,
    asKnownAt: day.optional(),
    single: z.string().optional().describe('it comes first alone'),
    first: z.string().optional().describe('it comes first, alone or of those who contend and are welcome'),
    never: z.string().optional().describe('it neither comes first nor contends, unless unwelcome'),
    nobody: z.literal(true).optional().describe('nobody comes first, and nobody who is welcome contends'),
    with: z.string().optional().describe('with whom the host is aligned, garrison or not'),
    status: z.array(statuses).min(1).optional().describe('one of these'),
    holds: ids.optional().describe('they come first or contend'),
    disputed: ids.optional().describe('they are there without the consent of the host'),
    allies: ids.optional().describe('they are allies and provide nothing'),
    above: ids.min(2).optional().describe('the first has a higher score than each of the others'),
    why: z.string().min(1),
  })
  .refine(({ dossier: _dossier, country: _country, at: _at, asKnownAt: _known, why: _why, ...said }) => {
    return Object.keys(said).length > 0
  }, 'says nothing of the day')

export type LabelledDate = z.infer<typeof labelledDateSchema>
export const labelledDatesSchema = z.array(labelledDateSchema).min(1)

/** What the labels ask of an answer about security. */
export interface Standing {
  readonly status: string
  readonly primary: string | null
  readonly contenders: readonly string[]
  readonly disputed: readonly string[]
  readonly alignedWith: readonly string[]
  readonly allies: readonly string[]
  readonly providers: readonly string[]
  readonly scores: Readonly<Record<string, number>>
}

/** The answer on one day, without looking at the days before. */
export function standingOn(answers: Answers, history: HostHistory, at: Day, knowledge: Knowledge): Standing {
  const view = answers.viewOf(history, at, knowledge)
  const { partners, verdicts } = judge(view)
  const isCovered = windowsOf(view, 'security').some(({ from, to }) => from <= at && at <= Math.min(to, view.knownDay))
  return {
    ...covered(verdicts.security, isCovered),
    allies: alliesOf(partners, view.policy).map(({ partner }) => partner),
    providers: partners.filter(({ provider }) => provider).map(({ partner }) => partner),
    scores: Object.fromEntries(partners.map(({ partner, scores }) => [partner, scores.security?.units.point ?? 0])),
  }
}

/** What a label says that does not hold, in words; empty where all of it does. */
export function contradictions(label: LabelledDate, standing: Standing): string[] {
  const { status, primary, contenders, disputed, alignedWith, allies, providers, scores } = standing
  const welcome = contenders.filter(id => !disputed.includes(id))
  const holds = (id: string) => primary === id || contenders.includes(id)
  const score = (id: string) => scores[id] ?? 0
  const [highest = '', ...lower] = label.above ?? []
  const said: readonly (readonly [what: string, holds: boolean])[] = [
    [`single ${label.single}`, label.single === undefined || (status === 'single' && primary === label.single)],
    [
      `first ${label.first}`,
      label.first === undefined || primary === label.first || (status === 'contested' && welcome[0] === label.first),
    ],
    [`never ${label.never}`, label.never === undefined || (primary !== label.never && !welcome.includes(label.never))],
    ['nobody', label.nobody === undefined || (primary === null && welcome.length === 0)],
    [`with ${label.with}`, label.with === undefined || primary === label.with || alignedWith.includes(label.with)],
    [`status ${label.status}`, label.status === undefined || label.status.some(one => one === status)],
    ...(label.holds ?? []).map(id => [`holds ${id}`, holds(id)] as const),
    ...(label.disputed ?? []).map(id => [`disputed ${id}`, disputed.includes(id)] as const),
    ...(label.allies ?? []).map(id => [`ally ${id}`, allies.includes(id) && !providers.includes(id)] as const),
    ...lower.map(id => [`${highest} above ${id}`, score(highest) > score(id)] as const),
  ]
  return said.flatMap(([what, so]) => (so ? [] : [what]))
}
