/** An organisation that can be a partner. Dates are EDTF; absent where not known for certain. */
export interface Organisation {
  readonly id: string
  readonly name: string
  readonly since?: string
  readonly until?: string
}

export const organisations: readonly Organisation[] = [
  { id: 'AES', name: 'Alliance of Sahel States', since: '2023-09-16' },
  { id: 'AFDB', name: 'African Development Bank' },
  { id: 'ARAB-LEAGUE', name: 'League of Arab States', since: '1945-03-22' },
  { id: 'ASEAN', name: 'Association of Southeast Asian Nations', since: '1967-08-08' },
  { id: 'AU', name: 'African Union', since: '2002-07-09' },
  { id: 'BRICS', name: 'BRICS' },
  { id: 'CEMAC', name: 'Central African Economic and Monetary Community' },
  { id: 'CEMOC', name: 'Joint Operational Staff Committee (Tamanrasset)', since: '2010' },
  { id: 'CEN-SAD', name: 'Community of Sahel-Saharan States', since: '1998-02-04' },
  { id: 'CIS', name: 'Commonwealth of Independent States', since: '1991-12-08' },
  { id: 'COMMONWEALTH', name: 'Commonwealth of Nations' },
  { id: 'CSTO', name: 'Collective Security Treaty Organization', since: '1992-05-15' },
  { id: 'EAC', name: 'East African Community' },
  { id: 'EAEU', name: 'Eurasian Economic Union', since: '2015-01-01' },
  { id: 'ECCAS', name: 'Economic Community of Central African States', since: '1983-10-18' },
  { id: 'ECOWAS', name: 'Economic Community of West African States', since: '1975-05-28' },
  { id: 'EU', name: 'European Union', since: '1993-11-01' },
  { id: 'G5-SAHEL', name: 'G5 Sahel', since: '2014-02' },
  { id: 'GCC', name: 'Gulf Cooperation Council', since: '1981-05-25' },
  { id: 'IAEA', name: 'International Atomic Energy Agency', since: '1957-07-29' },
  { id: 'ICC', name: 'International Criminal Court', since: '2002-07-01' },
  { id: 'IGAD', name: 'Intergovernmental Authority on Development' },
  { id: 'IMF', name: 'International Monetary Fund' },
  { id: 'LIPTAKO-GOURMA', name: 'Liptako-Gourma Authority' },
  { id: 'MNJTF', name: 'Multinational Joint Task Force (Lake Chad Basin)' },
  { id: 'NATO', name: 'North Atlantic Treaty Organization', since: '1949-04-04' },
  { id: 'OAS', name: 'Organization of American States' },
  { id: 'OAU', name: 'Organisation of African Unity', since: '1963-05-25', until: '2002-07-09' },
  { id: 'OIC', name: 'Organisation of Islamic Cooperation' },
  { id: 'OIF', name: 'International Organisation of La Francophonie', since: '1970-03-20' },
  { id: 'OPEC', name: 'Organization of the Petroleum Exporting Countries' },
  { id: 'OSCE', name: 'Organization for Security and Co-operation in Europe', since: '1995-01-01' },
  { id: 'SADC', name: 'Southern African Development Community', since: '1992-08-17' },
  { id: 'SCO', name: 'Shanghai Cooperation Organisation', since: '2001-06-15' },
  { id: 'UEMOA', name: 'West African Economic and Monetary Union', since: '1994-01-10' },
  { id: 'UN', name: 'United Nations', since: '1945-10-24' },
  { id: 'WARSAW-PACT', name: 'Warsaw Treaty Organization', since: '1955-05-14', until: '1991-07-01' },
  { id: 'WORLD-BANK', name: 'World Bank' },
]
