/** The closed vocabularies of the catalogue: what each word field may say. */

export const militaryAgreementKinds = [
  'mutual-defence',
  'base',
  'sofa',
  'dca',
  'training',
  'arms',
  'intelligence',
  'friendship',
  'mou',
  'logistics',
  'strategic-partnership',
  'disengagement',
  'peace',
  'joint-force',
  'intervention',
  'guarantee',
  'consultation',
] as const
export const economicAgreementKinds = ['loan', 'investment', 'resource', 'nuclear', 'trade'] as const
export const agreementKinds = [...militaryAgreementKinds, ...economicAgreementKinds] as const

/** What a party is in an agreement whose parties are not alike. */
export const partyRoles = ['guarantor', 'guaranteed', 'host', 'sending'] as const

export const roles = [
  'combat',
  'garrison',
  'advisory',
  'peacekeeping',
  'observer',
  'border-guard',
  'close-protection',
  'pmc',
  'facility',
] as const
export const consents = ['invited', 'tolerated', 'contested', 'none'] as const
export const strengthBases = ['claimed', 'observed', 'rotational', 'permanent', 'authorised', 'estimated'] as const

export const levels = ['head', 'minister', 'official'] as const
export const directions = ['to-host', 'to-partner'] as const
export const stances = [
  'support',
  'condemn',
  'deny',
  'accuse',
  'accept',
  'demand',
  'distance',
  'threaten',
  'decide',
] as const

export const measures = [
  'border-closure',
  'trade-ban',
  'transaction-ban',
  'asset-freeze',
  'travel-ban',
  'no-fly-zone',
  'arms-embargo',
  'aid-cut',
  'suspension',
  'visa-ban',
  'business-ban',
  'designation',
] as const

export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export const modalities = ['asserted', 'planned', 'denied'] as const
export const correctionReasons = ['forged', 'error', 'duplicate', 'superseded'] as const
export const dimensions = ['security', 'arms', 'diplomatic', 'economic'] as const
export const grains = ['day', 'month', 'year'] as const

export type AgreementKind = (typeof agreementKinds)[number]
export type PartyRole = (typeof partyRoles)[number]
export type Role = (typeof roles)[number]
export type Consent = (typeof consents)[number]
export type Reliability = (typeof reliabilities)[number]
export type Modality = (typeof modalities)[number]
export type Dimension = (typeof dimensions)[number]

/** `kept,-training-suspended` is how the Sahel dossier writes a mandate that was kept without its training. */
export const mandateChanges = [
  'authorised',
  'extended',
  'ceiling-raised',
  'kept',
  'training-suspended',
  'kept,-training-suspended',
  'ended',
] as const
/** The last four repeat what the type of the event says. */
export const assetChanges = [
  'administered',
  'suspended',
  'transferred',
  'seized',
  'nationalised',
  'licence-revoked',
  'executives-expelled',
] as const
