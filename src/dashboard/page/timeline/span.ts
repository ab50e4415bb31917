import type { StatusRecord } from '../data/status-record.js'
import type { Day } from '../dates.js'
import type { Span, View } from '../view.js'

const DEFAULT_YEARS = 10

/** First and last day of the slider for a record and a view. */
export function spanOfView(
  { first, last }: Pick<StatusRecord, 'first' | 'last'>,
  { span, at }: Pick<View, 'span' | 'at'>,
): { readonly from: Day; readonly to: Day; readonly span: Span } {
  const fallback: Span = (last - first) / 365.25 <= DEFAULT_YEARS * 1.2 ? 'all' : `${DEFAULT_YEARS}`
  const chosen = span ?? fallback
  const from = chosen === 'all' ? first : Math.max(first, last - Math.round(Number(chosen) * 365.25))
  // A day outside the span widens it, so that a link never shows another day than it says.
  if (at !== null && at < from) return { from: Math.min(first, at), to: last, span: 'all' }
  return { from, to: Math.max(last, at ?? last), span: chosen }
}
