import type { Browser, Locator } from 'playwright-core'
import t, { type Test } from 'tap'
import { browseDossier, chromiumPath, openPage, picture, WITHOUT_BROWSER } from './browser.js'
import { NAMELESS, ready, settled } from './in-page.js'
import type { Serving } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  await t.test('what differs between two days and between two states of knowledge, and why', test =>
    differs(test, browser, serving),
  )
}

/** A view by its link in light, dark and on a phone: nothing fails, nothing is wider than the screen, all has a name. */
async function lookAt(t: Test, browser: Browser, url: string, shown: string, name: string): Promise<void> {
  const screens = {
    light: {},
    dark: { colorScheme: 'dark' as const },
    phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  }
  for (const [screen, options] of Object.entries(screens)) {
    const { page, trouble } = await openPage(t, browser, new URL(url).origin, options)
    await ready(page, url)
    await page.locator(shown).first().waitFor()
    await settled(page)
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    t.ok(overflow <= 0, `${name}, ${screen}: nothing is wider than the screen`)
    t.same(await page.evaluate<string[]>(NAMELESS), [], `${name}, ${screen}: every control has a name`)
    t.same(trouble, [], `${name}, ${screen}: no trouble`)
    await picture(page, `${name}-${screen}`, screen === 'phone')
    await page.context().close()
  }
}

async function unitsIn(place: Locator): Promise<number[]> {
  return (await place.allInnerTexts()).map(text => Math.round(Number(text.replace('−', '-')) * 1e4))
}

async function differs(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  const scripts: string[] = []
  page.on('request', request => {
    if (request.url().includes('/assets/')) scripts.push(request.url())
  })
  await ready(page, `${origin}/?country=NER&at=2024-04-12`)
  await settled(page)
  t.notOk(
    scripts.some(url => url.includes('difference')),
    'the first view does not load it',
  )
  await page.locator('#tab-compare').click()
  await page.locator('#against').fill('2023-07-25')
  await page.locator('#against').press('Enter')
  await page.waitForURL(/against=2023-07-25/)
  const france = page.locator('.score-change[data-partner=FRA][data-dimension=security]')
  await france.waitFor()
  const answer = (await (
    await fetch(`${origin}/v1/countries/NER/diff?from=2023-07-25&to=2024-04-12&limit=12`)
  ).json()) as { partners: { partner: string; dimension: string; delta: number }[]; events: string[] }
  const said = answer.partners.find(({ partner, dimension }) => partner === 'FRA' && dimension === 'security')!
  const [delta] = await unitsIn(france.locator('summary .delta'))
  t.equal(delta, Math.round(said.delta * 1e4), 'as the service says it')
  if ((await france.getAttribute('open')) === null) await france.locator('> summary').click()
  const parts = await unitsIn(france.locator('.driver .contribution'))
  t.ok(parts.length > 1)
  t.equal(
    parts.reduce((sum, part) => sum + part, 0),
    delta,
    'causes and the rest sum to the change as printed',
  )
  const reports = france.locator('.reports').first()
  await reports.locator('summary').click()
  await reports.locator('.driver-event .source').first().waitFor()
  t.match(await page.locator('.comparison').innerText(), new RegExp(`${answer.events.length} reports`))
  await page.getByRole('button', { name: 'This day as it was known that day' }).click()
  await page.waitForURL(/againstKnownAt=2024-04-12/)
  await page.locator('#against-known').fill('2024-03-15')
  await page.locator('#against-known').press('Enter')
  await page.waitForURL(/againstKnownAt=2024-03-15/)
  t.equal(await page.locator('#against').inputValue(), '2024-04-12', 'the same day, as it was known')
  await page.locator('.changes dd .is', { hasText: 'contested: Russia and United States' }).waitFor()
  t.same(trouble, [])
  await lookAt(
    t,
    browser,
    `${origin}/?country=NER&at=2024-04-12&tab=compare&against=2023-07-25`,
    '.comparison',
    'difference',
  )
}
