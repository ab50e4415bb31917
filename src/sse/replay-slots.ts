/** Limits how many replay at a time, since each holds earlier states of knowledge; the others wait for a slot. */
export interface ReplaySlots {
  /** Resolves once a caller may; the caller with the fewest slots comes first. Returns how to give the slot back. */
  take(who: string): Promise<() => void>
}

export function createReplaySlots(most: number): ReplaySlots {
  const running = new Map<string, number>()
  const waiting: { readonly who: string; readonly begin: (end: () => void) => void }[] = []
  let total = 0

  function next(): void {
    while (total < most && waiting.length > 0) {
      let first = 0
      for (const [i, { who }] of waiting.entries()) {
        if (held(who) < held(waiting[first]!.who)) first = i
      }
      const [one] = waiting.splice(first, 1)
      const { who, begin } = one!
      running.set(who, held(who) + 1)
      total += 1
      begin(once(() => giveBack(who)))
    }
  }

  const held = (who: string) => running.get(who) ?? 0

  function giveBack(who: string): void {
    total -= 1
    if (held(who) === 1) running.delete(who)
    else running.set(who, held(who) - 1)
    next()
  }

  return {
    take: who =>
      new Promise(begin => {
        waiting.push({ who, begin })
        next()
      }),
  }
}

function once(run: () => void): () => void {
  let over = false
  return () => {
    if (over) return
    over = true
    run()
  }
}
