import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from '../support/dossier.js'

interface Told {
  readonly type: string
  readonly country: string
  readonly partner?: string
  readonly parties?: readonly string[]
  readonly data: { readonly agreementId?: string }
}

const told = ['world', 'sahel'].flatMap(name =>
  readFileSync(join(root, 'dossiers', `${name}.ndjson`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Told),
)

/** Who signed a treaty of many, by its id. */
const parties = new Map<string, ReadonlySet<string>>()
for (const { data, parties: some = [] } of told) {
  if (data.agreementId === undefined || some.length < 3) continue
  parties.set(data.agreementId, new Set([...(parties.get(data.agreementId) ?? []), ...some]))
}

const of = (type: string, { country, data }: Told) =>
  told.some(one => one.type === type && one.country === country && one.data.agreementId === data.agreementId)

t.test('who leaves a treaty of many has left it for the others too', t => {
  const ends = told.filter(one => {
    const all = parties.get(one.data.agreementId ?? '')
    const isEnd = one.type === 'AgreementTerminated' || one.type === 'AgreementTerminationNotified'
    return isEnd && all?.has(one.country) && one.partner === undefined
  })
  t.ok(ends.length >= 4, `${ends.length} ends of treaties of many are told`)
  const isOfAll = ({ parties: some = [] }: Told) => some.length > 2
  const over = new Set(ends.filter(isOfAll).map(({ data }) => data.agreementId))
  const alone = ends.filter(one => !over.has(one.data.agreementId) && !of('AgreementTerminationRetracted', one))
  t.same(
    alone.map(({ type, country, data }) => `${type} ${country} ${data.agreementId}`),
    [],
    'none of them in the record of one party alone, but for a notice that was taken back',
  )
  t.ok(told.filter(({ type }) => type === 'AgreementPartyLeft').length >= 5)
  t.end()
})
