import type { Browser, Locator } from 'playwright-core'
import t, { type Test } from 'tap'
import { browseDossier, chromiumPath, openPage, WITHOUT_BROWSER } from './browser.js'
import { ready, settled } from './in-page.js'
import { lookAt } from './look.js'
import type { Serving } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  await t.test('what differs between two days and between two states of knowledge, and why', test =>
    differs(test, browser, serving),
  )
  await t.test('where a power stands, and what it gained and lost', test => stands(test, browser, serving))
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
  await settled(page)
  await page.locator('#against-known').fill('2024-03-15')
  await page.locator('#against-known').press('Enter')
  await page.waitForURL(/againstKnownAt=2024-03-15/)
  await settled(page)
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

/** The search opens a power; its list, the map and the service say the same; gains and losses name the garrisons. */
async function stands(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2025-12-31`)
  await settled(page)
  await page.locator('#search').focus()
  await page.keyboard.type('france')
  await page.locator('#found [data-id=FRA][data-as=power]').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/power=FRA/)
  await page.locator('#power-since').fill('2022-01-01')
  await page.locator('#power-since').press('Enter')
  await page.waitForURL(/against=2022-01-01/)
  await settled(page)
  type Footprint = { hosts: { country: string }[]; lost: { country: string; forces: { on: string }[] }[] }
  const said = (await (
    await fetch(`${origin}/v1/partners/FRA/footprint?at=2025-12-31&from=2022-01-01`)
  ).json()) as Footprint
  const codes = (selector: string) =>
    page.locator(selector).evaluateAll(rows => rows.map(row => row.getAttribute('data-country')))
  t.same(
    await codes('.hosts tbody tr'),
    said.hosts.map(({ country }) => country),
    'hosts as the service says',
  )
  t.same(
    await codes('.lost .entry'),
    said.lost.map(({ country }) => country),
    'losses as the service says',
  )
  t.ok(said.lost.length > 2)
  const niger = page.locator('.lost .entry[data-country=NER]')
  t.match(await niger.innerText(), /Niger 22 Dec 2023[\s\S]*Left: Barkhane, 22 Dec 2023/, 'the garrison and its day')
  await niger.locator('.of-force .reports summary').click()
  await niger.locator('.driver-event').first().waitFor()
  const fill = (code: string) =>
    page.evaluate<string>(`document.querySelector('.area[data-country=${code}]').style.fill`)
  t.match(await fill('NER'), /split/, 'lost, on the map')
  t.match(await fill('GAB'), /--c\d/, 'where it comes first, in its colour')
  t.match(await page.locator('.map-caption').innerText(), /where France stands on 31 Dec 2025/)
  await page.locator('.hosts tbody tr').first().getByRole('button').click()
  await page.locator('#panel-title').waitFor()
  await page.getByRole('button', { name: 'Close the country' }).click()
  await page.locator('.hosts').waitFor()
  t.match(page.url(), /power=FRA/, 'closing the host leads back to the power')
  t.same(trouble, [])
  await lookAt(t, browser, `${origin}/?power=FRA&at=2025-12-31&against=2022-01-01`, '.hosts', 'power')
}
