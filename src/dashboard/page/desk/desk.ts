import { isGivenUp } from '../data/client.js'
import { h, put } from '../element.js'
import { retryBox, waiting } from '../notices.js'
import { type List, lists, type View } from '../view.js'
import type { DeskContext, DeskView } from './desk-view.js'

type Subject = List | 'power' | 'source'

/** Each view is loaded when it is first opened. */
const LOAD: Readonly<Record<Subject, () => Promise<DeskView>>> = {
  power: async () => (await import('./power.js')).powerView,
  source: async () => (await import('./source.js')).sourceView,
  realignments: async () => (await import('./realignments.js')).realignmentsView,
  'blind-spots': async () => (await import('./blind-spots.js')).blindSpotsView,
  inbox: async () => (await import('../inbox/inbox.js')).inboxView,
  method: async () => (await import('./method.js')).methodView,
  claim: async () => (await import('../claim/claim.js')).claimView,
}

const WORDS: Readonly<Record<List, string>> = {
  realignments: 'Realignments',
  'blind-spots': 'Blind spots',
  inbox: 'Inbox',
  method: 'Method',
  claim: 'Add a claim',
}

export interface Desk {
  readonly nav: HTMLElement
  readonly element: HTMLElement
  /** Mark in the list of views what is open. */
  readonly mark: (view: View) => void
  readonly show: (subject: Subject, minPosition: string | null) => Promise<void>
  readonly hide: () => void
}

/** What a view has open beside the map where no country is: a power, a source, a list, or nothing. */
export function subjectOf({ power, source, open }: View): Subject | null {
  if (power !== null) return 'power'
  return source === null ? open : 'source'
}

/** The views beside the map that are not about one country, and the list of them. */
export function createDesk(context: DeskContext): Desk {
  const { navigation } = context
  const element = h('section', { class: 'desk', id: 'desk', tabindex: '-1', hidden: true })
  let asked: AbortController | null = null
  let shownFor = ''

  function go(change: Partial<View>): void {
    navigation.go({ country: null, partner: null, power: null, source: null, open: null, ...change })
  }

  const entry = (key: string, words: string, onclick: () => void) =>
    h('button', { type: 'button', class: 'link', 'data-desk': key, onclick }, words)
  const entries = [
    entry('changes', 'Latest changes', () => go({})),
    entry('power', 'Powers', () => go({ power: context.powers()[0] ?? 'USA' })),
    ...lists.map(list => entry(list, WORDS[list], () => go({ open: list }))),
  ]
  const nav = h('nav', { class: 'desk-nav', 'aria-label': 'Views beside the map' }, entries)

  /** A form that somebody is filling in is not replaced, and so is the inbox while its filter stays. */
  async function show(subject: Subject, minPosition: string | null): Promise<void> {
    const key = subject === 'inbox' ? `inbox ${navigation.view().inbox ?? ''}` : subject
    if ((subject === 'claim' || subject === 'inbox') && shownFor === key) return
    asked?.abort()
    const question = new AbortController()
    asked = question
    const { signal } = question
    element.hidden = false
    element.setAttribute('aria-busy', 'true')
    const late = setTimeout(() => put(element, waiting('this')), key === shownFor ? 1500 : 150)
    try {
      const view = await LOAD[subject]()
      const content = await view(context, { signal, minPosition })
      if (signal.aborted) return
      const top = key === shownFor ? element.scrollTop : 0
      const focused = element.contains(document.activeElement) ? document.activeElement?.id : ''
      put(element, content)
      element.scrollTop = top
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
      shownFor = key
    } catch (error) {
      if (signal.aborted || isGivenUp(error)) return
      shownFor = ''
      put(
        element,
        retryBox(error, () => void show(subject, minPosition)),
      )
    } finally {
      clearTimeout(late)
      if (asked === question) element.removeAttribute('aria-busy')
    }
  }

  return {
    nav,
    element,
    show,
    mark(view) {
      const open = view.country !== null ? null : (subjectOf(view) ?? 'changes')
      for (const button of entries) {
        if (button.dataset.desk === open) button.setAttribute('aria-current', 'page')
        else button.removeAttribute('aria-current')
      }
    },
    hide() {
      asked?.abort()
      element.hidden = true
      shownFor = ''
    },
  }
}
