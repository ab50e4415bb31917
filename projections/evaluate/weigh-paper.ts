import type { AgreementKind } from '../../events/words.js'
import { stepAt } from '../fold/track.js'
import type { AgreementLife } from '../kinds/agreement/life.js'
import { agreementShare, fades, isAmongMany, kindWeights, saidOf, shareWith } from '../kinds/agreement/weigh.js'
import { type Component, exactly, push } from '../kinds/component.js'
import type { Policy } from '../policy/policy.js'
import { type Estimate, times } from '../values/estimate.js'
import { byText } from '../values/order.js'
import type { Bond } from './bond.js'
import type { ObjectsView } from './objects-view.js'
import { binds } from './presence/bases.js'

/** One instrument of one partner: what it weighs by itself, and what it can rise to with what rests on it. */
export interface Paper {
  readonly life: AgreementLife
  readonly alone: Estimate
  readonly full: Estimate
  /** The same two as if the instrument were certain. */
  readonly weight: { readonly alone: number; readonly full: number }
  readonly provision: boolean
  readonly duty: boolean
}

/** All instruments of security between a host, or one authority of it, and one partner: they are one commitment. */
export interface Papers {
  readonly partner: string
  readonly authority: string | undefined
  readonly items: readonly Paper[]
}

export function papersKey(partner: string, authority: string | undefined): string {
  return `${partner}|${authority ?? ''}`
}

/**
 * The instruments by which some partners provide, by partner and authority; those between equals, and what is
 * undertaken, go to `ties`.
 */
export function papersOf(
  view: ObjectsView,
  bonds: (partner: string) => Bond,
  ties: Component[],
  concerns: (partner: string) => boolean,
) {
  const groups = new Map<string, { partner: string; authority: string | undefined; items: Paper[] }>()
  const lives = view.lives.filter((life): life is AgreementLife => life.kind === 'agreement')
  for (const life of lives.sort((a, b) => byText(a.key, b.key))) {
    if (agreementShare(life, view).high === 0 || isOnlyToReplace(life, view)) continue
    for (const partner of life.partners) {
      if (!concerns(partner)) continue
      const share = shareWith(partner, life, view)
      if (share.high === 0) continue
      const bond = bonds(partner)
      if (life.mutual) weighAlliance(life, share, partner, bond, view, ties)
      else if (protects(life, view)) weighProtection(life, share, partner, bond, view, ties)
      const item = rememberedPaper(life, share, bond, view)
      if (item === null) continue
      const key = papersKey(partner, life.authority)
      const group = groups.get(key)
      if (group) group.items.push(item)
      else groups.set(key, { partner, authority: life.authority, items: [item] })
    }
  }
  return groups as ReadonlyMap<string, Papers>
}

/** Signed to take the place of another that still stands: it adds nothing to that one. */
function isOnlyToReplace(life: AgreementLife, view: ObjectsView): boolean {
  if (life.replaces === null || stepAt(life.track, view.at)?.state.status !== 'signed') return false
  const replaced = view.life('agreement', life.replaces)
  return replaced !== null && binds(replaced, view.at)
}

function weighAlliance(
  life: AgreementLife,
  share: Estimate,
  partner: string,
  bond: Bond,
  view: ObjectsView,
  ties: Component[],
): void {
  const left = bond.allied * (fades(life) ? bond.allyFade() : 1)
  const weight = kindWeights(life, view).security ?? 0
  push(ties, 'alliance', weight * left, share, partner, { ...saidOf(life, view), provision: false })
}

/** Whether the other side has undertaken to help the host, and is not helped by it. */
function protects({ agreementKind, amongParties }: AgreementLife, { policy }: ObjectsView): boolean {
  if (agreementKind === 'guarantee') return !amongParties
  return agreementKind !== null && policy.paper.duty.includes(agreementKind)
}

/** What one side has undertaken stands as an alliance does, used or not; a break ends it, unless the two go on. */
function weighProtection(
  life: AgreementLife,
  share: Estimate,
  partner: string,
  bond: Bond,
  view: ObjectsView,
  ties: Component[],
): void {
  if (!bond.promised) return
  const { allyFloor } = view.policy.paper.disuse
  // Unused it keeps its weight; after a quarrel little of it is left.
  const left = !fades(life) || bond.allyFade() >= allyFloor ? 1 : bond.allyFade()
  const weight = kindWeights(life, view).security ?? 0
  push(ties, 'protection', weight * left, share, partner, { ...saidOf(life, view), provision: false })
}

/** Equal weights of different days are the same object, so that whatever was computed from them can be reused. */
function rememberedPaper(life: AgreementLife, share: Estimate, bond: Bond, view: ObjectsView): Paper | null {
  let known = made.get(life)
  if (known === undefined) {
    known = []
    made.set(life, known)
  }
  const { standing, fade, provides } = bond
  for (const one of known) {
    if (one.share === share && one.standing === standing && one.fade === fade && one.provides === provides) {
      return one.paper
    }
  }
  const paper = paperOf(life, share, bond, view)
  known.unshift({ share, standing, fade, provides, paper })
  if (known.length > MOST_KEPT) known.pop()
  return paper
}

const made = new WeakMap<AgreementLife, Made[]>()
const MOST_KEPT = 8

interface Made extends Pick<Bond, 'standing' | 'fade' | 'provides'> {
  readonly share: Estimate
  readonly paper: Paper | null
}

function paperOf(life: AgreementLife, share: Estimate, bond: Bond, view: ObjectsView): Paper | null {
  const kinds = kindWeights(life, view)
  const { paper } = view.policy
  const kind: AgreementKind | null = life.agreementKind
  if (kinds.security === undefined) return null
  const left = bond.standing * (fades(life) ? bond.fade : 1)
  const duty = kind !== null && paper.duty.includes(kind) && !life.mutual
  const most = duty ? 1 : paper.alone
  const alone = life.mutual || isAmongMany(life, view.policy) ? 0 : Math.min(most, kinds.security) * left
  const full = Math.max(alone, kinds.basis)
  const unequal = !life.amongParties || duty
  return {
    life,
    alone: times(exactly(alone), share),
    full: times(exactly(full), share),
    weight: { alone, full },
    provision: bond.provides && unequal && !life.mutual && (kind === null || !paper.noProvision.includes(kind)),
    duty,
  }
}

/** How far something rests on the instruments, as a share of full use. */
export type Rest = Estimate

/**
 * What the instruments of one relationship weigh together: the heaviest whole, the next by a share, and without a duty
 * to help never more than paper may weigh alone, but for what rests on them.
 */
export function joinedPapers(items: readonly Paper[], rest: Rest, policy: Policy): Estimate {
  const at = (bound: keyof Estimate) => joined(items, item => item[bound], rest[bound], policy)
  return { low: at('low'), point: at('point'), high: at('high') }
}

function joined(items: readonly Paper[], pick: (weight: Estimate) => number, rest: number, policy: Policy): number {
  const { minor, alone } = policy.paper
  const used = series(
    items.map(item => pick(item.alone) + (pick(item.full) - pick(item.alone)) * rest),
    minor,
  )
  return used - aboveAlone(items, item => pick(item.alone), minor, alone)
}

/** What the instruments would weigh alone over what they may. */
function aboveAlone(items: readonly Paper[], pick: (item: Paper) => number, minor: number, most: number): number {
  const together = series(items.map(pick), minor)
  const duties = series(items.filter(({ duty }) => duty).map(pick), minor)
  return Math.max(0, together - Math.max(most, duties))
}

/** The largest whole, each next by a smaller share. */
function series(weights: readonly number[], minor: number): number {
  let sum = 0
  let share = 1
  for (const weight of [...weights].sort((a, b) => b - a)) {
    sum += weight * share
    share *= minor
  }
  return Math.min(1, sum)
}
