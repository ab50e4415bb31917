import { askEarly } from './early.js'

// Everything that the first view needs is asked for at once, before the script that shows it has arrived.
const { page = '', world = '' } = document.body.dataset
const early = askEarly(location.search, world)
const { openPage } = (await import(page)) as typeof import('./page.js')
openPage(early)
