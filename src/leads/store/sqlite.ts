import { setImmediate as turn } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { edtfOf } from '../formats/format.js'
import {
  DAYS_APART,
  kindOf,
  type LeadFormatName,
  type LeadRow,
  leadFormatNames,
  leadIdOf,
  leadStatuses,
  rowOfLeadId,
} from '../lead.js'
import type { Lead, LeadGroup, LeadQuery, LeadStore, TakenRow } from '../store.js'
import { blocksOf, keptText, ROWS_IN_BLOCK } from './blocks.js'
import { failure, openFile } from './file.js'
import { wordsOf } from './words.js'

interface LeadRecord {
  readonly lid: number
  readonly host: number
  readonly partner: number
  readonly kind: number
  readonly type: number
  readonly first: number
  readonly last: number
  readonly rid: number
  readonly rows: number
  readonly sources: number
  readonly families: string
  readonly status: number
  readonly event: string | null
  readonly reason: string | null
  readonly decided_by: string | null
  readonly decided_at: string | null
}

type SameLead = Pick<LeadRecord, 'lid' | 'rid' | 'first' | 'last' | 'families'>

interface RowRecord {
  readonly rid: number
  readonly lid: number
  readonly format: number
  readonly external: string
  readonly day: number
  readonly families: string
  readonly bid: number
  readonly place: number
  readonly sum: number
}

/** Leads that are looked at in one turn. */
const LOOKED_AT_ONCE = 2000
const OPEN = leadStatuses.indexOf('open')
const NOBODY = ''

/** Leads in a file beside the log, or in memory where there is no directory. */
export function openLeads(directory: string | null): LeadStore {
  const db = openFile(directory)
  const words = wordsOf(db)
  const blocks = blocksOf(db)
  const sql = statementsOf(db)

  let nextRow = 1

  const takeAll = db.transaction((group: LeadGroup): TakenRow[] => {
    const formatNumber = leadFormatNames.indexOf(group.format)
    const taken: (TakenRow | null)[] = []
    const fresh: {
      readonly at: number
      readonly text: string
      readonly sum: number
      readonly known: RowRecord | null
    }[] = []
    const seen = new Set<string>()
    nextRow = (sql.lastRow.get() ?? 0) + 1
    for (const [at, { values, lead }] of group.rows.entries()) {
      const text = keptText({ values, suggested: lead.suggested, doubts: lead.doubts })
      const sum = crc32(`${text}${lead.families.join(' ')}`)
      const known = sql.rowOf.get(lead.externalId, formatNumber) ?? null
      taken.push(null)
      if (known?.sum === sum || seen.has(lead.externalId)) continue
      seen.add(lead.externalId)
      fresh.push({ at, text, sum, known })
    }
    for (let from = 0; from < fresh.length; from += ROWS_IN_BLOCK) {
      const some = fresh.slice(from, from + ROWS_IN_BLOCK)
      const bid = blocks.write(
        group.columns,
        some.map(({ text }) => text),
      )
      for (const [place, { at, sum, known }] of some.entries()) {
        const { lead } = group.rows[at]!
        taken[at] = known === null ? add(lead, formatNumber, bid, place, sum) : revise(lead, known, bid, place, sum)
      }
    }
    return taken.map(
      (one, at) => one ?? { outcome: 'duplicate', leadId: idOfRow(group.format, group.rows[at]!.lead.externalId) },
    )
  })

  function add(lead: LeadRow, format: number, bid: number, place: number, sum: number): TakenRow {
    const families = lead.families.map(words.assign)
    const rid = nextRow++
    const { lid, taken } = attach(lead, rid, families, leadFormatNames[format]!)
    sql.addRow.run(rid, lid, format, lead.externalId, lead.day, families.join(' '), bid, place, sum)
    return taken
  }

  /** Put a row to the lead that says the same, or make one of it. */
  function attach(
    lead: LeadRow,
    rid: number,
    families: readonly number[],
    format: LeadFormatName,
  ): { readonly lid: number; readonly taken: TakenRow } {
    const { suggested, day } = lead
    const host = words.assign(suggested.country)
    const partner = words.assign(suggested.partner ?? NOBODY)
    const kind = words.assign(kindOf(suggested))
    const same = sql.same.get(...nearDays(day), host, partner, kind, day, day, day)
    if (same !== undefined) {
      const known = numbersIn(same.families)
      const all = new Set([...known, ...families])
      const first = Math.min(same.first, day)
      const last = Math.max(same.last, day)
      if (all.size > known.length) sql.corroborate.run([...all].join(' '), all.size, same.lid)
      if (first < same.first || last > same.last) sql.stretch.run(first, last, same.lid)
      sql.grow.run(same.lid)
      return { lid: same.lid, taken: { outcome: 'joined', leadId: leadIdOfRecord(same) } }
    }
    const type = words.assign(suggested.type)
    const all = new Set(families)
    const added = sql.addLead.run(host, partner, kind, type, day, day, rid, all.size, [...all].join(' '))
    const lid = Number(added.lastInsertRowid)
    return { lid, taken: { outcome: 'new', leadId: leadIdOf(format, lead.externalId) } }
  }

  /** A row that its source has changed. While nobody decided, it goes where it now belongs; what was decided stays. */
  function revise(lead: LeadRow, known: RowRecord, bid: number, place: number, sum: number): TakenRow {
    const families = lead.families.map(words.assign)
    const before = sql.lead.get(known.lid)!
    const { suggested, day } = lead
    const isSame =
      words.word(before.host) === suggested.country &&
      words.word(before.partner) === (suggested.partner ?? NOBODY) &&
      words.word(before.kind) === kindOf(suggested) &&
      known.day === day
    const stays = isSame || before.status !== OPEN
    sql.changeRow.run(stays ? known.day : day, families.join(' '), bid, place, sum, known.rid)
    const format = leadFormatNames[known.format]!
    if (!stays) {
      sql.setLeadOfRow.run(0, known.rid)
      const { lid, taken } = attach(lead, known.rid, families, format)
      sql.setLeadOfRow.run(lid, known.rid)
      recount(before)
      return { outcome: 'revised', leadId: taken.leadId }
    }
    recount(before)
    return { outcome: 'revised', leadId: leadIdOfRecord(sql.lead.get(known.lid)!) }
  }

  /** What is left of a lead after a row changed or went. */
  function recount({ lid }: LeadRecord): void {
    const left = sql.rowsOfLead.all(lid, -1)
    if (left.length === 0) {
      sql.dropLead.run(lid)
      return
    }
    const families = new Set(left.flatMap(row => numbersIn(row.families)))
    const days = left.map(({ day }) => day)
    sql.reset.run(
      Math.min(...days),
      Math.max(...days),
      left[0]!.rid,
      left.length,
      families.size,
      [...families].join(' '),
      lid,
    )
  }

  function leadIdOfRecord({ rid }: Pick<LeadRecord, 'rid'>): string {
    const { format, external } = sql.row.get(rid)!
    return leadIdOf(leadFormatNames[format]!, external)
  }

  function idOfRow(format: LeadFormatName, externalId: string): string {
    return leadIdOfRecord(recordOf(leadIdOf(format, externalId))!)
  }

  function recordOf(leadId: string): LeadRecord | null {
    const named = rowOfLeadId(leadId)
    const row = named === null ? undefined : sql.rowOf.get(named.externalId, leadFormatNames.indexOf(named.format))
    return row === undefined ? null : (sql.lead.get(row.lid) ?? null)
  }

  function whole(record: LeadRecord): Lead {
    const { format, external, bid, place } = sql.row.get(record.rid)!
    const { suggested, doubts, row } = blocks.read(bid, place)
    const name = leadFormatNames[format]!
    return {
      leadId: leadIdOf(name, external),
      format: name,
      externalId: external,
      status: leadStatuses[record.status]!,
      suggested:
        record.first === record.last ? suggested : { ...suggested, occurredOn: edtfOf(record.first, record.last) },
      doubts,
      sources: record.sources,
      rows: record.rows,
      row,
      promotedTo: record.event,
      reason: record.reason,
      decidedBy: record.decided_by,
      decidedAt: record.decided_at,
    }
  }

  /** The walk that a filter asks for: the narrowest index that holds its leads in the order of the answer. */
  function walkOf({
    status,
    country,
    partner,
  }: LeadQuery): { readonly step: Step; readonly key: number | null } | null {
    const key = (word: string) => words.number(word) ?? null
    if (country !== undefined) return key(country) === null ? null : { step: sql.byHost, key: key(country) }
    if (partner !== undefined) return key(partner) === null ? null : { step: sql.byPartner, key: key(partner) }
    if (status !== undefined) return { step: sql.byStatus, key: leadStatuses.indexOf(status) }
    return { step: sql.byDay, key: null }
  }

  return {
    name: directory === null ? 'memory' : `sqlite:${directory}`,
    take(group) {
      db.pragma('synchronous = NORMAL')
      try {
        return takeAll.immediate(group)
      } catch (error) {
        words.forget()
        throw failure(error)
      }
    },
    find(leadId) {
      const record = recordOf(leadId)
      return record === null ? null : whole(record)
    },
    rowsOf(leadId, limit) {
      const record = recordOf(leadId)
      if (record === null) return []
      return sql.rowsOfLead.all(record.lid, limit).map(({ format, external, families, bid, place }) => {
        const { suggested, row } = blocks.read(bid, place)
        const { url } = suggested.claim
        return {
          format: leadFormatNames[format]!,
          externalId: external,
          occurredOn: suggested.occurredOn,
          families: numbersIn(families).map(words.word),
          url: typeof url === 'string' ? url : null,
          row,
        }
      })
    },
    async list(query) {
      const walk = walkOf(query)
      const found: LeadRecord[] = []
      const matches = filterOf(query, words.number)
      if (walk === null || matches === null) return { leads: [], next: null }
      const earliest = query.from === undefined ? Number.MIN_SAFE_INTEGER : query.from - DAYS_APART
      let { day, lead } = query.after ?? { day: Number.MAX_SAFE_INTEGER, lead: Number.MAX_SAFE_INTEGER }
      if (query.to !== undefined && day > query.to) [day, lead] = [query.to, Number.MAX_SAFE_INTEGER]
      while (found.length <= query.limit) {
        const some = walk.step.all({ key: walk.key, day, lead, earliest, count: LOOKED_AT_ONCE })
        for (const record of some) if (found.length <= query.limit && matches(record)) found.push(record)
        if (some.length < LOOKED_AT_ONCE) break
        ;({ first: day, lid: lead } = some.at(-1)!)
        await turn()
      }
      const shown = found.slice(0, query.limit)
      const last = shown.at(-1)
      const next = found.length > shown.length && last !== undefined ? { day: last.first, lead: last.lid } : null
      return { leads: shown.map(whole), next }
    },
    decide(leadId, { status, promotedTo = null, reason = null, by, at }) {
      const record = recordOf(leadId)
      if (record === null) return null
      try {
        db.pragma('synchronous = FULL')
        const isOpen = status === 'open'
        sql.decide.run(
          leadStatuses.indexOf(status),
          promotedTo,
          reason,
          isOpen ? null : by,
          isOpen ? null : at,
          record.lid,
        )
      } catch (error) {
        throw failure(error)
      }
      return whole(sql.lead.get(record.lid)!)
    },
    count() {
      const counted = new Map(sql.count.all().map(({ status, count }) => [status, count]))
      const of = (status: (typeof leadStatuses)[number]) => counted.get(leadStatuses.indexOf(status)) ?? 0
      return { open: of('open'), promoted: of('promoted'), dismissed: of('dismissed') }
    },
    settle() {
      if (directory !== null) db.pragma('wal_checkpoint(TRUNCATE)')
    },
    close() {
      if (db.open) db.close()
    },
  }
}

type Step = ReturnType<typeof statementsOf>['byDay']

/** Whether a lead is left by what an index does not look at. Null where nothing can be. */
function filterOf(
  { status, country, partner, type, from, minSources = 0 }: LeadQuery,
  numberOf: (word: string) => number | undefined,
): ((lead: LeadRecord) => boolean) | null {
  const wanted = [country, partner, type].map(word => (word === undefined ? null : numberOf(word)))
  if (wanted.includes(undefined)) return null
  const [host, other, kind] = wanted
  const state = status === undefined ? null : leadStatuses.indexOf(status)
  return lead =>
    (state === null || lead.status === state) &&
    (host === null || lead.host === host) &&
    (other === null || lead.partner === other) &&
    (kind === null || lead.type === kind) &&
    (from === undefined || lead.last >= from) &&
    lead.sources >= minSources
}

function numbersIn(text: string): number[] {
  return text === '' ? [] : text.split(' ').map(Number)
}

/** Days on which a lead of a day may begin. */
function nearDays(day: number): number[] {
  return Array.from({ length: 2 * DAYS_APART + 1 }, (_, at) => day + at - DAYS_APART)
}

function statementsOf(db: Database) {
  const step = (where: string) =>
    db.prepare<
      [{ key: number | null; day: number; lead: number; earliest: number; count: number }],
      LeadRecord
    >(`SELECT * FROM leads
       WHERE ${where} AND first BETWEEN @earliest AND @day AND (first < @day OR lid < @lead)
       ORDER BY first DESC, lid DESC LIMIT @count`)
  return {
    rowOf: db.prepare<[string, number], RowRecord>('SELECT * FROM rows WHERE external = ? AND format = ?'),
    row: db.prepare<[number], RowRecord>('SELECT * FROM rows WHERE rid = ?'),
    rowsOfLead: db.prepare<[number, number], RowRecord>('SELECT * FROM rows WHERE lid = ? ORDER BY rid LIMIT ?'),
    lead: db.prepare<[number], LeadRecord>('SELECT * FROM leads WHERE lid = ?'),
    // Probed day by day: rows mostly come in the order of their days, so that what is probed is at hand.
    same: db.prepare<number[], SameLead>(
      `SELECT lid, rid, first, last, families FROM leads
       WHERE first IN (${nearDays(0).map(() => '?')}) AND host = ? AND partner = ? AND kind = ?
         AND max(last, ?) - min(first, ?) <= ${DAYS_APART}
       ORDER BY abs(first - ?), lid LIMIT 1`,
    ),
    addRow: db.prepare(
      'INSERT INTO rows (rid, lid, format, external, day, families, bid, place, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    lastRow: db.prepare<[], number>('SELECT max(rid) FROM rows').pluck(),
    changeRow: db.prepare('UPDATE rows SET day = ?, families = ?, bid = ?, place = ?, sum = ? WHERE rid = ?'),
    setLeadOfRow: db.prepare('UPDATE rows SET lid = ? WHERE rid = ?'),
    addLead: db.prepare(
      `INSERT INTO leads (host, partner, kind, type, first, last, rid, rows, sources, families, status)
       VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ${OPEN})`,
    ),
    grow: db.prepare('UPDATE leads SET rows = rows + 1 WHERE lid = ?'),
    corroborate: db.prepare('UPDATE leads SET families = ?, sources = ? WHERE lid = ?'),
    stretch: db.prepare('UPDATE leads SET first = ?, last = ? WHERE lid = ?'),
    reset: db.prepare(
      'UPDATE leads SET first = ?, last = ?, rid = ?, rows = ?, sources = ?, families = ? WHERE lid = ?',
    ),
    dropLead: db.prepare('DELETE FROM leads WHERE lid = ?'),
    decide: db.prepare(
      'UPDATE leads SET status = ?, event = ?, reason = ?, decided_by = ?, decided_at = ? WHERE lid = ?',
    ),
    count: db.prepare<[], { status: number; count: number }>(
      'SELECT status, count(*) AS count FROM leads GROUP BY status',
    ),
    byHost: step('host = @key'),
    byPartner: step('partner = @key'),
    byStatus: step('status = @key'),
    byDay: step('(@key IS NULL)'),
  }
}
