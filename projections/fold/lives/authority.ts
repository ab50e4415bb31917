import { readDate } from '../../resolve/claim.js'
import { effectOf, type Fact } from '../../resolve/fact.js'
import { keyOf } from '../../resolve/object-ref.js'
import type { Authority, AuthorityLife, CoverageLife, Fold, LifeAnomaly } from '../life.js'
import { type Step, trackOf } from '../track.js'
import { lasting, trackAndSpan, turn } from './lasting.js'

interface State {
  readonly authorities: readonly Authority[]
}

const TWO_COUPS_DAYS = 14

/** Who governs, and who claims to. Power passes on the day of a leadership change or of a coup that succeeded. */
export const foldAuthority: Fold<AuthorityLife> = (object, _host, facts) => {
  const life = lasting<State>()
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
    turn(life, fact, effectOf(fact), { authorities })
  }
  return { kind: 'authority', object, key: keyOf(object), ...trackAndSpan(life.steps, () => true), anomalies }
}

/** Who comes to power takes the place of who held it; the rivals stay, but for the one that it was. */
function inPower(authority: string, before: readonly Authority[], since: string): readonly Authority[] {
  const rivals = before.filter(item => item.rivalOf !== null && item.authority !== authority)
  return [...rivals, { authority, rivalOf: null, since }]
}

/** Where silence means none: the declared windows of one dimension. */
export const foldCoverage: Fold<CoverageLife> = (object, _host, facts) => {
  const windows: CoverageLife['windows'][number][] = []
  for (const fact of facts) {
    if (fact.event.type !== 'CoverageDeclared') continue
    const { from, to, grain } = fact.event.data
    windows.push({
      from: readDate(from).earliest,
      to: to === undefined ? Number.POSITIVE_INFINITY : readDate(to).latest,
      fromText: from,
      toText: to ?? null,
      grain,
    })
  }
  const none: Step<null>[] = []
  return {
    kind: 'coverage',
    object,
    key: keyOf(object),
    track: trackOf(none),
    span: {
      from: Math.min(...windows.map(window => window.from)),
      to: Math.max(...windows.map(window => window.to)),
    },
    anomalies: [],
    dimension: object.id,
    windows,
  }
}
