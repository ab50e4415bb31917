import t from 'tap'
import { killed } from './killed-service.js'

t.setTimeout(300_000)

t.test('a service that is killed five times while 64 clients post, correct and import', t => killed(t, 5, 3))
