import type { FlowWeight, Policy } from '../policy/policy.js'

interface Item {
  readonly class?: string | undefined
  readonly category?: string | undefined
  readonly quantity?: { readonly low: number; readonly high: number } | undefined
  readonly observed?: { readonly low: number; readonly high: number } | undefined
}

/** Categories whose pieces are major arms where nobody says their class: rule 12 of the catalogue. */
const MAJOR =
  /\b(main battle |battle |medium |light )?tanks?\b|\b(combat|fighter|strike|attack|bomber|jet|military) ?(aircraft|jets?|planes?|bombers?)\b|\bhelicopters?\b|\b(fighters?|bombers?|interceptors?|warplanes?|mig|sukhoi)\b|\bair[- ]?defen[cs]e\b|\banti[- ]?aircraft\b|\bsurface[- ]to[- ]air\b|\bsams?\b|\bsubmarines?\b|\b(war)?ships?\b|\b(frigates?|destroyers?|corvettes?|cruisers?|aircraft carriers?)\b|\bballistic missiles?\b/i
/** What only works on such a piece, or against it. */
const NOT_MAJOR =
  /\banti[- ]?tank\b|\bman[- ]?portable\b|\bmanpads?\b|\b(spare )?parts\b|\bammunition\b|\bshells?\b|\bfuel tanks?\b|\btank (trucks?|transporters?)\b/i

/** Whether an item is of the major arms: as it says, else by its category. */
export function isMajor(item: Item): boolean {
  if (item.class !== undefined) return item.class === 'major'
  return item.category !== undefined && MAJOR.test(item.category) && !NOT_MAJOR.test(item.category)
}

interface Delivery {
  readonly items: readonly Item[]
  readonly value?: string | undefined
  readonly grantOrSale?: 'grant' | 'sale' | undefined
}

/** How many times as much the major arms of a delivery are as those of which nobody says the number. */
export function sizeOfDelivery({ items }: Delivery, { supply }: Policy): number {
  const pieces = items.filter(isMajor).map(item => piecesOf(item, supply) ** supply.quantityExponent)
  return pieces.reduce((sum, one) => sum + one, 0) / supply.unknownQuantity ** supply.quantityExponent
}

function piecesOf({ quantity, observed }: Item, { unknownQuantity }: Policy['supply']): number {
  const said = quantity ?? observed
  return said === undefined ? unknownQuantity : (said.low + said.high) / 2
}

/** How much a delivery adds to what the host lives on: by the class and number of its pieces, or by what it is worth. */
export function suppliesOf(
  delivery: Delivery,
  policy: Policy,
): readonly { readonly weight: FlowWeight; readonly times: number }[] {
  const { quantityExponent, valueExponent } = policy.supply
  const weights = policy.flows
  const share = delivery.grantOrSale === 'sale' ? policy.supply.sale : 1
  const supplies = delivery.items.map((item): { weight: FlowWeight; times: number } => {
    const times = share * piecesOf(item, policy.supply) ** quantityExponent
    return { weight: isMajor(item) ? 'supply-major' : 'supply-minor', times }
  })
  const counted = supplies.reduce((sum, { weight, times }) => sum + weights[weight].supply! * times, 0)
  const millions = millionsOf(delivery.value)
  if (millions === null) return supplies
  const worth = { weight: 'supply-of-value' as const, times: share * millions ** valueExponent }
  return weights['supply-of-value'].supply! * worth.times > counted ? [worth] : supplies
}

const SUMS = /(\d[\d., ]*)\s*(trillion|tn|billion|bn|milliards?|million|mn|m)\b/gi
const IN_MILLIONS: Readonly<Record<string, number>> = { t: 1_000_000, b: 1000, milliard: 1000, m: 1 }

/** The largest sum that a text names, in millions of whatever currency; null where it names none. */
export function millionsOf(text: string | undefined): number | null {
  let most: number | null = null
  for (const [, digits, unit] of (text ?? '').matchAll(SUMS)) {
    const number = Number(digits!.replaceAll(/[ ,]/g, ''))
    const word = unit!.toLowerCase()
    const scale = IN_MILLIONS[word.startsWith('milliard') ? 'milliard' : word[0]!]!
    if (Number.isFinite(number)) most = Math.max(most ?? 0, number * scale)
  }
  return most
}

/** Aid of which somebody says that it is military. */
export function isMilitary(kind: string | undefined): boolean {
  return (
    kind !== undefined &&
    /milit|\barms\b|weapon|security assist|defen[cs]e|lethal|ammunition/i.test(kind) &&
    !/non-?milit/i.test(kind)
  )
}
