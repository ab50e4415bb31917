import { StreamNotFoundError } from '@eventstore/db-client'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { Resolved } from './collect.js'
import type { LogPosition } from './position.js'

const { ReadReq } = streams
const { Options } = ReadReq

/** What a server says that does not know the position: one before 22.6, when a stream is read. */
const NO_POSITION = String(2n ** 64n - 1n)

/** Asks for lines of a stream from a revision on, the revision included. */
export function streamRequest(stream: string, from: number, count: number): streams.ReadReq {
  const part = new Options.StreamOptions()
  part.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64')))
  part.setRevision(String(from))
  return request(new Options().setStream(part), count)
}

/** Asks for lines of the log from a position on, the position included; null: from its start, or backwards its end. */
export function logRequest(from: LogPosition | null, count: number, backwards = false): streams.ReadReq {
  const all = new Options.AllOptions()
  if (from !== null) {
    const position = new Options.Position()
    position.setCommitPosition(String(from.commit))
    position.setPreparePosition(String(from.prepare))
    all.setPosition(position)
  } else if (backwards) all.setEnd(new shared.Empty())
  else all.setStart(new shared.Empty())
  const { FORWARDS, BACKWARDS } = Options.ReadDirection
  return request(new Options().setAll(all).setReadDirection(backwards ? BACKWARDS : FORWARDS), count)
}

function request(options: InstanceType<typeof Options>, count: number): streams.ReadReq {
  options.setCount(String(count))
  options.setUuidOption(new Options.UUIDOption().setString(new shared.Empty()))
  options.setNoFilter(new shared.Empty())
  return new ReadReq().setOptions(options)
}

/**
 * A line as it came, null for a message that is none; throws where there is no such stream. The client's own reading
 * makes dates and numbers that nobody looks at and loses the text of the body, which would have to be written again.
 */
export function lineOf(message: streams.ReadResp): Resolved | null {
  if (message.hasStreamNotFound()) throw new StreamNotFoundError()
  const read = message.getEvent()
  if (!read) return null
  const recorded = read.getEvent()
  if (!recorded) return {}
  const properties = recorded.getMetadataMap()
  const text = textOf(recorded.getData_asU8())
  const position = { commit: recorded.getCommitPosition(), prepare: recorded.getPreparePosition() }
  const isJson = properties.get('content-type') === 'application/json'
  return {
    event: {
      id: recorded.getId()?.getString() ?? '',
      streamId: textOf(recorded.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array()),
      revision: Number(recorded.getStreamRevision()),
      type: properties.get('type') ?? '',
      isJson,
      data: isJson ? parsed(text) : undefined,
      text,
      metadata: parsed(textOf(recorded.getCustomMetadata_asU8())),
      position: position.commit === NO_POSITION ? undefined : position,
    },
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

/** The value of a JSON text; the text itself where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
