import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { root } from '../support/dossier.js'
import { chromiumPath, launch, openPage, picture, WITHOUT_BROWSER } from './browser.js'
import { ready, settled } from './in-page.js'
import { startServing } from './serving.js'

if (chromiumPath === null) {
  t.pass(WITHOUT_BROWSER, { skip: WITHOUT_BROWSER })
} else {
  t.setTimeout(115_000)
  const browser = await launch()
  t.teardown(() => browser.close())
  await t.test('the world is on the map, and found by the names that people write', test => shows(test, browser))
}

interface Answered {
  readonly countries: readonly {
    readonly country: string
    readonly security: { readonly status: string; readonly alignedWith: readonly string[] }
  }[]
}

async function shows(t: Test, browser: Browser) {
  const { origin, stop } = await startServing()
  t.teardown(stop)
  const response = await fetch(`${origin}/v1/imports?backfill=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: readFileSync(join(root, 'dossiers', 'world.ndjson')),
  })
  t.match((await response.text()).trim().split('\n').at(-1), /"refused":0/)
  const { countries } = (await (await fetch(`${origin}/v1/countries?at=1985-06-01`)).json()) as Answered
  const known = countries.filter(({ security }) => security.status !== 'unknown').map(({ country }) => country)
  const { page, trouble } = await openPage(t, browser, origin)
  await ready(page, `${origin}/?at=1985-06-01`)
  await settled(page)
  const fills = await page.evaluate<Record<string, string>>(
    `Object.fromEntries([...document.querySelectorAll('.area[data-country]')].map(area => [area.dataset.country, getComputedStyle(area).fill]))`,
  )
  const bare = countries.find(({ country, security: { status, alignedWith } }) => {
    return status === 'unknown' && alignedWith.length === 0 && fills[country] !== undefined
  })
  const nothing = fills[bare!.country]
  const drawn = known.filter(country => fills[country] !== undefined)
  t.comment(`${known.length} countries with a state, ${drawn.length} of them drawn`)
  t.ok(drawn.length >= 50, `${drawn.length} countries with a state are drawn`)
  t.same(
    drawn.filter(country => fills[country] === nothing),
    [],
    'whoever has a state looks otherwise than one about which nothing is known',
  )
  await picture(page, 'world-1985')

  const search = page.locator('#search')
  for (const [typed, title] of [
    ['Türkiye', /Türkiye|Turkey/],
    ['South Korea', /Korea/],
    ['Ivory Coast', /Côte d.Ivoire/],
    ['Swaziland', /Eswatini|Swaziland/],
  ] as const) {
    await search.fill(typed)
    await search.press('Enter')
    await page.locator('#panel-title', { hasText: title }).waitFor()
  }
  t.same(trouble, [])
}
