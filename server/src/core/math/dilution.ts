// An overall lift that only some users can cause (A18).
import { isNumber, isRate } from './possible.js';

/** A18. Relative lift needed among adopters = overall lift ÷ adoption; Infinity (of the lift's sign) when nobody adopts. */
export function liftAmongAdopters(overallLift: number, adoption: number): number | undefined {
  if (!isNumber(overallLift) || !isRate(adoption)) return undefined;
  return overallLift === 0 ? 0 : overallLift / adoption;
}

/** A18. The inverse: overall lift = lift among adopters × adoption. */
export function dilutedLift(adopterLift: number, adoption: number): number | undefined {
  return isNumber(adopterLift) && isRate(adoption) ? adopterLift * adoption : undefined;
}
