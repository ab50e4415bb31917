import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'
import { dossierText, root } from '../support/dossier.js'
import { type Serving, startServing } from './serving.js'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome']

/** Where a browser is, or null; CHROMIUM_PATH names another. */
export const chromiumPath =
  [process.env.CHROMIUM_PATH ?? '', ...PLACES].find(path => path !== '' && existsSync(path)) ?? null

export const WITHOUT_BROWSER = 'no browser found: install chromium (apt-get install chromium) or set CHROMIUM_PATH'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function launch(): Promise<Browser> {
  const built = join(root, 'build', 'dashboard', 'files.json')
  if (!existsSync(built)) execFileSync(process.execPath, [join(root, 'src', 'dashboard', 'build.mjs')])
  return chromium.launch({ executablePath: chromiumPath ?? '', args: FLAGS })
}

export interface Opened {
  readonly page: Page
  /** Errors of the console and of scripts so far, and requests to anywhere else. */
  readonly trouble: string[]
}

/** A page of its own that notes everything that should not happen. */
export async function openPage(
  t: Test,
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const trouble: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => trouble.push(`script: ${error.message}`))
  page.on('request', request => {
    if (
      !request
        .url()
        .replace(/^blob:/, '')
        .startsWith(`${origin}/`)
    )
      trouble.push(`request: ${request.url()}`)
  })
  return { page, trouble }
}

/** Pictures for people, in build/screenshots/. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  const directory = join(root, 'build', 'screenshots')
  mkdirSync(directory, { recursive: true })
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage })
}

interface Browsing {
  readonly browser: Browser
  readonly serving: Serving
}

/** A browser and a service that holds the dossier, until the test ends. */
export async function browseDossier(t: Test): Promise<Browsing> {
  const browsing = await browse(t)
  t.equal(await loadDossier(browsing.serving.origin), 855, 'the dossier is stored')
  return browsing
}

/** A browser and a service with an empty record, until the test ends. */
export async function browse(t: Test): Promise<Browsing> {
  t.setTimeout(115_000)
  const browser = await launch()
  const serving = await startServing()
  t.teardown(async () => {
    await browser.close()
    await serving.stop()
  })
  return { browser, serving }
}

export async function loadDossier(origin: string): Promise<number> {
  const reply = await fetch(`${origin}/v1/imports?backfill=true&report=refused`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: dossierText(),
  })
  const summary = JSON.parse((await reply.text()).trim().split('\n').at(-1)!) as { summary: { appended: number } }
  return summary.summary.appended
}

export async function post(origin: string, event: Record<string, unknown>): Promise<{ id: string; position: string }> {
  const reply = await fetch(`${origin}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  })
  if (reply.status !== 201) throw new Error(`${reply.status} ${await reply.text()}`)
  return (await reply.json()) as { id: string; position: string }
}
