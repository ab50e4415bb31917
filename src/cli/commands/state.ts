import { answerOf, type ExplanationAnswer, type StateAnswer } from '../answers.js'
import { type Asking, type AskOptions, openAsking } from '../asking.js'
import { countryNamed } from '../country.js'
import { driverLines } from '../print/drivers.js'
import type { Output } from '../print/output.js'
import { sourcesFrom } from '../print/sources.js'
import { stateLines } from '../print/state-page.js'

export interface StateOptions extends AskOptions {
  readonly at?: string | undefined
  readonly asKnownAt?: string | undefined
  readonly policy?: string | undefined
  readonly json?: boolean | undefined
}

const LEADING = 3

/** `entente state`: who a country's partners were on a day, and why. */
export async function stateCommand(named: string, options: StateOptions, output: Output): Promise<void> {
  const country = countryNamed(named, options.at)
  const asking = await openAsking(options)
  try {
    const query = { at: options.at, asKnownAt: options.asKnownAt, policy: options.policy }
    if (options.json) output.raw(await asking.ask(`/v1/countries/${country}`, query))
    else output.lines(await statePage(asking, country, query, output))
  } finally {
    await asking.close()
  }
}

/** The page of one question: verdict, partners, forces, and the drivers of those that come first. */
export async function statePage(
  asking: Asking,
  country: string,
  query: Pick<StateOptions, 'at' | 'asKnownAt' | 'policy'>,
  { paint }: Output,
): Promise<string[]> {
  const path = `/v1/countries/${country}`
  const state = await answerOf<StateAnswer>(asking, path, query)
  const { primary, contenders } = state.dimensions.security
  const leading = [...(primary === null ? [] : [primary]), ...contenders.filter(id => id !== primary)].slice(0, LEADING)
  const lines = stateLines(state, paint)
  if (leading.length === 0) return lines
  const sources = sourcesFrom(asking)
  lines.push('', paint.bold('Why'))
  for (const partner of leading) {
    const explanation = await answerOf<ExplanationAnswer>(asking, `${path}/explanation`, { ...query, partner })
    lines.push(...(await driverLines(explanation, sources, { most: 2, sourcesEach: 1, paint })))
  }
  return lines
}
