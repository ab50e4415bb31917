import { effectOf } from '../fact.js'
import { decisive, type Fold, isLikely, type SiteLife, type SiteState } from '../life.js'
import { partnersOf } from '../routing.js'
import { before, lasting, trackAndSpan, turn } from './lasting.js'

/** A base or site that a partner may use, from the grant of access to the handover. */
export const foldSite: Fold<SiteLife> = (key, host, facts) => {
  const life = lasting<SiteState>()
  let granted = false
  let forceId: string | null = null
  let since: string | null = null
  let name: string | null = null
  for (const fact of facts) {
    const { event } = fact
    if (event.type === 'BaseAccessGranted' || event.type === 'BaseAccessChanged') {
      forceId = event.data.forceId ?? forceId
      name = event.data.siteName ?? name
      if (event.type === 'BaseAccessChanged' && !granted) {
        life.anomalies.push({
          code: 'change-of-unseen-base',
          detail: `access to ${key.slice('site:'.length)} was never reported as granted`,
          eventIds: fact.eventIds,
        })
      }
      if (!granted) since = effectOf(fact).text
      granted = true
      turn(life, fact, effectOf(fact), { granted, forceId })
    } else if (event.type === 'BaseHandedOver') {
      if (!granted) {
        const twice = life.steps.length > 0
        life.anomalies.push({
          code: twice ? 'handed-over-twice' : 'handover-of-unseen-base',
          detail: twice
            ? 'it had been handed over'
            : `access to ${key.slice('site:'.length)} was never reported as granted`,
          eventIds: fact.eventIds,
        })
        if (twice) continue
        before(life, fact, { granted: true, forceId: event.data.forceId ?? null })
      }
      granted = !isLikely(fact.q)
      life.steps.push({
        when: effectOf(fact),
        state: { granted: false, forceId },
        grip: decisive(fact.q),
        eventIds: fact.eventIds,
      })
    }
  }
  const first = facts[0]!
  return {
    kind: 'site',
    key,
    ...trackAndSpan(life.steps, state => state.granted),
    anomalies: life.anomalies,
    siteId: key.slice('site:'.length),
    name,
    partners: partnersOf(first.event, host),
    q: life.q ?? first.q,
    authority: first.event.authority,
    since,
    eventIds: facts.flatMap(fact => fact.eventIds),
  }
}
