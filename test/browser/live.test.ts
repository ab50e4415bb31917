import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { chromiumPath, launch, loadDossier, openPage, picture, post, WITHOUT_BROWSER } from './browser.js'
import { startServing } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  t.setTimeout(110_000)
  const browser = await launch()
  t.teardown(() => browser.close())
  await t.test('an event that is posted shows on the open page', test => liveUpdate(test, browser))
  await t.test('a restart of the service loses nothing', test => restart(test, browser))
  await t.test('a message that goes missing is noticed', test => gap(test, browser))
}

/** Chad had no Russian force on record: one that arrives must show in the feed, in the panel and in force. */
async function liveUpdate(t: Test, browser: Browser) {
  const serving = await startServing()
  t.teardown(serving.stop)
  await loadDossier(serving.origin)
  const { page, trouble } = await openPage(t, browser, serving.origin)
  await page.goto(`${serving.origin}/?country=TCD&at=2024-05-01&tab=holdings`)
  await page.locator('.entry').first().waitFor()
  await page.locator('.light', { hasText: 'Live' }).waitFor()
  t.equal(await page.locator('.entry [title=rus-test-tcd]').count(), 0)
  const started = Date.now()
  const data = {
    forceId: 'rus-test-tcd',
    sponsor: 'RUS',
    role: 'garrison',
    strength: { low: 900, high: 1000 },
    consent: 'invited',
  }
  const { id } = await post(
    serving.origin,
    trainers({ country: 'TCD', occurredOn: '2024-04-20', announcedOn: null, data, factId: 'tcd-test' }),
  )
  await page.locator(`.feed-line[data-event="${id}"]`, { hasText: 'Trainers deployed: Russia' }).waitFor()
  t.comment(`in the feed ${Date.now() - started} ms after it was posted`)
  await page.locator('.entry [title=rus-test-tcd]').waitFor()
  t.comment(`in the panel ${Date.now() - started} ms after it was posted`)
  t.match(
    await page.locator('#connection').innerText(),
    /Connected, last heard \d+ s ago/,
    'an idle line says when it was last heard',
  )
  await picture(page, 'live')
  t.same(trouble, [])
}

async function restart(t: Test, browser: Browser) {
  const store = `sqlite:${t.testdir()}`
  let serving = await startServing(store)
  t.teardown(() => serving.stop())
  const { origin, port } = serving
  const posted: string[] = []
  const report = async (n: number) => {
    const { id } = await post(origin, trainers({ occurredOn: `2024-05-0${n}`, announcedOn: null, factId: `live-${n}` }))
    posted.push(id)
  }
  const { page } = await openPage(t, browser, origin)
  await report(1)
  await page.goto(`${origin}/?country=NER&tab=timeline`)
  await page.locator('.light', { hasText: 'Live' }).waitFor()
  await report(2)
  await page.locator(`.feed-line[data-event="${posted[1]}"]`).waitFor()
  await serving.stop()
  await page.locator('.light', { hasText: 'Disconnected' }).waitFor()
  t.match(
    await page.locator('#connection').innerText(),
    /Disconnected; trying again in \d+ s\. It resumes after/,
    'a broken line says so',
  )
  await picture(page, 'disconnected')
  serving = await startServing(store, port)
  for (const n of [3, 4, 5]) await report(n)
  await page.locator(`.feed-line[data-event="${posted.at(-1)}"]`).waitFor()
  await page.locator('.light', { hasText: 'Live' }).waitFor()
  const shown = await page
    .locator('.feed-line.event')
    .evaluateAll(lines => lines.map(line => line.getAttribute('data-event')))
  t.same(shown.reverse(), posted.slice(1), 'every event since the page was opened, once, in order')
  t.equal(await page.locator('.feed-line.note').count(), 0, 'no gap was noticed')
  for (const n of [2, 3, 4, 5]) await page.locator('.event .when', { hasText: `${n} May 2024` }).waitFor()
  t.pass('the timeline holds them all')
}

/** The control of the test above: a stream that leaves a message out must not pass for a whole one. */
async function gap(t: Test, browser: Browser) {
  const serving = await startServing()
  t.teardown(serving.stop)
  await post(serving.origin, trainers())
  const { page } = await openPage(t, browser, serving.origin)
  const message = (id: string, previous: string | null) =>
    `id: ${id}\nevent: heartbeat\ndata: ${JSON.stringify({ position: id, previous })}\n\n`
  let body = message('1', null) + message('2', '1')
  await page.route('**/v1/stream?*', route => route.fulfill({ contentType: 'text/event-stream', body }))
  await page.goto(serving.origin)
  await page.locator('.light', { hasText: 'Disconnected' }).waitFor()
  t.equal(await page.locator('.feed-line.note').count(), 0, 'a whole stream raises nothing')
  body = message('5', '4')
  await page.locator('.feed-line.note', { hasText: 'a message is missing' }).first().waitFor()
  t.pass('a stream that goes on after another message than the last one is not believed')
}
