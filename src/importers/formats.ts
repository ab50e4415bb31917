import { atop } from './atop.js'
import { cowAlliances } from './cow-alliances.js'
import type { Format } from './format.js'
import { gmlDisputes } from './gml-disputes.js'
import { mme } from './mme.js'
import { powellThyne } from './powell-thyne.js'
import { sipri } from './sipri.js'
import { troopdata, troopdata2020 } from './troopdata.js'
import { ucdpEsd } from './ucdp-esd.js'

/** The data sets whose tables are known. A new one is a file and one line here. */
export const formats: readonly Format[] = [
  powellThyne,
  atop,
  mme,
  cowAlliances,
  gmlDisputes,
  sipri,
  ucdpEsd,
  troopdata,
  troopdata2020,
]

/** The data set whose columns a header has; undefined when there is none. */
export function formatOf(header: readonly string[]): Format | undefined {
  return formats.find(({ columns }) => columns.every(column => header.includes(column)))
}
