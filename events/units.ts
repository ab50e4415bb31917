declare const unit: unique symbol

/**
 * A number with a unit. What is reckoned is a plain number and may be taken as any; a number that has a unit is refused
 * where another one is asked for.
 */
export type Unit<U extends string> = number & { readonly [unit]?: U }
