import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from '../support/dossier.js'

t.test('every number of policy v1 has a line of reason of its own', t => {
  const lines = readFileSync(join(root, 'projections', 'policy', 'v1.ts'), 'utf8').split('\n')
  const bare = lines.filter((line, i) => {
    const says = /:.*\d/.test(line) && !/^\s*(\/\/|\/?\*)/.test(line) && !/^\s*(id|title):/.test(line)
    return says && !/^\s*(\/\/|\/?\*)/.test(lines[i - 1]!)
  })
  t.same(bare, [], 'a number without a reason above it')
  t.end()
})
