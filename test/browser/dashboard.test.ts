import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { chromiumPath, launch, loadDossier, openPage, picture, post, WITHOUT_BROWSER } from './browser.js'
import { type Serving, startServing } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  t.setTimeout(300_000)
  const browser: Browser = await launch()
  const serving: Serving = await startServing()
  t.teardown(async () => {
    await browser.close()
    await serving.stop()
  })
  t.equal(await loadDossier(serving.origin), 855, 'the dossier is stored')
  await t.test('the page and its files', test => filesAreServed(test, serving))
  await t.test('the first view of the dossier', test => firstView(test, browser, serving))
  await t.test('the slider from July 2023 to October 2024', test => slides(test, browser, serving))
  await t.test('a click on Niger leads to its drivers and their sources', test => clicksThrough(test, browser, serving))
  await t.test('a link holds the whole view', test => deepLink(test, browser, serving))
  await t.test('what was known on a date', test => pastKnowledge(test, browser, serving))
  await t.test('the tabs of a country', test => showsTabs(test, browser, serving))
  await t.test('keyboard and names for readers of screens', test => readsAloud(test, browser, serving))
  await t.test('the slider keeps its pace', test => keepsPace(test, browser, serving))
  await t.test('phone, dark and little motion', test => otherScreens(test, browser, serving))
  await t.test('a refusal, a slow answer and a lost line are said in words', test => troubles(test, browser, serving))
  await t.test('text of events stays text', test => escapes(test, browser, serving))
  await t.test('an empty store says how to begin, and fills in by itself', test => emptyStore(test, browser))
}

async function ready(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('.map .recorded').first().waitFor()
}

/** Wait until nothing more is asked for. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(700)
  await page.locator('.tab-body[aria-busy]').waitFor({ state: 'detached' })
}

const statusOf = (page: Page, country: string) =>
  page.locator(`.countries-table tr[data-country=${country}] td`).first().innerText()
const fillOf = (page: Page, country: string) =>
  page.locator(`.area[data-country=${country}]`).evaluate<string>('path => getComputedStyle(path).fill')

// What runs in the page is text: these files are checked without the browser's types.
const FOCUSED = 'document.activeElement.id || document.activeElement.dataset.partner'
const FIRST_VIEW = "performance.getEntriesByName('entente-first-view')[0]?.startTime"
const NAMELESS = `[...document.querySelectorAll('button, input, select, summary')]
  .filter(element => element.checkVisibility())
  .filter(element => !element.getAttribute('aria-label') && !element.textContent.trim() && !element.labels?.length)
  .map(element => element.outerHTML)`
const DRAG = `(async () => {
  const slider = document.querySelector('#date-slider')
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  const first = Number(slider.value)
  const started = await frame()
  let [frames, worst, before] = [0, 0, started]
  while (before - started < 3000) {
    slider.value = String(Number(slider.value) + 5)
    slider.dispatchEvent(new Event('input'))
    const now = await frame()
    worst = Math.max(worst, now - before)
    before = now
    frames++
  }
  return { frames, ms: before - started, worst, days: Number(slider.value) - first }
})()`

async function filesAreServed(t: Test, { origin }: Serving) {
  const page = await fetch(`${origin}/`)
  t.equal(page.status, 200)
  t.match(page.headers.get('content-security-policy'), /default-src 'self';.*frame-ancestors 'none'/)
  const html = await page.text()
  t.notMatch(
    html,
    /<script(?![^>]* src=)|\sstyle=|\son[a-z]+=|https?:/,
    'no inline script or style, nothing from elsewhere',
  )
  const script = /src="(\/assets\/[^"]+)"/.exec(html)![1]!
  const asset = await fetch(`${origin}${script}`)
  t.match(asset.headers.get('cache-control'), /immutable/)
  t.equal(asset.headers.get('content-encoding'), 'br')
  const again = await fetch(`${origin}${script}`, { headers: { 'if-none-match': asset.headers.get('etag')! } })
  t.equal(again.status, 304)
  const probes = [
    '/assets/',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/files.json',
    '/assets/files.json',
    '/assets/index.html',
    '/.env',
    `${script}%00`,
  ]
  for (const path of probes) t.not((await fetch(`${origin}${path}`)).status, 200, `${path} is not served`)
}

async function firstView(t: Test, browser: Browser, { origin }: Serving) {
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const { page, trouble } = await openPage(t, browser, origin)
    await ready(page, `${origin}/`)
    const marks = await page.waitForFunction(FIRST_VIEW)
    times.push(Math.round((await marks.jsonValue()) as number))
    if (i === 2) await settled(page)
    if (i === 2) await picture(page, 'start')
    t.same(trouble, [])
  }
  t.comment(`first view of the dossier, three times, ms after navigation began: ${times.join(', ')}`)
  t.ok(Math.min(...times) < 3000, 'within three seconds even on a busy machine; the aim is one')
}

async function slides(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2023-07-01`)
  await settled(page)
  await page.locator('.as-table summary').click()
  const countries = ['NER', 'MLI', 'BFA']
  const before = await Promise.all(countries.map(async code => [await statusOf(page, code), await fillOf(page, code)]))
  await picture(page, 'sahel-2023-07')
  let asked = 0
  page.on('request', request => {
    if (request.url().includes('/v1/countries?')) asked++
  })
  const slider = page.locator('#date-slider')
  await slider.focus()
  for (let i = 0; i < 15; i++) await slider.press('PageUp')
  t.equal(await slider.getAttribute('aria-valuetext'), '1 Oct 2024', 'fifteen months by the page key')
  await settled(page)
  const after = await Promise.all(countries.map(async code => [await statusOf(page, code), await fillOf(page, code)]))
  for (const [i, code] of countries.entries()) {
    t.comment(`${code}: ${before[i]![0]} → ${after[i]![0]}`)
    t.not(after[i]![0], before[i]![0], `${code} changes in words`)
  }
  t.not(after[0]![1], before[0]![1], 'Niger changes its look')
  t.not(after[1]![1], before[1]![1], 'Mali changes its look')
  t.equal(asked, 0, 'the map was painted from memory')
  t.equal(new URL(page.url()).searchParams.get('at'), '2024-10-01', 'the address follows')
  await picture(page, 'sahel-2024-10')
  t.same(trouble, [])
}

async function clicksThrough(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2024-04-12`)
  await page.locator('.area[data-country=NER]').click()
  await page.locator('#panel-title', { hasText: 'Niger' }).waitFor()
  t.match(
    await page.locator('.status-words').first().innerText(),
    /Contested: Russia.*United States \(disputed presence\)/,
  )
  await page.locator('button[data-partner=RUS]').click()
  const source = page.locator('.drivers a.source-title').first()
  await source.waitFor()
  t.match(await source.getAttribute('href'), /^https?:\/\//)
  t.match(await source.getAttribute('rel'), /noreferrer/)
  const shown = await page.locator('.drivers .contribution').allInnerTexts()
  const [total, ...parts] = shown.map(text => Math.round(Number(text.replace('−', '-')) * 1e4)).reverse()
  t.equal(
    parts.reduce((sum, part) => sum + part, 0),
    total,
    'drivers and rest sum to the score as printed',
  )
  t.ok(parts.length > 1)
  t.match(page.url(), /country=NER.*partner=RUS|partner=RUS.*country=NER/)
  await settled(page)
  await page.locator('.chart canvas').waitFor()
  await picture(page, 'niger-drivers')
  await page.locator('button[data-partner=RUS]').click()
  await page.locator('.drivers').waitFor({ state: 'detached' })
  t.equal(await page.evaluate(FOCUSED), 'RUS', 'the focus stays')
  t.same(trouble, [])
}

async function deepLink(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=MLI&at=2022-09-01&asKnownAt=2024-04-13&partner=FRA&tab=timeline`)
  t.equal(await page.locator('#panel-title').innerText(), 'Mali')
  t.match(await page.locator('.panel .subtitle').innerText(), /1 Sep 2022, as known at 2024-04-13/)
  t.equal(await page.locator('#known').inputValue(), '2024-04-13')
  await page.locator('.events .event').first().waitFor()
  const start = page.url()
  await page.locator('#tab-overview').click()
  await page.locator('.ribbon-name[data-country=NER]').click()
  await page.locator('#panel-title', { hasText: 'Niger' }).waitFor()
  await page.goBack()
  await page.locator('#panel-title', { hasText: 'Mali' }).waitFor()
  await page.goBack()
  t.equal(page.url(), start, 'back leads to where it began')
  await page.locator('.events .event').first().waitFor()
  await page.goForward()
  await page.locator('.partner-list').first().waitFor()
  await page.locator('#search').fill('Tuvalu')
  await page.locator('#search').press('Enter')
  await page.locator('#panel-title', { hasText: 'Tuvalu' }).waitFor()
  t.match(await page.locator('.status-words').first().innerText(), /Unknown/, 'a state that no map of this scale shows')
  t.same(trouble, [])
}

async function pastKnowledge(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2024-04-12`)
  await page.locator('#known').fill('2023-08-26')
  await page.locator('#known').press('Enter')
  await page.locator('.basis', { hasText: 'as known at 2023-08-26' }).waitFor()
  t.equal(new URL(page.url()).searchParams.get('asKnownAt'), '2023-08-26')
  await page.locator('#known').fill('1900-01-01')
  await page.locator('#known').press('Enter')
  await page.getByText('Nothing was known on 1900-01-01').waitFor()
  await page.getByRole('button', { name: 'Show everything known' }).click()
  await page.locator('.basis', { hasText: 'everything known' }).waitFor()
  await page.locator('.map .recorded').first().waitFor()
  t.same(trouble, [])
}

async function showsTabs(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2024-04-12&tab=holdings`)
  const american = page.locator('.entry', { hasText: 'usa-africom-ner' }).first()
  t.match(await american.innerText(), /disputed[\s\S]*without legal basis[\s\S]*rotational/)
  await american.getByRole('button', { name: /reports/ }).click()
  await american.locator('.driver-event').first().waitFor()
  await picture(page, 'niger-in-force')
  await page.locator('#tab-timeline').click()
  await page.locator('#timeline-changed').check()
  const retracted = page.locator('.event.retracted').first()
  await retracted.waitFor()
  t.match(await retracted.innerText(), /Retracted/, 'in words')
  t.ok(await retracted.locator('s').count(), 'and struck through')
  await page.locator('#timeline-changed').uncheck()
  await picture(page, 'niger-timeline')
  await page.locator('#tab-compare').click()
  await page.locator('#against').fill('2023-07-25')
  await page.locator('#against').press('Enter')
  await page.locator('.score-table tr', { hasText: 'France' }).waitFor()
  t.match(await page.locator('.comparison').innerText(), /Russia advisory/, 'a force that arrived')
  await picture(page, 'niger-compare')
  await page.selectOption('#colour', 'RUS')
  await page.locator('.legend-title', { hasText: 'Score towards Russia' }).waitFor()
  await page.locator('.labels', { hasText: '+0.' }).waitFor()
  await settled(page)
  await picture(page, 'scores-russia')
  t.same(trouble, [])
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

async function keepsPace(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2022-01-01&span=5`)
  await settled(page)
  type Drag = { frames: number; ms: number; worst: number; days: number }
  const { frames, ms, worst, days } = await page.evaluate<Drag>(DRAG)
  const pace = (frames * 1000) / ms
  t.comment(`slider: ${pace.toFixed(1)} frames a second over ${days} days, longest frame ${worst.toFixed(0)} ms`)
  t.ok(pace > 20, 'more than 20 frames a second on a shared machine; the aim is 30')
  await page.locator('.play').click()
  const at = async () => (await page.locator('#date-slider').inputValue()) as string
  const earlier = await at()
  await page.waitForFunction(`document.querySelector('#date-slider').value !== '${earlier}'`)
  await page.locator('.play').click()
  t.equal(await page.locator('.play').getAttribute('aria-label'), 'Play', 'a second press pauses')
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
  await page.locator('.ribbon-name[data-country=MLI]').click()
  await page.getByText('Still asking for Mali').waitFor()
  await page.locator('#panel-title', { hasText: 'Mali' }).waitFor()
  await page.locator('.partner-list').first().waitFor()
  await page.context().setOffline(true)
  await page.getByText('This device is offline.').waitFor()
  await picture(page, 'offline')
  await page.locator('.ribbon-name[data-country=TCD]').click()
  await page.getByRole('alert').getByText('The service cannot be reached.').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('alert').getByRole('button', { name: 'Ask again' }).click()
  await page.locator('.partner-list').first().waitFor()
  await page.locator('.banner').waitFor({ state: 'detached' })
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
  t.equal(await page.locator('.ribbon-name').innerText(), 'Niger')
  t.same(trouble, [])
}
