import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { browseDossier, chromiumPath, openPage, picture, post, WITHOUT_BROWSER } from './browser.js'
import { ready, settled } from './in-page.js'
import { type Serving, startServing } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browseDossier(t)
  await t.test('map, rows and scores are had as files that say what they rest on', test =>
    saves(test, browser, serving),
  )
  await t.test('a figure on a page of its own', test => embeds(test, browser, serving))
  await t.test('a page elsewhere shows it where the settings name that page', test => frames(test, browser))
}

async function saved(page: Page, name: string): Promise<{ readonly file: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ])
  return { file: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

async function saves(t: Test, browser: Browser, { origin }: Serving) {
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2024-04-12`)
  await settled(page)
  await page.locator('.chart canvas').waitFor()
  await page.getByText('Save or embed').click()
  const { basis } = (await (await fetch(`${origin}/v1/countries?at=2024-04-12`)).json()) as {
    basis: { policyHash: string; position: string }
  }
  for (const what of ['the map', 'the rows over time', 'the scores']) {
    const svg = await saved(page, `Save ${what} as SVG`)
    const text = svg.bytes.toString()
    t.match(svg.file, /^entente-(map|rows|scores)-.*\.svg$/)
    t.notMatch(text, /var\(|class=|style=/, `${what}: nothing hangs on the page's stylesheet`)
    t.match(
      text,
      new RegExp(`Policy v1 .* model ${basis.policyHash.slice(0, 12)}`),
      `${what}: the basis is printed in it`,
    )
    t.ok(text.includes(`${origin}/?country=NER&amp;at=2024-04-12`), `${what}: and where it is from`)
    const used = [...text.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id)
    for (const id of new Set(used)) t.ok(text.includes(`id="${id}"`), `${what}: ${id} is in the file`)
    const png = await saved(page, `Save ${what} as PNG`)
    t.equal(png.bytes.subarray(1, 4).toString(), 'PNG')
    t.ok(png.bytes.readUInt32BE(16) > 1000, `${what}: sharp enough to print`)
    const csv = await saved(page, `Save ${what} as CSV`)
    const [head, ...rows] = csv.bytes.toString().trim().split('\r\n')
    t.match(head, /,policy,policy_hash,as_known_at,position$/)
    t.ok(rows.length > 1)
    t.ok(
      rows.every(row => row.includes(`,v1,${basis.policyHash},`)),
      `${what}: the basis stands in each row`,
    )
  }
  const code = await page.locator('#embed-code').inputValue()
  t.match(code, /<iframe src="http:\/\/127\.0\.0\.1:\d+\/embed\?country=NER&amp;at=2024-04-12" title="Security: .*"/)
  await page.selectOption('#embed-what', 'scores')
  t.match(await page.locator('#embed-code').inputValue(), /show=scores/)
  t.same(trouble, [])
}

async function embeds(t: Test, browser: Browser, { origin }: Serving) {
  const figures = {
    map: '.embed-map .area.recorded',
    rows: '.embed-rows rect',
    scores: '.embed-scores svg path',
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [show, selector] of Object.entries(figures)) {
      const options = { viewport: { width: 760, height: 520 }, colorScheme }
      const { page, trouble } = await openPage(t, browser, origin, options)
      await page.goto(`${origin}/embed?country=NER&at=2024-04-12&show=${show}`)
      await page.locator('.embed-foot').waitFor()
      t.ok((await page.locator(selector).count()) > 3, `${show} is drawn`)
      t.match(await page.locator('.embed-foot').innerText(), /Policy v1 · everything known/)
      t.equal(await page.locator('header, nav, #search').count(), 0, 'without the head of the page')
      const link = page.getByRole('link', { name: 'Open in Entente' })
      t.equal(await link.getAttribute('href'), `${origin}/?country=NER&at=2024-04-12`)
      await picture(page, `embed-${show}-${colorScheme}`)
      t.same(trouble, [])
    }
  }
}

async function frames(t: Test, browser: Browser) {
  const elsewhere = createServer((request, reply) => {
    reply.setHeader('content-type', 'text/html')
    reply.end(
      `<title>elsewhere</title><iframe src="${new URL(request.url!, 'http://x').searchParams.get('of')}"></iframe>`,
    )
  })
  await new Promise<void>(resolve => elsewhere.listen(0, 'localhost', resolve))
  t.teardown(() => elsewhere.close())
  const host = `http://localhost:${(elsewhere.address() as AddressInfo).port}`
  for (const frameAncestors of ['', host]) {
    const serving = await startServing('memory:', 0, null, { frameAncestors })
    t.teardown(serving.stop)
    await post(serving.origin, trainers())
    const { page } = await openPage(t, browser, serving.origin)
    await page.goto(`${host}/?of=${encodeURIComponent(`${serving.origin}/embed`)}`)
    const inside = page.frameLocator('iframe').locator('.embed-foot')
    if (frameAncestors === '') {
      await page.waitForTimeout(1500)
      t.equal(await inside.count(), 0, 'closed unless the settings say otherwise')
    } else {
      await inside.waitFor()
      t.pass('shown to the origin that is named')
    }
  }
}
