import { readConfig } from '../../src/config.js'
import { serve } from '../../src/main.js'
import { followLog } from './live-state.js'

/** A process that serves, for tests that end it: settings by environment. With `hang` it never comes to an end by itself. */
const hangs = process.argv.includes('hang')
await serve(readConfig(), async store => {
  const state = followLog(store)
  return hangs ? { ...state, stop: () => new Promise(resolve => setTimeout(resolve, 60_000)) } : state
})
