const NARROWEST = 60
const WIDEST = 200

/**
 * Columns that a page may have: those of COLUMNS or of the terminal, else 80. Widths count characters: names here hold
 * none of double width.
 */
export const PAGE = pageWidth(process.env.COLUMNS, process.stdout.columns)
/** Whether there is room for what is only nice to see. */
export const WIDE = PAGE >= 100

export function pageWidth(told: string | undefined, terminal: number | undefined): number {
  const wanted = /^[1-9]\d{0,4}$/.test(told ?? '') ? Number(told) : (terminal ?? 80)
  return Math.min(WIDEST, Math.max(NARROWEST, wanted))
}

/** A line cut at the width of the page; colour codes take no room. */
export function fitted(line: string, width = PAGE): string {
  const parts = line.split(COLOUR)
  const length = parts.reduce((sum, part, i) => sum + (i % 2 === 0 ? part.length : 0), 0)
  if (length <= width) return line
  let left = width - 1
  return parts
    .map((part, i) => {
      if (i % 2 === 1) return part
      if (left < 0) return ''
      const shown = part.length > left ? `${part.slice(0, left)}…` : part
      left = part.length > left ? -1 : left - part.length
      return shown
    })
    .join('')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
const COLOUR = /(\u001b\[[0-9;]*m)/

export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}

/** A cell of a table; at least one space follows its text. */
export function column(text: string, width: number): string {
  return cut(text, width - 1).padEnd(width)
}

/** Rows of cells as lines: each column as wide as its longest cell, and two spaces. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(row => row[i]!.length)) + 2)
  return rows.map(row => row.map((cell, i) => cell.padEnd(widths[i]!)).join(''))
}

/** Lines of a label and a text that is broken between words; later lines are indented as far as the first. */
export function labelled(label: string, text: string, indent: number, paint = (line: string) => line): string[] {
  return wrapped(text, PAGE - indent).map((line, i) => `${(i === 0 ? label : '').padEnd(indent)}${paint(line)}`)
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

/** As many of the entries as fit whole, and how many are left. */
export function asManyAsFit(entries: readonly string[], width: number, gap = '  '): string {
  for (let shown = entries.length; shown > 0; shown--) {
    const more = shown < entries.length ? [`+${entries.length - shown}`] : []
    const text = [...entries.slice(0, shown), ...more].join(gap)
    if (text.length <= width) return text
  }
  return cut(entries[0] ?? '', width)
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
