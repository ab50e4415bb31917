import { UUID } from '../../events/formats.js'
import type { AppendFault, Faults } from './faults.js'
import type { FakeLog } from './log.js'
import type { Expected, Proposed, WriteResult } from './log-types.js'

/** The server's default limit for one append: types, data and metadata together. */
export const MAX_APPEND_BYTES = 1_048_576

export interface AppendSeen {
  readonly path: 'unary' | 'batch'
  readonly stream: string
  readonly expected: Expected
  readonly ids: readonly string[]
  readonly at: number
}

export interface AppendContext {
  readonly log: FakeLog
  readonly faults: Faults
  readonly seen: AppendSeen[]
  readonly leader: () => { readonly host: string; readonly port: number }
  readonly leads: () => boolean
  readonly cutConnections: () => void
}

export type Refusal = Extract<
  AppendFault,
  { readonly kind: 'not-leader' | 'busy' | 'not-ready' | 'access-denied' | 'event-too-large' }
>

export type AppendAnswer =
  | WriteResult
  | { readonly kind: 'too-large' }
  | { readonly kind: 'bad-request' }
  | { readonly kind: 'refused'; readonly fault: Refusal }

export interface ProposedAppend {
  readonly path: 'unary' | 'batch'
  readonly stream: string
  readonly expected: Expected
  readonly events: readonly Proposed[]
  readonly requiresLeader: boolean
}

const NIL = '00000000-0000-0000-0000-000000000000'

/** Note the append, ask what goes wrong with it, and apply the server's rules; a fault may leave it unanswered. */
export function attemptAppend(
  context: AppendContext,
  append: ProposedAppend,
  answer: (answer: AppendAnswer) => void,
): void {
  const { log, seen } = context
  const { path, stream, expected, events, requiresLeader } = append
  if (requiresLeader && !context.leads()) {
    answer({ kind: 'refused', fault: { kind: 'not-leader' } })
    return
  }
  const ids = events.map(event => event.id)
  seen.push({ path, stream, expected, ids, at: Date.now() })
  const fault = context.faults.append({ path, stream, expected, ids, number: seen.length })
  const write = () => written(log, append)
  if (fault?.kind === 'commit-no-ack' || fault?.kind === 'commit-then-drop') write()
  if (fault?.kind === 'commit-half') written(log, { ...append, events: events.slice(0, Math.ceil(events.length / 2)) })
  if (fault && ['commit-then-drop', 'commit-half', 'drop'].includes(fault.kind)) context.cutConnections()
  if (fault?.kind === 'late') setTimeout(write, fault.ms)
  if (fault?.kind === 'slow') setTimeout(() => answer(write()), fault.ms)
  if (fault?.kind === 'not-ready' && fault.ms) setTimeout(() => answer({ kind: 'refused', fault }), fault.ms)
  else if (fault && isRefusal(fault)) answer({ kind: 'refused', fault })
  if (!fault) answer(write())
}

function written(log: FakeLog, { stream, expected, events }: ProposedAppend): AppendAnswer {
  const bytes = events.reduce((sum, event) => sum + event.type.length + event.data.length + event.metadata.length, 0)
  if (bytes > MAX_APPEND_BYTES) return { kind: 'too-large' }
  const bad = events.some(({ id }) => !UUID.test(id) || id === NIL)
  return bad ? { kind: 'bad-request' } : log.write(stream, expected, events)
}

function isRefusal(fault: AppendFault): fault is Refusal {
  return ['not-leader', 'busy', 'not-ready', 'access-denied', 'event-too-large'].includes(fault.kind)
}
