import net from 'node:net'

/** A TCP relay before the real listener, so that connections can be refused, cut, or held without a word. */
export interface Gate {
  readonly port: number
  /** Connections that were opened since the start. */
  readonly opened: () => number
  readonly open: () => number
  /** Listen again on the same port. */
  listen(): Promise<void>
  /** Refuse new connections and cut the ones that are open. */
  refuse(): Promise<void>
  /** Refuse new connections and keep the ones that are open. */
  refuseNew(): void
  cut(): void
  /** Carry no byte in either direction until `thaw`; new connections are accepted and held. */
  freeze(): void
  thaw(): void
}

/** Relay `127.0.0.1:port` (0 picks a free one) to a port of the same host. */
export async function openGate(target: number, port = 0): Promise<Gate> {
  const pairs = new Set<[net.Socket, net.Socket]>()
  let opened = 0
  let frozen = false
  let chosen = port
  const server = net.createServer({ noDelay: true }, outer => {
    opened += 1
    const inner = net.connect({ port: target, host: '127.0.0.1', noDelay: true })
    const pair: [net.Socket, net.Socket] = [outer, inner]
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      outer.destroy()
      inner.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
    if (!frozen) join(pair)
  })
  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(chosen, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  const cut = () => {
    for (const [outer, inner] of [...pairs]) {
      outer.destroy()
      inner.destroy()
    }
  }
  await listen()
  chosen = (server.address() as net.AddressInfo).port
  return {
    port: chosen,
    opened: () => opened,
    open: () => pairs.size,
    listen,
    cut,
    refuseNew: () => void server.close(),
    async refuse() {
      if (!server.listening) return
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      cut()
      await closed
    },
    freeze() {
      frozen = true
      for (const [outer, inner] of pairs) {
        outer.unpipe(inner)
        inner.unpipe(outer)
      }
    },
    thaw() {
      frozen = false
      for (const pair of pairs) join(pair)
    },
  }
}

function join([outer, inner]: [net.Socket, net.Socket]): void {
  outer.pipe(inner)
  inner.pipe(outer)
}
