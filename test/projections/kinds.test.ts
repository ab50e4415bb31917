import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { type DomainEvent, definitions } from '../../events/catalogue.js'
import { parseEvent } from '../../events/parse.js'
import type { Component } from '../../projections/kinds/component.js'
import { kindOf, kinds, type Life, type ObjectKind } from '../../projections/kinds/index.js'
import { edgesOfLife, foldLife } from '../../projections/kinds/lives.js'
import { movesNothing, objectsOf } from '../../projections/kinds/objects-of.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { type Claim, NO_EFFECTS } from '../../projections/resolve/claim.js'
import { joinFacts } from '../../projections/resolve/fact.js'
import { keyOf, type ObjectRef } from '../../projections/resolve/object-ref.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import { idOf } from './given.js'

const names = Object.keys(kinds) as ObjectKind[]
const TODAY = dayOf('2026-11-26')!

function eventOf(fields: object): DomainEvent {
  const parsed = parseEvent(fields)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed))
  return parsed.event
}

const example = (type: string) => definitions.find(definition => definition.type === type)!.example as object
/** One event of each type, and of those that are about another kind when they say otherwise one of these as well. */
const events = [
  ...definitions.map(definition => definition.example),
  { ...example('WithdrawalDemanded'), partner: 'FRA', data: { by: ['NER'] } },
  { ...example('SanctionsImposed'), partner: 'FRA', data: { by: ['NER'], measures: ['trade-ban'] } },
].map(eventOf)
const claims = events.map((event, i): Claim => ({ seq: i, id: idOf(i), event, effects: NO_EFFECTS, recordedOn: TODAY }))

interface Told {
  readonly object: ObjectRef
  readonly host: string
  readonly claims: Claim[]
}

/** The objects that the events tell of, each in its host, with the claims about it. */
function objectsTold(): Told[] {
  const told = new Map<string, Told>()
  for (const claim of claims) {
    for (const host of hostsOf(claim.event)) {
      for (const object of objectsOf(claim.event, host, claim.id)) {
        const key = `${host} ${keyOf(object)}`
        const one = told.get(key) ?? { object, host, claims: [] }
        told.set(key, one)
        one.claims.push(claim)
      }
    }
  }
  return [...told.values()]
}

const lives = objectsTold().flatMap(({ object, host, claims: own }) => {
  const facts = joinFacts(own, claims.length, new Map(), policyV1)
  const life = foldLife(object, host, facts, policyV1)
  return life === null ? [] : [{ life, object, host }]
})

t.test('each kind stands in the table under its own name', async t => {
  for (const name of names) t.equal(kinds[name].name, name)
  t.equal(names.length, 20)
})

t.test('every type of event moves an object of some kind, or is said to move nothing', async t => {
  const routed = new Set(names.flatMap(name => Object.keys(kinds[name].routes)))
  for (const [i, { type }] of definitions.entries()) {
    t.not(routed.has(type), type in movesNothing, type)
    const moved = hostsOf(events[i]!).flatMap(host => objectsOf(events[i]!, host, idOf(i)))
    t.equal(moved.length > 0, routed.has(type), `${type} moves ${moved.map(keyOf)}`)
    for (const { kind } of moved) t.ok(type in kinds[kind].routes, `${type} is a way to ${kind}`)
  }
})

t.test('a life of every kind is folded from the events that move it, and is that of its object', async t => {
  for (const name of names)
    t.ok(
      lives.some(({ object }) => object.kind === name),
      `a life of ${name}`,
    )
  for (const { life, object } of lives) {
    t.same(life.object, object)
    t.equal(life.key, keyOf(object))
  }
})

t.test('of every kind it is said when it changes, what it weighs, who uses it and how it is listed', async t => {
  const lists = new Set<string>()
  const weighing = new Set<string>()
  for (const { life, host } of lives) {
    for (const day of edgesOfLife(life, policyV1)) t.ok(Number.isInteger(day), `${life.key} changes on a day`)
    const at = lastStepOf(life)
    const on = { host, at, policy: policyV1, dormantSince: () => null }
    const { weigh, entry, users } = kindOf(life.object)
    for (const component of weigh(life, on)) {
      t.ok(isSound(component), `${life.key} weighs ${JSON.stringify(component)}`)
      t.equal(component.key, life.key)
      weighing.add(life.object.kind)
    }
    for (const { partner } of users(life, at)) t.type(partner, 'string')
    const listed = entry(life, on)
    if (listed !== null) lists.add(listed.list)
  }
  t.same([...lists].sort(), ['agreements', 'bases', 'measures', 'memberships'])
  for (const one of ['membership', 'sanctions', 'own-sanctions', 'air-defence', 'aid', 'embassy']) {
    t.ok(weighing.has(one), `${one} weighs something`)
  }
})

/** A day on which a life has come to its last step. */
function lastStepOf({ track }: Life): number {
  return Math.max(...track.steps.map(({ when }) => when.to), TODAY - 3650)
}

function isSound({ value, probability }: Component): boolean {
  return 0 <= value.low && value.low <= value.point && value.point <= value.high && value.high <= 1 && probability <= 1
}
