import {
  type BaseOptions,
  type Credentials,
  EventStoreDBClient,
  type SingleNodeOptions,
  streamNameFilter,
} from '@eventstore/db-client'
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type streams from '@eventstore/db-client/generated/streams_pb.js'
import type { Encoded } from './codec.js'
import { type CancellableRead, collect, type Patience, type Resolved } from './collect.js'
import type { Connection } from './connection.js'
import type { LogPosition } from './position.js'
import { within } from './timing.js'
import { lineOf, logRequest, streamRequest } from './wire-read.js'

/** The calls that the store makes to the server. All have a timer of ours and reject with what the client threw. */
export interface Server {
  /** Append after a revision (-1: no stream yet). Gives the revision of the last event. */
  append(stream: string, after: number, events: readonly Encoded[], ms: number): Promise<number>
  /** Events of a stream from a revision on. Rejects where there is no such stream. */
  readStream(stream: string, from: number, count: number, patience: Patience): Promise<Resolved[]>
  /** Events of the log after a position; null: from the start. */
  readAll(after: LogPosition | null, count: number, patience: Patience): Promise<Resolved[]>
  /** The last events before a position (null: of the log), newest first. */
  readAllBack(before: LogPosition | null, count: number, patience: Patience): Promise<Resolved[]>
  /** Calls `sign` for whatever comes from the end of the log on and `ended`, once, when nothing will come any more. */
  listen(sign: () => void, ended: (error: unknown) => void): () => void
  /** Calls that the client holds open. */
  openCalls(): number
  close(ms: number): Promise<void>
}

/** Events of these streams wake the readers up. */
const PREFIXES = ['country-', 'source-', 'organisation-']
const CHECKPOINT_INTERVAL = 32

/**
 * The client without the habits that would end or slow this process: an outage while it looks for a leader is an
 * unhandled rejection, and a read that we cancel makes it drop the connection that all other calls use.
 * It never takes the batch append path, whose deadline it does not keep.
 */
class SteadyClient extends EventStoreDBClient {
  constructor(connection: Connection) {
    super(settingsOf(connection), {
      insecure: !connection.tls,
      ...(connection.rootCertificate && { rootCertificate: connection.rootCertificate }),
      ...(connection.userCertificate && {
        userCertFile: connection.userCertificate.certificate,
        userKeyFile: connection.userCertificate.key,
      }),
    })
    const reconnect = this.handleError
    this.handleError = async (client, error) => {
      if (error.message.includes('Cancelled on client')) return
      await reconnect(client, error).catch(() => {})
    }
    this.supports = async () => false
  }

  /** A read in the messages of the protocol. */
  read(request: streams.ReadReq, options: BaseOptions): Promise<CancellableRead> {
    const open = this.GRPCStreamCreator(streamsService.StreamsClient, 'read', client =>
      client.read(request, ...this.callArguments(options, { deadline: Number.POSITIVE_INFINITY })),
    )
    return open()
  }

  async closeChannel(): Promise<void> {
    const channel = await this.getChannel()
    channel.close()
  }
}

function settingsOf(connection: Connection): SingleNodeOptions {
  const common = {
    keepAliveInterval: connection.keepAliveInterval,
    keepAliveTimeout: connection.keepAliveTimeout,
    connectionName: connection.connectionName,
    maxDiscoverAttempts: connection.maxDiscoverAttempts,
    discoveryInterval: connection.discoveryInterval,
    gossipTimeout: connection.gossipTimeout,
  }
  const [first] = connection.hosts
  if (!connection.discover && connection.hosts.length === 1 && first) return { ...common, endpoint: first }
  // The constructor's overloads cannot be chosen by a value; it tells the three kinds of settings apart by their keys.
  const cluster = connection.discover ? { discover: first } : { endpoints: [...connection.hosts] }
  return { ...common, ...cluster } as unknown as SingleNodeOptions
}

export function connect(connection: Connection): Server {
  const client = new SteadyClient(connection)
  const credentials: Credentials | null = connection.credentials
  const call = { requiresLeader: true, ...(credentials && { credentials }) }
  let used = false
  const read = async (request: streams.ReadReq, patience: Patience) => {
    used = true
    const opening = client.read(request, call)
    const reading = await within(patience.silenceMs, opening).catch((error: unknown) => {
      opening.then(
        late => late.on('error', () => {}).cancel(),
        () => {},
      )
      throw error
    })
    return collect(reading, patience, lineOf)
  }
  return {
    async append(stream, after, events, ms) {
      used = true
      const expectedRevision = after < 0 ? ('no_stream' as const) : BigInt(after)
      const messages = events.map(event => event.message)
      const written = client.appendToStream(stream, messages, { ...call, expectedRevision, deadline: ms })
      const { nextExpectedRevision } = await within(ms, written)
      return Number(nextExpectedRevision)
    },
    readStream: (stream, from, count, patience) => read(streamRequest(stream, from, count), patience),
    async readAll(after, count, patience) {
      if (after === null) return read(logRequest(null, count), patience)
      // A read of $all begins with the position itself, unlike a subscription.
      const lines = await read(logRequest(after, count + 1), patience)
      const begins = String(lines[0]?.event?.position?.commit) === String(after.commit)
      return begins ? lines.slice(1) : lines.slice(0, count)
    },
    readAllBack: (before, count, patience) => read(logRequest(before, count, true), patience),
    listen(sign, ended) {
      used = true
      let over = false
      const end = (error: unknown) => {
        if (over) return
        over = true
        subscription.unsubscribe().catch(() => {})
        ended(error)
      }
      const subscription = client.subscribeToAll({
        ...call,
        fromPosition: 'end',
        filter: streamNameFilter({
          prefixes: PREFIXES,
          checkpointInterval: CHECKPOINT_INTERVAL,
          checkpointReached: sign,
        }),
      })
      for (const name of ['confirmation', 'caughtUp', 'data'] as const) subscription.on(name, sign)
      subscription.on('error', end)
      subscription.on('end', () => end(new Error('the server ended the subscription')))
      subscription.on('close', () => end(new Error('the subscription was closed')))
      return () => {
        over = true
        subscription.unsubscribe().catch(() => {})
      }
    },
    openCalls: () => (client as unknown as { disposableStreams: Set<unknown> }).disposableStreams.size,
    async close(ms) {
      if (!used) return
      const disposed = client.dispose().then(() => client.closeChannel())
      await within(ms, disposed).catch(() => {})
    },
  }
}
