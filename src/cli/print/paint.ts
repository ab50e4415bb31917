import type { WriteStream } from 'node:tty'

type Ink = (text: string) => string

/** Colours, or plain text where the output is no terminal or NO_COLOR is set. */
export interface Paint {
  readonly bold: Ink
  readonly dim: Ink
  readonly favour: Ink
  readonly against: Ink
  readonly notice: Ink
}

export function paintFor(
  stream: Pick<WriteStream, 'isTTY'>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Paint {
  const coloured = stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb'
  const ink =
    (on: number, off: number): Ink =>
    text =>
      coloured && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text
  return { bold: ink(1, 22), dim: ink(2, 22), favour: ink(36, 39), against: ink(35, 39), notice: ink(33, 39) }
}
