import type { Policy } from './policy.js'

/** A policy that reads as another one, and tells every path that was read of it. */
export interface WatchedPolicy {
  readonly policy: Policy
  /** Paths of what was read since it was last emptied, such as `decision` and `decision.threshold`. */
  readonly read: Set<string>
}

export function watched(policy: Policy): WatchedPolicy {
  const read = new Set<string>()
  const watch = (value: object, path: string): object => {
    const parts = new Map<string, object>()
    return new Proxy(value, {
      get(target, name) {
        const part = Reflect.get(target, name) as unknown
        if (typeof name !== 'string') return part
        const inner = path === '' ? name : `${path}.${name}`
        read.add(inner)
        if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
        let known = parts.get(name)
        if (known === undefined) {
          known = watch(part, inner)
          parts.set(name, known)
        }
        return known
      },
    })
  }
  return { policy: watch(policy, '') as Policy, read }
}
