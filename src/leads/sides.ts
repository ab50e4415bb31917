import { kindOfPartner } from '../../events/registry/registry.js'

/** Two sides of something as an event has them. */
export interface Sides {
  readonly country: string
  readonly partner: string
}

/**
 * States that are rather partners of others than hosts. It only decides which of two the form proposes as the host;
 * whoever promotes a lead may turn it round, and no score knows of it.
 */
const USUAL_PARTNERS = new Set(['USA', 'RUS', 'SUN', 'FRA', 'GBR', 'CHN', 'TUR', 'IRN', 'ARE', 'IND'])

/**
 * Which of two is proposed as the host of what they do with each other: the one that is no usual partner, else `visited`
 * where it is one of them, else the first by code. The order of the two does not count, so that both tellings of a meeting
 * are one. Null where neither is a state.
 */
export function sidesOf(one: string, other: string, visited?: string): Sides | null {
  const hosts = [one, other].filter(id => kindOfPartner(id) === 'state')
  if (hosts.length === 0) return null
  const usual = hosts.filter(id => USUAL_PARTNERS.has(id))
  const left = usual.length === 1 && hosts.length === 2 ? hosts.filter(id => !USUAL_PARTNERS.has(id)) : hosts
  const country = visited !== undefined && left.includes(visited) ? visited : left.sort()[0]!
  return { country, partner: country === one ? other : one }
}

/** The side that gets what the other gives or does to it is the host. Null where it is no state. */
export function sidesTowards(giver: string, receiver: string): Sides | null {
  return kindOfPartner(receiver) === 'state' ? { country: receiver, partner: giver } : null
}
