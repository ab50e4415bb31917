/**
 * The two superpowers, then the other permanent members of the Security Council (Charter of the United Nations, article
 * 23), Russia in the seat of the Soviet Union. It orders names where nothing else does, and weighs nothing.
 */
const ranks: readonly (readonly string[])[] = [
  ['SUN', 'USA'],
  ['CHN', 'FRA', 'GBR', 'RUS'],
]

/** The lower the number, the greater the power. */
export function rankOf(partner: string): number {
  const rank = ranks.findIndex(codes => codes.includes(partner))
  return rank === -1 ? ranks.length : rank
}
