import cliProgress from 'cli-progress'

/** How far a long piece of work has come. */
export interface Progress {
  /** `total` is null while nobody knows. */
  at(value: number, total?: number | null): void
  end(): void
}

const QUIET_MS = 3000
const EVERY_MS = 5000

/**
 * Tell progress on stderr: a bar on a terminal, else a line every five seconds. Work that is over within three seconds
 * says nothing where there is no terminal.
 */
export function progressOf(
  label: string,
  unit: string,
  { stream = process.stderr, now = Date.now }: { stream?: NodeJS.WriteStream; now?: () => number } = {},
): Progress {
  return stream.isTTY ? barOf(label, unit, stream) : linesOf(label, unit, stream, now)
}

function barOf(label: string, unit: string, stream: NodeJS.WriteStream): Progress {
  const bar = new cliProgress.SingleBar({
    stream,
    format: `${label} {bar} {percentage}% · {value} of {total} ${unit}, {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: false,
    clearOnComplete: true,
  })
  let begun = false
  return {
    at(value, total = null) {
      if (total === null || total <= 0) return
      if (!begun) bar.start(total, value)
      else bar.setTotal(total)
      begun = true
      bar.update(value)
    },
    end() {
      if (begun) bar.stop()
    },
  }
}

function linesOf(label: string, unit: string, stream: NodeJS.WritableStream, now: () => number): Progress {
  let next = now() + QUIET_MS
  return {
    at(value, total = null) {
      const moment = now()
      if (moment < next) return
      next = moment + EVERY_MS
      const share = total ? ` of ${total} (${Math.floor((100 * value) / total)}%)` : ''
      stream.write(`${label}: ${value}${share} ${unit}\n`)
    },
    end() {},
  }
}
