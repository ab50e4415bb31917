import { readFileSync } from 'node:fs'
import type { Difference } from '../../wire/answers.js'
import { openAsking } from '../asking.js'
import { countryNamed } from '../country.js'
import { EXIT, Failure } from '../failure.js'
import { fitted } from '../print/layout.js'
import type { Output } from '../print/output.js'
import type { DeskOptions } from './desk.js'
import { differencePage } from './diff.js'

export interface WhatIfOptions extends DeskOptions {
  readonly at?: string | undefined
  readonly withoutEvent?: readonly string[] | undefined
  readonly withoutSource?: readonly string[] | undefined
  readonly withoutFamily?: readonly string[] | undefined
  readonly regrade?: readonly string[] | undefined
  readonly include?: string | undefined
}

/** `entente what-if`: what the state would be without some events or sources or with others. Nothing is stored. */
export async function whatIfCommand(named: string, options: WhatIfOptions, output: Output): Promise<void> {
  const { at, asKnownAt, policy } = options
  const body = {
    country: countryNamed(named, at),
    at,
    asKnownAt,
    policy,
    exclude: { events: options.withoutEvent, sources: options.withoutSource, families: options.withoutFamily },
    regrade: Object.fromEntries((options.regrade ?? []).map(letterOf)),
    include: options.include === undefined ? undefined : eventsIn(options.include),
  }
  const asking = await openAsking(options)
  try {
    const text = await asking.post('/v1/what-if', body)
    if (options.json) output.raw(text)
    else {
      const { diff } = JSON.parse(text) as { diff: Difference }
      output.lines(differencePage(diff, output).map(line => fitted(line)))
    }
  } finally {
    await asking.close()
  }
}

function letterOf(text: string): [source: string, letter: string] {
  const [source, letter] = text.split('=')
  if (source && letter && /^[A-F]$/.test(letter)) return [source, letter]
  throw new Failure(EXIT.usage, `--regrade: a source and a letter from A to F, such as rtn=D: ${text}`)
}

function eventsIn(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map((line, i) => {
      try {
        return JSON.parse(line) as unknown
      } catch {
        throw new Failure(EXIT.refused, `${path}: line ${i + 1} is not JSON`)
      }
    })
}
