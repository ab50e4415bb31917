import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { policies } from '../projections/policy/policies.js'
import type { Policy } from '../projections/policy/policy.js'
import { policySchema } from '../projections/policy/schema.js'
import { ConfigError } from './config.js'

/** Documents that one folder may hold. */
const MOST_DOCUMENTS = 32

/**
 * The policies of a folder, one document in each file that ends with .json, in order of names; none where no folder is named.
 * Throws ConfigError with everything that is wrong: the file, the path in it, and what it should be.
 */
export function readPolicies(folder: string | null): readonly Policy[] {
  if (folder === null) return []
  const files = namesIn(folder)
  const wrong: string[] = []
  if (files.length > MOST_DOCUMENTS) wrong.push(`${folder}: ${files.length} documents, at most ${MOST_DOCUMENTS}`)
  const fileOf = new Map(policies.map(({ id }) => [id, 'the program']))
  const read: Policy[] = []
  for (const file of files.slice(0, MOST_DOCUMENTS)) {
    const path = join(folder, file)
    const result = policySchema.safeParse(jsonOf(path))
    if (!result.success) {
      wrong.push(...result.error.issues.flatMap(said).map(issue => `${path} ${issue}`))
      continue
    }
    const { id } = result.data
    const other = fileOf.get(id)
    if (other !== undefined) wrong.push(`${path} /id: ${other} has a policy ${id} already`)
    fileOf.set(id, path)
    read.push(result.data)
  }
  if (wrong.length > 0) throw new ConfigError(wrong.map(line => `ENTENTE_POLICIES: ${line}`).join('\n'))
  return read
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .sort()
  } catch (error) {
    throw new ConfigError(`ENTENTE_POLICIES: ${folder} cannot be read: ${(error as Error).message}`)
  }
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new ConfigError(`ENTENTE_POLICIES: ${path} is no JSON: ${(error as Error).message}`)
  }
}

/** One line each, as a JSON pointer and what is wrong there. */
function said(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => `${pointer([...issue.path, key])}: no such name`)
  return [`${pointer(issue.path)}: ${issue.message}`]
}

function pointer(path: readonly PropertyKey[]): string {
  return `/${path.map(part => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`
}
