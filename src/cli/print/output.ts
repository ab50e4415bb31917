import { type Paint, paintFor } from './paint.js'

/** Where a command writes its result. */
export interface Output {
  readonly paint: Paint
  lines(lines: readonly string[]): void
  /** Exactly this text; on a terminal a line break follows. */
  raw(text: string): void
}

export function outputOn(stream: NodeJS.WriteStream): Output {
  return {
    paint: paintFor(stream),
    lines: lines => void stream.write(lines.map(line => `${line.trimEnd()}\n`).join('')),
    raw: text => void stream.write(stream.isTTY && !text.endsWith('\n') ? `${text}\n` : text),
  }
}
