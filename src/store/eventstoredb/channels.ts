import { Channel, type ChannelCredentials, connectivityState } from '@grpc/grpc-js'
import type { Connection, Endpoint } from './connection.js'
import { findLeader, gossipOf, textOf } from './leader.js'
import { pause, type Timing } from './timing.js'

/** The channel that all calls go through: to the one server, or to the node of a cluster that leads. */
export interface Channels {
  /** The channel, opened first where there is none. Rejects when no leader is found in time. */
  current(): Promise<Channel>
  /** A call on it ended because the connection did, or because another node leads. The next call opens one anew. */
  failed(channel: Channel, leader?: Endpoint): void
  /** A call had no answer in its time. */
  silent(): void
  answered(): void
  close(): void
}

/** After so many calls in a row without an answer it is looked who leads. */
const MISSES = 2

interface Open {
  readonly channel: Channel
  readonly to: Endpoint
}

/** `left` is called when a channel is left for another although calls on it may be waiting. */
export function createChannels(
  connection: Connection,
  credentials: ChannelCredentials,
  timing: Timing,
  left: () => void,
): Channels {
  const isCluster = connection.discover || connection.hosts.length > 1
  const ask = gossipOf(credentials, Math.min(timing.gossipMs, connection.gossipTimeout * 1000))
  let open: Open | null = null
  let opening: Promise<Channel> | null = null
  let told: Endpoint | null = null
  let misses = 0
  let looking = false
  let closed = false

  function channelTo(node: Endpoint): Channel {
    const { keepAliveInterval, keepAliveTimeout } = connection
    return new Channel(textOf(node), credentials, {
      'grpc.keepalive_time_ms': keepAliveInterval < 0 ? Number.MAX_VALUE : keepAliveInterval,
      'grpc.keepalive_timeout_ms': keepAliveTimeout < 0 ? Number.MAX_VALUE : keepAliveTimeout,
      // Events that were not written by gRPC may be as large as the server allows.
      'grpc.max_receive_message_length': 17 * 1024 * 1024,
      'grpc.use_local_subchannel_pool': 1,
    })
  }

  /** Connects to a node of a cluster; null when it does not come about in time. */
  async function connected(node: Endpoint): Promise<Open | null> {
    const channel = channelTo(node)
    if (await becomesReady(channel, timing.connectMs)) return { channel, to: node }
    channel.close()
    return null
  }

  async function leader(): Promise<Endpoint | null> {
    // A leader named by another node is believed once it says so itself.
    const nodes = told === null ? connection.hosts : [told, ...connection.hosts]
    told = null
    return findLeader(nodes, ask)
  }

  async function connect(): Promise<Channel> {
    const [only] = connection.hosts
    if (!isCluster && only) {
      open = { channel: channelTo(only), to: only }
      return open.channel
    }
    const by = performance.now() + timing.discoverMs
    for (let attempt = 1; ; attempt++) {
      const node = await leader()
      const found = node && (await connected(node))
      if (closed) found?.channel.close()
      else if (found) {
        open = found
        misses = 0
        return found.channel
      }
      if (closed || performance.now() > by || attempt >= connection.maxDiscoverAttempts)
        throw new Error(`Failed to discover a leader after ${attempt} attempts.`)
      await pause(connection.discoveryInterval)
    }
  }

  function leave(): void {
    open?.channel.close()
    open = null
    misses = 0
  }

  /**
   * While nothing is answered, look whether another node leads by now. If none does, the present one may only be slow.
   */
  async function look(): Promise<void> {
    if (looking) return
    looking = true
    while (open !== null && misses >= MISSES && !closed) {
      const before = open
      const node = await leader()
      if (node !== null && textOf(node) === textOf(before.to)) break
      const found = node && (await connected(node))
      if (found && (closed || open !== before)) found.channel.close()
      else if (found) {
        leave()
        open = found
        left()
      } else await pause(timing.lookMs)
    }
    misses = 0
    looking = false
  }

  return {
    current() {
      if (open !== null) return Promise.resolve(open.channel)
      opening ??= connect().finally(() => {
        opening = null
      })
      return opening
    },
    failed(channel, leader) {
      if (leader !== undefined) told = leader
      if (open?.channel === channel) leave()
    },
    silent() {
      misses += 1
      if (misses < MISSES || open === null) return
      if (isCluster) void look()
      else if (open.channel.getConnectivityState(false) !== connectivityState.READY) leave()
    },
    answered() {
      misses = 0
    },
    close() {
      closed = true
      leave()
    },
  }
}

/** Connects, for at most so many milliseconds. */
function becomesReady(channel: Channel, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms
  return new Promise(resolve => {
    const look = () => {
      const state = channel.getConnectivityState(true)
      if (state === connectivityState.READY || state === connectivityState.SHUTDOWN)
        return resolve(state === connectivityState.READY)
      channel.watchConnectivityState(state, deadline, error => {
        if (error) resolve(false)
        else look()
      })
    }
    look()
  })
}
