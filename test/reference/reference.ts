/** The naive reference stands with the projections, as `entente verify` asks it too. */
export * from '../../projections/reference.js'
