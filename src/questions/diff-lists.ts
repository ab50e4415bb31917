import { byText } from '../../projections/values/order.js'
import type { Answers } from './answers.js'

type State = ReturnType<Answers['state']>

interface Entry {
  readonly eventIds: readonly string[]
}

/** What stands on both sides, compared entry by entry; null: not there. Only what differs is listed. */
export function listsDiffer(before: State, after: State) {
  return {
    agreements: compare(before.agreements, after.agreements, {
      key: one => one.agreementId,
      head: ({ agreementId, partner }) => ({ agreementId, partner }),
      value: ({ status }) => status,
    }),
    forces: compare(before.forces, after.forces, {
      key: one => one.forceId,
      head: ({ forceId, sponsor }) => ({ forceId, sponsor }),
      value: ({ strength, consent }) => ({ strength, consent }),
    }),
    memberships: compare(before.memberships, after.memberships, {
      key: one => one.organisation,
      head: ({ organisation }) => ({ organisation }),
      value: ({ status }) => status,
    }),
    measures: compare(before.measures, after.measures, {
      key: one => `${one.type}|${one.partner}`,
      head: ({ type, partner }) => ({ type, partner }),
      value: ({ eventIds: _ids, type: _type, partner: _partner, ...rest }) => rest,
    }),
    authorities: compare(before.authorities, after.authorities, {
      key: one => one.authority,
      head: ({ authority }) => ({ authority }),
      value: ({ rivalOf, primary }) => ({ rivalOf, primary }),
    }),
  }
}

interface Comparison<T, H, V> {
  readonly key: (entry: T) => string
  readonly head: (entry: T) => H
  readonly value: (entry: T) => V
}

function compare<T extends object, H extends object, V>(
  before: readonly T[],
  after: readonly T[],
  { key, head, value }: Comparison<T, H, V>,
): (H & { before: V | null; after: V | null; eventIds: readonly string[] })[] {
  const was = new Map(before.map(entry => [key(entry), entry]))
  const is = new Map(after.map(entry => [key(entry), entry]))
  return [...new Set([...was.keys(), ...is.keys()])].sort(byText).flatMap(name => {
    const [one, other] = [was.get(name), is.get(name)]
    const [first, last] = [one === undefined ? null : value(one), other === undefined ? null : value(other)]
    if (JSON.stringify(first) === JSON.stringify(last)) return []
    const ids = [...idsOf(one), ...idsOf(other)]
    return [{ ...head((other ?? one)!), before: first, after: last, eventIds: [...new Set(ids)] }]
  })
}

function idsOf(entry: object | undefined): readonly string[] {
  return (entry as Partial<Entry> | undefined)?.eventIds ?? []
}
