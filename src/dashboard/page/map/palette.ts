export interface Palette {
  /** The colour of a partner, as the name of a CSS custom property: `--c3`. */
  readonly of: (partner: string) => string
}

/** What those share that are past the last colour. */
export const OTHERS = '--other'

/** Powers that are seen most keep their colour from one record to the next, so that two people's maps look alike. */
const SEEDED: Readonly<Record<string, number>> = { FRA: 1, RUS: 2, USA: 3, GBR: 4, NATO: 5, CHN: 9, TUR: 10 }

/** Colours of theme.css for whoever else is seen, the most frequent first. The first eight are told apart by everyone. */
const FREE: readonly number[] = [6, 7, 8, 11, 12]

/** Partners' colours, given out at first sight; those past the last one share a grey, and labels tell them apart. */
export function createPalette(): Palette {
  const given = new Map<string, string>()
  let next = 0
  return {
    of(partner) {
      let colour = given.get(partner)
      if (colour === undefined) {
        const number = SEEDED[partner] ?? FREE[next++]
        colour = number === undefined ? OTHERS : `--c${number}`
        given.set(partner, colour)
      }
      return colour
    },
  }
}
