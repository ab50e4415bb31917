import type { Life, SiteLife, SiteState } from '../fold/life.js'
import { EVEN_CHANCE, mix, stepAt } from '../fold/track.js'
import { creditOf } from '../resolve/grading.js'
import { certain, times } from '../values/estimate.js'
import { unforeseen } from '../values/unforeseen.js'
import { add, type Component, eventIdsUpTo, exactly, negative, push } from './component.js'
import type { ObjectsView } from './objects-view.js'
import { weighAgreement } from './weigh-agreement.js'

/** What one object other than a force weighs on a day. */
export function weighLife(life: Life, view: ObjectsView): readonly Component[] {
  const components: Component[] = []
  const credit = 'q' in life ? creditOf(life.q, view.policy) : certain
  switch (life.kind) {
    case 'agreement':
      components.push(...weighAgreement(life, view))
      break
    case 'site':
      components.push(...weighLoneSite(life, view))
      break
    case 'air-defence': {
      const value = times(
        mix(life.track, view.at, ({ crewed }) => exactly(crewed ? 1 : 0)),
        credit,
      )
      const weight = view.policy.presence.partnerCrewedAirDefence
      add(components, { security: weight }, value, life.partner, {
        key: life.key,
        authority: life.authority,
        provision: true,
        probability: value.point,
        text: `air defence operated by a crew of ${life.partner}`,
        eventIds: life.eventIds,
      })
      break
    }
    case 'membership': {
      const { policy } = view
      const purpose = policy.membership.purposeOf[life.organisation] ?? 'political'
      const value = times(
        mix(life.track, view.at, ({ status }) => exactly(policy.membership.status[status])),
        credit,
      )
      const step = stepAt(life.track, view.at)
      const said = {
        key: life.key,
        authority: undefined,
        provision: false,
        probability: value.point,
        text: `membership of ${life.organisation}: ${step?.state.status ?? 'unknown'}`,
        eventIds: eventIdsUpTo(life.track.steps, step),
      }
      add(components, policy.membership.purpose[purpose], value, life.organisation, said)
      const alliance = policy.membership.alliance[purpose]
      if (alliance !== undefined) push(components, 'alliance', alliance, value, life.organisation, said)
      break
    }
    case 'sanctions': {
      const { policy } = view
      const step = stepAt(life.track, view.at)
      const value = times(
        mix(life.track, view.at, ({ measures, eased }) =>
          exactly(measures.length === 0 ? 0 : eased ? policy.sanctionsEased : 1),
        ),
        credit,
      )
      const said = {
        key: life.key,
        authority: undefined,
        provision: false,
        probability: value.point,
        text: `sanctions ${life.own ? 'on' : 'of'} ${life.by}: ${step?.state.measures.join(', ') || 'none'}`,
        eventIds: eventIdsUpTo(life.track.steps, step),
      }
      add(components, negative(policy.measures.sanctions), value, life.by, said)
      const embargo = times(
        mix(life.track, view.at, ({ measures }) => exactly(measures.includes('arms-embargo') ? 1 : 0)),
        credit,
      )
      add(components, negative(policy.measures['arms-embargo']), embargo, life.by, said)
      break
    }
    case 'tie':
      components.push(...weighTie(life, view))
      break
    // A force is weighed with its bases, as one cluster; the others say what counts and weigh nothing themselves.
    case 'force':
    case 'demand':
    case 'bond':
    case 'use':
    case 'authority':
    case 'coverage':
      break
    default:
      return unforeseen(life)
  }
  return components
}

/** A base counts by itself where no force is said to use it. */
function weighLoneSite(life: SiteLife, view: ObjectsView): Component[] {
  const step = stepAt(life.track, view.at)
  if (step !== null && step.state.forceId !== null) return []
  const components: Component[] = []
  const credit = creditOf(life.q, view.policy)
  for (const partner of new Set(life.track.steps.flatMap(({ state }) => state.partners))) {
    const isLone = ({ granted, forceId, partners }: SiteState) =>
      granted && forceId === null && partners.includes(partner)
    const value = times(
      mix(life.track, view.at, state => exactly(isLone(state) ? 1 : 0)),
      credit,
    )
    add(components, { security: view.policy.presence.loneBase }, value, partner, {
      key: life.key,
      authority: life.authority,
      provision: life.q.point >= EVEN_CHANCE,
      probability: value.point,
      text: `base ${life.siteId}`,
      eventIds: life.eventIds,
    })
  }
  return components
}

function weighTie(life: Extract<ObjectsView['lives'][number], { kind: 'tie' }>, view: ObjectsView): Component[] {
  const { policy, at } = view
  const step = stepAt(life.track, at)
  const components: Component[] = []
  const credit = creditOf(life.q, policy)
  const names = new Set(life.track.steps.flatMap(({ state }) => state.measure ?? state.tie ?? []))
  for (const name of names) {
    const measure = name in policy.measures
    const weights = measure
      ? negative(policy.measures[name as keyof typeof policy.measures])
      : policy.ties[name as keyof typeof policy.ties]
    const value = times(
      mix(life.track, at, state => exactly((state.measure ?? state.tie) === name ? state.share : 0)),
      credit,
    )
    add(components, weights, value, life.partner, {
      key: life.key,
      authority: life.authority,
      provision: false,
      probability: value.point,
      text: `${name.replaceAll('-', ' ')}: ${life.partner}`,
      eventIds: eventIdsUpTo(life.track.steps, step),
    })
  }
  return components
}
