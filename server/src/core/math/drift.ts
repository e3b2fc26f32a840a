// The population stability index (PSI), its noise when nothing drifts, and floods of alarms (A11).
import { chiSquareQuantile, chiSquareTail } from './chiSquare.js';
import { familyError } from './inflation.js';
import { isAmount, isInside, isPositive, isWhole, roundUp } from './possible.js';

/** Usual reading: below `warn` stable, from `alert` on major. */
export const psiBands = { warn: 0.1, alert: 0.25 } as const;

/**
 * A11. PSI = Σ (a − e)·ln(a/e) over bins, shares or counts on any scale. Infinity when a bin is empty on one side only,
 * which calls for wider bins. undefined for lists of different length, fewer than two bins, negative or all-zero values.
 */
export function psi(expected: readonly number[], actual: readonly number[]): number | undefined {
  const before = shares(expected);
  const now = shares(actual);
  if (!before || !now || before.length !== now.length) return undefined;
  return before.reduce((sum, e, bin) => {
    const a = now[bin] as number;
    return a === e ? sum : sum + (a - e) * (Math.log(a) - Math.log(e));
  }, 0);
}

export interface DriftWindow {
  /** Rows in the window that is watched. */
  readonly sample: number;
  /** Rows in the reference; as many as in the sample unless given. */
  readonly reference?: number | undefined;
  /** Bins, 10 unless given. */
  readonly bins?: number | undefined;
}

/**
 * A11. Mean PSI without any drift, (B − 1)(1/N + 1/M) and the next term for bins of equal share:
 * per bin p·[s + t − (κ_N + κ_M)/2 + s² + t²] with s = q/(pN), t = q/(pM), κ_n = q(1 − 2p)/(pn)², q = 1 − p.
 */
export function quietPsiMean(window: DriftWindow): number | undefined {
  const known = sizes(window);
  if (!known) return undefined;
  const p = 1 / known.bins;
  const q = 1 - p;
  const part = (n: number) => q / (p * n) + (q / (p * n)) ** 2 - (q * (1 - 2 * p)) / (p * n) ** 2 / 2;
  return part(known.sample) + part(known.reference);
}

/**
 * A11. PSI that a share `confidence` of quiet windows stays below: χ²_{B−1}(1/N + 1/M), to first order.
 * Some 3 % low at 200 rows. Source: B. Yurdakul, Statistical properties of the population stability index (2018).
 */
export function quietPsiQuantile(window: DriftWindow, confidence = 0.95): number | undefined {
  const known = sizes(window);
  const quantile = known && chiSquareQuantile(confidence, known.bins - 1);
  return known && quantile !== undefined ? quantile * (1 / known.sample + 1 / known.reference) : undefined;
}

/**
 * A11. Share of quiet windows with a PSI above `threshold`: the χ² tail, scaled so that its mean is `quietPsiMean`.
 * Without that scaling 37 % would come out as 35 %. An approximation that wants several rows a bin.
 */
export function quietAlarmShare(window: DriftWindow, threshold: number = psiBands.warn): number | undefined {
  const known = sizes(window);
  const mean = quietPsiMean(window);
  if (!known || mean === undefined || !(threshold >= 0)) return undefined;
  return chiSquareTail((threshold * (known.bins - 1)) / mean, known.bins - 1);
}

/**
 * A11. Rows in the window so that a share `confidence` of quiet windows stays below `threshold`, first order as above and so
 * a little few: where it says 339, a million simulated windows say 345.
 * The reference is as large as the window unless given; Infinity when a given reference is too small for any window.
 */
export function quietSample(
  need: { readonly threshold?: number | undefined; readonly reference?: number | undefined; readonly bins?: number | undefined },
  confidence = 0.95,
): number | undefined {
  const { threshold = psiBands.warn, reference, bins = 10 } = need;
  const quantile = isWhole(bins - 1) ? chiSquareQuantile(confidence, bins - 1) : undefined;
  if (quantile === undefined || !isAmount(threshold) || (reference !== undefined && !areRows(reference))) return undefined;
  if (threshold === 0) return Infinity;
  if (reference === undefined) return roundUp((2 * quantile) / threshold);
  const room = threshold / quantile - 1 / reference;
  return room > 0 ? roundUp(1 / room) : Infinity;
}

export interface AlarmFlood {
  /** False alarms to expect a day. */
  readonly perDay: number;
  /** Chance of at least one on a quiet day. */
  readonly atLeastOne: number;
}

/** A11. Features × alpha × runs a day = false alarms a day; at least one with 1 − (1 − α)^(features × runs), if independent. */
export function alarmFlood(features: number, alpha: number, runsPerDay = 1): AlarmFlood | undefined {
  if (!isAmount(features) || !isInside(alpha) || !isAmount(runsPerDay)) return undefined;
  return { perDay: features * alpha * runsPerDay, atLeastOne: familyError(features * runsPerDay, alpha) as number };
}

function sizes({ sample, reference = sample, bins = 10 }: DriftWindow): Required<{ [K in keyof DriftWindow]: number }> | undefined {
  return areRows(sample) && areRows(reference) && isWhole(bins - 1) ? { sample, reference, bins } : undefined;
}

const areRows = (n: number): boolean => n >= 1 && isPositive(n);

function shares(values: readonly number[]): readonly number[] | undefined {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.length >= 2 && values.every(isAmount) && isPositive(total) ? values.map((value) => value / total) : undefined;
}
