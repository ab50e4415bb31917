/** What states with long official names are called where there is little room, by the name of the registry. */
export const shortNames: Readonly<Record<string, string>> = {
  'Russian Federation': 'Russia',
  'Central African Republic': 'Central African Rep.',
  'Democratic Republic of the Congo': 'DR Congo',
  'Islamic Republic of Iran': 'Iran',
  'Syrian Arab Republic': 'Syria',
}
