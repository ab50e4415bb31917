import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { credentials } from '@grpc/grpc-js'
import { parseConnection } from '../../src/store/eventstoredb/connection.js'
import { gossipOf, textOf } from '../../src/store/eventstoredb/leader.js'
import { until } from './eventstoredb-support.js'

/** A real cluster whose nodes, counted from 0, may be killed, started and stopped by a test. */
export interface RealCluster {
  readonly url: string
  readonly nodes: readonly number[]
  /** Which of these nodes (all, unless given) says itself that it leads; null where none does, or not in time. */
  leader(among?: readonly number[]): Promise<number | null>
  /** Waits until one of these nodes says so; gives it and `performance.now()` of that. */
  elected(among?: readonly number[]): Promise<{ readonly node: number; readonly at: number }>
  /** `kill -9`; resolves when the process is gone. */
  kill(node: number): Promise<void>
  /** SIGSTOP and SIGCONT. */
  stop(node: number): void
  goOn(node: number): void
  isAlive(node: number): boolean
  /** Lets every node go on, starts those that are gone, and waits until all of them name the same leader. */
  mend(): Promise<void>
}

const GOSSIP_MS = 1_000
const ELECTION_MS = 60_000

/**
 * The cluster that EVENTSTOREDB_CLUSTER_URL names (`esdb://` with the addresses of all nodes, without TLS), where
 * EVENTSTOREDB_CLUSTER_PID_FILES (files with the process ids, with commas between them, in the order of the addresses)
 * and EVENTSTOREDB_CLUSTER_START (a shell command that starts the node whose number, from 1, is `$1`, and then ends)
 * say that it may be treated so; else null.
 */
export function realCluster(): RealCluster | null {
  const {
    EVENTSTOREDB_CLUSTER_URL: url = '',
    EVENTSTOREDB_CLUSTER_PID_FILES: pidFiles = '',
    EVENTSTOREDB_CLUSTER_START: start = '',
  } = process.env
  if (url === '' || pidFiles === '' || start === '') return null
  const { hosts } = parseConnection(url)
  const files = pidFiles.split(',')
  const nodes = hosts.map((_, node) => node)
  const ask = gossipOf(credentials.createInsecure(), GOSSIP_MS)
  const pid = (node: number) => Number(readFileSync(files[node]!, 'utf8'))
  const signal = (node: number, name: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(pid(node), name)
    } catch {
      return false
    }
  }

  const cluster: RealCluster = {
    url,
    nodes,
    async leader(among = nodes) {
      const named = await Promise.all(among.map(node => ask(hosts[node]!).catch(() => null)))
      return among.find((node, n) => named[n] && textOf(named[n]) === textOf(hosts[node]!)) ?? null
    },
    async elected(among = nodes) {
      let node: number | null = null
      for (const by = performance.now() + ELECTION_MS; node === null; ) {
        if (performance.now() > by) throw new Error(`no leader within ${ELECTION_MS} ms`)
        node = await cluster.leader(among)
      }
      return { node, at: performance.now() }
    },
    async kill(node) {
      signal(node, 'SIGKILL')
      await until(() => !cluster.isAlive(node), 20_000)
    },
    stop: node => void signal(node, 'SIGSTOP'),
    goOn: node => void signal(node, 'SIGCONT'),
    isAlive: node => signal(node, 0),
    async mend() {
      for (const node of nodes) cluster.goOn(node)
      for (const by = performance.now() + ELECTION_MS; ; ) {
        for (const node of nodes)
          if (!cluster.isAlive(node)) await promisify(execFile)('/bin/sh', ['-c', start, 'sh', String(node + 1)])
        const named = await Promise.all(nodes.map(node => ask(hosts[node]!).catch(() => null)))
        const [first] = named
        if (first && named.every(one => one !== null && textOf(one) === textOf(first))) return
        if (performance.now() > by) throw new Error(`the nodes do not agree on a leader within ${ELECTION_MS} ms`)
      }
    },
  }
  return cluster
}
