// The service levels that a document of ours promises, in the form that other formats share: a share of good events, a bound that makes an
// event good, a window. A promise without any number is no service level.
import { type SloFact, slosOf } from '../facts/slos.js';
import { daysAt } from '../facts/sums/inputs.js';
import { readDuration } from '../language/duration.js';
import { readQuantities } from '../language/quantity.js';
import { readSlo } from '../language/slo.js';
import type { Duration, Quantity } from '../language/types.js';
import { type Artifact, child, type Pointer, textAt } from '../model/artifact.js';
import type { LevelUnit, ServiceLevel } from './have.js';

export interface PromisedLevels {
  readonly levels: readonly ServiceLevel[];
  /** Those that hold no number to promise. */
  readonly left: readonly { readonly pointer: Pointer; readonly text: string }[];
}

export function levelsOf(artifact: Artifact): PromisedLevels {
  const levels: ServiceLevel[] = [];
  const left: { pointer: Pointer; text: string }[] = [];
  for (const slo of slosOf(artifact)) {
    const level = levelOf(artifact, slo);
    if (level) levels.push(level);
    else left.push({ pointer: slo.pointer, text: slo.text.replace(/\s+/g, ' ') });
  }
  return { levels, left };
}

function levelOf(artifact: Artifact, { pointer, text, objective, latency, errors }: SloFact): ServiceLevel | undefined {
  const said = (key: string): string => textAt(artifact, child(pointer, key)).trim();
  const prose = textAt(artifact, pointer) || said('sli');
  const reading = readSlo(prose, artifact.vocabulary);
  const limit =
    readQuantities(said('threshold'))[0]?.value ?? (latency ? boundIn(said('objective')) : undefined) ?? reading.threshold?.value;
  const percentile = limit?.percentile ?? latency?.percentile;
  // "p95 ≤ 300 ms" promises that 95 % of requests take at most 300 ms.
  const target =
    objective?.value ?? (percentile === undefined ? undefined : percentile / 100) ?? (errors === undefined ? undefined : 1 - errors);
  if (target === undefined || target <= 0 || target > 1) return undefined;
  // "Errors < 0.1 %" is the share itself.
  const bound = limit && limit.unit !== '%' && limit.high === undefined ? boundOf(limit, said('op')) : undefined;
  const window = windowOf(
    readDuration(said('window'), artifact.vocabulary)?.value ?? reading.window?.value,
    daysAt(artifact, child(pointer, 'window'))?.value,
  );
  const budgeting = said('budgeting');
  return {
    sli: (said('sli') || text).replace(/\s+/g, ' ').trim(),
    target: Number(target.toPrecision(12)),
    ...(bound ? { bound } : {}),
    ...(window ? { window } : {}),
    ...(/^(?:Occurrences|Timeslices|RatioTimeslices)$/.test(budgeting) ? { budgeting } : {}),
  };
}

const boundIn = (text: string): Quantity | undefined =>
  readQuantities(text).find(({ value }) => value.unit === 'ms' || value.unit === 's')?.value;

function boundOf({ value, unit, comparator }: Quantity, op: string): ServiceLevel['bound'] {
  const sign = signs.get(op) ?? signs.get(comparator ?? '') ?? '<=';
  return { op: sign, value, unit };
}

const signs: ReadonlyMap<string, '<' | '<=' | '>' | '>='> = new Map([
  ['<', '<'],
  ['lt', '<'],
  ['≤', '<='],
  ['<=', '<='],
  ['lte', '<='],
  ['>', '>'],
  ['gt', '>'],
  ['≥', '>='],
  ['>=', '>='],
  ['gte', '>='],
] as const);

/** What the shorthand has no letter for is said in days. */
function windowOf(duration: Duration | undefined, days: number | undefined): ServiceLevel['window'] | undefined {
  const unit = duration && letters.get(duration.unit);
  if (duration && unit && Number.isInteger(duration.value) && duration.value > 0) return { count: duration.value, unit };
  const whole = duration?.days ?? days;
  return whole !== undefined && whole >= 1 ? { count: Math.round(whole), unit: 'd' } : undefined;
}

const letters: ReadonlyMap<string, LevelUnit> = new Map([
  ['min', 'm'],
  ['h', 'h'],
  ['d', 'd'],
  ['w', 'w'],
  ['month', 'M'],
  ['quarter', 'Q'],
  ['year', 'Y'],
]);
