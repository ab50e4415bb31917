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

t.equal(ratio('#ffffff', '#000000'), 21, 'black on white')
t.ok(ratio('#9aa0a4', '#fdfdfb') < 3, 'a grey that is too faint is found out')
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
