import { clockText } from '../dates.js'
import { h, put } from '../element.js'

export interface Connectivity {
  /** The service answered, or could not be reached. */
  readonly heard: (reached: boolean) => void
  /** Called when the service answers again. */
  readonly onReturn: (listener: () => void) => void
}

/** Says at the head of the page, in words, when the service cannot be reached and how old the view is. */
export function createConnectivity(banner: HTMLElement): Connectivity {
  let last = Date.now()
  let lost = false
  const listeners: (() => void)[] = []
  function render(): void {
    if (!lost) {
      put(banner)
      return
    }
    const cause = navigator.onLine ? 'The service cannot be reached.' : 'This device is offline.'
    put(
      banner,
      h(
        'p',
        { class: 'banner' },
        `${cause} The page shows what it read at ${clockText(last)} and goes on by itself when the service is back.`,
      ),
    )
  }
  function heard(reached: boolean): void {
    const returned = reached && lost
    if (reached) last = Date.now()
    if (lost === !reached) return
    lost = !reached
    render()
    if (returned) for (const listener of listeners) listener()
  }
  // A service on this very device may still answer; the next answer clears this.
  window.addEventListener('offline', () => heard(false))
  window.addEventListener('online', render)
  return {
    heard,
    onReturn: listener => {
      listeners.push(listener)
    },
  }
}
