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
  await t.test('what would be so without a driver or a source', test => supposes(test, browser, serving))
  await t.test('models side by side, one of them for the whole page', test => models(test, browser, serving))
}

async function supposes(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2024-04-12&partner=RUS`)
  const first = page.locator('.driver .counts input').first()
  await first.waitFor()
  await settled(page)
  // By keyboard alone.
  await first.focus()
  await page.keyboard.press('Space')
  await page.locator('.what-if .supposed').waitFor()
  const without = new URL(page.url()).searchParams.get('without')!
  const ask = async (exclude: object) => {
    const reply = await fetch(`${origin}/v1/what-if`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ country: 'NER', at: '2024-04-12', exclude }),
    })
    type State = { dimensions: { security: { contenders: string[] } } }
    return (await reply.json()) as { actual: State; supposed: State; diff: { partners: unknown[] } }
  }
  const said = await ask({ events: without.split(',') })
  t.same(said.supposed.dimensions.security.contenders, ['USA'], 'without the delivery Russia contends no more')
  const supposed = page.locator('.what-if .supposed')
  t.match(await supposed.innerText(), /^Contested: United States/)
  t.match(await page.locator('.what-if .actual').innerText(), /Russia and United States/)
  t.match(await page.locator('.what-moves > summary').innerText(), new RegExp(`${said.diff.partners.length} score`))
  await page.locator('.what-moves > summary').click()
  await page.locator('.what-moves .score-change[data-partner=RUS]').first().waitFor()
  const source = page.locator('.driver-event .counts', { hasText: 'all of rt counts' }).first()
  await source.locator('input').uncheck()
  await page.waitForURL(/source:rt(,|&|$)/)
  const shared = await openPage(t, browser, origin)
  await ready(shared.page, page.url())
  await shared.page.locator('.what-if .supposed').waitFor()
  await shared.page.locator('.what-if summary', { hasText: 'Left out' }).click()
  await shared.page.locator('.supposed-list', { hasText: 'everything that rt said' }).waitFor()
  await shared.page.getByRole('button', { name: 'Put all back' }).click()
  await shared.page.locator('.what-if').waitFor({ state: 'detached' })
  t.notMatch(shared.page.url(), /without/)
  t.same([...trouble, ...shared.trouble], [])
  await lookAt(t, browser, page.url(), '.what-if', 'what-if')
}

async function models(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2024-04-12`)
  await settled(page)
  await page.locator('#tab-models').click()
  const cell = (policy: string) => page.locator(`td[data-policy=${policy}][data-dimension=security]`)
  await cell('events').waitFor()
  t.match(await cell('v1').innerText(), /Contested: Russia and United States/)
  t.match(await cell('events').innerText(), /Russia is the primary provider/, 'a rival says otherwise')
  await page.locator('#model-events').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/policy=events/)
  await page.locator('.basis', { hasText: 'Policy events' }).waitFor()
  await settled(page)
  const label = page.locator('.labels [data-label=NER] .status')
  await page.locator('.labels [data-label=NER] .status', { hasText: /^(Russia|RUS)$/ }).waitFor()
  t.match(await label.textContent(), /^(Russia|RUS)$/, 'the map is painted under it')
  t.equal(await page.locator('#policy').inputValue(), 'events')
  await page.selectOption('#policy', '')
  await page.locator('.basis', { hasText: 'Policy v1' }).waitFor()
  t.notMatch(page.url(), /policy=/)
  await page.getByText('What is not known of Niger').click()
  await page.locator('.blind').first().waitFor()
  t.same(trouble, [])
  await lookAt(t, browser, `${origin}/?country=NER&at=2024-04-12&tab=models`, '.models', 'models')
}
