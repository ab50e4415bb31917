import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { dayFrom, isoOf } from '../../events/calendar.js'
import { DAYS_APART, kindOf, type LeadRow } from '../../src/leads/lead.js'
import { LEADS_FILE } from '../../src/leads/store/file.js'
import { openLeads } from '../../src/leads/store/sqlite.js'
import type { LeadStore } from '../../src/leads/store.js'
import { openDatabase } from '../../src/sqlite.js'

const FIRST = dayFrom(2024, 1, 1)

interface Given {
  readonly id: string
  readonly day: number
  readonly country?: string
  readonly partner?: string
  readonly stance?: string
  readonly family?: string
}

function row({ id, day, country = 'NER', partner = 'RUS', stance = 'accuse', family = 'afp' }: Given): LeadRow {
  return {
    externalId: id,
    day: FIRST + day,
    families: [family],
    doubts: [],
    suggested: {
      type: 'StatementIssued',
      country,
      partner,
      occurredOn: isoOf(FIRST + day),
      data: { by: [partner], stance },
      claim: { sourceId: 'gdelt', reliability: 'D', credibility: 6, modality: 'asserted' },
    },
  }
}

const take = (leads: LeadStore, rows: readonly Given[]) =>
  leads.take({ format: 'gdelt2', columns: ['id'], rows: rows.map(given => ({ values: [given.id], lead: row(given) })) })

function memory(t: Test): LeadStore {
  const leads = openLeads(null)
  t.teardown(() => leads.close())
  return leads
}

function folder(t: Test): string {
  const directory = mkdtempSync(join(tmpdir(), 'entente-leads-'))
  t.teardown(() => rmSync(directory, { recursive: true }))
  return directory
}

t.test('a repeated row is known, whatever stands around it', async t => {
  const leads = memory(t)
  t.same(
    take(leads, [
      { id: 'a', day: 0 },
      { id: 'a', day: 0 },
    ]).map(({ outcome }) => outcome),
    ['new', 'duplicate'],
  )
  t.same(
    take(leads, [
      { id: 'b', day: 1 },
      { id: 'a', day: 0 },
    ]),
    [
      { outcome: 'joined', leadId: 'gdelt2-a' },
      { outcome: 'duplicate', leadId: 'gdelt2-a' },
    ],
  )
  t.equal(leads.find('gdelt2-b')!.rows, 2)
})

t.test('a row that its source changed goes where it now belongs, while nobody decided', async t => {
  const leads = memory(t)
  take(leads, [
    { id: 'a', day: 0 },
    { id: 'b', day: 1, family: 'reuters' },
  ])
  t.same(take(leads, [{ id: 'a', day: 0, country: 'MLI' }]), [{ outcome: 'revised', leadId: 'gdelt2-a' }])
  t.match(leads.find('gdelt2-a')!, { rows: 1, sources: 1, suggested: { country: 'MLI' } })
  t.match(leads.find('gdelt2-b')!, { leadId: 'gdelt2-b', rows: 1, sources: 1, suggested: { country: 'NER' } })
  leads.decide('gdelt2-a', { status: 'promoted', promotedTo: 'x', by: null, at: '2024-01-01T00:00:00.000Z' })
  take(leads, [{ id: 'a', day: 9, country: 'BFA' }])
  t.match(leads.find('gdelt2-a')!, { status: 'promoted', promotedTo: 'x' }, 'what was decided stays')
  t.equal(leads.count().open, 1)
})

t.test('a lead that loses its last row is gone', async t => {
  const leads = memory(t)
  take(leads, [
    { id: 'a', day: 0 },
    { id: 'b', day: 9 },
  ])
  take(leads, [{ id: 'b', day: 1 }])
  t.same(leads.count(), { open: 1, promoted: 0, dismissed: 0 })
  t.equal(leads.find('gdelt2-b')!.rows, 2)
})

t.test('what is decided is there when the file is opened again, and may be taken back', async t => {
  const directory = folder(t)
  const first = openLeads(directory)
  take(first, [{ id: 'a', day: 0 }])
  first.decide('gdelt2-a', { status: 'dismissed', reason: 'sport', by: 'key-1', at: '2024-01-02T00:00:00.000Z' })
  first.close()
  const second = openLeads(directory)
  t.match(second.find('gdelt2-a')!, { status: 'dismissed', reason: 'sport', decidedBy: 'key-1' })
  second.decide('gdelt2-a', { status: 'open', by: 'key-1', at: '2024-01-03T00:00:00.000Z' })
  t.match(second.find('gdelt2-a')!, { status: 'open', reason: null, decidedBy: null, decidedAt: null })
  t.equal(second.decide('gdelt2-zz', { status: 'open', by: null, at: '' }), null)
  second.close()
})

t.test('another database is not taken for leads, and a newer file is left alone', async t => {
  const directory = folder(t)
  const other = openDatabase(join(directory, LEADS_FILE))
  other.exec('CREATE TABLE something (x)')
  other.close()
  t.throws(() => openLeads(directory), { name: 'LeadStoreError', message: /no file of leads/ })
  const newer = folder(t)
  openLeads(newer).close()
  const file = openDatabase(join(newer, LEADS_FILE))
  file.exec('UPDATE schema SET version = 99')
  file.close()
  t.throws(() => openLeads(newer), { message: /schema version 99/ })
})

t.test('two that import into one file at once take every row once', async t => {
  const directory = folder(t)
  const [one, other] = [openLeads(directory), openLeads(directory)]
  t.teardown(() => {
    one.close()
    other.close()
  })
  for (let n = 0; n < 20; n++) {
    take(one, [{ id: `r${n}`, day: n * 10 }])
    take(other, [
      { id: `r${n}`, day: n * 10 },
      { id: `s${n}`, day: n * 10 + 1 },
    ])
  }
  t.same(one.count(), { open: 20, promoted: 0, dismissed: 0 })
  t.equal(other.find('gdelt2-r3')!.rows, 2)
})

const given = fc.record({
  id: fc.constantFrom(...Array.from({ length: 30 }, (_, n) => `r${n}`)),
  day: fc.integer({ min: 0, max: 12 }),
  country: fc.constantFrom('NER', 'MLI'),
  stance: fc.constantFrom('accuse', 'support'),
  family: fc.constantFrom('afp', 'reuters', 'ap'),
})

t.test('whatever comes in whatever order, leads hold each row once, of one kind and close together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(given, { maxLength: 12 }), { maxLength: 6 }), async groups => {
      const leads = openLeads(null)
      try {
        const last = new Map<string, Given>()
        for (const group of groups) {
          const fresh = group.filter(({ id }, at) => group.findIndex(one => one.id === id) === at)
          take(leads, fresh)
          for (const one of fresh) last.set(one.id, one)
        }
        const { leads: all } = await leads.list({ limit: 500 })
        const seen = new Set<string>()
        for (const lead of all) {
          const rows = leads.rowsOf(lead.leadId, 100)
          const own = rows.map(({ externalId }) => last.get(externalId)!)
          const days = own.map(({ day }) => day)
          if (Math.max(...days) - Math.min(...days) > DAYS_APART) return false
          if (new Set(own.map(one => kindOf(row(one).suggested) + one.country)).size > 1) return false
          if (lead.rows !== rows.length || lead.sources !== new Set(own.map(({ family }) => family)).size) return false
          for (const { externalId } of rows) {
            if (seen.has(externalId)) return false
            seen.add(externalId)
          }
        }
        return seen.size === last.size
      } finally {
        leads.close()
      }
    }),
    { numRuns: 60 },
  )
})

t.test('a list is the filter of all leads, the latest day first, in pages without gap or double', async t => {
  const leads = memory(t)
  const rows = Array.from({ length: 300 }, (_, n) => ({
    id: `r${n}`,
    day: (n * 37) % 400,
    country: ['NER', 'MLI', 'BFA'][n % 3]!,
    partner: ['RUS', 'FRA'][n % 2]!,
    stance: ['accuse', 'support', 'demand', 'deny'][n % 4]!,
    family: ['afp', 'reuters'][n % 2]!,
  }))
  for (const one of rows) take(leads, [one])
  for (let n = 0; n < 300; n += 7) {
    leads.decide(`gdelt2-r${n}`, { status: 'dismissed', by: null, at: '2024-01-01T00:00:00.000Z' })
  }
  const { leads: all } = await leads.list({ limit: 500 })
  const dayOf = (one: (typeof all)[number]) => one.suggested.occurredOn.slice(0, 10)
  t.same(all.map(dayOf), all.map(dayOf).sort().reverse())
  for (const filter of [
    {},
    { status: 'open' as const },
    { status: 'dismissed' as const, country: 'NER' },
    { country: 'NER', partner: 'FRA' },
    { partner: 'FRA', type: 'StatementIssued' },
    { from: FIRST + 100, to: FIRST + 200 },
    { minSources: 2 },
    { country: 'USA' },
    { type: 'CoupOccurred' },
  ]) {
    const wanted = all.filter(one => {
      const { country, partner, status, type, from, to, minSources } = filter as Record<string, never>
      const [first, last = first] = one.suggested.occurredOn.split('/') as [string, string?]
      return (
        (status === undefined || one.status === status) &&
        (country === undefined || one.suggested.country === country) &&
        (partner === undefined || one.suggested.partner === partner) &&
        (type === undefined || one.suggested.type === type) &&
        (from === undefined || last! >= isoOf(from)) &&
        (to === undefined || first <= isoOf(to)) &&
        (minSources === undefined || one.sources >= minSources)
      )
    })
    const found: string[] = []
    for (let after: { day: number; lead: number } | undefined; ; ) {
      const page = await leads.list({ ...filter, limit: 17, after })
      found.push(...page.leads.map(({ leadId }) => leadId))
      if (page.next === null) break
      after = page.next
    }
    t.same(
      found,
      wanted.map(({ leadId }) => leadId),
      JSON.stringify(filter),
    )
  }
})
