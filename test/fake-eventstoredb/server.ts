import { randomUUID } from 'node:crypto'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import type { AppendSeen } from './append-attempt.js'
import { batchAppend } from './batch-append.js'
import { type Faults, noFaults } from './faults.js'
import { openGate } from './gate.js'
import { features, featuresService, gossip, gossipService, shared, streamsService } from './generated.js'
import { createFakeLog, type FakeLog } from './log.js'
import { type Call, read } from './read-service.js'
import { unaryAppend } from './unary-append.js'

export interface FakeServer {
  readonly port: number
  /** `esdb://127.0.0.1:PORT?tls=false` */
  readonly connectionString: string
  readonly log: FakeLog
  /** Set its members to make things go wrong; `heal` resets all of them. */
  readonly faults: Faults
  /** Every append that arrived, in order: what the client really sent. */
  readonly appends: readonly AppendSeen[]
  readonly counts: { readonly reads: number; readonly subscriptions: number; readonly open: number }
  /** Subscriptions that are being served now. */
  liveSubscriptions(): number
  openConnections(): number
  openedConnections(): number
  heal(): void
  /** kill: connections are cut and refused, the recent ids are forgotten; the log stays as on a disk. */
  kill(): Promise<void>
  /** Listen again on the same port after `kill`. */
  restart(): Promise<void>
  cutConnections(): void
  /** Refuse new connections, gossip included, and keep the ones that are open; `restart` ends it. */
  refuseNewConnections(): void
  /** As under SIGSTOP or behind a dead route: nothing passes and nothing is closed, until `thaw`. */
  freeze(): void
  thaw(): void
  /** End every live subscription with status OK. */
  endSubscriptions(): void
  /** Live subscriptions stay open and are never told anything again. */
  silenceSubscriptions(): void
  stop(): Promise<void>
}

export interface FakeServerOptions {
  readonly log?: FakeLog
  /** Public port; 0 or nothing picks a free one. */
  readonly port?: number
  /** Where `not-leader` and gossip point; this server itself when left out. */
  readonly leader?: () => { readonly host: string; readonly port: number }
  /** Whether this server takes calls that require the leader; always when left out. */
  readonly leads?: () => boolean
  /** What gossip says; the leader alone when left out. */
  readonly members?: () => readonly { readonly host: string; readonly port: number; readonly leads: boolean }[]
}

/** A server that speaks the gRPC protocol of EventStoreDB on the loopback, without TLS. */
export async function startFakeEventStoreDb(options: FakeServerOptions = {}): Promise<FakeServer> {
  const log = options.log ?? createFakeLog()
  const faults = noFaults()
  const appends: AppendSeen[] = []
  const counts = { reads: 0, subscriptions: 0, open: 0 }
  const live = new Set<Call>()
  const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 })
  const leader = () => options.leader?.() ?? { host: '127.0.0.1', port: gate.port }
  const leads = options.leads ?? (() => true)
  const members = options.members ?? (() => [{ ...leader(), leads: true }])
  const cutConnections = () => gate.cut()

  server.addService(streamsService.StreamsService, {
    append: unaryAppend({ log, faults, seen: appends, leader, leads, cutConnections }),
    batchAppend: batchAppend({ log, faults, seen: appends, leader, leads, cutConnections }),
    read: read({ log, faults, counts, live, leader, leads, cutConnections }),
  })
  server.addService(featuresService.ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, callback: (error: null, value: unknown) => void) => {
      if (faults.features()?.kind === 'hang') return
      callback(null, supportedMethods())
    },
  })
  server.addService(gossipService.GossipService, {
    read: (_call: unknown, callback: (error: null, value: unknown) => void) => callback(null, clusterOf(members())),
  })
  const inner = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  )
  const gate = await openGate(inner, options.port ?? 0)

  return {
    port: gate.port,
    connectionString: `esdb://127.0.0.1:${gate.port}?tls=false`,
    log,
    faults,
    appends,
    counts,
    liveSubscriptions: () => live.size,
    openConnections: gate.open,
    openedConnections: gate.opened,
    heal: () => void Object.assign(faults, noFaults()),
    async kill() {
      await gate.refuse()
      log.forgetRecentIds()
    },
    restart: gate.listen,
    cutConnections,
    refuseNewConnections: gate.refuseNew,
    freeze: gate.freeze,
    thaw: gate.thaw,
    endSubscriptions() {
      for (const call of [...live]) {
        live.delete(call)
        call.end()
      }
    },
    silenceSubscriptions: () => live.clear(),
    async stop() {
      live.clear()
      await gate.refuse()
      server.forceShutdown()
    },
  }
}

function supportedMethods() {
  const methods = new features.SupportedMethods().setEventStoreServerVersion('23.10.0-fake')
  for (const [name, traits] of [
    ['read', ['position', 'events']],
    ['append', []],
    ['batchappend', ['deadline_duration']],
  ] as const) {
    const method = new features.SupportedMethod()
      .setServiceName('event_store.client.streams.streams')
      .setMethodName(name)
    methods.addMethods(method.setFeaturesList([...traits]))
  }
  return methods
}

function clusterOf(members: readonly { readonly host: string; readonly port: number; readonly leads: boolean }[]) {
  const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState
  return new gossip.ClusterInfo().setMembersList(
    members.map(({ host, port, leads }) =>
      new gossip.MemberInfo()
        .setInstanceId(new shared.UUID().setString(randomUUID()))
        .setTimeStamp('0')
        .setState(leads ? LEADER : FOLLOWER)
        .setIsAlive(true)
        .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port)),
    ),
  )
}
