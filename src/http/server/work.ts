import { createHash } from 'node:crypto'
import type { Steps } from '../../../projections/values/steps.js'
import { type Problem, problem } from '../../errors.js'
import type { SentAnswer } from '../../questions/answer-cache.js'
import type { Pieces } from '../../questions/pieces.js'
import { inPresentContext } from '../../tracing.js'
import { MOST_CHARACTERS } from './limits.js'

export interface WorkLimits {
  /** Answers that one caller may have made at a time, and that may wait for it. */
  readonly runningEach: number
  readonly waitingEach: number
  readonly running: number
  readonly waiting: number
  /** How long an answer may wait for its turn to begin, and how long it may be made. */
  readonly waitMs: number
  readonly makeMs: number
  /**
   * Work that one caller may have done at once, in milliseconds of the event loop, and the share of time that is given
   * back.
   */
  readonly budgetMs: number
  readonly share: number
}

export const WORK_LIMITS: WorkLimits = {
  runningEach: 2,
  waitingEach: 30,
  running: 6,
  waiting: 300,
  waitMs: 15_000,
  makeMs: 120_000,
  budgetMs: 30_000,
  share: 0.5,
}

/** What is asked for, as limits see it. */
export interface Asked {
  /** Who asks. */
  readonly who: string
  /** About how many states of one country on one day it takes, known before any of them is made. */
  readonly cost: number
  /** Ends the work. */
  readonly gone: AbortSignal
  /** A further part of an answer that has begun; it is no longer refused. */
  readonly begun?: boolean
}

/**
 * Answers made in turns: between any two turns the event loop serves the rest. What takes less than a turn is answered
 * at once, as long as others have not been kept from theirs by it.
 */
export interface Work {
  /**
   * Do work for a caller. Rejects with a problem: 429 where the caller asks for too much at a time, or would have more
   * than its share while others wait; 503 where too many wait.
   */
  run<T>(steps: Steps<T>, asked: Asked): Promise<T>
  /** Make an answer of pieces. */
  make(pieces: Pieces, asked: Asked): Promise<SentAnswer>
  readonly totals: { readonly running: number; readonly waiting: number; readonly refused: number }
}

interface Task {
  readonly steps: Steps<unknown>
  readonly cost: number
  /** Milliseconds that it took so far. */
  took: number
  readonly since: number
  /** A turn, in the surroundings of who asked. */
  readonly advance: (ms: number) => void
  readonly done: (result: unknown) => void
  readonly failed: (error: unknown) => void
}

interface Caller {
  readonly waiting: Task[]
  readonly running: Task[]
  /** Work that was done for it and is not forgiven yet, as of `at`. */
  spent: number
  at: number
}

/** How long a turn may last, in milliseconds. */
const TURN_MS = 8
/** What may be done at once, without waiting for a turn, between two turns of the event loop. */
const AT_ONCE_MS = 24
/** What one state of a country is taken to cost until some were made, in milliseconds, and how fast that is learnt. */
const FIRST_GUESS_MS = 0.5
const LEARNT = 0.05

/** Limits with a budget in seconds a minute; 0 for none. */
export function workLimits(secondsAMinute: number): WorkLimits {
  if (secondsAMinute === 0) return { ...WORK_LIMITS, budgetMs: Number.POSITIVE_INFINITY }
  return { ...WORK_LIMITS, budgetMs: secondsAMinute * 1000, share: secondsAMinute / 60 }
}

export function createWork(limits: WorkLimits = WORK_LIMITS, steady: () => number = () => performance.now()): Work {
  const callers = new Map<string, Caller>()
  let running = 0
  let waiting = 0
  let refused = 0
  let turning = false
  let atOnce = AT_ONCE_MS
  let perState = FIRST_GUESS_MS

  function refusalOf({ who, cost }: Asked, caller: Caller): Problem | null {
    if (caller.running.length + caller.waiting.length >= limits.runningEach + limits.waitingEach) {
      const kind = who.split(' ')[0]
      const detail = `${caller.running.length + caller.waiting.length} long answers of this ${kind} are under way: ask for the next when one is there`
      return problem('rate-limited', { detail, headers: { 'retry-after': '2' } })
    }
    // A caller whose budget is untouched may ask for anything.
    const spent = spentBy(caller)
    const over = spent + Math.min(cost * perState, limits.budgetMs) - limits.budgetMs
    if (spent > 0 && over > 0 && isWantedByOthers(who)) {
      const seconds = Math.ceil(Math.min(over, spent) / limits.share / 1000)
      const detail = `This ${who.split(' ')[0]} has had its share of work while others wait, and asks for about ${cost} states of a country: ask for less at a time`
      return problem('rate-limited', { detail, headers: { 'retry-after': String(seconds) } })
    }
    if (waiting >= limits.waiting) {
      return problem('overloaded', { detail: `${waiting} long answers wait`, headers: { 'retry-after': '5' } })
    }
    return null
  }

  function spentBy(caller: Caller): number {
    const time = steady()
    caller.spent = Math.max(0, caller.spent - (time - caller.at) * limits.share)
    caller.at = time
    return caller.spent
  }

  function isWantedByOthers(who: string): boolean {
    for (const [other, { running: begun, waiting: queued }] of callers)
      if (other !== who && begun.length + queued.length > 0) return true
    return false
  }

  function begin(): void {
    for (const caller of callers.values()) {
      while (caller.waiting.length > 0 && caller.running.length < limits.runningEach && running < limits.running) {
        caller.running.push(caller.waiting.shift()!)
        waiting -= 1
        running += 1
      }
    }
    if (turning || running === 0) return
    turning = true
    setImmediate(turn)
  }

  /** One turn of the caller whose turn it is; then it is the last in line. */
  function turn(): void {
    const next = [...callers].find(([, { running: begun }]) => begun.length > 0)
    if (next !== undefined) {
      const [who, caller] = next
      callers.delete(who)
      callers.set(who, caller)
      const task = caller.running.shift()!
      caller.running.push(task)
      task.advance(TURN_MS)
    }
    dropLate()
    turning = false
    begin()
    forget()
  }

  function advance(caller: Caller, task: Task, ms: number): void {
    const began = steady()
    try {
      for (;;) {
        const { done, value } = task.steps.next()
        if (done) {
          leave(caller, task)
          task.done(value)
          learn(task.took + steady() - began, task.cost)
          break
        }
        if (steady() >= began + ms) break
      }
    } catch (error) {
      leave(caller, task)
      task.failed(error)
    }
    const took = steady() - began
    task.took += took
    spentBy(caller)
    caller.spent += took
  }

  function learn(ms: number, cost: number): void {
    perState += LEARNT * (ms / Math.max(1, cost) - perState)
  }

  /** What little there is to do is done at once. */
  function advanceAtOnce(task: Task): void {
    if (atOnce === AT_ONCE_MS) {
      setImmediate(() => {
        atOnce = AT_ONCE_MS
      })
    }
    task.advance(Math.min(TURN_MS, atOnce))
    atOnce -= task.took
  }

  function leave(caller: Caller, task: Task): void {
    const begun = caller.running.indexOf(task)
    if (begun >= 0) {
      caller.running.splice(begun, 1)
      running -= 1
      return
    }
    const queued = caller.waiting.indexOf(task)
    if (queued < 0) return
    caller.waiting.splice(queued, 1)
    waiting -= 1
  }

  function dropLate(): void {
    const lastBegin = steady() - limits.waitMs
    const tooLong = steady() - limits.makeMs
    for (const caller of callers.values()) {
      while (caller.waiting[0] !== undefined && caller.waiting[0].since < lastBegin) {
        const task = caller.waiting[0]
        leave(caller, task)
        refused += 1
        task.failed(late(`No turn within ${Math.round(limits.waitMs / 1000)} s`))
      }
      for (const task of caller.running.filter(({ since }) => since < tooLong)) {
        leave(caller, task)
        refused += 1
        const detail = `Not made within ${Math.round(limits.makeMs / 1000)} s: what was worked out so far is kept, and asked again it is made sooner`
        task.steps.return(undefined)
        task.failed(late(detail))
      }
    }
  }

  function forget(): void {
    for (const [who, caller] of callers) {
      if (caller.running.length + caller.waiting.length === 0 && spentBy(caller) === 0) callers.delete(who)
    }
  }

  return {
    get totals() {
      return { running, waiting, refused }
    },
    run,
    make: (pieces, asked) => run(answerOf(pieces), asked),
  }

  function run<T>(steps: Steps<T>, asked: Asked): Promise<T> {
    const { who, cost, gone, begun = false } = asked
    const caller = callers.get(who) ?? { waiting: [], running: [], spent: 0, at: steady() }
    if (gone.aborted) return Promise.reject(gone.reason)
    const refusal = begun ? null : refusalOf(asked, caller)
    if (refusal !== null) {
      refused += 1
      return Promise.reject(refusal)
    }
    callers.set(who, caller)
    return new Promise((resolve, failed) => {
      let over = false
      const end = () => {
        over = true
        gone.removeEventListener('abort', left)
      }
      const task: Task = {
        steps,
        cost,
        took: 0,
        since: begun ? Number.POSITIVE_INFINITY : steady(),
        advance: inPresentContext(ms => advance(caller, task, ms)),
        done: result => {
          end()
          resolve(result as T)
        },
        failed: error => {
          end()
          failed(error)
        },
      }
      const left = () => {
        leave(caller, task)
        steps.return(undefined as T)
        task.failed(gone.reason)
        begin()
      }
      gone.addEventListener('abort', left, { once: true })
      if (atOnce > 0 && spentBy(caller) < limits.budgetMs) advanceAtOnce(task)
      if (over) return
      caller.waiting.push(task)
      waiting += 1
      begin()
    })
  }
}

function tooLong(): Problem {
  const detail = `more than ${MOST_CHARACTERS / 2 ** 20} MiB: ask for fewer days, years or countries at a time`
  return problem('too-costly', { detail })
}

function late(detail: string): Problem {
  return problem('overloaded', { detail, headers: { 'retry-after': '5' } })
}

/** The text of an answer and its tag, made piece by piece. */
function* answerOf(pieces: Pieces): Steps<SentAnswer> {
  const hash = createHash('sha1')
  const texts: string[] = []
  let characters = 0
  for (const text of pieces) {
    if (text !== '') {
      texts.push(text)
      hash.update(text)
      characters += text.length
      if (characters > MOST_CHARACTERS) throw tooLong()
    }
    yield
  }
  return { text: texts.join(''), tag: `"${hash.digest('base64url')}"` }
}
