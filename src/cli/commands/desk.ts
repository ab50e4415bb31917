import { answerOf } from '../answers.js'
import { type AskOptions, openAsking, type Query } from '../asking.js'
import { fitted } from '../print/layout.js'
import type { Output } from '../print/output.js'

export interface DeskOptions extends AskOptions {
  readonly asKnownAt?: string | undefined
  readonly policy?: string | undefined
  readonly json?: boolean | undefined
}

/** Ask one question of the analyst's desk: print what the API answers, or a page made of it. */
export async function askDesk<T>(
  path: string,
  query: Query,
  options: DeskOptions,
  output: Output,
  page: (answer: T) => readonly string[],
): Promise<void> {
  const asking = await openAsking(options)
  try {
    if (options.json) output.raw(await asking.ask(path, query))
    else output.lines(page(await answerOf<T>(asking, path, query)).map(line => fitted(line)))
  } finally {
    await asking.close()
  }
}
