import { dayOf } from '../../events/calendar.js'
import type { Policy } from '../../projections/policy/policy.js'
import { numbersOf, turned } from '../../projections/policy/turned.js'
import { watched } from '../../projections/policy/watched.js'
import type { Steps } from '../../projections/values/steps.js'
import type { Log } from '../state/log-index.js'
import { createReading, hashOf } from '../state/reading.js'
import { createAnswers } from './answers.js'
import { contradictions, type LabelledDate, type Standing, standingOn } from './labelled-dates.js'

/** What becomes of the labelled dates when one number of a policy is multiplied. */
export interface Turn {
  /** What it becomes: a share is at most 1. */
  readonly value: number
  /** Labelled dates that held and do not any more, or the other way round. */
  readonly flips: readonly string[]
  /** How many dates have another status or another one who comes first, whatever their labels say. */
  readonly otherVerdicts: number
}

export interface TurnedNumber {
  /** Where it stands in the policy: `decision.threshold`. */
  readonly number: string
  readonly value: number
  /** Less and more of it; null where it can be turned no further. */
  readonly less: Turn | null
  readonly more: Turn | null
}

export interface Sensitivity {
  readonly policy: string
  readonly policyHash: string
  /** By how much each number is turned: 0.5 is half as much and half as much again. */
  readonly by: number
  readonly labels: number
  /** Labelled dates that do not hold as the policy is, and what of them. */
  readonly failing: readonly { readonly date: string; readonly contradicted: readonly string[] }[]
  /** Every number of the policy, those that decide most first. */
  readonly numbers: readonly TurnedNumber[]
}

export interface SensitivityQuestion {
  readonly policy: Policy
  readonly labels: readonly LabelledDate[]
  readonly by: number
  /** Only these numbers; all of them where absent. */
  readonly only?: readonly string[] | undefined
}

/** Turn every number of a policy down and up, one at a time, and see which labelled dates flip. */
export function* sensitivityOf(log: Log, question: SensitivityQuestion): Steps<Sensitivity> {
  const { policy, labels, by, only } = question
  const { base, readBy } = yield* baseOf(log, policy, labels)
  const held = labels.map((label, i) => contradictions(label, base[i]!))
  const numbers: TurnedNumber[] = []
  for (const { path, value } of numbersOf(policy)) {
    if (only !== undefined && !only.includes(path)) continue
    const [less, more] = [yield* turnOf(path, 1 - by), yield* turnOf(path, 1 + by)]
    numbers.push({ number: path, value, less, more })
  }
  return {
    policy: policy.id,
    policyHash: hashOf(policy),
    by,
    labels: labels.length,
    failing: labels.flatMap((label, i) =>
      held[i]!.length === 0 ? [] : [{ date: nameOf(label), contradicted: held[i]! }],
    ),
    numbers: numbers.sort((a, b) => flipsOf(b).length - flipsOf(a).length || othersOf(b) - othersOf(a)),
  }

  function* turnOf(path: string, factor: number): Steps<Turn | null> {
    const other = turned(policy, path, factor)
    if (other === null) return null
    const found = yield* standings(log, other, labels, (label, i) => (readBy(label, path) ? null : base[i]!))
    const isOther = ({ status, primary }: Standing, i: number) =>
      status !== base[i]!.status || primary !== base[i]!.primary
    return {
      value: numbersOf(other).find(one => one.path === path)?.value ?? 0,
      flips: labels
        .filter((label, i) => contradictions(label, found[i]!).length > 0 !== held[i]!.length > 0)
        .map(nameOf),
      otherVerdicts: found.filter(isOther).length,
    }
  }
}

/** Labelled dates that flip when a number is turned one way or the other. */
export function flipsOf({ less, more }: Pick<TurnedNumber, 'less' | 'more'>): string[] {
  return [...new Set([...(less?.flips ?? []), ...(more?.flips ?? [])])]
}

function othersOf({ less, more }: TurnedNumber): number {
  return (less?.otherVerdicts ?? 0) + (more?.otherVerdicts ?? 0)
}

export function nameOf({ country, at, asKnownAt }: LabelledDate): string {
  return `${country} ${at}${asKnownAt === undefined ? '' : ` known ${asKnownAt}`}`
}

interface Base {
  readonly base: readonly Standing[]
  /** Whether a number of the policy was read for what is said of the country of a label: others cannot change it. */
  readonly readBy: (label: LabelledDate, path: string) => boolean
}

/** What the policy makes of each labelled date as it is. */
function* baseOf(log: Log, policy: Policy, labels: readonly LabelledDate[]): Steps<Base> {
  const base = new Map<LabelledDate, Standing>()
  const readOf = new Map<string, ReadonlySet<string>>()
  for (const country of new Set(labels.map(one => one.country))) {
    const one = watched(policy)
    const own = labels.filter(label => label.country === country)
    const found = yield* standings(
      log,
      one.policy,
      own,
      () => null,
      () => one.read.clear(),
    )
    for (const [i, label] of own.entries()) base.set(label, found[i]!)
    readOf.set(country, one.read)
  }
  return { base: labels.map(label => base.get(label)!), readBy: ({ country }, path) => readOf.get(country)!.has(path) }
}

/**
 * What a policy makes of each labelled date, where that is not known already. The last day on record is today, so that the
 * answers are the same next year.
 */
function* standings(
  log: Log,
  policy: Policy,
  labels: readonly LabelledDate[],
  known: (label: LabelledDate, i: number) => Standing | null,
  begun: () => void = () => {},
): Steps<Standing[]> {
  const answers = createAnswers(createReading(log, policy), () => log.recordedAt(log.size - 1) ?? 0)
  begun()
  const found: Standing[] = []
  for (const [i, label] of labels.entries()) {
    yield
    const { country, at, asKnownAt } = label
    const history = answers.history(country)!
    const knowledge = asKnownAt === undefined ? answers.present() : answers.asKnownAt(asKnownAt)!
    found.push(known(label, i) ?? standingOn(answers, history, dayOf(at)!, knowledge))
  }
  return found
}
