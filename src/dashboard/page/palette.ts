export interface Palette {
  /** The colour of a partner, as the name of a CSS custom property: `--c3`. */
  readonly of: (partner: string) => string
  /** Partners that have a colour, in order of appearance. */
  readonly partners: () => readonly string[]
}

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

/** Partners' colours, given out at first sight; past the last one they begin again, and labels tell them apart. */
export function createPalette(): Palette {
  const given = new Map<string, number>()
  let next = 9
  return {
    of(partner) {
      let number = given.get(partner)
      if (number === undefined) {
        number = SEEDED[partner] ?? (next++ % COLOURS) + 1
        given.set(partner, number)
      }
      return `--c${number}`
    },
    partners: () => [...given.keys()],
  }
}
