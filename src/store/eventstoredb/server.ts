import {
  type BaseOptions,
  type Credentials,
  EventStoreDBClient,
  type SingleNodeOptions,
  streamNameFilter,
} from '@eventstore/db-client'
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type streams from '@eventstore/db-client/generated/streams_pb.js'
import { type Channel, type ChannelCredentials, type Client, credentials } from '@grpc/grpc-js'
import type { AppendWatch } from './append-watch.js'
import { type Channels, createChannels } from './channels.js'
import type { Encoded } from './codec.js'
import { type CancellableRead, collect, type Patience, type Resolved } from './collect.js'
import type { Connection, Endpoint } from './connection.js'
import { failureOf, isSilence } from './failure.js'
import type { LogPosition } from './position.js'
import { type Timing, within } from './timing.js'
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

/** Members of the client that its types hide and this adapter needs. */
interface Inside {
  getGRPCClient: (kind: GrpcClientOf) => Promise<Client>
  readonly disposableStreams: Set<{ cancel?: () => void }>
  shouldReconnect(error: Error): [boolean, Endpoint?]
}

type GrpcClientOf = new (address: string, credentials: ChannelCredentials, options: object) => Client

/**
 * The client without the habits that would end or slow this process: an outage while it looks for a leader is an
 * unhandled rejection, a connect and a look for the leader have no limit that fits into an answer, a leader that hangs
 * is never left, and a read that we cancel makes it drop the connection that all other calls use. It never takes the
 * batch append path, whose deadline it does not keep.
 */
class SteadyClient extends EventStoreDBClient {
  readonly #channels: Channels

  constructor(connection: Connection, timing: Timing) {
    super(settingsOf(connection), { insecure: !connection.tls })
    const inside = this as unknown as Inside
    const channels = createChannels(connection, credentialsOf(connection), timing, () => {
      // Calls on the channel that was left would wait for their time to be over.
      for (const stream of inside.disposableStreams) stream.cancel?.()
    })
    const clients = new WeakMap<Channel, Map<GrpcClientOf, Client>>()
    inside.getGRPCClient = async kind => {
      const channel = await channels.current()
      const ofChannel = clients.get(channel) ?? new Map<GrpcClientOf, Client>()
      clients.set(channel, ofChannel)
      const client = ofChannel.get(kind) ?? new kind('', credentials.createInsecure(), { channelOverride: channel })
      ofChannel.set(kind, client)
      return client
    }
    this.handleError = async (client, error) => {
      if (error.message.includes('Cancelled on client')) return
      const [isLost, leader] = inside.shouldReconnect(error)
      if (isLost) channels.failed(client.getChannel() as Channel, leader)
    }
    this.supports = async () => false
    this.#channels = channels
  }

  /** A read in the messages of the protocol. */
  read(request: streams.ReadReq, options: BaseOptions): Promise<CancellableRead> {
    const open = this.GRPCStreamCreator(streamsService.StreamsClient, 'read', client =>
      client.read(request, ...this.callArguments(options, { deadline: Number.POSITIVE_INFINITY })),
    )
    return open()
  }

  /** The answer to a call; the choice of the node depends on whether there was one. */
  async heard<T>(call: Promise<T>): Promise<T> {
    try {
      const answer = await call
      this.#channels.answered()
      return answer
    } catch (error) {
      if (isSilence(error)) this.#channels.silent()
      throw error
    }
  }

  closeChannel(): void {
    this.#channels.close()
  }
}

function credentialsOf({ tls, rootCertificate, userCertificate }: Connection): ChannelCredentials {
  if (!tls) return credentials.createInsecure()
  return credentials.createSsl(rootCertificate, userCertificate?.key ?? null, userCertificate?.certificate ?? null)
}

function settingsOf(connection: Connection): SingleNodeOptions {
  const common = { connectionName: connection.connectionName }
  const [first] = connection.hosts
  if (!connection.discover && connection.hosts.length === 1 && first) return { ...common, endpoint: first }
  // The constructor's overloads cannot be chosen by a value; it tells the three kinds of settings apart by their keys.
  const cluster = connection.discover ? { discover: first } : { endpoints: [...connection.hosts] }
  return { ...common, ...cluster } as unknown as SingleNodeOptions
}

export function connect(connection: Connection, timing: Timing, appends: AppendWatch): Server {
  const client = new SteadyClient(connection, timing)
  const user: Credentials | null = connection.credentials
  const call = { requiresLeader: true, ...(user && { credentials: user }) }
  let used = false
  const read = (request: streams.ReadReq, patience: Patience) => client.heard(readAll(request, patience))
  const readAll = async (request: streams.ReadReq, patience: Patience) => {
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
      try {
        const { nextExpectedRevision } = await client.heard(within(ms, written))
        appends.answered()
        return Number(nextExpectedRevision)
      } catch (error) {
        if (isSilence(error)) appends.unanswered()
        else if (failureOf(error).kind === 'wrong-version') appends.answered()
        throw error
      }
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
      await within(ms, client.dispose()).catch(() => {})
      client.closeChannel()
    },
  }
}
