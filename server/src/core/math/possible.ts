// Which numbers can be an input at all, and rounding that forgives the last bits of a floating-point product.
// Everything in this folder returns undefined for impossible input; Infinity means "no amount is enough", NaN never leaves.

/** A share or probability, 0 and 1 included. */
export const isRate = (value: number): boolean => value >= 0 && value <= 1;

/** Strictly between 0 and 1. */
export const isInside = (value: number): boolean => value > 0 && value < 1;

/** Above zero, and of a size that a document can mean: beyond 10^±60 products would overflow into nonsense. */
export const isPositive = (value: number): boolean => value > 1e-60 && value < 1e60;

/** Zero or above, of the same size. */
export const isAmount = (value: number): boolean => value >= 0 && value < 1e60;

/** Of either sign, of the same size. */
export const isNumber = (value: number): boolean => isAmount(Math.abs(value));

/** 1, 2, 3 … */
export const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

/** The least whole number that is enough; 15.000000000000002 is 15. */
export const roundUp = (value: number): number => Math.ceil(value - slack(value));

/** The whole units that are there; 139.99999999999997 is 140. */
export const roundDown = (value: number): number => Math.floor(value + slack(value));

/** At most, up to floating-point dust: 0.2525 / 0.25 − 1 is at most 1 %. */
export const isAtMost = (value: number, limit: number): boolean => value <= limit + 1e-9 * Math.max(1, Math.abs(limit));

const slack = (value: number): number => (Number.isFinite(value) ? 1e-12 * Math.max(1, Math.min(Math.abs(value), 1e6)) : 0);
