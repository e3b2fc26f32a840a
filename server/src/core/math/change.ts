// A change from one value to another, as a share of the old value or as a difference.
import { isNumber } from './possible.js';

/** (to − from) ÷ |from|: 0.08 is +8 %. From zero only "no change" has a number, everything else is ±Infinity. */
export function relativeChange(from: number, to: number): number | undefined {
  if (!isNumber(from) || !isNumber(to)) return undefined;
  return from === to ? 0 : (to - from) / Math.abs(from);
}

/** The value after a relative change: 0.04 and +8 % are 0.0432. */
export function afterRelative(from: number, change: number): number | undefined {
  return isNumber(from) && isNumber(change) ? from + Math.abs(from) * change : undefined;
}
