// What users are promised to wait at most, and what they may have to wait: timeouts and the fallback behind them.
import { readDurations } from '../language/duration.js';
import { readQuantities } from '../language/quantity.js';
import { type Artifact, leaves, type Pointer, textAt } from '../model/artifact.js';
import type { Span } from '../text.js';
import { rowsAt } from './rows.js';
import { milliseconds, percentileIn, slosOf } from './slos.js';

export interface Wait {
  readonly ms: number;
  readonly pointer: Pointer;
  /** The words in the leaf's text. */
  readonly words: Span;
}

export interface Promised {
  readonly ms: number;
  readonly pointer: Pointer;
}

export interface LatencyFact {
  /** The promises: p90 and above, or a share of the requests. A goal about an average promises nobody anything. */
  readonly promised: readonly Promised[];
  readonly timeouts: readonly (Wait & { readonly fallback: Wait | undefined })[];
}

export function latencyOf(artifact: Artifact): LatencyFact {
  return {
    promised: promisedIn(artifact),
    timeouts: [...leaves(artifact)].flatMap(({ pointer, text }) =>
      text.verbatim === 'code' ? [] : timeoutsIn(artifact, pointer, text.text),
    ),
  };
}

function promisedIn(artifact: Artifact): readonly Promised[] {
  const slos = slosOf(artifact).flatMap(({ pointer, latency }) =>
    latency && (latency.percentile ?? 95) >= 90 ? [{ ms: latency.ms, pointer }] : [],
  );
  const others = ['/guardrails', '/metrics/technical', '/model_decision/constraints'].flatMap((field) =>
    rowsAt(artifact, field).flatMap(({ pointer, text }): readonly Promised[] => {
      // A table's baseline is what it takes today; the target or the worst acceptable is the promise.
      const own =
        ['target', 'worst_acceptable'].map((part) => textAt(artifact, `${pointer}/${part}`)).find((words) => words !== '') ?? text;
      const quantity = readQuantities(own).find(({ value }) => milliseconds(value) !== undefined && !/>/.test(value.comparator ?? ''));
      const ms = milliseconds(quantity?.value);
      const percentile = percentileIn(text) ?? quantity?.value.percentile;
      return ms === undefined || percentile === undefined || percentile < 90 || !/latenc|response|p9\d/i.test(text)
        ? []
        : [{ ms, pointer }];
    }),
  );
  return [...slos, ...others];
}

const waiting = /^\/(?:infra|feature|slos|rollback|stages|artifact|model_decision|online_test)(?:\/|$)/;

/** "timeout 500 ms, popularity list after 50 ms"; in a structure the fallback is the part beside it. */
function timeoutsIn(artifact: Artifact, pointer: Pointer, text: string): LatencyFact['timeouts'] {
  if (!waiting.test(pointer)) return [];
  const row = pointer.slice(0, pointer.lastIndexOf('/'));
  if (pointer.endsWith('/timeout')) {
    const [wait] = millisecondsIn(text);
    const beside = artifact.places.get(`${row}/fallback`)?.text?.text ?? '';
    const [fallback] = millisecondsIn(beside);
    return wait ? [{ ...wait, pointer, fallback: fallback && { ...fallback, pointer: `${row}/fallback` } }] : [];
  }
  const waits = millisecondsIn(text);
  return waits.flatMap((wait, nth) => {
    const before = text.slice(Math.max(0, wait.words[0] - 32), wait.words[0]);
    const after = text.slice(wait.words[1], wait.words[1] + 12);
    if (
      !/\btime-?out(?:s)?\b[^.;\d]{0,16}$|\btimes? out (?:after|at|in) $|\b(?:not|no) (?:answer|respon[ds]\w*|reply|result)\w*(?: back)? (?:within|in|after) $/i.test(
        before,
      ) &&
      !/^\s*time-?out\b/i.test(after)
    )
      return [];
    const next = waits[nth + 1];
    const between = next && next.words[0] - wait.words[1] < 120 ? text.slice(wait.words[1], next.words[1] + 30) : '';
    const apart = /[.\n]\s/.test(between.slice(0, next ? next.words[0] - wait.words[1] : 0));
    const fallsBack =
      /fall-?backs?\b|falls? back|\bthen\b/i.test(between) ||
      (!apart && /\b(?:default|popularity|cached?|list|rules?|answers?)\b/i.test(between));
    return [{ ...wait, pointer, fallback: next && fallsBack ? { ...next, pointer } : undefined }];
  });
}

function millisecondsIn(text: string): readonly { readonly ms: number; readonly words: Span }[] {
  return readDurations(text, {})
    .filter(({ value }) => value.unit === 'ms' || value.unit === 's')
    .map(({ value, span }) => ({ ms: Number((value.days * 86_400_000).toFixed(3)), words: span }));
}
