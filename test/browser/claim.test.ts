import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { ringOfAll } from '../support/keys.js'
import { chromiumPath, launch, openPage, picture, post, WITHOUT_BROWSER } from './browser.js'
import { ready, settled } from './in-page.js'
import { startServing } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  t.setTimeout(115_000)
  const browser = await launch()
  t.teardown(() => browser.close())
  await t.test('a claim is added in words, and what it would change is seen before', test => adds(test, browser))
  await t.test('a key that may only read is told so', test => needsKey(test, browser))
  await t.test('a claim is corrected and retracted from the timeline', test => changes(test, browser))
}

async function logOf(origin: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const { events } = (await (await fetch(`${origin}/v1/events`)).json()) as {
    events: { type: string; data: Record<string, unknown> }[]
  }
  return events
}

function input(page: Page, name: string) {
  return page.locator(`.claim-field[data-field=${name}] :is(input, select)`).first()
}

async function adds(t: Test, browser: Browser) {
  const serving = await startServing()
  t.teardown(serving.stop)
  const { origin } = serving
  await post(origin, trainers({ country: 'MLI', factId: 'mli' }))
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=2024-06-01`)
  await settled(page)
  await page.locator('[data-desk=claim]').focus()
  await page.keyboard.press('Enter')
  await page.selectOption('#claim-type', 'TrainersDeployed')
  t.match(await page.locator('#claim-meaning').innerText(), /trainers of a sponsor came/i, 'the type in words')
  const see = page.getByRole('button', { name: 'See what would change' })
  const record = page.getByRole('button', { name: 'Record it' })
  await see.click()
  await page.getByRole('alert').waitFor()
  for (const name of ['country', 'occurredOn', 'forceId', 'sourceId']) {
    t.equal(await input(page, name).getAttribute('aria-invalid'), 'true', `${name} is needed, and that is said there`)
  }
  t.ok(await record.isDisabled(), 'nothing can be recorded that was not looked at')
  await input(page, 'country').fill('ivory coast')
  await input(page, 'partner').fill('Russia')
  await input(page, 'occurredOn').fill('2024-04-10')
  await input(page, 'forceId').fill('rus-trainers-civ')
  await input(page, 'sponsor').fill('rus')
  await page.locator('.claim-field[data-field=role] select').selectOption('advisory')
  await input(page, 'sourceId').fill('example-daily')
  await input(page, 'reliability').selectOption('B')
  await input(page, 'credibility').fill('2')
  await input(page, 'modality').selectOption('asserted')
  await see.focus()
  await page.keyboard.press('Enter')
  await page.locator('.consequence .score-change[data-partner=RUS]').waitFor()
  await picture(page, 'claim')
  // What arrives meanwhile takes nothing away from whoever is writing.
  await post(origin, trainers({ country: 'BFA', factId: 'bfa' }))
  await page.locator('.feed-line', { hasText: 'Burkina Faso' }).first().waitFor()
  await page.waitForTimeout(600)
  t.equal(await input(page, 'forceId').inputValue(), 'rus-trainers-civ', 'the form stays as it is')
  t.equal((await logOf(origin)).length, 2, 'a dry run stores nothing')
  await input(page, 'credibility').fill('1')
  await record.click()
  await page.locator('.consequence').waitFor()
  t.equal((await logOf(origin)).length, 2, 'what was changed since is looked at again')
  await settled(page)
  await until(() => record.isEnabled())
  await record.click()
  await page.locator('.notice.done').waitFor()
  const [, , stored] = await logOf(origin)
  t.match(stored, {
    type: 'TrainersDeployed',
    country: 'CIV',
    partner: 'RUS',
    data: { forceId: 'rus-trainers-civ', sponsor: 'RUS', role: 'advisory' },
    claim: { credibility: 1 },
  })
  await page.getByRole('button', { name: /See it in the timeline/ }).click()
  await page.locator('.events .event', { hasText: 'Trainers deployed: Russia' }).waitFor()
  const unexpected = trouble.filter(text => !/422/.test(text))
  t.same(unexpected, [], 'no error but the refusal that was made')
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, 50))
}

async function needsKey(t: Test, browser: Browser) {
  const { ring, keys } = ringOfAll()
  const serving = await startServing('memory:', 0, ring)
  t.teardown(serving.stop)
  const { origin } = serving
  const reply = await fetch(`${origin}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.write}` },
    body: JSON.stringify(trainers()),
  })
  t.equal(reply.status, 201)
  const { page } = await openPage(t, browser, origin)
  await page.goto(`${origin}/?open=claim`)
  await page.getByLabel('Key').fill(keys.read)
  await page.getByRole('button', { name: 'Open' }).click()
  await page.selectOption('#claim-type', 'TrainersDeployed')
  await page.locator('#claim-example').click()
  await page.getByRole('button', { name: 'See what would change' }).click()
  await page
    .getByRole('alert')
    .getByText(/scope write/)
    .waitFor()
  await page.locator('.claim-result').getByLabel('Key').fill(keys.write)
  await page.locator('.claim-result').getByRole('button', { name: 'Open' }).click()
  await page.locator('.consequence').waitFor()
  t.pass('a key that may write is taken at the place')
}

async function changes(t: Test, browser: Browser) {
  const serving = await startServing()
  t.teardown(serving.stop)
  const { origin } = serving
  await post(origin, trainers())
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?country=NER&at=2024-06-01&tab=timeline`)
  await settled(page)
  const form = page.locator('.changing form')
  const source = async () => {
    await form.locator('[data-field=sourceId] input').last().fill('example-daily')
    await form.locator('[data-field=reliability] select').last().selectOption('B')
    await form.locator('[data-field=credibility] input').last().fill('1')
    await form.locator('[data-field=modality] select').last().selectOption('asserted')
  }
  await page.getByText('Correct…').click()
  await form.locator('[data-field=role] select').selectOption('garrison')
  await form.getByRole('button', { name: 'See what would change' }).click()
  await form.locator('[data-field=reason] select[aria-invalid=true]').waitFor()
  await form.locator('[data-field=reason] select').selectOption('error')
  await source()
  await form.getByRole('button', { name: 'See what would change' }).click()
  await form.locator('.consequence').waitFor()
  await picture(page, 'correction')
  await form.getByRole('button', { name: 'Correct it' }).click()
  await page.locator('.event.corrected').waitFor()
  const [, correction] = await logOf(origin)
  t.match(
    correction,
    { type: 'ClaimCorrected', data: { changes: { data: { role: 'garrison' } } } },
    'what differs is sent',
  )
  t.same(Object.keys(correction!.data.changes as object), ['data'], 'and nothing else')
  await page.getByText('Changed by 1 report').click()
  await page.locator('.event.corrected .driver-event').waitFor()
  await page.getByText('Retract…').click()
  await form.locator('[data-field=reason] select').selectOption('error')
  await source()
  await form.getByRole('button', { name: 'See what would change' }).click()
  await form.locator('.consequence .score-change[data-partner=RUS]').waitFor()
  await form.getByRole('button', { name: 'Retract it' }).click()
  await page.locator('.event.retracted').waitFor()
  await page.locator('#timeline-changed').check()
  await page.waitForURL(/standing=changed/)
  await page.locator('.count-of-reports', { hasText: '1 of 1 reports' }).waitFor()
  await page.goto(`${origin}/?country=NER&at=2024-06-01&tab=timeline&reports=USA`)
  await page.locator('.nothing-left').waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.locator('.event.retracted').waitFor()
  t.same(
    trouble.filter(text => !/422/.test(text)),
    [],
    'no error but the refusal that was made',
  )
}
