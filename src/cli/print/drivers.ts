import { nameOf } from '../../../events/registry/registry.js'
import type { ExplanationAnswer } from '../answers.js'
import { counted, PAGE, signed, wrapped } from './layout.js'
import type { Paint } from './paint.js'
import { type Sources, sourceLines } from './sources.js'

/** Where the text of a driver begins. */
const INDENT = 9

/** The largest drivers of one score with where they come from. */
export async function driverLines(
  { partner, at, score, drivers, rest }: Pick<ExplanationAnswer, 'partner' | 'at' | 'score' | 'drivers' | 'rest'>,
  sources: Sources,
  { most, sourcesEach, paint }: { readonly most: number; readonly sourcesEach: number; readonly paint: Paint },
): Promise<string[]> {
  const lines = [`${paint.bold(nameOf(partner))} ${signed(score).trim()}`]
  for (const { contribution, text, part, probability, decay, eventIds } of drivers.slice(0, most)) {
    const ink = contribution < 0 ? paint.against : paint.favour
    const faded = part === 'flow' ? `, ${Math.round(decay * 100)}% left` : ''
    const weighed = `(${part === 'flow' ? 'fading' : 'standing'}, probability ${probability.toFixed(2)}${faded})`
    const told = wrapped(text, PAGE - INDENT)
    const last = told.at(-1)!
    const fits = last.length + 1 + weighed.length <= PAGE - INDENT
    told.splice(-1, 1, ...(fits ? [`${last} ${paint.dim(weighed)}`] : [last, paint.dim(weighed)]))
    lines.push(`  ${ink(signed(contribution))}  ${told[0]}`, ...told.slice(1).map(line => ' '.repeat(INDENT) + line))
    lines.push(...sourceLines(await sources.of(eventIds, at, sourcesEach), eventIds.length, INDENT, paint))
  }
  const tail = drivers.slice(most)
  const left = tail.reduce((sum, driver) => sum + driver.contribution, rest.contribution)
  const others = new Set(tail.flatMap(({ eventIds }) => eventIds)).size + rest.events
  if (others > 0) lines.push(`  ${signed(left)}  everything else (${counted(others, 'claim')})`)
  return lines
}
