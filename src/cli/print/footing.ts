import { nameOf, namesOf } from './names.js'

interface Footing {
  readonly status: string
  readonly primary: string | null
  readonly contenders: readonly string[]
}

/** Who comes first, else the status with those who contend. */
export function footingWords({ status, primary, contenders }: Footing): string {
  if (primary !== null) return nameOf(primary)
  return contenders.length === 0 ? status : `${status} (${namesOf(contenders)})`
}
