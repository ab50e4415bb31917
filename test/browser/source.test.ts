import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { browseDossier, chromiumPath, openPage, WITHOUT_BROWSER } from './browser.js'
import { ready, settled, until } from './in-page.js'
import { lookAt } from './look.js'
import type { Serving } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  await t.test('what rests on one source, from where it is named', test => fromReport(test, browser, serving))
  await t.test('the sources of the method lead to it, by keyboard', test => byKeyboard(test, browser, serving))
}

interface Said {
  readonly claims: number
  readonly supports: readonly { readonly country: string; readonly alone: boolean }[]
  readonly falls: readonly { readonly country: string }[]
}

async function fromReport(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2024-04-12&tab=timeline`)
  await settled(page)
  const named = page.locator('[data-source]').first()
  await named.waitFor()
  const source = (await named.getAttribute('data-source'))!
  await named.click()
  await page.locator('.source-view').waitFor()
  t.match(page.url(), new RegExp(`source=${source}`), 'the address can be shared')
  t.equal(await page.locator('.source-view h2').innerText(), source)
  const said = (await (await fetch(`${origin}/v1/sources/${source}?at=2024-04-12&letter=D`)).json()) as Said
  const alone = said.supports.filter(one => one.alone).length
  t.match(await page.locator('.source-view .subtitle').innerText(), new RegExp(`^${said.claims} claims? on record`))
  const { length } = said.supports
  const hint = await page.locator('.supports .hint').innerText()
  t.match(hint, length === 0 ? /^Nothing/ : new RegExp(`^${length} .*${alone === 0 ? '\\.' : `of ${alone} no other`}`))
  t.equal(
    await page.locator('.falls > ul > .entry').count(),
    said.falls.length,
    'a line for each country that would be another',
  )
  await page.goBack()
  await page.locator('#panel-title').waitFor()
  t.same(trouble, [])
  await lookAt(t, browser, `${origin}/?source=rfi&at=2024-04-12`, '.fallen', 'source')
}

async function byKeyboard(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?open=method&at=2024-04-12`)
  await settled(page)
  await page.locator('.method summary').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const source = await until<string>(page, 'document.activeElement.dataset.source')
  await page.keyboard.press('Enter')
  await page.locator('.source-view').waitFor()
  t.equal(await page.locator('.source-view h2').innerText(), source)
  t.match(
    await page.locator('.source-view').innerText(),
    /How it is graded[\s\S]*is proposed[\s\S]*What it supports[\s\S]*What would fall/,
  )
  t.same(trouble, [])
}
