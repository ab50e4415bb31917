import { nameOf } from '../../../events/registry/registry.js'
import { answerOf, type ExplanationAnswer } from '../answers.js'
import { openAsking } from '../asking.js'
import { countryNamed, partnerNamed } from '../country.js'
import { driverLines } from '../print/drivers.js'
import type { Output } from '../print/output.js'
import { sourcesFrom } from '../print/sources.js'
import type { StateOptions } from './state.js'

export interface ExplainOptions extends StateOptions {
  readonly partner: string
  readonly dimension?: string | undefined
  readonly limit?: string | undefined
}

const DRIVERS_SHOWN = '12'
const SOURCES_EACH = 3

/** `entente explain`: what a score is made of, with the sources behind it. */
export async function explainCommand(country: string, options: ExplainOptions, output: Output): Promise<void> {
  const { at, asKnownAt, policy, dimension, limit } = options
  const query = { at, asKnownAt, policy, dimension, partner: partnerNamed(options.partner, at) }
  const path = `/v1/countries/${countryNamed(country, at)}/explanation`
  const asking = await openAsking(options)
  try {
    if (options.json) {
      output.raw(await asking.ask(path, { ...query, limit }))
      return
    }
    const answer = await answerOf<ExplanationAnswer>(asking, path, { ...query, limit: limit ?? DRIVERS_SHOWN })
    const { basis, drivers, rest } = answer
    const known = basis.asKnownAt === null ? '' : `, as known at ${basis.asKnownAt}`
    const title = `${nameOf(answer.country)} on ${answer.at}: ${answer.dimension}${known}`
    output.lines([
      output.paint.bold(title),
      output.paint.dim(`position ${basis.position ?? 'none'}, policy ${basis.policy}, ${basis.projection}`),
      '',
      ...(await driverLines(answer, sourcesFrom(asking), {
        most: drivers.length,
        sourcesEach: SOURCES_EACH,
        paint: output.paint,
      })),
    ])
    if (drivers.length === 0 && rest.events === 0) {
      output.lines(['  nothing on record moves this score on this day'])
    }
  } finally {
    await asking.close()
  }
}
