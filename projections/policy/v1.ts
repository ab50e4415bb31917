import type { Policy } from './policy.js'

/**
 * Portfolio model, version 1. Hand-set from the literature's orders of magnitude and from reading dated cases of
 * several regions; nothing is fitted, and no country has a number of its own. A change of any number is a new policy.
 */
export const policyV1: Policy = {
  id: 'v1',
  title: 'Portfolio model, version 1',
  // What stands is most of security; arms are what was lately delivered; the rest lies between.
  structuralShare: { security: 0.75, arms: 0.3, diplomatic: 0.5, economic: 0.6 },
  decision: {
    // A company or two of invited soldiers, or a lone treaty with a duty to help: less names nobody.
    threshold: 0.25,
    // Less apart than a battalion from two of them is no lead.
    lead: 0.1,
    // A month: what lasts that long is more than one week's news.
    settledAfterDays: 30,
    // A year: as long as departures on demand took (France from Niger, the Soviet Union from Egypt, took less).
    disputeDays: 365,
    // As the threshold of a provider.
    allyThreshold: 0.25,
    // A team of ten trainers counts, five of them and a few observers do not.
    leastProvision: 0.05,
  },
  grading: {
    // Nothing is known before the first claim.
    prior: 0.5,
    // No number of sources makes a report certain.
    cap: 0.99,
    // The compiler's own memory and reading are no second source.
    neverCorroborate: ['analyst-memory', 'entente-dossier'],
    // Under a single report from a usual or fair source (B2 .80, C2 .75), on which most of history rests; what is possible
    // by a fair one (C3 .57) counts little less.
    certainFrom: 0.6,
    // Letters and digits of the Admiralty code (NATO AJP-2.1); it gives no numbers: F and 6 mean unknown, and not low.
    reliability: {
      // Never known to be wrong of its own acts.
      A: { low: 0.9, point: 0.95, high: 1 },
      // Usually right; corrects itself.
      B: { low: 0.75, point: 0.85, high: 0.95 },
      // Right more often than not: the least on which history is written.
      C: { low: 0.55, point: 0.7, high: 0.85 },
      // Less likely right than not where nobody else says so.
      D: { low: 0.3, point: 0.45, high: 0.6 },
      // Seldom right.
      E: { low: 0.1, point: 0.25, high: 0.4 },
      // Not to be judged: anything.
      F: { low: 0.2, point: 0.5, high: 0.8 },
    },
    credibility: {
      // Confirmed by others.
      1: { low: 0.95, point: 1, high: 1 },
      // Probably true: fits what is known.
      2: { low: 0.75, point: 0.85, high: 0.95 },
      // Possibly true.
      3: { low: 0.45, point: 0.6, high: 0.75 },
      // Doubtful.
      4: { low: 0.15, point: 0.3, high: 0.45 },
      // Improbable: against what is known.
      5: { low: 0, point: 0.1, high: 0.25 },
      // Not to be judged: anything.
      6: { low: 0.2, point: 0.5, high: 0.8 },
    },
  },
  agreements: {
    /** Weight of an instrument in force, by kind and dimension. `basis`: as the legal basis of a presence. */
    kinds: {
      // A duty to fight for the host: somewhat more than a battalion there.
      'mutual-defence': { security: 0.5, basis: 0.5 },
      // Leave to be there says little while nobody is, and much with those who are.
      base: { security: 0.15, basis: 0.45 },
      // As a base: the status of those who are there.
      sofa: { security: 0.15, basis: 0.45 },
      // Undertakes to cooperate in defence and not to defend.
      dca: { security: 0.35, basis: 0.35 },
      // Teaches, and promises nothing.
      training: { security: 0.25, basis: 0.25 },
      // Frames deliveries, which are counted when they come.
      arms: { arms: 0.35, basis: 0.1 },
      // Shares what is known: close, and no protection.
      intelligence: { security: 0.2, basis: 0.3 },
      // Consultation and good will: by itself no more than intentions, and with soldiers under it as much as any frame.
      friendship: { security: 0.15, diplomatic: 0.3, basis: 0.3 },
      // Intentions.
      mou: { security: 0.15, basis: 0.2 },
      // Fuel and passage.
      logistics: { security: 0.15, basis: 0.2 },
      // Declares closeness; more of diplomacy than of security.
      'strategic-partnership': { security: 0.15, diplomatic: 0.3, basis: 0.2 },
      // Keeps forces apart; says hardly anything of closeness.
      disengagement: { diplomatic: 0.05, basis: 0 },
      // Ends a war and opens relations.
      peace: { diplomatic: 0.2, basis: 0 },
      // A force of its own, without the duty of an alliance.
      'joint-force': { security: 0.35, basis: 0.35 },
      // Leave, or an order, to send forces for once.
      intervention: { security: 0.35, basis: 0.35 },
      // A promise of one side: as much as cooperation in defence, and like it no provider by paper alone.
      guarantee: { security: 0.35, basis: 0.35 },
      // To talk when it matters obliges to nothing else.
      consultation: { diplomatic: 0.15, basis: 0 },
      // Money that is paid back ties least of these.
      loan: { economic: 0.2, basis: 0 },
      // Stays for some years.
      investment: { economic: 0.25, basis: 0 },
      // Ties a main export for decades.
      resource: { economic: 0.3, basis: 0 },
      // Ties a plant and its fuel for decades.
      nuclear: { economic: 0.3, basis: 0 },
      // Rules for exchange.
      trade: { economic: 0.25, basis: 0 },
    },
    /**
     * How an unnamed kind weighs: a termination of an agreement that was never seen signed need not say what it was.
     */
    unknownKind: { security: 0.15, basis: 0.2 },
    // Who signed may not defeat it (Vienna Convention on the Law of Treaties, article 18): half; a notice leaves most
    // until it takes effect.
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
    /** A tenth or so of the scale: what the news of it weighs on its day stays, as long as nothing new begins. */
    breach: { withdrawn: 0.05, ruptured: 0.15 },
    /** Half: who has next to nothing there is not pressed below those who never had anything. */
    breachMost: 0.5,
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
      /** One half-life. */
      dormantAfterYears: 5,
    },
  },
  presence: {
    role: {
      // Troops to fight with, or to stay: the plainest provision; that of any size leaves room for paper and
      // deliveries.
      combat: 0.85,
      // The same, without a war.
      garrison: 0.85,
      // Who teaches does not fight: some two thirds of a garrison.
      advisory: 0.6,
      // A state that keeps the peace in another provides its order; less than a garrison, since it takes no side.
      peacekeeping: 0.65,
      // Observers report, and protect nobody.
      observer: 0.05,
      // Guards of a border are no garrison of the state: never a provider by themselves.
      'border-guard': 0.35,
      // Whoever guards the ruler decides who rules: between hired soldiers and a garrison, for as many.
      'close-protection': 0.75,
      // Hired for the host and not of it: between advisers and soldiers.
      pmc: 0.65,
      // A radar, a transit base, a leased port: it serves its owner.
      facility: 0.1,
    },
    // An alliance's peacekeepers are its army; a region's are lighter; the world's keep everybody's peace, and weigh on
    // a scale of their own.
    peacekeepingBy: { alliance: 0.65, organisation: 0.5, world: 0.6 },
    // So that a thousand weigh an eighth, and a mission of some seven and a half thousand, which is all the order that a
    // country has, makes a contender; the largest of history stay behind a garrison of a thousand.
    worldHalfStrength: 5000,
    worldOrganisations: ['UN', 'OSCE'],
    // Asked for; not objected to; objected to, and still of weight while it is there; an occupation provides nothing.
    consent: { invited: 1, tolerated: 0.7, contested: 0.3, none: 0 },
    // A battalion weighs half of what any number of troops can, and a hundred men some quarter.
    halfStrength: 500,
    // Between a root, which is still steep at half a million, and a proportion, which is whole at a brigade.
    sizeExponent: 0.6,
    // A hundred soldiers in a state of some hundred thousand are as many as a battalion in one of some millions.
    smallHost: 0.2,
    // Nearer to these than to the others: two companies are the garrison of a state of two million, too.
    modestHost: 0.3,
    // A guard is a company or two, wherever there is one: it holds a palace and not a country.
    guard: 0.4,
    // As the heaviest role.
    mostPresence: 0.85,
    // Three times fewer weigh a fifth less, ten times fewer more than a third.
    relativeSize: 0.2,
    // Fifteen times the troops: a division beside a battalion.
    outnumbered: 15,
    // A force of which no number is known weighs as a small garrison does, a team as a platoon.
    unknownStrength: {
      // From a platoon to a brigade; who is named without a number is a regiment rather than a company.
      large: { low: 30, point: 1000, high: 3000 },
      // From a handful to two companies.
      small: { low: 10, point: 50, high: 300 },
    },
    // These come in teams.
    smallRoles: ['advisory', 'observer', 'close-protection'],
    // There, and not at work: as a presence that is objected to.
    suspendedMission: 0.3,
    // Presence and paper are one commitment seen from two sides.
    clusterMinor: 0.25,
    // A place to stay makes it a little more lasting; more than two say nothing new.
    clusterSite: 0.03,
    // A second place is a second hold; a third no longer counts.
    clusterSites: 2,
    // As the hundred soldiers or so that somebody must have there.
    loneBase: 0.3,
    // As a base: a crew and what it guards.
    partnerCrewedAirDefence: 0.3,
  },
  measures: {
    // Work together stops, the forces stay.
    'operations-suspended': { security: 0.1 },
    // A finding with consequences in law, before these come.
    determination: { security: 0.1, economic: 0.1 },
    // Takes back what running aid gave.
    'aid-suspended': { economic: 0.3 },
    /** Standing, so that a lifted one subtracts nothing. */
    sanctions: { economic: 0.5, diplomatic: 0.2 },
    // No deliveries while it stands.
    'arms-embargo': { arms: 0.5 },
    // Hardly anything is left of diplomacy.
    'relations-severed': { diplomatic: 0.8 },
    // Half of that.
    'embassy-closed': { diplomatic: 0.4 },
    // A sign, and work goes on.
    'embassy-downgraded': { diplomatic: 0.2 },
    // Between the two.
    'ambassador-absent': { diplomatic: 0.3 },
  },
  // Some of the measures stand.
  sanctionsEased: 0.5,
  ties: {
    // A steady flow, a part of most budgets that have it.
    'aid-running': { economic: 0.3 },
    // Standing military aid is provision as a small garrison is: with a large sum a provider, with a small one not. About
    // half of it is arms.
    'military-aid-running': { security: 0.4, arms: 0.5 },
    // Usual between states: little each, and enough together to see that there are relations.
    'embassy-open': { diplomatic: 0.15 },
    // The same.
    'ambassador-present': { diplomatic: 0.15 },
    // The same.
    'relations-established': { diplomatic: 0.15 },
    // The same.
    'regime-recognised': { diplomatic: 0.15 },
    // Somewhat more, since it is a decision against.
    'recognition-withheld': { diplomatic: -0.2 },
  },
  membership: {
    /** Weight of membership for the tie with the organisation itself, by what the registry says it is for. */
    purpose: {
      // Seats and meetings, whatever it is for; a common market besides, and a court least.
      defence: { diplomatic: 0.3 },
      // Seats, and a market beside them.
      economic: { diplomatic: 0.3, economic: 0.3 },
      // Seats alone.
      political: { diplomatic: 0.3 },
      // A court sits over its members, and is no meeting of them.
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
    // As instruments; frozen by a member's own word is somewhat more than suspended by the others.
    status: { member: 1, suspended: 0.3, frozen: 0.4, withdrawing: 0.7, ended: 0 },
  },
  flows: {
    // Words are cheap and soon forgotten: a month.
    'statement-for': { diplomatic: 0.05, halfLife: 30 },
    // As much as one in favour.
    'statement-against': { diplomatic: -0.05, halfLife: 30 },
    // Weighs double and stays double as long.
    'statement-threat': { diplomatic: -0.1, halfLife: 60 },
    // The street is not the government: less than half.
    protest: { diplomatic: -0.02, halfLife: 30 },
    // A conversation: as a statement, a little longer.
    call: { diplomatic: 0.05, halfLife: 45 },
    // The most that two leaders can show in a day, for a season; ministers and officials less.
    'visit-head': { diplomatic: 0.2, halfLife: 90 },
    // Who prepares what heads sign: some half.
    'visit-minister': { diplomatic: 0.12, halfLife: 90 },
    // Half of a minister.
    'visit-official': { diplomatic: 0.06, halfLife: 90 },
    // Turned away is told for longer than a visit.
    'visit-failed': { diplomatic: -0.15, halfLife: 120 },
    // Other envoys: half of an ambassador, half a year.
    'envoy-appointed': { diplomatic: 0.05, halfLife: 180 },
    // Called home by choice: twice an arrival.
    'envoy-recalled': { diplomatic: -0.1, halfLife: 180 },
    // Sent home by the other: half as much again.
    'envoy-expelled': { diplomatic: -0.15, halfLife: 180 },
    // Besides the standing that follows.
    'ambassador-appointed': { diplomatic: 0.1, halfLife: 180 },
    // As much as the arrival.
    'ambassador-recalled': { diplomatic: -0.1, halfLife: 180 },
    // Twice that, and remembered for a year.
    'ambassador-expelled': { diplomatic: -0.2, halfLife: 365 },
    // Until the next one is due, twice a year; an operation is more.
    exercise: { security: 0.15, halfLife: 180 },
    // Under fire together.
    operation: { security: 0.2, halfLife: 180 },
    // Enough to undo a lead, for half a year; what lasts of it is the rupture.
    'withdrawal-demanded': { security: -0.4, halfLife: 180 },
    // Half: going by one's own decision.
    'withdrawal-announced': { security: -0.2, halfLife: 180 },
    // The other half, once it is done.
    'withdrawn-on-demand': { security: -0.2, halfLife: 180 },
    // The same for a treaty, for a year; the partner's own notice is half.
    'notice-by-host': { security: -0.4, halfLife: 365 },
    // Half of a notice by the host, which it did not choose.
    'notice-by-partner': { security: -0.2, halfLife: 365 },
    // Once more as much as its notice, when it takes effect.
    'ended-by-host': { security: -0.4, halfLife: 365 },
    // Not helped when it was asked for.
    'obligation-not-honoured': { security: -0.2, halfLife: 365 },
    // Force is threatened, or used.
    ultimatum: { security: -0.3, diplomatic: -0.2, halfLife: 180 },
    // As a threat: which of the two it comes to is a question of reports.
    'hostile-act': { security: -0.3, diplomatic: -0.2, halfLife: 180 },
    // One of them makes a supplier, and arms serve for years: five, over which deliveries are usually compared.
    'arms-major': { arms: 0.5, halfLife: 1825 },
    // Rifles and lorries: some third.
    'arms-minor': { arms: 0.15, halfLife: 1095 },
    // Promised is a fifth of delivered.
    'arms-agreed': { arms: 0.1, halfLife: 365 },
    // Ten tanks are half of what makes a provider, some hundred all of it.
    'supply-major': { supply: 0.1, halfLife: 1095 },
    // A twentieth of the former: thousands of missiles count, rifles hardly.
    'supply-minor': { supply: 0.005, halfLife: 1095 },
    // A billion: as some forty tanks.
    'supply-of-value': { supply: 0.04, halfLife: 1095 },
    // A rupture takes back what was delivered before it; it fades as the deliveries do, so that none comes back by
    // itself.
    'supply-broken': { supply: -1, halfLife: 1095 },
    // What was on its way.
    'supply-held-back': { supply: -0.2, halfLife: 1095 },
    // Held back is less than called off.
    'arms-suspended': { arms: -0.2, halfLife: 365 },
    // Half as much again as holding back, for two years.
    'arms-cancelled': { arms: -0.3, halfLife: 730 },
    // As major arms.
    'air-defence': { arms: 0.5, halfLife: 1825 },
    // As other arms that are promised.
    'air-defence-promised': { arms: 0.1, halfLife: 365 },
    // A mine or a concession, for some years.
    'asset-taken': { economic: -0.3, halfLife: 730 },
    // As heavy as the membership was.
    'organisation-left': { diplomatic: -0.3, halfLife: 365 },
    // A sign before that.
    'membership-frozen': { diplomatic: -0.2, halfLife: 365 },
    // Besides what the standing aid gave.
    'aid-cut': { diplomatic: -0.1, halfLife: 180 },
  },
  supply: {
    // A host that lives on one partner's deliveries has a provider, and a garrison of thousands still comes first.
    most: 0.7,
    // Three hundred tanks are ten times as much as one, not three hundred times.
    quantityExponent: 0.4,
    // A company's worth: what is told without a number is seldom a single piece or a hundred.
    unknownQuantity: 10,
    // A billion is some ten times as much as a million.
    valueExponent: 0.35,
    // Who sells takes money and not the side of who buys: half of a gift, for parts and training tie too.
    sale: 0.5,
    // A billion a year counts whole, ten million two fifths, less never under a quarter; unstated is some hundreds of
    // millions.
    aidShare: { unstated: 0.75, least: 0.25, most: 1, fullMillions: 1000, exponent: 0.2 },
  },
}
