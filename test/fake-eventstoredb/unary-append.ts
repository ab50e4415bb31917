import { type handleClientStreamingCall, type ServiceError, status as Status } from '@grpc/grpc-js'
import {
  type AppendAnswer,
  type AppendContext,
  attemptAppend,
  MAX_APPEND_BYTES,
  type Refusal,
} from './append-attempt.js'
import { shared, streams } from './generated.js'
import type { Expected, Proposed } from './log-types.js'
import { expectedOf, failure, nameOf, notLeader, proposedOf, streamDeleted } from './messages.js'

/** One call, one append, one answer. */
export function unaryAppend(
  context: AppendContext,
): handleClientStreamingCall<InstanceType<typeof streams.AppendReq>, InstanceType<typeof streams.AppendResp>> {
  return (call, callback) => {
    let stream = ''
    let expected: Expected = 'any'
    const events: Proposed[] = []
    call.on('error', () => {})
    call.on('data', (request: InstanceType<typeof streams.AppendReq>) => {
      const options = request.getOptions()
      const proposed = request.getProposedMessage()
      if (options) {
        stream = nameOf(options.getStreamIdentifier())
        expected = expectedOf({
          hasAny: () => options.hasAny(),
          hasNoStream: () => options.hasNoStream(),
          hasStreamExists: () => options.hasStreamExists(),
          revision: () => options.getRevision(),
        })
      }
      if (proposed) events.push(proposedOf(proposed))
    })
    const complete = () => {
      // A call that is cut short ends as well; the cut is heard in the same turn.
      if (call.cancelled) return
      const requiresLeader = call.metadata.get('requires-leader')[0] === 'true'
      attemptAppend(context, { path: 'unary', stream, expected, events, requiresLeader }, answer => {
        if (call.cancelled) return
        const said = unaryAnswer(context, stream, expected, answer)
        if ('error' in said) callback(said.error)
        else callback(null, said.response)
      })
    }
    call.on('end', () => setImmediate(complete))
  }
}

function unaryAnswer(
  context: AppendContext,
  stream: string,
  expected: Expected,
  answer: AppendAnswer,
): { readonly error: Partial<ServiceError> } | { readonly response: InstanceType<typeof streams.AppendResp> } {
  switch (answer.kind) {
    case 'written':
    case 'idempotent': {
      const success = new streams.AppendResp.Success()
      if (answer.lastRevision === null) success.setNoStream(new shared.Empty())
      else success.setCurrentRevision(String(answer.lastRevision))
      if (answer.position)
        success.setPosition(
          new streams.AppendResp.Position()
            .setCommitPosition(answer.position.commit.toString())
            .setPreparePosition(answer.position.prepare.toString()),
        )
      else success.setNoPosition(new shared.Empty())
      return { response: new streams.AppendResp().setSuccess(success) }
    }
    case 'wrong-expected-version': {
      const wrong = new streams.AppendResp.WrongExpectedVersion()
      if (answer.current === null) wrong.setCurrentNoStream(new shared.Empty())
      else wrong.setCurrentRevision(String(answer.current))
      if (expected === 'any') wrong.setExpectedAny(new shared.Empty())
      else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty())
      else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty())
      else wrong.setExpectedRevision(String(expected))
      return { response: new streams.AppendResp().setWrongExpectedVersion(wrong) }
    }
    case 'deleted':
      return { error: streamDeleted(stream) }
    case 'too-large':
      return {
        error: failure(Status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_BYTES} Exceeded.`, {
          exception: 'maximum-append-size-exceeded',
          'maximum-append-size': String(MAX_APPEND_BYTES),
        }),
      }
    case 'bad-request':
      return { error: failure(Status.INVALID_ARGUMENT, 'bad event id') }
    case 'refused':
      return { error: faultError(context, answer.fault) }
  }
}

function faultError(context: AppendContext, fault: Refusal) {
  const { host, port } = context.leader()
  if (fault.kind === 'not-leader') return notLeader(host, port)
  if (fault.kind === 'event-too-large')
    return failure(Status.INVALID_ARGUMENT, 'Maximum Append Event Size of 100 was exceeded. Event is 101 bytes.', {
      exception: 'maximum-append-event-size-exceeded',
    })
  if (fault.kind === 'access-denied')
    return failure(Status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })
  return failure(Status.UNAVAILABLE, fault.kind === 'busy' ? 'Server Is Busy' : 'Server Is Not Ready')
}
