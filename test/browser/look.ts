import type { Browser } from 'playwright-core'
import type { Test } from 'tap'
import { openPage, picture } from './browser.js'
import { NAMELESS, ready, settled } from './in-page.js'

const SCREENS = {
  light: {},
  dark: { colorScheme: 'dark' as const },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
}

/** A view by its link in light, dark and on a phone: nothing fails, nothing is wider than the screen, all has a name. */
export async function lookAt(t: Test, browser: Browser, url: string, shown: string, name: string): Promise<void> {
  for (const [screen, options] of Object.entries(SCREENS)) {
    const { page, trouble } = await openPage(t, browser, new URL(url).origin, options)
    await ready(page, url)
    await page.locator(shown).first().waitFor()
    await settled(page)
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    t.ok(overflow <= 0, `${name}, ${screen}: nothing is wider than the screen`)
    t.same(await page.evaluate<string[]>(NAMELESS), [], `${name}, ${screen}: every control has a name`)
    t.same(trouble, [], `${name}, ${screen}: no trouble`)
    await picture(page, `${name}-${screen}`, screen === 'phone')
    await page.context().close()
  }
}
