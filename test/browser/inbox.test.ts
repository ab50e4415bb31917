import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { root } from '../support/dossier.js'
import { chromiumPath, launch, openPage, picture, post, WITHOUT_BROWSER } from './browser.js'
import { ready, settled } from './in-page.js'
import { lookAt } from './look.js'
import { startServing } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  t.setTimeout(115_000)
  const browser = await launch()
  t.teardown(() => browser.close())
  await t.test('leads are read, promoted and dismissed by keyboard alone', test => decides(test, browser))
}

async function served(t: Test) {
  const serving = await startServing()
  t.teardown(serving.stop)
  await post(serving.origin, trainers({ country: 'MLI', factId: 'mli' }))
  for (const name of ['gdelt2.tsv', 'icews.tab']) {
    await fetch(`${serving.origin}/v1/leads`, {
      method: 'POST',
      headers: { 'content-type': 'text/tab-separated-values' },
      body: readFileSync(join(root, 'test/fixtures/tables', name)),
    })
  }
  return serving.origin
}

interface Shown {
  readonly leads: readonly { readonly leadId: string }[]
}

async function decides(t: Test, browser: Browser) {
  const origin = await served(t)
  const listed = async (query: string) =>
    ((await (await fetch(`${origin}/v1/leads?${query}`)).json()) as Shown).leads.map(({ leadId }) => leadId)
  const { page, trouble } = await openPage(t, browser, origin)
  const asked: string[] = []
  page.on('request', request => void asked.push(new URL(request.url()).pathname))
  await ready(page, `${origin}/?at=2024-06-01`)
  await settled(page)
  t.notOk(
    asked.some(path => path.startsWith('/v1/leads')),
    'nothing of it is loaded before it is opened',
  )
  await page.locator('[data-desk=inbox]').focus()
  await page.keyboard.press('Enter')
  await page.locator('.leads > li').first().waitFor()
  const ids = () => page.locator('.leads > li').evaluateAll(rows => rows.map(row => row.getAttribute('data-lead')))
  t.same(await ids(), await listed('status=open'), 'the same as the service says, the latest day first')
  // Dismissed, and the next one; taken back.
  const [first, second] = await ids()
  await page.locator('.lead-row').first().focus()
  await page.keyboard.press('d')
  t.equal(await page.evaluate('document.activeElement.parentElement.dataset.lead'), second, 'the next one is at hand')
  await page.locator(`[data-lead="${first}"][data-status=dismissed]`).waitFor()
  await page.waitForFunction(`fetch('/v1/leads?status=dismissed').then(r => r.json()).then(p => p.leads.length === 1)`)
  await page.keyboard.press('u')
  await page.waitForFunction(`fetch('/v1/leads?status=dismissed').then(r => r.json()).then(p => p.leads.length === 0)`)
  // Promoted: what the rows cannot know is asked for, what would change is seen before.
  await page.locator('[data-lead="gdelt2-900000005"] .lead-row').focus()
  await page.keyboard.press('o')
  await page.locator('.lead-body:not([hidden]) .lead-doubt').first().waitFor()
  await page.keyboard.press('p')
  await page.locator('.lead-promotion .claim-field[data-field=extent] select').waitFor()
  await settled(page)
  t.equal(
    await page.evaluate(`document.activeElement.closest('[data-field]')?.dataset.field`),
    'extent',
    'the field that is missing is at hand',
  )
  t.equal(await page.locator('.claim-field[data-field=partner] input').inputValue(), 'United States')
  await page.keyboard.type('complete')
  await page.keyboard.press('Enter')
  if ((await page.locator('.claim-result:not(:empty)').count()) === 0) {
    await page.getByRole('button', { name: 'See what would change' }).press('Enter')
  }
  await page.locator('.consequence').waitFor()
  await picture(page, 'inbox-promotion')
  t.same(await listed('status=promoted'), [], 'a dry run decides nothing')
  await page.keyboard.press('Enter')
  await page.locator('[data-lead="gdelt2-900000005"][data-status=promoted]').waitFor()
  t.same(await listed('status=promoted'), ['gdelt2-900000005'])
  const { events } = (await (await fetch(`${origin}/v1/events?type=ForcesWithdrawn`)).json()) as {
    events: readonly object[]
  }
  t.match(events, [{ data: { extent: 'complete' }, annotations: { externalIds: { lead: 'gdelt2-900000005' } } }])
  // The filter is in the address, and what became of a lead leads to it.
  await page.selectOption('#inbox-status', 'promoted')
  await page.waitForURL(/inbox=status:promoted/)
  await page.locator('[data-lead="gdelt2-900000005"]').waitFor()
  await page.locator('#inbox-host').fill('Ivory Coast')
  await page.locator('#inbox-host').press('Enter')
  await page.waitForURL(/host:CIV/)
  await page.locator('.inbox .quiet').waitFor()
  await page.goBack()
  await page.getByRole('button', { name: /See it in the timeline of Niger/ }).click()
  await page.locator('.events .event').first().waitFor()
  t.same(trouble, [])
  await lookAt(t, browser, `${origin}/?open=inbox&at=2024-12-31`, '.leads li', 'inbox')
}
