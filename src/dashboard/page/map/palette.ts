export interface Palette {
  /** The colour of a partner, as the name of a CSS custom property: `--c3`. */
  readonly of: (partner: string) => string
}

/** What those share that are past the last colour. */
export const OTHERS = '--other'

/** Colours defined in theme.css, for light and dark. */
const COLOURS = 12

/** Often seen powers keep their colour from one record to the next, so that two people's maps look alike. */
const SEEDED: Readonly<Record<string, number>> = {
  FRA: 1,
  RUS: 2,
  USA: 3,
  CHN: 4,
  TUR: 5,
  EU: 6,
  GBR: 7,
  UN: 8,
  RWA: 9,
}

/** Partners' colours, given out at first sight; those past the last one share a grey, and labels tell them apart. */
export function createPalette(): Palette {
  const given = new Map<string, string>()
  let next = Object.keys(SEEDED).length + 1
  return {
    of(partner) {
      let colour = given.get(partner)
      if (colour === undefined) {
        const number = SEEDED[partner] ?? next++
        colour = number <= COLOURS ? `--c${number}` : OTHERS
        given.set(partner, colour)
      }
      return colour
    },
  }
}
