import { readConfig } from '../../src/config.js'
import { serve } from '../../src/main.js'
import { followLog } from './live-state.js'

/** A process that serves and never comes to an end by itself: settings by environment. */
await serve(readConfig(), store => ({
  ...followLog(store),
  stop: () => new Promise(resolve => setTimeout(resolve, 60_000)),
}))
