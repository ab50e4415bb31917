import type { Answers } from '../questions/answers.js'
import type { Asking, Query } from './asking.js'

/** The answers of the API that pages of text are made from. */
export type StateAnswer = ReturnType<Answers['state']>
export type ExplanationAnswer = ReturnType<Answers['explanation']>

/** What a page says of an event on record. */
export interface EventAnswer {
  readonly id: string
  readonly type: string
  readonly occurredOn: string
  readonly claim: {
    readonly sourceId: string
    readonly title?: string
    readonly url?: string
    readonly publishedOn?: string
    readonly reliability: string
    readonly credibility: number
    readonly verified?: string
  }
}

export async function answerOf<T>(asking: Asking, path: string, query?: Query): Promise<T> {
  return JSON.parse(await asking.ask(path, query)) as T
}
