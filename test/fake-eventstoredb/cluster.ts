import { createFakeLog, type FakeLog } from './log.js'
import { type FakeServer, startFakeEventStoreDb } from './server.js'

/** Three nodes with one log, of which one leads. Elections and who hears of them are up to the test. */
export interface FakeCluster {
  readonly nodes: readonly FakeServer[]
  readonly log: FakeLog
  /** `esdb://` with the addresses of all nodes. */
  readonly connectionString: string
  /** The node leads from now on; nodes that are frozen do not hear of it until `hears`. */
  elect(node: number): void
  /** The node leads no more, and no other does. */
  depose(): void
  /** The node stops as under SIGSTOP: it answers nothing, and the others go on naming it until there is an election. */
  hang(node: number): void
  /** The node goes on; one that was leader when it hung goes on believing it. */
  goOn(node: number): void
  /** The node learns who leads. */
  hears(node: number): void
  stop(): Promise<void>
}

const SIZE = 3

export async function startFakeCluster(): Promise<FakeCluster> {
  const log = createFakeLog()
  const hung = new Set<number>()
  let leader: number | null = 0
  /** Whom each node believes to lead. */
  const believed: (number | null)[] = Array.from({ length: SIZE }, () => 0)
  const nodes: FakeServer[] = []
  for (let node = 0; node < SIZE; node++) {
    nodes.push(
      await startFakeEventStoreDb({
        log,
        leads: () => believed[node] === node,
        leader: () => ({ host: '127.0.0.1', port: nodes[believed[node] ?? node]!.port }),
        members: () => nodes.map(({ port }, other) => ({ host: '127.0.0.1', port, leads: believed[node] === other })),
      }),
    )
  }
  const tell = () => {
    for (let node = 0; node < SIZE; node++) if (!hung.has(node)) believed[node] = leader
  }

  return {
    nodes,
    log,
    connectionString: `esdb://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`,
    elect(node) {
      leader = node
      tell()
    },
    depose() {
      leader = null
      tell()
    },
    hang(node) {
      hung.add(node)
      nodes[node]!.freeze()
    },
    goOn(node) {
      hung.delete(node)
      nodes[node]!.thaw()
    },
    hears(node) {
      believed[node] = leader
    },
    async stop() {
      for (const node of nodes) node.thaw()
      await Promise.all(nodes.map(node => node.stop()))
    },
  }
}
