import { acled } from './formats/acled.js'
import type { LeadFormat, ReadingOptions } from './formats/format.js'
import { gdelt } from './formats/gdelt.js'
import { icews } from './formats/icews.js'
import { polecat } from './formats/polecat.js'
import { ucdpGed } from './formats/ucdp-ged.js'

/** Tables that are read without a mapping. A new one is a file and a line here. */
export function leadFormats(options: ReadingOptions): readonly LeadFormat[] {
  return [gdelt(2, options), gdelt(1, options), icews, acled, ucdpGed, polecat(options)]
}
