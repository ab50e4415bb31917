import { type listsThatDiffer, type Pair, shownAs } from '../../projections/answers/difference.js'

type Lists = ReturnType<typeof listsThatDiffer>

/** What stands on both sides and is shown otherwise, entry by entry; null: not there. */
export function listsOf({ agreements, forces, memberships, measures, authorities }: Lists) {
  return {
    agreements: entries(
      agreements,
      ({ agreementId, partner }) => ({ agreementId, partner }),
      ({ status }) => status,
    ),
    forces: entries(
      forces,
      ({ forceId, sponsor }) => ({ forceId, sponsor }),
      ({ strength, consent }) => ({ strength, consent }),
    ),
    memberships: entries(
      memberships,
      ({ organisation }) => ({ organisation }),
      ({ status }) => status,
    ),
    measures: entries(
      measures,
      ({ type, partner }) => ({ type, partner }),
      ({ eventIds: _ids, type: _type, partner: _partner, ...rest }) => rest,
    ),
    authorities: entries(
      authorities,
      ({ authority }) => ({ authority }),
      ({ rivalOf, primary }) => ({ rivalOf, primary }),
    ),
  }
}

function entries<T extends object, H extends object, V>(
  pairs: readonly Pair<T>[],
  head: (entry: T) => H,
  form: (entry: T) => V,
): (H & Pair<V> & { readonly eventIds: readonly string[] })[] {
  return shownAs(pairs, form).map(({ before, after, entries }) => {
    const ids = [...idsOf(entries.before), ...idsOf(entries.after)]
    return { ...head((entries.after ?? entries.before)!), before, after, eventIds: [...new Set(ids)] }
  })
}

function idsOf(entry: object | null): readonly string[] {
  return (entry as { readonly eventIds?: readonly string[] } | null)?.eventIds ?? []
}
