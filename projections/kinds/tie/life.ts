import type { LifeOf } from '../../fold/life.js'
import type { Estimate } from '../../values/estimate.js'
import type { Measure, Nothing, Sign, TieAspect } from './changes.js'

/** A standing between the host and one partner: aid runs, an embassy is closed, relations are severed. */
export type TieState = { readonly since: string; readonly by: readonly string[] } & (
  | Measure
  // Share of the weight, by how much there is of it.
  | (Sign & { readonly share: number })
  | Nothing
)

export interface TieLife extends LifeOf<'tie', TieState> {
  readonly aspect: TieAspect
  readonly partner: string
  readonly authority: string | undefined
  readonly q: Estimate
}

export function goesOn({ stands }: TieState): boolean {
  return stands !== 'nothing'
}
