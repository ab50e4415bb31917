import type { Names } from '../data/names.js'
import type { Verdict } from '../data/wire.js'
import { listText, shortStatus } from '../words.js'

/** A verdict in a few words: `Russia`, `contested: France and United States`, `no provider`. */
export function verdictText({ status, primary, contenders }: Verdict, names: Names): string {
  const text = shortStatus(status, primary, names)
  if (status !== 'contested' || contenders.length === 0) return text
  return contenders.length === 1
    ? `${names.of(contenders[0]!)}, disputed`
    : `${text}: ${listText(contenders.map(names.of))}`
}
