import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { ringOfAll } from '../support/keys.js'
import { browseDossier, chromiumPath, openPage, picture, post, WITHOUT_BROWSER } from './browser.js'
import { FOCUSED, NAMELESS, ready, settled } from './in-page.js'
import { type Serving, startServing } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  await t.test('keyboard and names for readers of screens', test => readsAloud(test, browser, serving))
  await t.test('phone, dark and little motion', test => otherScreens(test, browser, serving))
  await t.test('a refusal, a slow answer and a lost line are said in words', test => troubles(test, browser, serving))
  await t.test('text of events stays text', test => escapes(test, browser, serving))
  await t.test('an empty store says how to begin, and fills in by itself', test => emptyStore(test, browser))
  await t.test('a key is asked for where one is needed', test => asksForKey(test, browser))
}

async function readsAloud(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2024-04-12`)
  await settled(page)
  const nameless = await page.evaluate<string[]>(NAMELESS)
  t.same(nameless, [], 'every control has a name')
  for (const landmark of ['banner', 'main', 'complementary', 'contentinfo'] as const) {
    t.equal(await page.getByRole(landmark).count(), 1, `one ${landmark}`)
  }
  t.equal(await page.getByRole('log', { name: 'Live feed' }).count(), 1)
  t.match(
    await page.locator('.panel .unseen').innerText(),
    /Niger, 12 Apr 2024. Security: Contested/,
    'a new answer is announced',
  )
  const slider = page.locator('#date-slider')
  await slider.focus()
  await slider.press('ArrowRight')
  t.equal(await slider.getAttribute('aria-valuetext'), '13 Apr 2024')
  await page.locator('#tab-overview').focus()
  await page.keyboard.press('ArrowRight')
  t.equal(await page.evaluate(FOCUSED), 'tab-holdings')
  await page.locator('.entry').first().waitFor()
  t.same(trouble, [])
}

async function otherScreens(t: Test, browser: Browser, { origin }: Serving) {
  const url = `${origin}/?country=NER&at=2024-04-12&partner=RUS`
  const phone = await openPage(t, browser, origin, {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  })
  await ready(phone.page, url)
  await phone.page.locator('.drivers').waitFor()
  await settled(phone.page)
  const overflow = await phone.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  t.ok(overflow <= 0, 'nothing is wider than a phone')
  await picture(phone.page, 'phone', true)
  const dark = await openPage(t, browser, origin, { colorScheme: 'dark', reducedMotion: 'reduce' })
  await ready(dark.page, url)
  await dark.page.locator('.chart canvas').waitFor()
  await settled(dark.page)
  const ground = await dark.page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  const [red = 255] = ground.match(/\d+/g)!.map(Number)
  t.ok(red < 60, 'dark where the reader prefers dark')
  await picture(dark.page, 'dark')
  t.same([...phone.trouble, ...dark.trouble], [])
}

async function troubles(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  let refuse = true
  await page.route('**/v1/countries?*', route =>
    refuse
      ? route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'store-unavailable', detail: 'The store does not answer.' }),
        })
      : route.continue(),
  )
  await page.goto(`${origin}/?country=NER`)
  await page.getByRole('alert').getByText('The store does not answer.').waitFor()
  await picture(page, 'error')
  refuse = false
  await page.getByRole('button', { name: 'Ask again' }).click()
  await page.locator('.map .recorded').first().waitFor()
  await page.route('**/v1/countries/MLI?*', async route => {
    await new Promise(resolve => setTimeout(resolve, 2500))
    await route.continue()
  })
  await page.locator('.status-strip-name[data-country=MLI]').click()
  await page.getByText('Still asking for Mali').waitFor()
  await page.locator('#panel-title', { hasText: 'Mali' }).waitFor()
  await page.locator('.partner-list').first().waitFor()
  await page.context().setOffline(true)
  await page.locator('.banner', { hasText: 'This device is offline.' }).waitFor()
  await page.locator('.light', { hasText: 'Offline' }).waitFor()
  await picture(page, 'offline')
  await page.locator('.status-strip-name[data-country=TCD]').click()
  await page.getByRole('alert').getByText('The service cannot be reached.').waitFor()
  await page.context().setOffline(false)
  await page.locator('.partner-list').first().waitFor()
  await page.locator('.banner').waitFor({ state: 'detached' })
  await page.locator('.light', { hasText: 'Live' }).waitFor()
  const unexpected = trouble.filter(text => !/503|ERR_INTERNET_DISCONNECTED|ERR_NETWORK/.test(text))
  t.same(unexpected, [], 'no error but those that were made')
}

async function escapes(t: Test, browser: Browser, { origin }: Serving) {
  const texts = [
    '<script>window.hit = 1</script>',
    '<img src=x onerror="window.hit = 2">',
    '"><svg onload=window.hit=3>',
    "{{constructor.constructor('window.hit=4')()}}",
  ]
  for (const [i, text] of texts.entries()) {
    const claim = {
      sourceId: 'test',
      title: text,
      url: 'https://example.org/x',
      reliability: 'C',
      credibility: 3,
      modality: 'asserted',
    }
    await post(origin, {
      type: 'ContextNoted',
      country: 'TCD',
      partner: 'FRA',
      occurredOn: `2024-06-0${i + 1}`,
      data: { content: text },
      claim,
      note: text,
    })
  }
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=TCD&at=2024-06-30&tab=timeline`)
  await page.locator('.events .event').first().waitFor()
  await post(
    origin,
    trainers({
      country: 'TCD',
      occurredOn: '2024-06-06',
      claim: { sourceId: 'test', title: texts[0], reliability: 'C', credibility: 3, modality: 'asserted' },
      data: { forceId: 'x', sponsor: 'RUS', role: 'advisory', subject: texts[1] },
    }),
  )
  await page.locator('.feed-line').first().waitFor()
  await page.locator('.event-details', { hasText: texts[1]! }).first().waitFor()
  const shown = await page.locator('.events').innerText()
  for (const text of texts) t.ok(shown.includes(text), `shown as text: ${text}`)
  t.equal(await page.evaluate('window.hit'), undefined, 'and nothing of it ran')
  t.equal(await page.locator('.events script, .events img').count(), 0)
  t.same(trouble, [])
}

async function emptyStore(t: Test, browser: Browser) {
  const serving = await startServing()
  t.teardown(serving.stop)
  const { page, trouble } = await openPage(t, browser, serving.origin)
  await page.goto(serving.origin)
  await page.getByText('Nothing is on record yet').waitFor()
  t.match(await page.locator('pre').innerText(), /import .*dossiers\/sahel\.ndjson/)
  await picture(page, 'empty')
  await page.locator('.light', { hasText: 'Live' }).waitFor()
  await post(serving.origin, trainers())
  await page.locator('.map .recorded').first().waitFor()
  t.equal(await page.locator('.status-strip-name').innerText(), 'Niger')
  t.same(trouble, [])
}

async function asksForKey(t: Test, browser: Browser) {
  const { ring, keys } = ringOfAll()
  const serving = await startServing('memory:', 0, ring)
  t.teardown(serving.stop)
  const { page } = await openPage(t, browser, serving.origin)
  await page.goto(serving.origin)
  await page.getByLabel('Key').fill('wrong')
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByText('The service does not know this key.').waitFor()
  await picture(page, 'key')
  await page.getByLabel('Key').fill(keys.read)
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByText('Nothing is on record yet').waitFor()
  await page.locator('.light', { hasText: 'Live' }).waitFor()
  t.equal(await page.evaluate('document.cookie'), '', 'the key is out of reach of scripts')
  t.notOk(page.url().includes(keys.read), 'and not in the address')
}
