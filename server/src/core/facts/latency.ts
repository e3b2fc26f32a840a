// What users are promised to wait at most, and what they may have to wait: timeouts and the fallback behind them.
import { readDurations } from '../language/duration.js';
import { findLatencyBounds } from '../language/latency.js';
import { type Artifact, leaves, type Pointer } from '../model/artifact.js';
import type { Span } from '../text.js';
import { tidy } from './sums/inputs.js';

export interface Wait {
  readonly ms: number;
  readonly pointer: Pointer;
  /** The words in the leaf's text. */
  readonly words: Span;
}

export interface LatencyFact {
  /** The promises: p95 and above, or a share of the requests. A goal about an average promises nobody anything. */
  readonly promised: readonly Wait[];
  readonly timeouts: readonly (Wait & { readonly fallback: Wait | undefined })[];
}

const promises = /^\/(?:slos|guardrails|metrics\/technical|model_decision\/constraints)(?:\/|$)/;

export function latencyOf(artifact: Artifact): LatencyFact {
  const promised: Wait[] = [];
  const timeouts: (Wait & { readonly fallback: Wait | undefined })[] = [];
  for (const { pointer, text } of leaves(artifact)) {
    if (text.verbatim === 'code') continue;
    if (promises.test(pointer)) promised.push(...promisesIn(pointer, text.text));
    if (/^\/(?:infra|feature|slos|rollback|stages|artifact|model_decision|online_test)(?:\/|$)/.test(pointer))
      timeouts.push(...timeoutsIn(artifact, pointer, text.text));
  }
  return { promised, timeouts };
}

function promisesIn(pointer: Pointer, text: string): readonly Wait[] {
  const bounds = findLatencyBounds(text).filter(
    ({ value }) => !value.mean && (value.percentile ?? 95) >= 90 && !/>/.test(value.quantity.comparator ?? ''),
  );
  const waits = bounds.flatMap(({ span }) =>
    millisecondsIn(text.slice(...span)).map((wait) => ({
      ms: wait.ms,
      pointer,
      words: [span[0] + wait.words[0], span[0] + wait.words[1]] as Span,
    })),
  );
  if (waits.length > 0) return waits;
  // "99.9 % of requests are answered in under 300 ms", "p95 ≤ 300 ms", a target cell "≤ 300 ms" in a latency row.
  const found =
    /(?:\bp9[059](?:\.\d)?\b|\b9\d(?:\.\d{1,3})? ?% of [a-z ]{3,40})[^.;\n]{0,50}?(?:[<≤]=?|\bunder|\bbelow|\bwithin|\bat most|\bin less than|:)\s*(\d[\d.,]{0,6} ?(?:ms|s|seconds?|milliseconds?)\b)/i.exec(
      text,
    );
  const [wait] = found?.[1] ? millisecondsIn(found[1]) : [];
  if (!found?.[1] || !wait) return [];
  const from = found.index + found[0].length - found[1].length;
  return [{ ms: wait.ms, pointer, words: [from, from + found[1].length] }];
}

/** "timeout 500 ms, popularity list after 50 ms"; in a structure the fallback is the part beside it. */
function timeoutsIn(artifact: Artifact, pointer: Pointer, text: string): LatencyFact['timeouts'] {
  const row = pointer.slice(0, pointer.lastIndexOf('/'));
  if (pointer.endsWith('/timeout')) {
    const [wait] = millisecondsIn(text);
    const beside = artifact.places.get(`${row}/fallback`)?.text?.text ?? '';
    const [fallback] = millisecondsIn(beside);
    return wait ? [{ ...wait, pointer, fallback: fallback && { ...fallback, pointer: `${row}/fallback` } }] : [];
  }
  return millisecondsIn(text).flatMap((wait) => {
    const before = text.slice(Math.max(0, wait.words[0] - 24), wait.words[0]);
    const after = text.slice(wait.words[1], wait.words[1] + 12);
    if (!/\btime-?out(?:s)?\b[^.;\d]{0,16}$|\btimes? out (?:after|at|in) $/i.test(before) && !/^\s*time-?out\b/i.test(after)) return [];
    const rest = text.slice(wait.words[1]);
    const fallback = millisecondsIn(rest).find(
      ({ words }) =>
        /fall-?back|then|falls? back|default|popularity|cached?|list|rules?|answer/i.test(rest.slice(0, words[1] + 30)) && words[0] < 120,
    );
    return [
      {
        ...wait,
        pointer,
        fallback: fallback && {
          ms: fallback.ms,
          pointer,
          words: [fallback.words[0] + wait.words[1], fallback.words[1] + wait.words[1]] as Span,
        },
      },
    ];
  });
}

function millisecondsIn(text: string): readonly { readonly ms: number; readonly words: Span }[] {
  return readDurations(text)
    .filter(({ value }) => value.unit === 'ms' || value.unit === 's')
    .map(({ value, span }) => ({ ms: tidy(value.days * 86_400_000), words: span }));
}
