import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { browseDossier, chromiumPath, openPage, WITHOUT_BROWSER } from './browser.js'
import { ready, settled } from './in-page.js'
import type { Serving } from './serving.js'

/** Every view of the page by its address, and something that it shows. */
const VIEWS: Readonly<Record<string, readonly [address: string, shown: string]>> = {
  'the first view': ['/?at=2024-04-12', '.map'],
  'the partners of a country': ['/?country=NER&at=2024-04-12&partner=RUS', '#panel-title'],
  'what is in force': ['/?country=NER&at=2024-04-12&tab=holdings', '#panel-title'],
  'its timeline': ['/?country=NER&at=2024-04-12&tab=timeline&reports=USA', '#panel-title'],
  'a difference': ['/?country=NER&at=2024-04-12&tab=compare&against=2023-07-25', '.comparison'],
  'its models': ['/?country=NER&at=2024-04-12&tab=models', '#panel-title'],
  'what if': ['/?country=NER&at=2024-04-12&partner=RUS&without=source:reuters', '#panel-title'],
  'a power': ['/?power=FRA&at=2025-12-31&against=2022-01-01', '.hosts'],
  'a source': ['/?source=reuters&at=2024-04-12', '.source-view'],
  realignments: ['/?open=realignments&at=2024-04-12', '.realignments > li'],
  'blind spots': ['/?open=blind-spots&at=2024-04-12', '.blind'],
  'the inbox': ['/?open=inbox', '#inbox-host'],
  'the method': ['/?open=method&at=2024-04-12', '.method'],
  'the form of a claim': ['/?open=claim', '.claim select, form select'],
}

/** More than any view has. */
const MOST_TABS = 1500

// What runs in the page is text. Names stay the same while the page goes on, as elements may not.
const NAME = `element => [element.tagName.toLowerCase(), element.id, element.getAttribute('data-id'), element.dataset.country,
  element.dataset.partner, element.getAttribute('name'), element.getAttribute('href'), element.className.baseVal ?? element.className,
  (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)].filter(Boolean).join(' ')`
const CONTROLS = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter(element => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0 && !element.disabled)
  .filter(element => element.type !== 'radio' || element.checked)
  .map(${NAME})`
const HELD = `(() => {
  const element = document.activeElement
  if (element === null || element === document.body) return null
  const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element)
  const seen = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  return { name: (${NAME})(element), seen }
})()`

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  t.setTimeout(280_000)
  for (const [name, [address, shown]] of Object.entries(VIEWS))
    await t.test(`the keyboard alone reaches everything: ${name}`, test =>
      reaches(test, browser, serving, address, shown),
    )
  await t.test('a control that Tab passes by is told: the test can fail', test => wouldTell(test, browser, serving))
}

/** What Tab comes to, one after the other, from the beginning of the page to its end. */
async function tabbed(page: Page): Promise<Map<string, boolean>> {
  const reached = new Map<string, boolean>()
  await page.evaluate('document.activeElement?.blur()')
  for (let n = 0; n < MOST_TABS; n++) {
    await page.keyboard.press('Tab')
    const held = await page.evaluate<{ name: string; seen: boolean } | null>(HELD)
    if (held === null) break
    reached.set(held.name, held.seen && (reached.get(held.name) ?? true))
  }
  return reached
}

async function reaches(t: Test, browser: Browser, { origin }: Serving, address: string, shown: string) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, origin + address)
  await page.locator(shown).first().waitFor()
  await settled(page)
  const controls = new Set(await page.evaluate<string[]>(CONTROLS))
  const reached = await tabbed(page)
  t.ok(controls.size >= 15, `${controls.size} controls, ${reached.size} reached`)
  t.same(
    [...controls].filter(name => !reached.has(name)),
    [],
    'Tab comes to each of them',
  )
  t.same(
    [...reached].filter(([, seen]) => !seen).map(([name]) => name),
    [],
    'and one sees where one is',
  )
  t.same(trouble, [])
}

async function wouldTell(t: Test, browser: Browser, { origin }: Serving) {
  const { page } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2024-04-12`)
  await settled(page)
  await page.evaluate(`(() => {
    const button = document.createElement('button')
    button.textContent = 'out of reach'
    button.addEventListener('focus', () => button.blur())
    document.body.append(button)
  })()`)
  const controls = await page.evaluate<string[]>(CONTROLS)
  const reached = await tabbed(page)
  const missed = controls.filter(name => !reached.has(name))
  t.match(missed.join('\n'), /out of reach/)
}
