// What is promised: each objective with its window, and the bound on latency or errors that an alert has to guard.
import { readQuantity } from '../language/quantity.js';
import { readSlo } from '../language/slo.js';
import type { Quantity } from '../language/types.js';
import { type Artifact, child, type Pointer, textAt } from '../model/artifact.js';
import { rowsAt } from './rows.js';
import { type Objective, objectivesOf } from './sums/inputs.js';

export interface SloFact {
  readonly pointer: Pointer;
  readonly text: string;
  /** 0.999 for 99.9 %, and where it stands. */
  readonly objective: Objective | undefined;
  /** "p95 < 300 ms", or 95 % of requests in under 300 ms. */
  readonly latency: { readonly ms: number; readonly percentile: number | undefined } | undefined;
  /** The share of requests that may fail, where the promise is about failing: 0.001. */
  readonly errors: number | undefined;
}

export function slosOf(artifact: Artifact): readonly SloFact[] {
  const objectives = objectivesOf(artifact);
  return rowsAt(artifact, '/slos').map(({ pointer, text }): SloFact => {
    const objective = objectives.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
    const target = readQuantity(textAt(artifact, child(pointer, 'objective')))?.value;
    // "p95 latency | 300 ms" has its bound in the column of the objective.
    const structured =
      readQuantity(textAt(artifact, child(pointer, 'threshold')))?.value ?? (milliseconds(target) === undefined ? undefined : target);
    const reading = readSlo(textAt(artifact, pointer) || textAt(artifact, child(pointer, 'sli')), artifact.vocabulary);
    const bound = structured ?? reading.threshold?.value;
    const ms = milliseconds(bound);
    const percentile = bound?.percentile ?? percentileIn(text) ?? (objective && Number((objective.value * 100).toPrecision(6)));
    const failing = bound?.unit === '%' && /\b(?:error|fail|5xx|timeout)/i.test(text) ? bound.value / 100 : undefined;
    const other = /\b(?:fresh|accura|precision|recall|quality|accepted|grounded|drift|satisf|complain|stale|age)\w*/i.test(text);
    return {
      pointer,
      text,
      objective,
      latency: ms === undefined ? undefined : { ms, percentile },
      errors: ms !== undefined || other ? undefined : (failing ?? (objective && Number((1 - objective.value).toPrecision(6)))),
    };
  });
}

export const milliseconds = (quantity: Quantity | undefined): number | undefined =>
  quantity?.unit === 'ms' ? quantity.value : quantity?.unit === 's' ? quantity.value * 1000 : undefined;

/** "p95", "P99.9", "95th percentile". */
export function percentileIn(text: string): number | undefined {
  const found = /\bp(\d{2}(?:\.\d)?)\b|\b(\d{2}(?:\.\d)?)(?:th|st|nd|rd)[- ]percentile\b/i.exec(text);
  return found ? Number(found[1] ?? found[2]) : undefined;
}
