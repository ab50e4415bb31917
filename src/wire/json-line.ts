/**
 * JSON text that every reader takes for one line: besides LF and CR, which JSON never holds, some split at U+0085, U+2028 and
 * U+2029, which it may. They stand within strings alone, where an escape means the same.
 */
export function jsonLine(json: string): string {
  return BREAKS.test(json)
    ? json.replace(ALL_BREAKS, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json
}

const BREAKS = /[\u0085\u2028\u2029]/
const ALL_BREAKS = new RegExp(BREAKS, 'g')
