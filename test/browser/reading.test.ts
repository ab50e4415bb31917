import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { browseDossier, chromiumPath, openPage, picture, post, WITHOUT_BROWSER } from './browser.js'
import { ready, settled } from './in-page.js'
import { lookAt } from './look.js'
import { type Serving, startServing } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  await t.test('the search takes names as people write them', test => finds(test, browser, serving))
  await t.test('what a link says wrong is said', test => saysFaults(test, browser, serving))
  await t.test('words are explained at their place, and on a page of their own', test =>
    explains(test, browser, serving),
  )
  await t.test('the latest changes are changes of partners', test => tellsChanges(test, browser, serving))
  await t.test('the key shows one power or status alone', test => filters(test, browser, serving))
  await t.test('the map has half of a low screen, and its labels do not overprint', test =>
    hasRoom(test, browser, serving),
  )
  await t.test('one stray country does not make the others small', test => frames(test, browser))
  await t.test('forced colours keep the marks of scores', test => forced(test, browser, serving))
  await t.test('a shared link says what it shows', test => previews(test, serving))
}

async function finds(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2024-04-12`)
  await settled(page)
  const search = page.locator('#search')
  const cases = [
    ['cote d ivoire', 'CIV', 'country'],
    ['Ivory Coast', 'CIV', 'country'],
    ['upper volta', 'BFA', 'country'],
    ['gabo', 'GAB', 'country'],
    ['u.s.a.', 'USA', 'power'],
    ['russian fed', 'RUS', 'power'],
    ['Turkey', 'TUR', 'power'],
    ['north atlantic', 'NATO', 'power'],
  ] as const
  for (const [text, id, as] of cases) {
    await search.fill(text)
    await page.locator(`#found [data-id=${id}]`).first().waitFor()
    const first = page.locator('#found [role=option]').first()
    t.equal(await first.getAttribute('data-id'), id, `${text} finds ${id} first`)
    t.equal(await first.getAttribute('data-as'), as, `as a ${as}`)
  }
  t.equal(await search.getAttribute('aria-expanded'), 'true')
  await search.press('ArrowDown')
  t.match(await search.getAttribute('aria-activedescendant'), /^found-/)
  await search.press('Escape')
  t.ok(await page.locator('#found').isHidden())
  await search.fill('Atlantis')
  await search.press('Enter')
  await page.getByText('Nothing is found for “Atlantis”.').waitFor()
  await search.fill('Burkna Faso')
  await search.press('Enter')
  await page.locator('.found.none').getByRole('button', { name: 'Burkina Faso' }).click()
  await search.press('Enter')
  await page.locator('#panel-title', { hasText: 'Burkina Faso' }).waitFor()
  await search.fill('tuvalu')
  await search.press('Enter')
  await page.getByText('Nothing is on record of Tuvalu.').waitFor()
  t.same(trouble, [])
}

async function saysFaults(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2023-02-30&dimension=secrecy&colour=blue&foo=1`)
  const said = page.locator('.link-faults')
  const text = await said.innerText()
  t.match(text, /“2023-02-30” for at; it has to be a day/)
  t.match(text, /“secrecy” for dimension; it has to be one of security, arms/)
  t.match(text, /“blue” for colour/)
  t.match(text, /“foo”, which this page does not know/)
  await page.locator('#panel-title', { hasText: 'Niger' }).waitFor()
  await said.getByRole('button', { name: 'Close' }).click()
  t.equal(await said.count(), 0)
  await ready(page, `${origin}/?country=NER&at=2024-04-12`)
  t.equal(await page.locator('.link-faults').count(), 0, 'nothing is said of a link that can be read')
  t.same(trouble, [])
  await page.goto(`${origin}/?policy=nobody`)
  await page.getByText('There is no policy nobody').waitFor()
  await page.getByRole('button', { name: /by the usual model/ }).click()
  await page.locator('.map .recorded').first().waitFor()
}

async function explains(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2024-04-12&partner=RUS`)
  await page.locator('.drivers').waitFor()
  await settled(page)
  t.match(await page.locator('.meaning').first().innerText(), /^Contested: somebody is over the threshold/)
  t.match(await page.locator('.meaning').nth(1).innerText(), /score from −1 to \+1/i)
  t.match(await page.locator('.driver-facts').first().innerText(), /counts for it by up to 0\.\d\d · \d+ % likely/)
  const surface = await page.locator('.panel').innerText()
  t.notMatch(surface, /\b(weight|rus-ner|usa-ner|ner-)/, 'no ids and no jargon on the surface')
  await page.getByText(/odd about this record/).click()
  await page.locator('.anomalies .reports').first().waitFor()
  await page.locator('.meaning').first().getByRole('button', { name: 'Method' }).click()
  await page.locator('.method').waitFor()
  for (const word of [
    'Score',
    'Provider',
    'Contested',
    'Where the data come from',
    'How to cite',
    'How to ask for the same',
  ])
    await page.locator('.method').getByText(word, { exact: true }).first().waitFor()
  t.match(await page.locator('.cite').innerText(), /^Entente, .*model v1, everything known\. http/)
  t.same(trouble, [])
  await lookAt(t, browser, `${origin}/?open=method&at=2024-04-12`, '.method', 'method')
}

/** The Sahel dossier is declared whole until the end of 2025: that it ends is no change of any partner. */
async function tellsChanges(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2026-03-01`)
  await settled(page)
  const turns = await page.locator('.changes-view .change').allInnerTexts()
  t.ok(turns.length > 5)
  for (const turn of turns) t.notMatch(turn, /^(no provider|unknown) → (no provider|unknown)$/, turn)
  const days = await page.locator('.changes-view .when').allInnerTexts()
  t.notOk(days.includes('1 Jan 2026'), 'the end of coverage is none')
  t.same(trouble, [])
}

async function filters(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2024-04-12`)
  await settled(page)
  await page.locator('#only-RUS').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/only=RUS/)
  const fill = (code: string) =>
    page.evaluate<string>(`document.querySelector('.area[data-country=${code}]').style.fill`)
  t.match(await fill('MLI'), /--c2/)
  t.match(await fill('GAB'), /--sea/, 'others step back')
  t.equal(await page.locator('#only-RUS').getAttribute('aria-pressed'), 'true')
  const titles = await page.locator('.status-strip-rows title').allTextContents()
  t.ok(
    titles.some(text => /^Mali, .* to .*: Russia$/.test(text)),
    'rows say what they are under the pointer',
  )
  await picture(page, 'only-russia')
  await page.locator('#show-all').click()
  await page.locator('#show-all').waitFor({ state: 'detached' })
  t.match(await fill('GAB'), /--c1/)
  await page.locator('.pick').first().click()
  await page.evaluate(`(() => {
    const picker = document.querySelector('.time-head .calendar')
    picker.value = '2023-08-01'
    picker.dispatchEvent(new Event('change'))
  })()`)
  await page.waitForURL(/at=2023-08-01/)
  t.same(trouble, [])
}

async function hasRoom(t: Test, browser: Browser, { origin }: Serving) {
  const low = await openPage(t, browser, origin, { viewport: { width: 1280, height: 720 } })
  await ready(low.page, `${origin}/?country=NER&at=2024-04-12`)
  await settled(low.page)
  const box = (await low.page.locator('.map-box').boundingBox())!
  t.ok(box.height >= 360, `the map is ${box.height} of 720 high`)
  const slider = (await low.page.locator('#date-slider').boundingBox())!
  t.ok(slider.y + slider.height <= 720, 'and the slider is in sight')
  await picture(low.page, 'low-screen')
  const phone = await openPage(t, browser, origin, {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  })
  await ready(phone.page, `${origin}/?at=2024-04-12`)
  await settled(phone.page)
  for (const { page } of [low, phone]) {
    type Rect = { text: string; left: number; right: number; top: number; bottom: number }
    const shown = await page.evaluate<Rect[]>(`[...document.querySelectorAll('.labels text')]
      .filter(text => text.textContent !== '' && text.getClientRects().length > 0)
      .map(text => ({ text: text.textContent, ...text.getBoundingClientRect().toJSON() }))`)
    t.ok(shown.length > 5)
    const over = shown.flatMap((a, i) =>
      shown
        .slice(i + 1)
        .filter(b => a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 5 && b.top < a.bottom - 5)
        .map(b => `${a.text} and ${b.text}`),
    )
    t.same(over, [], 'no label is printed over another')
  }
  t.same([...low.trouble, ...phone.trouble], [])
}

async function frames(t: Test, browser: Browser) {
  const serving = await startServing()
  t.teardown(serving.stop)
  const countries = ['NER', 'MLI', 'BFA', 'TCD', 'SEN', 'FJI']
  for (const country of countries)
    await post(serving.origin, trainers({ country, factId: `x-${country.toLowerCase()}` }))
  const { page, trouble } = await openPage(t, browser, serving.origin)
  await ready(page, `${serving.origin}/?at=2024-06-01`)
  await settled(page)
  const niger = (await page.locator('.area[data-country=NER]').boundingBox())!
  t.ok(niger.width > 100, `Niger is ${niger.width.toFixed(0)} wide although Fiji is on record`)
  t.same(trouble, [])
}

async function forced(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin, { forcedColors: 'active' })
  await ready(page, `${origin}/?country=NER&at=2024-04-12`)
  await settled(page)
  const [mark, paper] = await page.evaluate<[string, string]>(`[
    getComputedStyle(document.querySelector('.bar-mark')).backgroundColor,
    getComputedStyle(document.body).backgroundColor,
  ]`)
  t.not(mark, paper, 'the mark of a score can be seen')
  await picture(page, 'forced-colours')
  t.same(trouble, [])
}

async function previews(t: Test, { origin }: Serving) {
  const head = async (query: string) => {
    const html = await (await fetch(`${origin}/${query}`)).text()
    const of = (pattern: RegExp) => pattern.exec(html)?.[1]
    return {
      title: of(/<title>([^<]*)<\/title>/),
      shared: of(/<meta property="og:title" content="([^"]*)">/),
      description: of(/<meta property="og:description" content="([^"]*)">/),
    }
  }
  t.match(await head(''), { title: 'Entente', shared: 'Entente: who is aligned with whom' })
  t.match(await head('?country=NER&at=2024-04-12'), {
    title: 'Niger, 12 Apr 2024 · Entente',
    shared: 'Niger, 12 Apr 2024',
    description: /^Security: contested between Russia and United States/,
  })
  t.match(await head('?power=FRA&at=2025-12-31'), { shared: 'Where France stands, 31 Dec 2025' })
  const hostile = await head(`?country=NER&at=${encodeURIComponent('"><script>x</script>')}`)
  t.notMatch(JSON.stringify(hostile), /<script>/, 'nothing of the address is written as it is')
}
