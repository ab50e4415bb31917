import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { browseDossier, chromiumPath, openPage, picture, WITHOUT_BROWSER } from './browser.js'
import { FOCUSED, ready, settled } from './in-page.js'
import type { Serving } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  await t.test('a click on Niger leads to its drivers and their sources', test => clicksThrough(test, browser, serving))
  await t.test('how a country came to where it stands', test => saysHow(test, browser, serving))
  await t.test('a link holds the whole view', test => deepLink(test, browser, serving))
  await t.test('what was known on a date', test => pastKnowledge(test, browser, serving))
  await t.test('map, table and panel agree on a day between those that the intervals know', test =>
    agrees(test, browser, serving),
  )
  await t.test('the tabs of a country', test => showsTabs(test, browser, serving))
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
  const since = page.locator('.status-list .current .since')
  t.match(
    await since.innerText(),
    /^Since .*, among these since \d+ (Mar|Apr) 2024.* · before: /,
    'and since when these',
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

/** Mali had had one provider for months before June 2023: the page says since when, after whom, and leads to the reports. */
async function saysHow(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=MLI&at=2023-06-01`)
  await page.locator('.status-list .current .since', { hasText: 'before: contested: ' }).waitFor()
  const change = page.locator('.changes-of .change-row').first()
  t.match(await change.innerText(), /Aug 2022\s+contested: .*France.* → Russia/)
  await change.click()
  await page.locator('.events .event').first().waitFor()
  const url = new URL(page.url()).searchParams
  t.equal(url.get('tab'), 'timeline')
  t.match(url.get('at'), /^2022-08/)
  t.match(await page.locator('.events').innerText(), /France/, 'France’s withdrawal is in the reports of that time')
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
  await page.locator('.status-strip-name[data-country=NER]').click()
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
  const american = page.locator('.entry', { hasText: 'Africom' }).first()
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
  await page.locator('.score-change[data-partner=FRA]').first().waitFor()
  t.match(await page.locator('.comparison').innerText(), /Russia, Africa corps came/, 'a force that arrived')
  await page.selectOption('#colour', 'RUS')
  await page.locator('.legend-title', { hasText: 'Score towards Russia' }).waitFor()
  await page.locator('.labels', { hasText: '+0.' }).waitFor()
  const change = page.locator('.score-change[data-partner=RUS][data-dimension=security] .number').first()
  const inPanel = (await change.innerText()).split(' → ')[1]!
  await page.locator('.labels [data-label=NER] .status', { hasText: inPanel }).waitFor()
  t.match(
    inPanel,
    /^\+0\.\d\d$/,
    'the map shows the score of the day, as the panel does, not of the first of its month',
  )
  await settled(page)
  await picture(page, 'scores-russia')
  t.same(trouble, [])
}

/** On a day within a month on which several contend, the intervals, the state, the map, the panel and the table say so. */
async function agrees(t: Test, browser: Browser, { origin }: Serving) {
  type Verdict = { status: string; primary: string | null; contenders: string[] }
  type Interval = { from: string; to: string; contenders?: { from: string; partners: string[] }[] }
  const ask = async <T>(path: string) => (await (await fetch(`${origin}${path}`)).json()) as T
  const found: { country: string; day: string; said: Verdict }[] = []
  const { countries } = await ask<{ countries: { country: string; security: Interval[] }[] }>(
    '/v1/countries?from=2019-01-01&to=2025-12-31',
  )
  for (const { country, security } of countries) {
    for (let month = 0; month < 84 && found.length === 0; month++) {
      const day = new Date(Date.UTC(2019, month, 25)).toISOString().slice(0, 10)
      const stages = security.find(({ from, to }) => from <= day && day <= to)?.contenders ?? []
      const stage = stages.findLast(({ from }) => from <= day)?.partners ?? []
      if (stage.length < 2) continue
      const { dimensions } = await ask<{ dimensions: { security: Verdict } }>(`/v1/countries/${country}?at=${day}`)
      const said = dimensions.security
      t.same(
        [...said.contenders].sort(),
        [...stage].sort(),
        `the interval says what the state of ${country} on ${day} does`,
      )
      found.push({ country, day, said })
    }
  }
  const [{ country, day, said } = { country: '', day: '', said: null }] = found
  if (said === null) return t.fail('no day on which several contend')
  t.comment(`${country} on ${day}: ${said.status} ${said.contenders.join()}`)
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=${country}&at=${day}`)
  await settled(page)
  const expected = await page.locator('.status-list .current .status-words').innerText()
  const names = expected.replace(/^Contested: | \(disputed presence\)/g, '').split(/, | and /)
  const label = await page.locator(`.labels [data-label=${country}] .status`).textContent()
  t.ok(
    [names.join(' · '), said.contenders.join(' · '), `${said.contenders[0]} +${said.contenders.length - 1}`].includes(
      label ?? '',
    ),
    `panel: ${expected}; map: ${label}`,
  )
  await page.getByText('The map as a table').click()
  const row = await page.locator('.as-table tr', { has: page.getByText(names[0]!) }).allInnerTexts()
  t.ok(
    row.some(text => names.every(name => text.includes(name))),
    `and the table: ${row.join(' | ')}`,
  )
  t.same(trouble, [])
}
