import type { ProblemBody } from './types.js'

/** What the service refused, or could not do: a code that never changes, and each fault with its path. */
export class EntenteProblem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: ProblemBody['errors']

  constructor(status: number, body: Partial<ProblemBody>) {
    super(body.detail ?? `the service answered ${status}`)
    this.name = 'EntenteProblem'
    this.status = status
    this.code = body.code ?? 'unknown'
    this.errors = body.errors ?? []
  }
}

export async function problemOf(response: Response): Promise<EntenteProblem> {
  const body = await response.json().catch(() => ({}))
  return new EntenteProblem(response.status, body)
}
