/** Whether a cell says nothing: empty, or one of the marks that tables of the field use for it. */
export function isMissing(cell: string | undefined): boolean {
  return cell === undefined || /^(?:|NA|N\/A|NULL|NaN|\.|-9{1,4})$/i.test(cell)
}

/** A whole number of a cell, also one written as `1952.0`; null where it is none. */
export function wholeNumber(cell: string | undefined): number | null {
  return cell !== undefined && /^\d{1,9}(?:\.0+)?$/.test(cell) ? Number.parseInt(cell, 10) : null
}

/**
 * EDTF of a date in three cells: what is missing (or zero, as some tables have it) makes it coarser and is never filled
 * in. Null without a year. Whether the day exists is left to whoever checks the event.
 */
export function dateOf(year: string | undefined, month?: string, day?: string): string | null {
  const y = wholeNumber(year)
  if (y === null) return null
  const parts = [String(y).padStart(4, '0')]
  for (const cell of [month, day]) {
    const part = wholeNumber(cell)
    if (part === null || part === 0) break
    parts.push(String(part).padStart(2, '0'))
  }
  return parts.join('-')
}
