import { effectOf, type Fact, idsOf } from '../../resolve/fact.js'
import { keyOf } from '../../resolve/object-ref.js'
import { partnersOf } from '../../resolve/routing.js'
import { certain } from '../../values/estimate.js'
import { decisive, type Fold, isLikely, type SiteLife, type SiteState } from '../life.js'
import { before, lasting, trackAndSpan, turn } from './lasting.js'

/** A base or site that a partner may use, from the grant of access to the handover. */
export const foldSite: Fold<SiteLife> = (object, host, facts) => {
  const life = lasting<SiteState>()
  let state: SiteState = { granted: false, partners: [], forceId: null, since: null }
  let name: string | null = null
  const odd = (code: string, detail: string, fact: Fact) =>
    life.anomalies.push({ code, detail, eventIds: fact.eventIds })
  const unseen = `access to ${object.id} was never reported as granted`
  for (const fact of facts) {
    const { event } = fact
    if (event.type === 'BaseAccessGranted' || event.type === 'BaseAccessChanged') {
      name = event.data.siteName ?? name
      if (event.type === 'BaseAccessChanged' && !state.granted) odd('change-of-unseen-base', unseen, fact)
      const partners = partnersOf(event, host)
      const goesOn = state.granted && isSame(partners, state.partners)
      const forceId = event.data.forceId ?? (goesOn ? state.forceId : null)
      const next = { granted: true, partners, forceId, since: goesOn ? state.since : effectOf(fact).text }
      turn(life, fact, effectOf(fact), next)
      if (life.steps.length === 1 || isLikely(fact.q)) state = next
    } else if (event.type === 'StateSucceeded') {
      const { predecessor, successor } = event.data
      if (!state.partners.includes(predecessor) || !isLikely(fact.q)) continue
      state = { ...state, partners: state.partners.map(id => (id === predecessor ? successor : id)) }
      life.steps.push({ when: effectOf(fact), state, grip: certain, eventIds: fact.eventIds })
    } else if (event.type === 'BaseHandedOver') {
      if (!state.granted) {
        const twice = life.steps.length > 0
        if (twice) odd('handed-over-twice', 'it had been handed over', fact)
        else odd('handover-of-unseen-base', unseen, fact)
        if (twice) continue
        const partners = partnersOf(event, host)
        state = { granted: true, partners, forceId: event.data.forceId ?? null, since: null }
        before(life, fact, state)
      }
      const next = { ...state, granted: false }
      life.steps.push({ when: effectOf(fact), state: next, grip: decisive(fact), eventIds: fact.eventIds })
      if (isLikely(fact.q)) state = next
    }
  }
  const first = facts[0]!
  return {
    kind: 'site',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, state => state.granted),
    anomalies: life.anomalies,
    siteId: object.id,
    name,
    q: life.q ?? first.q,
    authority: first.event.authority,
    eventIds: idsOf(facts),
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i])
}
