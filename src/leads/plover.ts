import { type Coded, type Meant, meaningOf } from './cameo.js'

/** An event as PLOVER has it: what, how and why. */
export interface PloverCoded extends Omit<Coded, 'code'> {
  readonly type: string
  readonly mode: string
  readonly contexts: readonly string[]
}

/**
 * What a type of PLOVER says, by the CAMEO code that says the same. RETREAT covers hostile forces that leave and guests that
 * do; a retreat to come is a CONCEDE there, and no withdrawal.
 */
export function meaningOfPlover({ type, mode, contexts, ...coded }: PloverCoded): Meant | { readonly leftOut: string } {
  const code = codeFor(type, mode, contexts)
  if (code === null) return { leftOut: `no event for PLOVER ${[type, mode].filter(Boolean).join(':')}` }
  return meaningOf({ ...coded, code })
}

function codeFor(type: string, mode: string, contexts: readonly string[]): string | null {
  const isMilitary = contexts.includes('military')
  switch (type) {
    case 'AGREE':
      return isMilitary && contexts.includes('diplomatic') ? '057' : null
    case 'CONSULT':
      return mode === 'visit' ? '042' : mode === 'phone' ? '041' : null
    case 'SUPPORT':
      return '051'
    case 'COOPERATE':
      return isMilitary ? '062' : null
    case 'AID':
      return isMilitary ? '072' : '071'
    case 'RETREAT':
      return mode === 'withdraw' && isMilitary ? '1661' : null
    case 'REQUEST':
      return mode === 'yield' || mode === 'change' ? '100' : null
    case 'ACCUSE':
      return mode === 'disapprove' ? '111' : '112'
    case 'REJECT':
      return '120'
    case 'THREATEN':
      return '130'
    case 'PROTEST':
      return '140'
    case 'SANCTION':
      if (mode === 'convict') return null
      if (contexts.includes('diplomatic')) return '161'
      if (mode === 'discontinue') return isMilitary ? '1622' : '163'
      return isMilitary ? '1661' : null
    case 'ASSAULT':
      return '190'
    default:
      return null
  }
}
