import { setImmediate as nextTurn } from 'node:timers/promises'

/** At most this many calls, and this many events of several calls, go into one transaction. */
const GROUP_CALLS = 64
const GROUP_EVENTS = 128
/** A longer transaction lets the event loop turn after this much work. */
const WORK_PER_TURN = 128

/** A write as it goes: yields the work that each event was, 1 for a small one; returns the outcome. */
export type WriteSteps<T> = Generator<number, T>

/** The transactions of a store, as a group drives them. */
export interface Transactions<F> {
  begin(): void
  commit(): void
  /** Undo what is open and say what the error means to callers; throws it on when it is none of the expected outcomes. */
  failed(error: unknown, committing: boolean): F
  /** After each group, outside any transaction; `busy` when more calls wait. Must not throw. */
  between(busy: boolean): void
}

export interface GroupCommit<F> {
  /** Resolves once what the steps wrote is committed: with what they returned, or with what `onFailure` makes of a failure. */
  submit<T>(events: number, steps: () => WriteSteps<T>, onFailure: (failure: F) => T): Promise<T>
  /** Resolves once the group that is being written, if one is, is settled; later ones may be waiting. */
  turn(): Promise<void>
  /** Resolves when everything submitted is settled. */
  drained(): Promise<void>
}

interface Call<F> {
  readonly events: number
  readonly steps: () => WriteSteps<unknown>
  readonly onFailure: (failure: F) => unknown
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Calls that wait in the same turn of the event loop share one commit, and so one sync of the disk.
 * Each call is whole inside one transaction. The loop turns between groups and inside long calls.
 */
export function groupCommit<F>(transactions: Transactions<F>): GroupCommit<F> {
  let waiting: Call<F>[] = []
  let draining: Promise<void> | null = null
  let writing: Promise<void> | null = null

  function takeGroup(): Call<F>[] {
    let calls = 1
    let events = waiting[0]!.events
    while (calls < GROUP_CALLS && calls < waiting.length) {
      events += waiting[calls]!.events
      if (events > GROUP_EVENTS) break
      calls += 1
    }
    const group = waiting.slice(0, calls)
    waiting = waiting.slice(calls)
    return group
  }

  async function drain(): Promise<void> {
    await nextTurn()
    while (waiting.length > 0) {
      writing = settle(takeGroup())
      await writing
      writing = null
      transactions.between(waiting.length > 0)
      await nextTurn()
    }
    draining = null
  }

  async function settle(group: Call<F>[]): Promise<void> {
    // One event is a transaction by itself, and cheaper so.
    const lone = group.length === 1 && group[0]!.events === 1
    let committing = lone
    try {
      if (!lone) transactions.begin()
      const results: unknown[] = []
      for (const call of group) results.push(await finished(call.steps()))
      committing = true
      transactions.commit()
      group.forEach((call, index) => {
        call.resolve(results[index])
      })
    } catch (error) {
      refuse(group, error, committing)
    }
  }

  function refuse(group: Call<F>[], error: unknown, committing: boolean): void {
    try {
      const failure = transactions.failed(error, committing)
      for (const call of group) call.resolve(call.onFailure(failure))
    } catch (surprise) {
      for (const call of group) call.reject(surprise)
    }
  }

  return {
    submit(events, steps, onFailure) {
      return new Promise((resolve, reject) => {
        waiting.push({ events, steps, onFailure, resolve: resolve as Call<F>['resolve'], reject })
        draining ??= drain()
      })
    },
    async turn() {
      await writing
    },
    async drained() {
      while (draining) await draining
    },
  }
}

async function finished<T>(steps: WriteSteps<T>): Promise<T> {
  let work = 0
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    work += step.value
    if (work >= WORK_PER_TURN) {
      work = 0
      await nextTurn()
    }
  }
}
