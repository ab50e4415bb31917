import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { browseDossier, chromiumPath, openPage, WITHOUT_BROWSER } from './browser.js'
import { ready, settled } from './in-page.js'
import { lookAt } from './look.js'
import type { Serving } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  await t.test('where the record is blind', test => blind(test, browser, serving))
}

async function blind(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2024-04-12`)
  await settled(page)
  await page.locator('[data-desk=blind-spots]').click()
  const state = page.locator('.blind', { hasText: 'State media alone' })
  await state.waitFor()
  const said = (await (await fetch(`${origin}/v1/blind-spots?at=2024-04-12`)).json()) as { stateMediaOnly: unknown[] }
  t.equal(await state.locator('summary .count').first().innerText(), String(said.stateMediaOnly.length))
  await state.locator('summary').first().click()
  await state.locator('.entry').first().getByRole('button').first().click()
  await page.locator('#panel-title').waitFor()
  await page.goBack()
  await page.locator('.blind').first().waitFor()
  t.same(trouble, [])
  await lookAt(t, browser, `${origin}/?open=blind-spots&at=2024-04-12`, '.blind', 'blind-spots')
}
