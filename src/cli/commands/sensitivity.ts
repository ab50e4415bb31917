import { readFileSync, writeFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { policies } from '../../../projections/policy/policies.js'
import type { Policy } from '../../../projections/policy/policy.js'
import { numbersOf } from '../../../projections/policy/turned.js'
import { readConfig } from '../../config.js'
import { readPolicies } from '../../policy-files.js'
import { type LabelledDate, labelledDatesSchema } from '../../questions/labelled-dates.js'
import { type Sensitivity, type SensitivityQuestion, sensitivityOf } from '../../questions/sensitivity.js'
import type { Log } from '../../state/log-index.js'
import { createMemoryStore } from '../../store/memory.js'
import { openForReading, readWhole } from '../asking.js'
import { DOSSIERS, linesInOrder, shippedFile } from '../dossiers.js'
import { EXIT, type ExitCode, Failure } from '../failure.js'
import { load } from '../load.js'
import type { Output } from '../print/output.js'
import { progressOf } from '../print/progress.js'
import { sensitivityPage, sensitivitySection, withSection } from '../print/sensitivity-page.js'
import { readingConfig } from '../reading.js'

export interface SensitivityOptions {
  readonly policy?: string | undefined
  readonly by?: string | undefined
  readonly number?: readonly string[] | undefined
  readonly labels?: string | undefined
  readonly store?: string | undefined
  readonly write?: string | undefined
  readonly json?: boolean | undefined
}

/** `entente sensitivity`: which labelled dates flip when a number of a policy is turned. Exit 1 where one of them does not hold as it is. */
export async function sensitivityCommand(options: SensitivityOptions, output: Output): Promise<ExitCode> {
  const { labels: file, store, write } = options
  if ((file === undefined) !== (store === undefined)) {
    throw new Failure(
      EXIT.usage,
      '--labels and --store go together: labelled dates, and the record that they are about',
    )
  }
  const policy = policyOf(options.policy)
  const only = numbersNamed(policy, options.number)
  const labels = labelsIn(file ?? shippedFile('labelled-dates.json'))
  const page = write === undefined ? null : pageOf(write)
  const question = { policy, labels, by: shareOf(options.by), only }
  const found = await withLog(store, log => workedOut(log, question))
  if (write !== undefined && page !== null) writeFileSync(write, withSection(page, sensitivitySection(found))!)
  if (options.json) output.raw(JSON.stringify(found))
  else output.lines(sensitivityPage(found, output))
  return found.failing.length === 0 ? EXIT.done : EXIT.no
}

/** The record that labels are about: a store, or the dossiers that ship, each claim as of its publication. */
async function withLog<T>(named: string | undefined, use: (log: Log) => Promise<T>): Promise<T> {
  const store = named === undefined ? createMemoryStore() : await openForReading(readingConfig({ store: named }))
  if (named === undefined) await load(store, linesInOrder(DOSSIERS), { backfill: true })
  const live = await readWhole(store)
  try {
    return await use(live.record)
  } finally {
    await live.stop()
    await store.close()
  }
}

async function workedOut(log: Log, question: SensitivityQuestion): Promise<Sensitivity> {
  const unknown = question.labels.find(({ country }) => log.host(country) === null)
  if (unknown !== undefined)
    throw new Failure(EXIT.refused, `nothing is on record of ${unknown.country}, which a label names`)
  const states = 2 * question.labels.length * (question.only ?? numbersOf(question.policy)).length
  const progress = progressOf('turning numbers', 'states')
  const steps = sensitivityOf(log, question)
  for (let i = 0; ; i++) {
    const { done, value } = steps.next()
    if (done) {
      progress.end()
      return value
    }
    if (i % 100 !== 0) continue
    progress.at(i, states)
    await nextTurn()
  }
}

function policyOf(id = policies[0]!.id): Policy {
  const all = [...policies, ...readPolicies(readConfig({}).policies)]
  const policy = all.find(one => one.id === id)
  if (policy !== undefined) return policy
  throw new Failure(EXIT.usage, `--policy: there is no policy ${id}, but ${all.map(one => one.id).join(', ')}`)
}

function numbersNamed(policy: Policy, named: readonly string[] | undefined): readonly string[] | undefined {
  const known = new Set(numbersOf(policy).map(({ path }) => path))
  const unknown = named?.find(path => !known.has(path))
  if (unknown === undefined) return named
  throw new Failure(
    EXIT.usage,
    `--number: policy ${policy.id} has no number ${unknown}: entente sensitivity --json lists them`,
  )
}

function shareOf(text = '0.5'): number {
  const by = Number(text)
  if (by > 0 && by < 1) return by
  throw new Failure(EXIT.usage, `--by: a share between 0 and 1, such as 0.5: ${text}`)
}

function labelsIn(path: string): readonly LabelledDate[] {
  const parsed = labelledDatesSchema.safeParse(jsonIn(path))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Failure(EXIT.refused, `${path} /${issue!.path.join('/')}: ${issue!.message}`)
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Failure(EXIT.refused, `${path}: ${(error as Error).message}`)
  }
}

function pageOf(path: string): string {
  const page = readFileSync(path, 'utf8')
  if (withSection(page, '') !== null) return page
  throw new Failure(EXIT.usage, `${path} keeps no part for it: <!-- sensitivity --> … <!-- end of sensitivity -->`)
}
