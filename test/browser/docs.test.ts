import { chromium } from 'playwright-core'
import t from 'tap'
import { ringOfAll } from '../support/keys.js'
import { chromiumPath, openPage, WITHOUT_BROWSER } from './browser.js'
import { startServing } from './serving.js'

/** A name that browsers, unlike localhost, take for another machine: what asks for HTTPS there finds none. */
const ELSEWHERE = 'entente.test'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  t.test('the reference is shown over plain HTTP to who comes by the name of a machine', async t => {
    t.setTimeout(115_000)
    const serving = await startServing('memory:', 0, ringOfAll().ring)
    const browser = await chromium.launch({
      executablePath: chromiumPath ?? '',
      args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`],
    })
    t.teardown(async () => {
      await browser.close()
      await serving.stop()
    })
    const origin = `http://${ELSEWHERE}:${serving.port}`
    const { page, trouble } = await openPage(t, browser, origin)
    await page.goto(`${origin}/docs`)
    await page.locator('.opblock').first().waitFor()
    t.ok((await page.locator('.opblock').count()) > 20, 'every operation is listed')
    t.same(trouble, [], 'nothing was asked for elsewhere, nothing failed')
    const control = await openPage(t, browser, origin)
    await control.page.route(`${origin}/docs`, async route => {
      const reply = await fetch(`${serving.origin}/docs`)
      const policy = `${reply.headers.get('content-security-policy')}; upgrade-insecure-requests`
      const headers = { 'content-type': 'text/html', 'content-security-policy': policy }
      await route.fulfill({ body: await reply.text(), headers })
    })
    await control.page.goto(`${origin}/docs`)
    await control.page.waitForLoadState('networkidle')
    t.equal(await control.page.locator('.opblock').count(), 0, 'control: told to ask by HTTPS, it stays blank')
    t.ok(control.trouble.length > 0)
  })
}
