import type { Segment } from '../data/status-record.js'
import type { Role, Status } from '../data/wire.js'
import { s } from '../element.js'
import type { Palette } from './palette.js'

export interface Fills {
  /**
   * The SVG paint of a status: a full colour for one provider, and patterns that differ without colour for all else: stripes
   * of those who contend, thin lines on a light ground for an alliance alone.
   */
  readonly ofSegment: (segment: Pick<Segment, 'status' | 'primary' | 'contenders' | 'allies'> | null) => string
  /** The paint of an alliance without a provider. */
  readonly ofAlliance: (ally: string) => string
  /** The paint of the role that a power has in a host; null where it has none any more. */
  readonly ofRole: (role: Role | null, power: string) => string
  /** The paint of a score in [-1, 1]; null where there is none. */
  readonly ofScore: (score: number | null) => string
  readonly ofStatus: (status: Status) => string
}

/** Bounds of the classes of scores; the middle one holds what is close to nothing. */
export const SCORE_BOUNDS = [-0.5, -0.25, -0.05, 0.05, 0.25, 0.5] as const

/** More colours than this cannot be told apart in stripes. */
const MOST_STRIPES = 3

/** The class of a score, 0 for the lowest. */
export function scoreClass(score: number): number {
  return SCORE_BOUNDS.filter(bound => score >= bound).length
}

/** Paints, with their patterns made in `defs` when first needed. */
export function createFills(defs: SVGDefsElement, palette: Palette): Fills {
  const made = new Set<string>()

  function pattern(id: string, make: () => SVGPatternElement): string {
    if (!made.has(id)) {
      made.add(id)
      defs.append(make())
    }
    return `url(#${id})`
  }

  function stripes(colours: readonly string[], turn: number): string {
    const id = `stripes-${turn}-${colours.join('').replaceAll(/[^a-z0-9]/g, '')}`
    return pattern(id, () => {
      const width = 6
      const size = width * colours.length
      const bars = colours.map((colour, i) =>
        s('rect', { x: i * width, width: width + 0.3, height: size, fill: `var(${colour})` }),
      )
      return tile(id, size, `rotate(${turn})`, bars)
    })
  }

  function hatching(colour: string): string {
    const id = `alliance-${colour.replaceAll(/[^a-z0-9]/g, '')}`
    const size = 6
    return pattern(id, () =>
      tile(id, size, 'rotate(-45)', [
        s('rect', { width: size, height: size, fill: 'var(--paper)' }),
        s('rect', { width: size, height: size, fill: `var(${colour})`, 'fill-opacity': 0.22 }),
        s('rect', { width: 1.3, height: size, fill: `var(${colour})` }),
      ]),
    )
  }

  function beads(colour: string): string {
    const id = `provides-${colour.replaceAll(/[^a-z0-9]/g, '')}`
    return pattern(id, () =>
      tile(id, 7, '', [
        s('rect', { width: 7, height: 7, fill: 'var(--paper)' }),
        s('rect', { width: 7, height: 7, fill: `var(${colour})`, 'fill-opacity': 0.3 }),
        s('circle', { cx: 3.5, cy: 3.5, r: 2, fill: `var(${colour})` }),
      ]),
    )
  }

  const dots = () =>
    pattern('dots', () =>
      tile('dots', 5, '', [
        s('rect', { width: 5, height: 5, fill: 'var(--land)' }),
        s('circle', { cx: 2.5, cy: 2.5, r: 0.9, fill: 'var(--faint)' }),
      ]),
    )

  const fills: Fills = {
    ofSegment(segment) {
      if (segment === null) return 'var(--land)'
      const { status, primary, contenders, allies } = segment
      if (status === 'single' && primary !== null) return `var(${palette.of(primary)})`
      if (status === 'contested' && contenders.length > 0) {
        const colours = contenders.slice(0, MOST_STRIPES).map(palette.of)
        return stripes(colours.length === 1 ? [colours[0]!, '--stripe'] : colours, 45)
      }
      return allies.length > 0 ? fills.ofAlliance(allies[0]!) : fills.ofStatus(status)
    },
    ofAlliance: ally => hatching(palette.of(ally)),
    ofStatus(status) {
      if (status === 'contested') return stripes(['--stripe', '--paper'], 45)
      if (status === 'split') return pattern('split', grid)
      if (status === 'none') return 'var(--paper)'
      if (status === 'unknown') return dots()
      return 'var(--stripe)'
    },
    ofRole(role, power) {
      const colour = palette.of(power)
      switch (role) {
        case 'primary':
          return `var(${colour})`
        case 'contender':
          return stripes([colour, '--paper'], 45)
        case 'provider':
          return beads(colour)
        case 'ally':
          return hatching(colour)
        case 'disputed':
          return stripes([colour, '--stripe'], 45)
        case null:
          return pattern('split', grid)
      }
    },
    ofScore(score) {
      if (score === null) return dots()
      return `var(--s${scoreClass(score)})`
    },
  }
  return fills
}

function tile(id: string, size: number, turn: string, children: readonly Node[]): SVGPatternElement {
  const props = {
    id,
    patternUnits: 'userSpaceOnUse',
    width: size,
    height: size,
    patternTransform: turn === '' ? null : turn,
  }
  return s('pattern', props, children)
}

function grid(): SVGPatternElement {
  return tile('split', 8, '', [
    s('rect', { width: 8, height: 8, fill: 'var(--paper)' }),
    s('path', { d: 'M0 4H8M4 0V8', stroke: 'var(--stripe)', 'stroke-width': 1.6 }),
  ])
}
