import type { Policy } from './policy.js'

/**
 * Portfolio model, version 1. Hand-set from the literature's orders of magnitude and from reading dated cases of several
 * regions; nothing is fitted, and no country has a number of its own. A change of any number is a new policy.
 */
export const policyV1: Policy = {
  id: 'v1',
  title: 'Portfolio model, version 1',
  structuralShare: { security: 0.75, arms: 0.3, diplomatic: 0.5, economic: 0.6 },
  decision: {
    threshold: 0.25,
    lead: 0.1,
    settledAfterDays: 30,
    disputeDays: 365,
    allyThreshold: 0.25,
    // A team of ten trainers counts, five of them and a few observers do not.
    leastProvision: 0.05,
  },
  grading: {
    prior: 0.5,
    cap: 0.99,
    neverCorroborate: ['analyst-memory', 'entente-dossier'],
    // A single report from a usual or fair source (B2 .80, C2 .75) is what most of history rests on.
    certainFrom: 0.7,
    reliability: {
      A: { low: 0.9, point: 0.95, high: 1 },
      B: { low: 0.75, point: 0.85, high: 0.95 },
      C: { low: 0.55, point: 0.7, high: 0.85 },
      D: { low: 0.3, point: 0.45, high: 0.6 },
      E: { low: 0.1, point: 0.25, high: 0.4 },
      F: { low: 0.2, point: 0.5, high: 0.8 },
    },
    credibility: {
      1: { low: 0.95, point: 1, high: 1 },
      2: { low: 0.75, point: 0.85, high: 0.95 },
      3: { low: 0.45, point: 0.6, high: 0.75 },
      4: { low: 0.15, point: 0.3, high: 0.45 },
      5: { low: 0, point: 0.1, high: 0.25 },
      6: { low: 0.2, point: 0.5, high: 0.8 },
    },
  },
  agreements: {
    /** Weight of an instrument in force, by kind and dimension. `basis`: as the legal basis of a presence. */
    kinds: {
      'mutual-defence': { security: 0.55, basis: 0.55 },
      base: { security: 0.15, basis: 0.45 },
      sofa: { security: 0.15, basis: 0.45 },
      dca: { security: 0.35, basis: 0.35 },
      training: { security: 0.25, basis: 0.25 },
      arms: { arms: 0.35, basis: 0.1 },
      intelligence: { security: 0.3, basis: 0.3 },
      friendship: { security: 0.3, diplomatic: 0.3, basis: 0.3 },
      mou: { security: 0.15, basis: 0.2 },
      logistics: { security: 0.15, basis: 0.2 },
      'strategic-partnership': { security: 0.2, diplomatic: 0.3, basis: 0.2 },
      disengagement: { diplomatic: 0.05, basis: 0 },
      peace: { diplomatic: 0.2, basis: 0 },
      'joint-force': { security: 0.35, basis: 0.35 },
      intervention: { security: 0.35, basis: 0.35 },
      loan: { economic: 0.2, basis: 0 },
      investment: { economic: 0.25, basis: 0 },
      resource: { economic: 0.3, basis: 0 },
      nuclear: { economic: 0.3, basis: 0 },
      trade: { economic: 0.25, basis: 0 },
    },
    /** How an unnamed kind weighs: a termination of an agreement that was never seen signed need not say what it was. */
    unknownKind: { security: 0.15, basis: 0.2 },
    status: { signed: 0.5, 'in-force': 1, suspended: 0.3, terminating: 0.7, ended: 0, unknown: 0 },
  },
  paper: {
    /** Ten accords of one partner are one commitment: the second adds a quarter, the third a sixteenth. */
    minor: 0.25,
    /** Under what makes a contender, by the lead of a garrison: without a duty to help paper alone decides nothing. */
    alone: 0.25,
    duty: ['mutual-defence', 'intervention', 'joint-force'],
    /** Good relations and exchange are no provision, however many papers say so. */
    noProvision: ['friendship', 'strategic-partnership', 'mou', 'intelligence', 'logistics'],
    /** A partner that left by its own decision may still come back to its word; one that was sent away may not. */
    leftOver: { withdrawn: 0.5, ruptured: 0.3 },
    /** Half a year: as long as an orderly departure takes. */
    leftStandingDays: 180,
    /** More than the largest alliances of a region; status texts and memoranda of dozens tie no pair. */
    manyParties: 10,
    /** Ratification takes a year or two; after three it was refused or forgotten. */
    lapsedAfterYears: 3,
    disuse: {
      /** Five quiet years halve it: the length of many terms of such agreements. */
      halfLifeYears: 5,
      /** Under every threshold: a treaty that nobody used for ten years provides nothing, and may be taken up again. */
      floor: 0.3,
      /** Just enough to be an ally still: alliances are made for the day on which they are needed. */
      allyFloor: 0.6,
      dormantAfterYears: 5,
    },
  },
  presence: {
    role: {
      // Troops to fight with, or to stay: the plainest provision; that of any size leaves room for paper and deliveries.
      combat: 0.85,
      garrison: 0.85,
      // Who teaches does not fight: some two thirds of a garrison.
      advisory: 0.6,
      // A state that keeps the peace in another provides its order; less than a garrison, since it takes no side.
      peacekeeping: 0.65,
      // Observers report, and protect nobody.
      observer: 0.05,
      // Guards of a border are no garrison of the state: never a provider by themselves.
      'border-guard': 0.35,
      // A few around a ruler: as advisers.
      'close-protection': 0.6,
      // Hired for the host and not of it: between advisers and soldiers.
      pmc: 0.65,
      // A radar, a transit base, a leased port: it serves its owner.
      facility: 0.1,
    },
    // An alliance's peacekeepers are its army; a region's are lighter; the world's keep everybody's peace.
    peacekeepingBy: { alliance: 0.65, organisation: 0.45, world: 0.15 },
    worldOrganisations: ['UN', 'OSCE'],
    consent: { invited: 1, tolerated: 0.7, contested: 0.3, none: 0 },
    // A battalion weighs half of what any number of troops can, and a hundred men less than half of that.
    halfStrength: 500,
    sizeExponent: 0.6,
    // A hundred soldiers in a state of some hundred thousand are as many as a battalion in one of some millions.
    smallHost: 0.2,
    mostPresence: 0.85,
    // Ten times fewer weigh a quarter less.
    relativeSize: 0.12,
    // Fifteen times the troops: a division beside a battalion.
    outnumbered: 15,
    unknownStrength: {
      large: { low: 30, point: 300, high: 1500 },
      small: { low: 10, point: 50, high: 300 },
    },
    smallRoles: ['advisory', 'observer', 'close-protection'],
    suspendedMission: 0.3,
    // Presence and paper are one commitment seen from two sides.
    clusterMinor: 0.25,
    clusterSite: 0.03,
    clusterSites: 2,
    loneBase: 0.3,
    partnerCrewedAirDefence: 0.3,
  },
  measures: {
    'operations-suspended': { security: 0.1 },
    determination: { security: 0.1, economic: 0.1 },
    'aid-suspended': { economic: 0.3 },
    /** Standing, so that a lifted one subtracts nothing. */
    sanctions: { economic: 0.5, diplomatic: 0.2 },
    'arms-embargo': { arms: 0.5 },
    'relations-severed': { diplomatic: 0.8 },
    'embassy-closed': { diplomatic: 0.4 },
    'embassy-downgraded': { diplomatic: 0.2 },
    'ambassador-absent': { diplomatic: 0.3 },
  },
  sanctionsEased: 0.5,
  ties: {
    'aid-running': { economic: 0.3 },
    // Standing military aid is provision as a small garrison is: with a large sum a provider, with a small one not.
    'military-aid-running': { security: 0.4 },
    'embassy-open': { diplomatic: 0.15 },
    'ambassador-present': { diplomatic: 0.15 },
    'relations-established': { diplomatic: 0.15 },
    'regime-recognised': { diplomatic: 0.15 },
    'recognition-withheld': { diplomatic: -0.2 },
  },
  membership: {
    /** Weight of membership for the tie with the organisation itself, by what the registry says it is for. */
    purpose: {
      defence: { diplomatic: 0.3 },
      economic: { diplomatic: 0.3, economic: 0.3 },
      political: { diplomatic: 0.3 },
      judicial: { diplomatic: 0.1 },
    },
    purposeOf: {
      NATO: 'defence',
      'WARSAW-PACT': 'defence',
      CSTO: 'defence',
      AES: 'defence',
      SEATO: 'defence',
      CENTO: 'defence',
      ANZUS: 'defence',
      ECOWAS: 'economic',
      UEMOA: 'economic',
      CEMAC: 'economic',
      ECCAS: 'economic',
      EAC: 'economic',
      SADC: 'economic',
      EU: 'economic',
      EAEU: 'economic',
      GCC: 'economic',
      ASEAN: 'economic',
      MERCOSUR: 'economic',
      COMECON: 'economic',
      ICC: 'judicial',
    },
    /** A defence organisation is an ally of its members. */
    alliance: { defence: 0.55 },
    status: { member: 1, suspended: 0.3, frozen: 0.4, withdrawing: 0.7, ended: 0 },
  },
  flows: {
    'statement-for': { diplomatic: 0.05, halfLife: 30 },
    'statement-against': { diplomatic: -0.05, halfLife: 30 },
    'statement-threat': { diplomatic: -0.1, halfLife: 60 },
    protest: { diplomatic: -0.02, halfLife: 30 },
    call: { diplomatic: 0.05, halfLife: 45 },
    'visit-head': { diplomatic: 0.2, halfLife: 90 },
    'visit-minister': { diplomatic: 0.12, halfLife: 90 },
    'visit-official': { diplomatic: 0.06, halfLife: 90 },
    'visit-failed': { diplomatic: -0.15, halfLife: 120 },
    'envoy-appointed': { diplomatic: 0.05, halfLife: 180 },
    'envoy-recalled': { diplomatic: -0.1, halfLife: 180 },
    'envoy-expelled': { diplomatic: -0.15, halfLife: 180 },
    'ambassador-appointed': { diplomatic: 0.1, halfLife: 180 },
    'ambassador-recalled': { diplomatic: -0.1, halfLife: 180 },
    'ambassador-expelled': { diplomatic: -0.2, halfLife: 365 },
    exercise: { security: 0.15, halfLife: 180 },
    operation: { security: 0.2, halfLife: 180 },
    'withdrawal-demanded': { security: -0.4, halfLife: 180 },
    'withdrawal-announced': { security: -0.2, halfLife: 180 },
    'withdrawn-on-demand': { security: -0.2, halfLife: 180 },
    'notice-by-host': { security: -0.4, halfLife: 365 },
    'notice-by-partner': { security: -0.2, halfLife: 365 },
    'ended-by-host': { security: -0.4, halfLife: 365 },
    'obligation-not-honoured': { security: -0.2, halfLife: 365 },
    ultimatum: { security: -0.3, diplomatic: -0.2, halfLife: 180 },
    'hostile-act': { security: -0.3, diplomatic: -0.2, halfLife: 180 },
    'arms-major': { arms: 0.5, halfLife: 1095 },
    'arms-minor': { arms: 0.15, halfLife: 1095 },
    'arms-agreed': { arms: 0.1, halfLife: 365 },
    'supply-major': { supply: 0.1, halfLife: 1095 },
    'supply-minor': { supply: 0.005, halfLife: 1095 },
    'supply-of-value': { supply: 0.04, halfLife: 1095 },
    // A rupture takes back what was delivered before it; it fades as the deliveries do, so that none comes back by itself.
    'supply-broken': { supply: -1, halfLife: 1095 },
    'supply-held-back': { supply: -0.2, halfLife: 1095 },
    'arms-suspended': { arms: -0.2, halfLife: 365 },
    'arms-cancelled': { arms: -0.3, halfLife: 730 },
    'air-defence': { arms: 0.5, halfLife: 1095 },
    'air-defence-promised': { arms: 0.1, halfLife: 365 },
    'asset-taken': { economic: -0.3, halfLife: 730 },
    'organisation-left': { diplomatic: -0.3, halfLife: 365 },
    'membership-frozen': { diplomatic: -0.2, halfLife: 365 },
    'aid-cut': { diplomatic: -0.1, halfLife: 180 },
  },
  supply: {
    // A host that lives on one partner's deliveries has a provider, and a garrison of thousands still comes first.
    most: 0.7,
    // Three hundred tanks are ten times as much as one, not three hundred times.
    quantityExponent: 0.4,
    unknownQuantity: 10,
    // A billion is some ten times as much as a million.
    valueExponent: 0.35,
    aidShare: { unstated: 0.75, least: 0.25, most: 1, fullMillions: 1000, exponent: 0.2 },
  },
}
