import { createHash } from 'node:crypto'
import { type Problem, problem } from '../../errors.js'
import type { SentAnswer } from '../../questions/answer-cache.js'
import type { Pieces } from '../../questions/pieces.js'

export interface WorkLimits {
  /** Answers that one caller may have made at a time, and that may wait for it. */
  readonly runningEach: number
  readonly waitingEach: number
  readonly running: number
  readonly waiting: number
  /** How long an answer may wait for its turn to begin. */
  readonly waitMs: number
  /** Work that one caller may have done at once, in milliseconds of the event loop, and the share of time that is given back. */
  readonly budgetMs: number
  readonly share: number
}

export const WORK_LIMITS: WorkLimits = {
  runningEach: 2,
  waitingEach: 30,
  running: 6,
  waiting: 300,
  waitMs: 15_000,
  budgetMs: 30_000,
  share: 0.5,
}

/** Answers that take long, made in turns: between any two turns the event loop serves the rest. */
export interface Work {
  /**
   * Make an answer for a caller. Rejects with a problem: 429 where the caller asks for too much at a time, or has had more
   * than its share while others wait; 503 where too many wait. `gone` ends the work.
   */
  make(who: string, pieces: Pieces, gone: AbortSignal): Promise<SentAnswer>
  readonly totals: { readonly running: number; readonly waiting: number; readonly refused: number }
}

interface Task {
  readonly pieces: Pieces
  readonly texts: string[]
  readonly since: number
  readonly done: (answer: SentAnswer) => void
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

  function refusalOf(who: string, caller: Caller): Problem | null {
    if (caller.running.length + caller.waiting.length >= limits.runningEach + limits.waitingEach) {
      const kind = who.split(' ')[0]
      const detail = `${caller.running.length + caller.waiting.length} long answers of this ${kind} are under way: ask for the next when one is there`
      return problem('rate-limited', { detail, headers: { 'retry-after': '2' } })
    }
    const over = spentBy(caller) - limits.budgetMs
    if (over > 0 && isWantedByOthers(who)) {
      const seconds = Math.ceil(over / limits.share / 1000)
      const detail = `This ${who.split(' ')[0]} has had its share of work while others wait: ask for less at a time`
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
      const began = steady()
      const task = caller.running.shift()!
      caller.running.push(task)
      advance(caller, task, began + TURN_MS)
      spentBy(caller)
      caller.spent += steady() - began
    }
    dropLate()
    turning = false
    begin()
    forget()
  }

  function advance(caller: Caller, task: Task, until: number): void {
    try {
      do {
        const { done, value } = task.pieces.next()
        if (done) {
          leave(caller, task)
          task.done(answerOf(task.texts))
          return
        }
        if (value !== '') task.texts.push(value)
      } while (steady() < until)
    } catch (error) {
      leave(caller, task)
      task.failed(error)
    }
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
    const late = steady() - limits.waitMs
    for (const caller of callers.values()) {
      while (caller.waiting[0] !== undefined && caller.waiting[0].since < late) {
        const task = caller.waiting[0]
        leave(caller, task)
        refused += 1
        task.failed(
          problem('overloaded', {
            detail: `No turn within ${Math.round(limits.waitMs / 1000)} s`,
            headers: { 'retry-after': '5' },
          }),
        )
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
    make(who, pieces, gone) {
      const caller = callers.get(who) ?? { waiting: [], running: [], spent: 0, at: steady() }
      const refusal = refusalOf(who, caller)
      if (refusal !== null) {
        refused += 1
        return Promise.reject(refusal)
      }
      callers.set(who, caller)
      return new Promise((done, failed) => {
        const task: Task = { pieces, texts: [], since: steady(), done, failed }
        caller.waiting.push(task)
        waiting += 1
        gone.addEventListener(
          'abort',
          () => {
            leave(caller, task)
            pieces.return()
            failed(gone.reason)
            begin()
          },
          { once: true },
        )
        begin()
      })
    },
  }
}

function answerOf(texts: readonly string[]): SentAnswer {
  const hash = createHash('sha1')
  for (const text of texts) hash.update(text)
  return { text: texts.join(''), tag: `"${hash.digest('base64url')}"` }
}
