import type { Page } from 'playwright-core'

/** The page at a url, once the record is painted. */
export async function ready(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('.map .recorded').first().waitFor()
}

/** Wait until the first view is painted and nothing shown waits for an answer. */
export async function settled(page: Page): Promise<void> {
  await until(page, FIRST_VIEW)
  await until(page, "document.querySelector('[aria-busy]') === null")
}

/** The first value of an expression that counts as true. Asked again and again from here: the page's policy forbids it to. */
export async function until<T>(page: Page, expression: string): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const value = await page.evaluate<T | null | undefined | false>(expression)
    if (value) return value
    await page.waitForTimeout(50)
  }
  throw new Error(`never came true: ${expression}`)
}

// What runs in the page is text: these files are checked without the browser's types.
export const FOCUSED = 'document.activeElement.id || document.activeElement.dataset.partner'
export const FIRST_VIEW = "performance.getEntriesByName('entente-first-view')[0]?.startTime"
export const NAMELESS = `[...document.querySelectorAll('button, input, select, summary')]
  .filter(element => element.checkVisibility())
  .filter(element => !element.getAttribute('aria-label') && !element.textContent.trim() && !element.labels?.length)
  .map(element => element.outerHTML)`
export const DRAG = `(async () => {
  const slider = document.querySelector('#date-slider')
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  const first = Number(slider.value)
  const started = await frame()
  let [frames, worst, before] = [0, 0, started]
  while (before - started < 3000) {
    slider.value = String(Number(slider.value) + 5)
    slider.dispatchEvent(new Event('input'))
    const now = await frame()
    worst = Math.max(worst, now - before)
    before = now
    frames++
  }
  return { frames, ms: before - started, worst, days: Number(slider.value) - first }
})()`
