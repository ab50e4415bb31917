import { nameOf } from '../../events/registry/registry.js'
import type { Footing } from '../wire/answers.js'

/** In words: who comes first, else the status with those who contend. */
export function footingWords({ status, primary, contenders }: Footing): string {
  if (primary !== null) return nameOf(primary)
  return contenders.length === 0 ? status : `${status} (${contenders.map(nameOf).join(', ')})`
}
