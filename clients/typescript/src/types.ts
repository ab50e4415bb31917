import type { components, operations } from './api.js'

type Schemas = components['schemas']

/** An event as it is posted; told apart by `type`. */
export type Event = Schemas['Event']
/** An event on record; told apart by `type`. */
export type RecordedEvent = Schemas['RecordedEvent']
export type Outcome = Schemas['Outcome']
export type Outcomes = Schemas['Outcomes']
export type PartnerState = Schemas['PartnerState']
export type ProblemBody = Schemas['Problem']
export type Claim = Schemas['Claim']

/** Operations that are posted without a body: what they are asked is to change something. */
type Change = 'openSession' | 'reopenLead' | 'buildProjection' | 'switchProjection' | 'rollBackProjection'

/** Names of the operations that are asked with GET and answered in JSON. */
export type Question = Exclude<
  {
    [O in keyof operations]: operations[O] extends {
      requestBody?: never
      responses: { 200: { content: { 'application/json': unknown } } }
    }
      ? O
      : never
  }[keyof operations],
  Change
>

export type Answer<O extends keyof operations> = operations[O] extends {
  responses: { 200: { content: { 'application/json': infer A } } }
}
  ? A
  : never

export type Path<O extends keyof operations> = operations[O]['parameters'] extends { path: infer P }
  ? P & object
  : undefined
export type Query<O extends keyof operations> = NonNullable<operations[O]['parameters']['query']>

interface Messages {
  event: Schemas['EventMessage']
  state: Schemas['StateMessage']
  status: Schemas['StatusMessage']
  enter: Schemas['EnterMessage']
  leave: Schemas['LeaveMessage']
  'caught-up': Schemas['CaughtUpMessage']
  reset: Schemas['ResetMessage']
  heartbeat: Schemas['HeartbeatMessage']
  ending: Schemas['EndingMessage']
}

/** A message of the stream; told apart by `event`. */
export type Message = {
  [E in keyof Messages]: { readonly id: string; readonly event: E; readonly data: Messages[E] }
}[keyof Messages]
