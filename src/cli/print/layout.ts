/** Columns of text that must fit a page. Widths count characters: names here hold none of double width. */
export const PAGE = 100

export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}

/** A cell of a table; at least one space follows its text. */
export function column(text: string, width: number): string {
  return cut(text, width - 1).padEnd(width)
}

/** Lines of a label and a text that is broken between words; later lines are indented as far as the first. */
export function labelled(label: string, text: string, indent: number): string[] {
  return wrapped(text, PAGE - indent).map((line, i) => `${(i === 0 ? label : '').padEnd(indent)}${line}`)
}

export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = ''
    }
    line += line === '' ? word : ` ${word}`
  }
  return [...lines, line].map(one => cut(one, width))
}

/** A score with its sign, in two decimals: +0.43, −0.20, 0.00. */
export function signed(value: number): string {
  const text = Math.abs(value).toFixed(2)
  return text === '0.00' ? ' 0.00' : `${value < 0 ? '−' : '+'}${text}`
}

/** `1 claim`, `3 claims`, `2 anomalies`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}
