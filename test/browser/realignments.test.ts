import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { browseDossier, chromiumPath, openPage, WITHOUT_BROWSER } from './browser.js'
import { FOCUSED, ready, settled } from './in-page.js'
import { lookAt } from './look.js'
import type { Serving } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  await t.test('realignments lead to their hosts', test => realigns(test, browser, serving))
}

async function realigns(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2024-12-31`)
  await settled(page)
  // By keyboard alone: the view, a date, one of the list.
  await page.locator('[data-desk=realignments]').focus()
  await page.keyboard.press('Enter')
  await page.locator('#realigned-since').fill('2022-01-01')
  await page.locator('#realigned-since').press('Enter')
  await page.waitForURL(/against=2022-01-01/)
  await settled(page)
  t.equal(await page.evaluate(FOCUSED), 'realigned-since', 'the focus stays')
  const said = (await (await fetch(`${origin}/v1/realignments?from=2022-01-01&to=2024-12-31&limit=1000`)).json()) as {
    realignments: { id: string; country: string; on: string }[]
  }
  const shown = await page
    .locator('.realignments > li')
    .evaluateAll(rows => rows.map(row => row.getAttribute('data-id')))
  t.same(
    shown,
    said.realignments
      .map(({ id }) => id)
      .reverse()
      .slice(0, 60),
    'the same as the service says, the latest first',
  )
  const { country, on } = said.realignments.at(-1)!
  await page.locator('.realignments .change-row').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`country=${country}&at=${on}`))
  await page.locator('.status-list .current').waitFor()
  await page.goBack()
  await page.selectOption('#realigned-with', 'RUS')
  await page.waitForURL(/partner=RUS/)
  await page.locator('a[href*="partner=RUS"]').waitFor()
  t.match(
    await page.getByRole('link', { name: 'Follow as a feed' }).getAttribute('href'),
    /realignments\.atom\?.*partner=RUS/,
  )
  t.same(trouble, [])
  await lookAt(t, browser, `${origin}/?open=realignments&at=2024-12-31`, '.realignments li', 'realignments')
}
