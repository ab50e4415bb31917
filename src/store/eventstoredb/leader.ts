import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import gossip from '@eventstore/db-client/generated/gossip_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import { type ChannelCredentials, Metadata } from '@grpc/grpc-js'
import type { Endpoint } from './connection.js'

/** Asks a node whom it holds to lead; null where it knows of none. Rejects when it does not answer. */
export type AskNode = (node: Endpoint) => Promise<Endpoint | null>

/**
 * The node that leads, as it says itself: the first of those asked, and of those they name, that names itself. A node
 * that hangs goes on being named by the others until the cluster has elected another; it cannot say it of itself.
 * Null when none does.
 */
export function findLeader(nodes: readonly Endpoint[], ask: AskNode): Promise<Endpoint | null> {
  return new Promise(resolve => {
    const asked = new Set<string>()
    let open = 0
    const put = async (node: Endpoint) => {
      if (asked.has(textOf(node))) return
      asked.add(textOf(node))
      open += 1
      const named = await ask(node).catch(() => null)
      if (named !== null && textOf(named) === textOf(node)) resolve(node)
      else if (named !== null) void put(named)
      open -= 1
      if (open === 0) resolve(null)
    }
    for (const node of nodes) void put(node)
  })
}

/** Asks by the gossip of the protocol, for at most so many milliseconds each. */
export function gossipOf(credentials: ChannelCredentials, ms: number): AskNode {
  return node =>
    new Promise((resolve, reject) => {
      const client = new gossipService.GossipClient(textOf(node), credentials, {})
      client.read(new shared.Empty(), new Metadata(), { deadline: Date.now() + ms }, (error, info) => {
        client.close()
        if (error) return reject(error)
        const leader = info.getMembersList().find(member => member.getIsAlive() && member.getState() === LEADER)
        const endpoint = leader?.getHttpEndPoint()
        resolve(endpoint ? { address: endpoint.getAddress(), port: endpoint.getPort() } : null)
      })
    })
}

const { LEADER } = gossip.MemberInfo.VNodeState

export function textOf({ address, port }: Endpoint): string {
  return `${address}:${port}`
}
