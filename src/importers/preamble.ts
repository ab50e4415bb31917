import { TextDecoder } from 'node:util'

/** Lines above a header that say where a table comes from: SIPRI puts eleven of them before its register. */
const HEADERS = [/^"?Recipient"?[,;\t]"?Supplier"?[,;\t]/]
const MOST_LINES = 40

/** The bytes of a table from its header on, where lines stand above it that are known; else as they are. */
export function withoutPreamble(bytes: Uint8Array): Uint8Array {
  let from = 0
  for (let line = 0; line < MOST_LINES && from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from)
    const text = Buffer.from(bytes.subarray(from, end < 0 ? bytes.length : end)).toString('latin1')
    if (HEADERS.some(header => header.test(text))) return from === 0 ? bytes : bytes.subarray(from)
    if (end < 0) break
    from = end + 1
  }
  return bytes
}

/** The text of a table; a register with such lines that is no UTF-8 is Windows-1252, as SIPRI writes it. Null otherwise. */
export function tableText(bytes: Uint8Array): string | null {
  const table = withoutPreamble(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(table)
  } catch {
    const [head = ''] = Buffer.from(table.subarray(0, 200)).toString('latin1').split('\n', 1)
    return HEADERS.some(header => header.test(head)) ? new TextDecoder('windows-1252').decode(table) : null
  }
}
