// Service level objectives: "99.9 % of requests < 300 ms over 30 d", "availability 99.5 % monthly".

import { durationOf, durationsIn } from './duration.js';
import { metricsIn } from './metrics.js';
import { numbersIn } from './numbers.js';
import { type QuantityAt, quantitiesIn } from './quantity.js';
import { rememberedReading } from './remembered.js';
import { isHyphen, type Reading, scan, spanOf, type Token } from './tokens.js';
import type { Duration, Quantity, Slo, Slot } from './types.js';

const isPercent = ({ unit }: Quantity): boolean => unit === '%' || unit.startsWith('%/');

export const readSlo = rememberedReading((text: string, reading: Reading): Slo => {
  const source = scan(text, reading);
  const { tokens } = source;
  const numbers = numbersIn(source);
  const quantities = quantitiesIn(source, numbers);
  const durations = durationsIn(source, numbers);
  const share =
    quantities.find(
      ({ value }) => isPercent(value) && value.value >= 50 && value.value <= 100 && value.comparator !== '<' && value.comparator !== '<=',
    ) ??
    quantities.find(
      ({ value, begin }) =>
        value.unit === '' &&
        value.value >= 90 &&
        value.value <= 100 &&
        !/^p$/.test(tokens[begin]?.lower ?? '') &&
        !Number.isInteger(value.value),
    );
  const windows = durations.filter((duration) => {
    const lead = tokens[duration.from - 1]?.lower ?? '';
    return (
      /^(?:over|across|per|in|rolling|each|every|a|the|last|trailing|for|within|,|\(|calendar|during|window|any|:|\||back|past)$/.test(
        lead,
      ) && duration.value.days >= 0.04
    );
  });
  const window = windows[windows.length - 1];
  const threshold = quantities.find(
    (quantity) =>
      quantity !== share &&
      quantity.from !== window?.from &&
      (/^(?:ms|s|min)(?:\/(?:day|week|month|quarter|year))?$/.test(quantity.value.unit) ||
        (quantity.value.unit === 'h' && quantity.value.comparator !== undefined)) &&
      !(window && quantity.from >= window.from && quantity.from < window.to),
  );
  const error = share
    ? undefined
    : quantities.find(({ value }) => isPercent(value) && (value.comparator === '<' || value.comparator === '<='));
  const named = calendarWindow(tokens);
  const sli = sliOf(text, tokens, (share ?? error)?.end, (share ?? error)?.begin, source);
  const objective: Slot<number> | undefined = share
    ? { value: share.value.value, span: spanOf(tokens, share.from, share.to), confidence: 0.95 }
    : undefined;
  const level = threshold ? withoutWindow(threshold) : error;
  const known = [objective ?? level, window ?? named, sli].filter((part) => part !== undefined).length;
  return {
    ...(sli ? { sli } : {}),
    ...(level ? { threshold: { value: level.value, span: spanOf(tokens, level.from, level.to), confidence: level.confidence } } : {}),
    ...(objective ? { objective } : {}),
    ...(window
      ? { window: { value: window.value, span: spanOf(tokens, window.from, window.to), confidence: window.confidence } }
      : named
        ? { window: named }
        : {}),
    confidence: objective || level ? 0.4 + 0.18 * known : 0.2,
  };
});

/** "in under 3 s every month": the month is the window. */
const withoutWindow = (threshold: QuantityAt): QuantityAt => ({
  ...threshold,
  value: { ...threshold.value, unit: threshold.value.unit.split('/')[0] as string },
});

const calendars: ReadonlyMap<string, Duration> = new Map([
  ['monthly', durationOf(1, 'month')],
  ['weekly', durationOf(1, 'w')],
  ['daily', durationOf(1, 'd')],
  ['quarterly', durationOf(1, 'quarter')],
  ['yearly', durationOf(1, 'year')],
  ['annually', durationOf(1, 'year')],
]);

function calendarWindow(tokens: readonly Token[]): Slot<Duration> | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const whole = /^(?:calendar|rolling)$/.test(tokens[at - 1]?.lower ?? '');
    const unit =
      whole || /^(?:per|a|each|every|any)$/.test(tokens[at - 1]?.lower ?? '')
        ? ({ month: 'monthly', week: 'weekly', day: 'daily', quarter: 'quarterly', year: 'yearly' } as Readonly<Record<string, string>>)[
            token.lower
          ]
        : token.lower;
    const value = unit === undefined ? undefined : calendars.get(unit);
    if (value) return { value, span: spanOf(tokens, at, at + 1), confidence: 0.8 };
  }
  return undefined;
}

function wordsAt(text: string, tokens: readonly Token[], from: number): Slot<string> | undefined {
  let to = from;
  while (
    to < tokens.length &&
    to < from + 6 &&
    ((tokens[to] as Token).kind === 'word' || isHyphen(tokens[to])) &&
    !stops.test((tokens[to] as Token).lower)
  )
    to++;
  if (to === from) return undefined;
  const span = spanOf(tokens, from, to);
  return { value: text.slice(span[0], span[1]), span, confidence: 0.7 };
}

/** Words after which it is said how the requests do, not which they are. */
const stops =
  /^(?:in|over|under|below|within|per|are|is|complete|completed|completes|return|returned|succeed|succeeds|served|faster|younger|older|newer|finish|finishes|finished|answered|processed|delivered|that|at|with|less|more|take|takes|by|on|for|without|done|ready|before|after|inside|get|gets|a|an|each|every)$/;

/** "SLI: successful logins". */
function labelledSli(text: string, tokens: readonly Token[]): Slot<string> | undefined {
  const label = tokens.findIndex((token, at) => /^(?:sli|indicator)$/.test(token.lower) && /^[:=–]$/.test(tokens[at + 1]?.text ?? ''));
  if (label < 0) return undefined;
  let to = label + 2;
  while (to < tokens.length && !/^[,;|.)]$/.test((tokens[to] as Token).text) && (tokens[to] as Token).kind !== 'break') to++;
  if (to === label + 2) return undefined;
  const span = spanOf(tokens, label + 2, to);
  return { value: text.slice(span[0], span[1]), span, confidence: 0.95 };
}

/** "requests" of "99.9 % of requests …", or the metric that is named. */
function sliOf(
  text: string,
  tokens: readonly Token[],
  end: number | undefined,
  begin: number | undefined,
  source: Parameters<typeof metricsIn>[0],
): Slot<string> | undefined {
  const own = labelledSli(text, tokens);
  if (own) return own;
  const of = end === undefined ? 0 : /^(?:all|the|our)$/.test(tokens[end + 1]?.lower ?? '') ? end + 2 : end + 1;
  // "≤ 20 min for 99 % of the time" says how often, not of what.
  if (end !== undefined && tokens[end]?.lower === 'of' && tokens[of]?.lower !== 'time') {
    const words = wordsAt(text, tokens, of);
    if (words) return { ...words, confidence: 0.85 };
  }
  // "Of all barcode reads, 99.97 % succeed"
  if (tokens[0]?.lower === 'of' && begin !== undefined && begin > 1) {
    const words = wordsAt(text, tokens, /^(?:all|the|our)$/.test(tokens[1]?.lower ?? '') ? 2 : 1);
    if (words) return { ...words, confidence: 0.85 };
  }
  const metric = metricsIn(source).find(({ mention }) => !/^p\d+$/i.test(mention.name));
  if (metric) return { value: metric.mention.name, span: spanOf(tokens, metric.from, metric.to), confidence: metric.confidence };
  // "at most 0.1 % failed requests"
  if (begin === 0 && end !== undefined) return wordsAt(text, tokens, end);
  if (begin === undefined || begin === 0) return undefined;
  let stop = begin;
  while (stop > 0 && /^[:=–|]$/.test(tokens[stop - 1]?.text ?? '')) stop--;
  let from = stop;
  while (from > 0 && from > stop - 5 && ((tokens[from - 1] as Token).kind === 'word' || isHyphen(tokens[from - 1]))) from--;
  if (from === stop) return undefined;
  const span = spanOf(tokens, from, stop);
  return { value: text.slice(span[0], span[1]), span, confidence: 0.6 };
}
