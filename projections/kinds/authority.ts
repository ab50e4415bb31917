import { lapsed } from '../fold/lapse.js'
import { enter, lasting, trackAndSpan } from '../fold/lasting.js'
import type { LifeAnomaly, LifeOf } from '../fold/life.js'
import { orderBy } from '../fold/life-order.js'
import { effectOf, type Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import type { Kind, ObjectRoutes } from './kind.js'

export interface Authority {
  readonly authority: string
  readonly rivalOf: string | null
  readonly since: string
}

export interface AuthorityLife extends LifeOf<'authority', { readonly authorities: readonly Authority[] }> {}

const TWO_COUPS_DAYS = 14

/** A host has one line of authorities. */
const line = () => ['']

/** Who governs a host, and who claims to. */
export const authority = {
  name: 'authority',
  routes: {
    CoupOccurred: line,
    LeadershipChanged: line,
    RivalAuthorityEstablished: line,
    RivalAuthorityEnded: line,
  } satisfies ObjectRoutes,
  // Each rival has a line of its own within the one.
  order: orderBy({ RivalAuthorityEstablished: 2 }, ['RivalAuthorityEnded'], event =>
    event.type === 'RivalAuthorityEstablished' || event.type === 'RivalAuthorityEnded' ? event.data.authority : null,
  ),
  fold,
  lapse: (life, host) =>
    lapsed(life, {
      of: ({ authorities }) => (authorities.length > 0 ? [host] : []),
      without: () => ({ authorities: [] }),
      goesOn: () => true,
    }),
  edges: () => [],
  outlasts: false,
  partners: () => [],
  weights: () => [],
  weigh: () => [],
  fadesByBreach: false,
  users: () => [],
  entry: () => null,
} satisfies Kind<'authority', AuthorityLife>

/** Power passes on the day of a leadership change or of a coup that succeeded. */
function fold(object: ObjectRef, _host: string, facts: readonly Fact[]): AuthorityLife {
  const life = lasting<AuthorityLife['track']['steps'][number]['state']>()
  const anomalies: LifeAnomaly[] = []
  let authorities: readonly Authority[] = []
  let lastCoup: Fact | null = null
  for (const fact of facts) {
    const { event } = fact
    const since = effectOf(fact).text
    switch (event.type) {
      case 'CoupOccurred':
        if (lastCoup !== null && fact.when.from - lastCoup.when.from <= TWO_COUPS_DAYS) {
          anomalies.push({
            code: 'two-coups-within-14-days',
            detail: `another coup is reported for ${lastCoup.when.text}`,
            eventIds: [...lastCoup.eventIds, ...fact.eventIds],
          })
        }
        lastCoup = fact
        if (event.data.outcome !== 'succeeded' || event.data.newAuthority === undefined) continue
        authorities = inPower(event.data.newAuthority, authorities, since)
        break
      case 'LeadershipChanged':
        if (event.data.to === undefined) continue
        authorities = inPower(event.data.to, authorities, since)
        break
      case 'RivalAuthorityEstablished': {
        const incumbent = event.data.rivalOf ?? authorities.find(item => item.rivalOf === null)?.authority ?? null
        const rest = authorities.filter(item => item.authority !== event.data.authority)
        authorities = [...rest, { authority: event.data.authority, rivalOf: incumbent ?? 'incumbent', since }]
        break
      }
      case 'RivalAuthorityEnded':
        authorities = authorities.filter(item => item.authority !== event.data.authority)
        break
      default:
        continue
    }
    enter(life, fact, effectOf(fact), { authorities })
  }
  return { kind: 'authority', object, key: keyOf(object), ...trackAndSpan(life.steps, () => true), anomalies }
}

/** Who comes to power takes the place of who held it; the rivals stay, but for the one that it was. */
function inPower(authority: string, before: readonly Authority[], since: string): readonly Authority[] {
  const rivals = before.filter(item => item.rivalOf !== null && item.authority !== authority)
  return [...rivals, { authority, rivalOf: null, since }]
}
