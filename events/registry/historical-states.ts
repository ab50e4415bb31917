import type { State } from './state.js'

/** States that are gone, or had another name, under the codes of ISO 3166-3. `until` is the last day. */
export const historicalStates: readonly State[] = [
  { code: 'ANT', name: 'Netherlands Antilles', until: '2010-10-09', successors: ['BES', 'CUW', 'SXM'] },
  { code: 'BUR', name: 'Burma', since: '1948-01-04', until: '1989-06-18', successors: ['MMR'] },
  { code: 'BYS', name: 'Byelorussian SSR', until: '1991-09-19', successors: ['BLR'] },
  { code: 'CSK', name: 'Czechoslovakia', since: '1918-10-28', until: '1992-12-31', successors: ['CZE', 'SVK'] },
  { code: 'DDR', name: 'German Democratic Republic', since: '1949-10-07', until: '1990-10-02', successors: ['DEU'] },
  { code: 'DHY', name: 'Dahomey', until: '1975-11-30', successors: ['BEN'] },
  { code: 'HVO', name: 'Upper Volta', until: '1984-08-04', successors: ['BFA'] },
  { code: 'NHB', name: 'New Hebrides', until: '1980-07-30', successors: ['VUT'] },
  { code: 'RHO', name: 'Southern Rhodesia', until: '1980-04-18', successors: ['ZWE'] },
  { code: 'SCG', name: 'Serbia and Montenegro', since: '2003-02-04', until: '2006-06-05', successors: ['MNE', 'SRB'] },
  { code: 'SKM', name: 'Sikkim', until: '1975-05-16', successors: ['IND'] },
  {
    code: 'SUN',
    name: 'Soviet Union',
    since: '1922-12-30',
    until: '1991-12-26',
    successors: [
      ...['ARM', 'AZE', 'BLR', 'EST', 'GEO', 'KAZ', 'KGZ', 'LTU'],
      ...['LVA', 'MDA', 'RUS', 'TJK', 'TKM', 'UKR', 'UZB'],
    ],
  },
  { code: 'TMP', name: 'East Timor', until: '2002-05-20', successors: ['TLS'] },
  {
    code: 'VDR',
    name: 'Democratic Republic of Viet-Nam',
    since: '1945-09-02',
    until: '1976-07-02',
    successors: ['VNM'],
  },
  { code: 'YMD', name: 'Democratic Yemen', since: '1967-11-30', until: '1990-05-22', successors: ['YEM'] },
  {
    code: 'YUG',
    name: 'Yugoslavia',
    since: '1918-12-01',
    until: '2003-02-04',
    predecessors: ['SRB', 'MNE'],
    successors: ['BIH', 'HRV', 'MKD', 'SCG', 'SVN'],
  },
  { code: 'ZAR', name: 'Zaire', since: '1971-10-27', until: '1997-05-17', successors: ['COD'] },
]

/** Codes of states that only changed their name since: the state goes on, with all that it has, under the present code. */
export const renamedCodes: ReadonlyMap<string, string> = new Map([
  ['BUR', 'MMR'],
  ['BYS', 'BLR'],
  ['DHY', 'BEN'],
  ['HVO', 'BFA'],
  ['ZAR', 'COD'],
])

type CodePeriod = Pick<State, 'since' | 'earlier' | 'predecessors'>

/**
 * Current codes that cannot stand for a state before a day: that of the declaration of independence or sovereignty,
 * the earliest on which somebody may have dealt with it. A state that was there before and gone in between has an earlier
 * time as well: the age of the code says nothing of the state. States that only changed their name, or that had a code as a
 * dependency, have none.
 */
export const codePeriods: Readonly<Record<string, CodePeriod>> = {
  ARM: { since: '1990-08-23', earlier: [{ since: '1918-05-28', until: '1920-12-02' }], predecessors: ['SUN'] },
  AZE: { since: '1991-08-30', earlier: [{ since: '1918-05-28', until: '1920-04-28' }], predecessors: ['SUN'] },
  BGD: { since: '1971-03-26', predecessors: ['PAK'] },
  BIH: { since: '1992-03-03', predecessors: ['YUG'] },
  CUW: { since: '2010-10-10', predecessors: ['ANT'] },
  CZE: { since: '1993-01-01', predecessors: ['CSK'] },
  ERI: { since: '1991-05-24', predecessors: ['ETH'] },
  GEO: { since: '1991-04-09', earlier: [{ since: '1918-05-26', until: '1921-02-25' }], predecessors: ['SUN'] },
  HRV: { since: '1991-06-25', predecessors: ['YUG'] },
  KAZ: { since: '1990-10-25', predecessors: ['SUN'] },
  KGZ: { since: '1991-08-31', predecessors: ['SUN'] },
  MDA: { since: '1991-08-27', predecessors: ['SUN'] },
  MKD: { since: '1991-09-08', predecessors: ['YUG'] },
  MNE: { since: '2006-06-03', earlier: [{ until: '1918-11-30' }], predecessors: ['YUG', 'SCG'] },
  RUS: { since: '1990-06-12', earlier: [{ until: '1922-12-29' }], predecessors: ['SUN'] },
  SRB: { since: '2006-06-05', earlier: [{ until: '1918-11-30' }], predecessors: ['YUG', 'SCG'] },
  SSD: { since: '2011-07-09', predecessors: ['SDN'] },
  SVK: { since: '1993-01-01', earlier: [{ since: '1939-03-14', until: '1945-05-08' }], predecessors: ['CSK'] },
  SVN: { since: '1991-06-25', predecessors: ['YUG'] },
  SXM: { since: '2010-10-10', predecessors: ['ANT'] },
  TJK: { since: '1991-09-09', predecessors: ['SUN'] },
  TKM: { since: '1991-10-27', predecessors: ['SUN'] },
  TLS: { since: '1999-10-25', predecessors: ['TMP', 'IDN'] },
  UZB: { since: '1991-08-31', predecessors: ['SUN'] },
  XKX: { since: '1999-06-10', predecessors: ['YUG', 'SCG'] },
}
