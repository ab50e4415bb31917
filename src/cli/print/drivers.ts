import { nameOf } from '../../../events/registry/registry.js'
import type { ExplanationAnswer } from '../answers.js'
import { counted, cut, PAGE, signed, WIDE } from './layout.js'
import type { Paint } from './paint.js'
import { type Sources, sourceLines } from './sources.js'

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
    const beside = WIDE ? ` ${paint.dim(weighed)}` : ''
    lines.push(`  ${ink(signed(contribution))}  ${cut(text, WIDE ? PAGE - 10 - weighed.length : PAGE - 9)}${beside}`)
    if (!WIDE) lines.push(`         ${paint.dim(weighed)}`)
    lines.push(...sourceLines(await sources.of(eventIds, at, sourcesEach), eventIds.length, 9, paint))
  }
  const tail = drivers.slice(most)
  const left = tail.reduce((sum, driver) => sum + driver.contribution, rest.contribution)
  const others = new Set(tail.flatMap(({ eventIds }) => eventIds)).size + rest.events
  if (others > 0) lines.push(`  ${signed(left)}  everything else (${counted(others, 'claim')})`)
  return lines
}
