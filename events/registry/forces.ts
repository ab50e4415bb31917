/** An armed force with an id of its own that can be a partner; it counts for the state that sponsors it on the day. */
export interface Force {
  readonly id: string
  readonly name: string
  /** Plain days or years (EDTF); an absent bound is open. */
  readonly sponsors: readonly { readonly sponsor: string; readonly from?: string; readonly to?: string }[]
}

export const forces: readonly Force[] = [
  { id: 'AFRICA-CORPS', name: 'Africa Corps', sponsors: [{ sponsor: 'RUS', from: '2023' }] },
  { id: 'BEAR-BRIGADE', name: '81st Bear Brigade', sponsors: [{ sponsor: 'RUS' }] },
  { id: 'REDUT', name: 'Redut', sponsors: [{ sponsor: 'RUS' }] },
  { id: 'SADAT', name: 'SADAT', sponsors: [{ sponsor: 'TUR', from: '2012' }] },
  { id: 'TAKUBA', name: 'Task Force Takuba', sponsors: [{ sponsor: 'FRA', from: '2020-03-27', to: '2022-06-30' }] },
  { id: 'WAGNER', name: 'Wagner Group', sponsors: [{ sponsor: 'RUS', from: '2014' }] },
]
