import { nameOf } from '../../events/registry/registry.js'

/** A status with whom it is about. */
export interface Footing {
  readonly status: string
  readonly primary: string | null
  readonly contenders: readonly string[]
}

/** In words: who comes first, else the status with those who contend. */
export function footingWords({ status, primary, contenders }: Footing): string {
  if (primary !== null) return nameOf(primary)
  return contenders.length === 0 ? status : `${status} (${contenders.map(nameOf).join(', ')})`
}
