import type { handleBidiStreamingCall } from '@grpc/grpc-js'
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js'
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js'
import { type AppendAnswer, type AppendContext, attemptAppend, MAX_APPEND_BYTES } from './append-attempt.js'
import { shared, status, streams } from './generated.js'
import type { Expected, Proposed } from './log-types.js'
import { expectedOf, nameOf, proposedOf, streamIdentifier } from './messages.js'

/** `google.rpc.Code.UNKNOWN`, which the server gives with every refused batch. */
const UNKNOWN = 2

/** One duplex call for many appends, told apart by correlation id. */
export function batchAppend(
  context: AppendContext,
): handleBidiStreamingCall<InstanceType<typeof streams.BatchAppendReq>, InstanceType<typeof streams.BatchAppendResp>> {
  return call => {
    const pending = new Map<string, { stream: string; expected: Expected; events: Proposed[] }>()
    call.on('error', () => {})
    call.on('end', () => call.end())
    call.on('data', (request: InstanceType<typeof streams.BatchAppendReq>) => {
      const correlation = request.getCorrelationId()
      const key = correlation?.getString() ?? ''
      const options = request.getOptions()
      if (options)
        pending.set(key, {
          stream: nameOf(options.getStreamIdentifier()),
          expected: expectedOf({
            hasAny: () => options.hasAny(),
            hasNoStream: () => options.hasNoStream(),
            hasStreamExists: () => options.hasStreamExists(),
            revision: () => options.getStreamPosition(),
          }),
          events: [],
        })
      const append = pending.get(key)
      if (!append) return
      append.events.push(...request.getProposedMessagesList().map(proposedOf))
      if (!request.getIsFinal()) return
      pending.delete(key)
      attemptAppend(context, { path: 'batch', requiresLeader: false, ...append }, answer => {
        if (call.cancelled) return
        call.write(batchAnswer(append.stream, answer).setCorrelationId(correlation))
      })
    })
  }
}

function batchAnswer(stream: string, answer: AppendAnswer) {
  const response = new streams.BatchAppendResp().setStreamIdentifier(streamIdentifier(stream))
  const refuse = (message: string, type: string, bytes: Uint8Array) => {
    const details = new anyMessage.Any()
    details.pack(bytes, type)
    return response.setError(new status.Status().setCode(UNKNOWN).setMessage(message).setDetails(details))
  }
  switch (answer.kind) {
    case 'written':
    case 'idempotent': {
      const success = new streams.BatchAppendResp.Success()
      if (answer.lastRevision === null) success.setNoStream(new emptyMessage.Empty())
      else success.setCurrentRevision(String(answer.lastRevision))
      if (answer.position)
        success.setPosition(
          new shared.AllStreamPosition()
            .setCommitPosition(answer.position.commit.toString())
            .setPreparePosition(answer.position.prepare.toString()),
        )
      else success.setNoPosition(new emptyMessage.Empty())
      return response.setSuccess(success)
    }
    case 'wrong-expected-version': {
      const wrong = new shared.WrongExpectedVersion()
      if (answer.current === null) wrong.setCurrentNoStream(new emptyMessage.Empty())
      else wrong.setCurrentStreamRevision(String(answer.current))
      return refuse('WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', wrong.serializeBinary())
    }
    case 'deleted':
      return refuse('StreamDeleted', 'event_store.client.StreamDeleted', new shared.StreamDeleted().serializeBinary())
    case 'too-large': {
      const exceeded = new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES)
      return refuse(
        'MaximumAppendSizeExceeded',
        'event_store.client.MaximumAppendSizeExceeded',
        exceeded.serializeBinary(),
      )
    }
    case 'bad-request':
      return refuse('BadRequest', 'event_store.client.BadRequest', new shared.BadRequest().serializeBinary())
    case 'refused':
      return refuse(
        answer.fault.kind === 'busy' ? 'Server Is Busy' : 'Server Is Not Ready',
        'google.protobuf.Empty',
        new emptyMessage.Empty().serializeBinary(),
      )
  }
}
