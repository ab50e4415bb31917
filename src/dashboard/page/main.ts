import { prefetch } from './data/prefetch.js'

// Everything that the first view needs is asked for at once, before styles and the script that shows it have arrived.
const { page = '', world = '' } = document.documentElement.dataset
const prefetched = prefetch(location.search, world)
const { openPage } = (await import(page)) as typeof import('./page.js')
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => openPage(prefetched))
else openPage(prefetched)
