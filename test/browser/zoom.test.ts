import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { browse, chromiumPath, openPage, post, WITHOUT_BROWSER } from './browser.js'
import { ready, until } from './in-page.js'
import type { Serving } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  const { browser, serving } = await browse(t)
  await post(serving.origin, trainers())
  await t.test('the wheel enlarges the map where the pointer is', test => wheels(test, browser, serving))
  await t.test('a drag moves the map and chooses nothing; a click chooses', test => drags(test, browser, serving))
  await t.test('two fingers enlarge and move the map, one scrolls the page', test => touches(test, browser, serving))
  await t.test('the buttons do the same by the keyboard', test => presses(test, browser, serving))
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

async function boxOf(page: Page, country: string): Promise<Box> {
  return (await page.locator(`.area[data-country=${country}]`).boundingBox())!
}

/** The map, once it takes gestures: it is at rest where its shapes are drawn and not only moved. */
async function openMap(t: Test, browser: Browser, { origin }: Serving, options = {}) {
  const { page, trouble } = await openPage(t, browser, origin, options)
  await ready(page, `${origin}/?at=2024-04-12`)
  await until(page, "performance.getEntriesByType('resource').some(({ name }) => name.includes('/zooming-'))")
  await page.getByRole('button', { name: 'Show the whole world' }).click()
  await page.waitForTimeout(100)
  return { page, trouble }
}

/** Until the gesture is over and everything drawn where it is. */
function atRest(page: Page) {
  return until(page, "document.querySelector('.map > g').getAttribute('transform') === null")
}

async function wheels(t: Test, browser: Browser, serving: Serving) {
  const { page, trouble } = await openMap(t, browser, serving)
  const before = await boxOf(page, 'NER')
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.wheel(0, -300)
  await atRest(page)
  const closer = await boxOf(page, 'NER')
  t.ok(closer.width > before.width * 1.2, `${before.width} wide, then ${closer.width}`)
  t.ok(closer.x < x && x < closer.x + closer.width, 'the country is still under the pointer')
  t.equal(await page.evaluate('scrollY'), 0, 'the page does not scroll')
  await page.mouse.wheel(0, 300)
  await atRest(page)
  const back = await boxOf(page, 'NER')
  t.ok(Math.abs(back.width - before.width) < 1, 'and back')
  t.same(trouble, [])
}

async function drags(t: Test, browser: Browser, serving: Serving) {
  const { page, trouble } = await openMap(t, browser, serving)
  const before = await boxOf(page, 'NER')
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 30, y + 20, { steps: 3 })
  await page.mouse.move(x + 60, y + 40, { steps: 3 })
  await page.mouse.up()
  await atRest(page)
  const moved = await boxOf(page, 'NER')
  t.ok(Math.abs(moved.x - before.x - 60) < 3, `moved by ${moved.x - before.x}`)
  t.ok(Math.abs(moved.width - before.width) < 1, 'and no larger')
  t.notMatch(page.url(), /country=/, 'nothing was chosen')
  await page.mouse.click(x + 60, y + 40)
  await page.locator('#panel-title', { hasText: 'Niger' }).waitFor()
  t.match(page.url(), /country=NER/)
  t.same(trouble, [])
}

async function touches(t: Test, browser: Browser, serving: Serving) {
  const phone = { hasTouch: true, viewport: { width: 390, height: 700 } }
  const { page, trouble } = await openMap(t, browser, serving, phone)
  const before = await boxOf(page, 'NER')
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2]
  const client = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly (readonly [number, number])[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
  await touch('touchStart', [[x, y]])
  for (const by of [10, 20, 40, 80, 120]) await touch('touchMove', [[x, y - by]])
  await touch('touchEnd', [])
  await until(page, 'scrollY > 50')
  const after = await boxOf(page, 'NER')
  t.equal(after.width, before.width, 'the map is as it was')
  // The page may still be gliding.
  await until(page, '(scrollTo(0, 0), scrollY === 0)')
  const apart = (by: number) => [[x - by, y] as const, [x + by, y] as const]
  await touch('touchStart', apart(20))
  await touch('touchMove', apart(40))
  await touch('touchMove', apart(60))
  await touch('touchEnd', [])
  await atRest(page)
  const closer = await boxOf(page, 'NER')
  t.ok(closer.width > before.width * 2, `two made it ${closer.width} wide from ${before.width}`)
  t.same(trouble, [])
}

async function presses(t: Test, browser: Browser, serving: Serving) {
  const { page, trouble } = await openMap(t, browser, serving)
  const before = await boxOf(page, 'NER')
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus()
    await page.keyboard.press('Enter')
    await atRest(page)
  }
  await press('Closer')
  const closer = await boxOf(page, 'NER')
  t.ok(Math.abs(closer.width / before.width - 1.6) < 0.05, `${closer.width} of ${before.width}`)
  await press('Farther')
  t.ok(Math.abs((await boxOf(page, 'NER')).width - before.width) < 1)
  await press('Closer')
  await press('Fit the countries on record into the map')
  const framed = await boxOf(page, 'NER')
  await press('Show the whole world')
  t.ok(Math.abs((await boxOf(page, 'NER')).width - before.width) < 1, 'a frame forgets the zoom')
  t.ok(framed.width > before.width * 2, 'the record is closer than the world')
  t.same(trouble, [])
}
