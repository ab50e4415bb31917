import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { root } from '../support/dossier.js'

type Theme = ReadonlyMap<string, string>

const text = readFileSync(join(root, 'src', 'dashboard', 'page', 'style', 'theme.css'), 'utf8')
const [plain = '', dark = ''] = text.split('@media (prefers-color-scheme: dark)')
const coloursIn = (css: string) =>
  [...css.matchAll(/--([a-z]+\d*): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!] as const)
const themes = { light: new Map(coloursIn(plain)), dark: new Map([...coloursIn(plain), ...coloursIn(dark)]) }

const numbered = (letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${letter}${from + i}`)
const partners = [...numbered('c', 1, 12), 'other']

/** What eyes make of linear red, green and blue: Machado, Oliveira and Fernandes 2009, of full severity. */
const EYES = {
  'usual eyes': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const

t.equal(ratio('#ffffff', '#000000'), 21, 'black on white')
t.ok(ratio('#9aa0a4', '#fdfdfb') < 3, 'a grey that is too faint is found out')
{
  const [red, green] = ['#c4552d', '#7c7a22'].map(hex => cielab(simulated(hex, EYES.deuteranopia)))
  const apart = Math.hypot(...red!.map((value, k) => value - green![k]!))
  t.ok(apart < 25, 'a red and an olive that deuteranopes take for each other are found out')
}
for (const [name, theme] of Object.entries(themes)) {
  t.test(`${name}: text can be read on every surface`, async test => {
    for (const ink of ['ink', 'quiet', 'accent', 'warn']) atLeast(test, theme, 4.5, ink, ['paper', 'ground', 'sea'])
    atLeast(test, theme, 4.5, 'ink', ['land'])
  })
  t.test(`${name}: edges of controls, marks and lines can be seen`, async test => {
    for (const mark of ['faint', 'stripe', 'accent', ...partners]) atLeast(test, theme, 3, mark, ['paper', 'ground'])
    for (const fill of partners) atLeast(test, theme, 3, fill, ['sea'])
    atLeast(test, theme, 3, 'faint', ['land'])
    // Fills that are paler than this, those of small scores, are told from the sea by their outline.
    const outline = mixed(theme.get('ink')!, theme.get('sea')!, 0.55)
    test.ok(ratio(outline, theme.get('sea')!) >= 3, `the outline of a country on record: ${outline}`)
  })
  t.test(`${name}: the eight most frequent powers are told apart by everyone`, async test => {
    for (const [eyes, matrix] of Object.entries(EYES)) {
      const seen = numbered('c', 1, 8).map(colour => ({ colour, lab: cielab(simulated(theme.get(colour)!, matrix)) }))
      for (const [i, one] of seen.entries()) {
        for (const other of seen.slice(i + 1)) {
          const apart = Math.hypot(...one.lab.map((value, k) => value - other.lab[k]!))
          test.ok(apart >= 25, `${eyes}: ${one.colour} and ${other.colour}: delta E ${apart.toFixed(1)} of 25`)
        }
      }
    }
  })
  t.test(`${name}: the stripe of a disputed presence is told from the power's own colour`, async test => {
    for (const colour of numbered('c', 1, 8)) {
      const apart = distance(theme.get(colour)!, theme.get('stripe')!)
      test.ok(apart >= 0.08, `${colour}: ${apart.toFixed(3)} apart in OKLab`)
    }
  })
  t.test(`${name}: colours of partners and of scores differ from each other`, async test => {
    for (const set of [partners, [...numbered('s', 0, 6), 'land']]) {
      for (const [i, one] of set.entries()) {
        for (const other of set.slice(i + 1)) {
          const apart = distance(theme.get(one)!, theme.get(other)!)
          test.ok(apart >= 0.04, `${one} and ${other}: ${apart.toFixed(3)} apart in OKLab`)
        }
      }
    }
  })
}

function atLeast(t: Test, theme: Theme, least: number, name: string, surfaces: readonly string[]): void {
  for (const surface of surfaces) {
    const found = ratio(theme.get(name)!, theme.get(surface)!)
    t.ok(found >= least, `${name} on ${surface}: ${found.toFixed(2)} of ${least}`)
  }
}

/** The contrast of two colours as WCAG 2 defines it. */
function ratio(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = linear(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(hex: string): number[] {
  return [1, 3, 5].map(i => Number.parseInt(hex.slice(i, i + 2), 16))
}

function linear(hex: string): readonly [number, number, number] {
  const of = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const [red = 0, green = 0, blue = 0] = channels(hex).map(value => of(value / 255))
  return [red, green, blue]
}

function mixed(above: string, below: string, opacity: number): string {
  const under = channels(below)
  const values = channels(above).map((value, i) => Math.round(value * opacity + under[i]! * (1 - opacity)))
  return `#${values.map(value => value.toString(16).padStart(2, '0')).join('')}`
}

/** How far apart two colours look: the distance in OKLab. */
function distance(one: string, other: string): number {
  const [a, b] = [lab(one), lab(other)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function lab(hex: string): readonly [number, number, number] {
  const [red, green, blue] = linear(hex)
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function simulated(hex: string, matrix: readonly (readonly number[])[]): readonly number[] {
  const seen = linear(hex)
  return matrix.map(row =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, share, i) => sum + share * seen[i]!, 0),
      ),
    ),
  )
}

/** CIELAB, D65, in which delta E is the distance (CIE 1976). */
function cielab([red = 0, green = 0, blue = 0]: readonly number[]): readonly [number, number, number] {
  const x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
  const y = 0.2126729 * red + 0.7151522 * green + 0.072175 * blue
  const z = (0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883
  const of = (value: number) => (value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116)
  return [116 * of(y) - 16, 500 * (of(x) - of(y)), 200 * (of(y) - of(z))]
}
