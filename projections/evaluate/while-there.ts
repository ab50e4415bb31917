import type { Day } from '../../events/calendar.js'
import { endsOnce, isOver } from '../../events/registry/registry.js'
import type { Bounds } from '../fold/decay.js'
import type { BoundedSum, PartnerSum } from './partner-sum.js'

/**
 * What lately happened with a partner counts while there is that partner, and while there is the host: a state that is gone
 * is nobody's partner. Sums of those that go on are as they were.
 */
export function whileThere<S extends PartnerSum | BoundedSum>(sums: readonly S[], host: string): readonly S[] {
  const ends = endsOnce(host)
  if (!ends && !sums.some(({ partner }) => endsOnce(partner))) return sums
  return sums.map(sum => (ends || endsOnce(sum.partner) ? cutOff(sum, host) : sum))
}

const nothing = { low: 0, point: 0, high: 0 }
const still: Bounds = { least: 0, most: 0 }

function cutOff<S extends PartnerSum | BoundedSum>(sum: S, host: string): S {
  const isGone = (day: Day) => isOver(sum.partner, day) || isOver(host, day)
  const leftAt = (day: Day) => (isGone(day) ? nothing : sum.leftAt(day))
  if (!('between' in sum)) return { ...sum, leftAt }
  const between = (from: Day, to: Day): Bounds => {
    if (isGone(from)) return still
    const { least, most } = sum.between(from, to)
    return isGone(to) ? { least: Math.min(0, least), most: Math.max(0, most) } : { least, most }
  }
  return { ...sum, leftAt, between }
}
