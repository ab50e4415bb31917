/** What a text may hold besides letters, and how long it is. Every pattern is linear in its input. */

const PLAIN = /^[\x20-\x7e]*$/
const HIDDEN = /[\p{Cc}\p{Cs}]/u
const HIDDEN_BUT_BREAKS = /(?!\r\n|[\n\t])\p{Cc}|\p{Cs}/u
/** Embeddings and overrides, and what ends them: they make a reader see another order than a program does. */
const REORDERING = /[\u202a-\u202e]/
const ISOLATES = /[\u2066-\u2069]/
const LINE_ENDS = /[\n\u2029]/
/** Blank, or nothing but marks that tell a direction. */
const BLANK = /^[\s\u200e\u200f\u061c\u2066-\u2069]*$/

/** How the lines of a text may be laid out: in one line, or with line breaks (LF, CR LF) and tabs. */
export type Layout = 'line' | 'lines'

export interface TextFault {
  readonly code: 'too-long' | 'empty' | 'hidden-character'
  readonly message: string
}

/**
 * What is wrong with a text that is NFC already; null where nothing is. The limit is in code points, as JSON Schema has
 * it.
 */
export function textFault(text: string, limit: number, layout: Layout): TextFault | null {
  if (isLongerThan(text, limit)) return { code: 'too-long', message: `must be at most ${limit} characters` }
  if (BLANK.test(text)) return { code: 'empty', message: 'must not be blank' }
  if (PLAIN.test(text)) return null
  if ((layout === 'line' ? HIDDEN : HIDDEN_BUT_BREAKS).test(text)) {
    return { code: 'hidden-character', message: 'must hold no control character or lone surrogate' }
  }
  if (REORDERING.test(text) || !isolatesAreClosed(text)) {
    const message = 'must hold no bidirectional override or embedding, and close what it isolates (U+2066 to U+2069)'
    return { code: 'hidden-character', message }
  }
  return null
}

/** NFC; plain ASCII as it is. */
export function normalised(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFC')
}

/** Whether a text has more code points than a limit. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false
  let points = 0
  for (const _ of text) if (++points > limit) return true
  return false
}

/** Whether every isolate is closed within its own line, where its effect ends anyway. */
function isolatesAreClosed(text: string): boolean {
  if (!ISOLATES.test(text)) return true
  return text.split(LINE_ENDS).every(line => {
    let open = 0
    for (const character of line) {
      if (character === '\u2069') open--
      else if (ISOLATES.test(character)) open++
      if (open < 0) return false
    }
    return open === 0
  })
}
