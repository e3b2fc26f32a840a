// When a test ends, how long its outcome takes, and when the result is read: three times that have to fit.
import { readDurations } from '../language/duration.js';
import { type Artifact, child, type Pointer, textAt } from '../model/artifact.js';
import type { Span } from '../text.js';
import { durationSaid } from './experiment.js';
import { stagesOf } from './rollout.js';
import { rowsAt, textBelow } from './rows.js';

export interface Maturation {
  /** Days of the test. */
  readonly days: number;
  /** How long after entering the outcome counts, and the words that say it. */
  readonly window: { readonly days: number; readonly pointer: Pointer; readonly words: Span };
  /** Day of the readout, counted from the start. */
  readonly readout: number | undefined;
  /** Everything that is said about the test. */
  readonly words: string;
}

export function maturation(artifact: Artifact): Maturation | undefined {
  const prd = artifact.kind === 'prd';
  const words = prd
    ? [textBelow(artifact, '/rollout_plan'), textBelow(artifact, '/metrics')].join('\n')
    : [textBelow(artifact, '/online_test'), textBelow(artifact, '/decision_rule'), textBelow(artifact, '/primary_metric')].join('\n');
  const days = prd ? stagesOf(artifact).find(({ type }) => type === 'ab')?.duration?.days : durationSaid(artifact)?.value.days;
  const window =
    (prd ? ['/metrics/business', '/metrics/technical'] : []).flatMap((field) =>
      rowsAt(artifact, field).flatMap(({ pointer }) => windowAt(artifact, child(pointer, 'attribution_window'), true) ?? []),
    )[0] ?? (prd ? undefined : windowOf(artifact));
  if (days === undefined || days < 1 || window === undefined || window.days < 1) return undefined;
  const read =
    /\b(?:read-?out|read|looks?|analy[sz]ed?|results?|decision)\b[^.;\n]{0,24}\b(?:on |at |after )?day (\d{1,3})\b|\bday (\d{1,3}) (?:read-?out|readout|analysis)\b/i.exec(
      words,
    );
  return { days, window, readout: read ? Number(read[1] ?? read[2]) : undefined, words };
}

/** Said for the test, else for its metric; else in the metric's name: "purchases within 14 days". */
function windowOf(artifact: Artifact): Maturation['window'] | undefined {
  for (const pointer of ['/online_test/attribution_window', '/primary_metric/attribution_window']) {
    const found = windowAt(artifact, pointer, true);
    if (found) return found;
  }
  for (const pointer of ['/primary_metric/name', '/primary_metric', '/primary_metric/definition', '/online_test', '/online_test/design']) {
    const found = windowAt(artifact, pointer, false);
    if (found) return found;
  }
  return undefined;
}

function windowAt(artifact: Artifact, pointer: Pointer, bare: boolean): Maturation['window'] | undefined {
  const text = textAt(artifact, pointer);
  for (const { value, span } of readDurations(text, artifact.vocabulary)) {
    const counted = /\bcounts?(?:ed)? (?:for|within|over) (?:the )?(?:next )?$/i.test(text.slice(Math.max(0, span[0] - 24), span[0]));
    const counts =
      bare ||
      counted ||
      (/\b(?:within|in|by)\s+(?:the )?(?:first |next )?$/i.test(text.slice(Math.max(0, span[0] - 20), span[0])) &&
        /^ (?:of|after|from)\b/i.test(text.slice(span[1], span[1] + 7))) ||
      /^[- ](?:day )?(?:purchase|conversion|attribution|retention|return|repayment|maturation|outcome|renewal|refund|churn)\b/i.test(
        text.slice(span[1], span[1] + 20),
      ) ||
      /\b(?:attribution|conversion|purchase|outcome) window(?: of|:| is)?\s$/i.test(text.slice(Math.max(0, span[0] - 26), span[0]));
    if (counts) return { days: value.days, pointer, words: span };
  }
  const numbered = /\b(?:day|d)[- ]?(\d{1,3}) retention\b|\b(\d{1,3})-day (?:retention|repurchase|conversion|return rate)\b/i.exec(text);
  const day = Number(numbered?.[1] ?? numbered?.[2]);
  return numbered && day > 0 && !bare ? { days: day, pointer, words: [numbered.index, numbered.index + numbered[0].length] } : undefined;
}
