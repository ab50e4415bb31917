import { Metadata, type ServiceError, status as Status } from '@grpc/grpc-js'
import { shared, streams } from './generated.js'
import type { Expected, LogPosition, Proposed, RecordedEvent } from './log-types.js'

const TICKS_PER_MS = 10_000n

interface ProposedMessage {
  getId(): { getString(): string } | undefined
  getMetadataMap(): { get(key: string): string | undefined }
  getData_asU8(): Uint8Array
  getCustomMetadata_asU8(): Uint8Array
}

export function proposedOf(message: ProposedMessage): Proposed {
  const properties = message.getMetadataMap()
  return {
    id: (message.getId()?.getString() ?? '').toLowerCase(),
    type: properties.get('type') ?? '',
    contentType: properties.get('content-type') ?? 'application/octet-stream',
    data: Buffer.from(message.getData_asU8()),
    metadata: Buffer.from(message.getCustomMetadata_asU8()),
  }
}

export function expectedOf(options: {
  hasAny(): boolean
  hasNoStream(): boolean
  hasStreamExists(): boolean
  revision(): string
}): Expected {
  if (options.hasAny()) return 'any'
  if (options.hasNoStream()) return 'no_stream'
  return options.hasStreamExists() ? 'stream_exists' : Number(options.revision())
}

export function streamIdentifier(name: string) {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(name, 'utf8'))
}

export function nameOf(identifier: { getStreamName(): Uint8Array | string } | undefined): string {
  const name = identifier?.getStreamName() ?? ''
  return typeof name === 'string' ? Buffer.from(name, 'base64').toString('utf8') : Buffer.from(name).toString('utf8')
}

export function readEvent(event: RecordedEvent, resolveLinks: boolean) {
  const message = new streams.ReadResp.ReadEvent().setCommitPosition(event.position.commit.toString())
  if (event.target === undefined || !resolveLinks)
    return new streams.ReadResp().setEvent(message.setEvent(recorded(event)))
  if (event.target) message.setEvent(recorded(event.target))
  return new streams.ReadResp().setEvent(message.setLink(recorded(event)))
}

function recorded(event: RecordedEvent) {
  const message = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(event.position.commit.toString())
    .setPreparePosition(event.position.prepare.toString())
    .setData(event.data)
    .setCustomMetadata(event.metadata)
  message
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', (BigInt(event.created.getTime()) * TICKS_PER_MS).toString())
  return message
}

export function checkpoint(position: LogPosition) {
  return new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint()
      .setCommitPosition(position.commit.toString())
      .setPreparePosition(position.prepare.toString()),
  )
}

export function confirmation(id: string) {
  return new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id))
}

export function caughtUp() {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp())
}

export function streamNotFound(name: string) {
  return new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(name)),
  )
}

/** A gRPC error as the server words it: `exception` and its fields travel in the trailers. */
export function failure(code: Status, details: string, trailers: Record<string, string> = {}): Partial<ServiceError> {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value)
  return { code, details, metadata }
}

export const streamDeleted = (name: string) =>
  failure(Status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': name,
  })

export const notLeader = (host: string, port: number) =>
  failure(Status.NOT_FOUND, `Leader info available`, {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  })
