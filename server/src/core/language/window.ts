// Until when: "within 90 days of full rollout", "by 2026-03-31", "by end of Q3", "in Q3", "over the next quarter".
// A look back ("over the last 30 days", "as of May 2026") is not a deadline.

import { type DateAt, datesIn } from './date.js';
import { type DurationAt, durationOf, durationsIn, unitOfTime } from './duration.js';
import { rememberedReading } from './remembered.js';
import { isLabel } from './sentence/grammar.js';
import { occasionEnd } from './time/occasion.js';
import { isHyphen, type Reading, type Scan, scan, spanOf, type Token } from './tokens.js';
import type { Duration, Slot, Window } from './types.js';

export interface WindowAt {
  readonly value: Window;
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

/** The surest one; of equals the first. */
export const readWindow = rememberedReading((text: string, reading: Reading): Slot<Window> | undefined => {
  const source = scan(text, reading);
  const found = windowsIn(source);
  const best = found.reduce<WindowAt | undefined>((one, other) => (one && one.confidence >= other.confidence ? one : other), undefined);
  return best && best.confidence >= 0.5
    ? { value: best.value, span: spanOf(source.tokens, best.from, best.to), confidence: best.confidence }
    : undefined;
});

export function windowsIn(source: Scan, durations: readonly DurationAt[] = durationsIn(source)): WindowAt[] {
  const found: WindowAt[] = [];
  for (const duration of durations) {
    const window = ofDuration(source, duration);
    if (window) found.push(window);
  }
  const dates = datesIn(source);
  for (const date of dates) {
    const window = ofDate(source, date);
    if (window) found.push(window);
  }
  const taken = new Uint8Array(source.tokens.length);
  for (const window of found) taken.fill(1, window.from, window.to);
  for (let at = 0; at < source.tokens.length; at++) {
    const window = ofWords(source, at);
    if (!window || taken[window.to - 1] || taken[window.from]) continue;
    // "before the code freeze on 3 Dec 2027": of a time with a name and a date the date is kept.
    const dated = dates.find(({ from }) => from === window.to + 1 && /^(?:on|in|\()$/.test(source.tokens[window.to]?.lower ?? ''));
    const day = dated?.date ?? dated?.end;
    found.push(dated && day ? { ...window, value: { by: day }, to: dated.to } : window);
    at = window.to - 1;
  }
  return found.sort((a, b) => a.from - b.from);
}

const long: ReadonlySet<Duration['unit']> = new Set(['d', 'bd', 'w', 'sprint', 'month', 'quarter', 'year']);
const between =
  /^(?:the|our|its|a|an|first|next|following|coming|initial|full|under|less|than|at|most|no|more|about|around|roughly|approximately|~|another|subsequent|≤|<|<=|after|launch|upcoming|single)$/;
const leads: Readonly<Record<string, number>> = {
  within: 0.95,
  in: 0.9,
  inside: 0.9,
  over: 0.8,
  during: 0.8,
  throughout: 0.75,
  across: 0.7,
  after: 0.75,
};
const looksBack = /^(?:last|past|previous|prior|trailing|rolling|preceding|recent|every|per|each)$/;
const events =
  /^(?:launch|rollout|release|ga|deploy|deployment|go|going|launching|activation|general|shipping|the|full|first|100|production|start|kick|kickoff|onboarding|cutover|enabling|exposure)$/;

function ofDuration({ tokens, text }: Scan, duration: DurationAt): WindowAt | undefined {
  let at = duration.from - 1;
  while (
    at >= 0 &&
    at > duration.from - 7 &&
    between.test((tokens[at] as Token).lower) &&
    !(at < duration.from - 1 && (tokens[at] as Token).lower === 'after')
  )
    at--;
  // "over the course of 10 weeks"
  if (tokens[at]?.lower === 'of' && tokens[at - 1]?.lower === 'course') at -= tokens[at - 2]?.lower === 'the' ? 3 : 2;
  const lead = tokens[at];
  for (let back = duration.from - 1; back > at - 1 && back >= 0; back--)
    if (looksBack.test((tokens[back] as Token).lower)) return undefined;
  const own = tokens[duration.from - 1]?.lower === 'after' ? 'after' : lead?.kind === 'word' ? lead.lower : '';
  const anchor = anchorAt(tokens, duration.to, text);
  const isLong = long.has(duration.value.unit);
  if (!isLong && !(anchor && events.test(firstWord(anchor.words)))) return undefined;
  const confidence = Object.hasOwn(leads, own) ? leads[own] : undefined;
  const from = own === 'after' && tokens[duration.from - 1]?.lower === 'after' ? duration.from - 1 : at;
  const value: Window = { length: duration.value, ...(anchor ? { anchor: anchor.words } : {}) };
  const next = tokens[duration.to];
  const noun = /^(?:window|period|horizon|timeframe|mark)$/.test((isHyphen(next) ? tokens[duration.to + 1] : next)?.lower ?? '');
  if (confidence !== undefined) {
    // "after 2 weeks of shadow" and "over 3 months of data" measure something else.
    return {
      value,
      from,
      to: anchor?.to ?? (noun ? duration.to + 1 : duration.to),
      confidence: next?.lower === 'of' && !anchor ? confidence - 0.3 : confidence,
    };
  }
  if (anchor) return { value, from: duration.from, to: anchor.to, confidence: own === 'for' ? 0.55 : 0.85 };
  if (noun && own !== 'for') return { value, from: duration.from, to: duration.to + 1, confidence: 0.8 };
  const closed =
    next === undefined || next.kind === 'break' || next.text === ')' || next.text === '.' || next.text === ',' || next.text === ';';
  // "Baseline: 20 days" is an amount.
  if (lead?.text === ':' && isLabel(tokens[at - 1]?.lower ?? '')) return undefined;
  if (closed && (lead?.text === '(' || lead?.text === ',' || lead?.text === '/' || lead?.text === ':') && own === '')
    return { value, from: duration.from, to: duration.to, confidence: 0.55 };
  return undefined;
}

const firstWord = (words: string): string => (/^\S+/.exec(words.toLowerCase())?.[0] ?? '').replace(/[^a-z0-9]/g, '');
const anchorStops =
  /^(?:while|without|and|with|as|but|keeping|subject|provided|to|by|from|compared|vs|versus|for|among|at|so|measured|holding|preserving|maintaining|if|when|or|than|which|that|relative|against|under|above|below|over)$/;
const notEvents =
  /^(?:data|history|traffic|logs?|usage|use|each|every|work|effort|shadow|monitoring|baseline|current|today's|quiet|silence|testing|labels?)$/;

/** "of full rollout", "after launch", "post-launch", "from the first exposure". */
function anchorAt(tokens: readonly Token[], at: number, text: string): { readonly words: string; readonly to: number } | undefined {
  const lead = tokens[at];
  if (!lead || !/^(?:of|after|from|following|since|post|past)$/.test(lead.lower)) return undefined;
  let from = at + 1;
  if (isHyphen(tokens[from])) from++;
  if (/^(?:the|our|a|an|its)$/.test(tokens[from]?.lower ?? '')) from++;
  let to = from;
  while (to < tokens.length && to < from + 7) {
    const token = tokens[to] as Token;
    const percent = token.text === '%' && tokens[to - 1]?.kind === 'number';
    if (token.kind !== 'word' && token.kind !== 'number' && !isHyphen(token) && !percent && token.text !== '/') break;
    if (to > from && anchorStops.test(token.lower) && !isHyphen(tokens[to - 1])) break;
    if (to > from && token.lower === 'in' && /^(?:all|the|our|every|each)$/.test(tokens[to + 1]?.lower ?? '')) break;
    if (to > from && (token.lower === 'in' || token.lower === 'on' || token.lower === 'of') && to > from + 3) break;
    to++;
  }
  while (to > from && /^(?:in|on|of|the|a|is)$/.test((tokens[to - 1] as Token).lower)) to--;
  if (to === from || notEvents.test((tokens[from] as Token).lower) || anchorStops.test((tokens[from] as Token).lower)) return undefined;
  // "from 4.0 % to 4.3 %" is a change, "of 100 % rollout" an event.
  if (tokens[from]?.kind === 'number' && !tokens.slice(from, to).some((token) => token.kind === 'word' && events.test(token.lower)))
    return undefined;
  // "over 12 months from installation" hangs on an event, "3 days from 9" and "from the baseline" do not.
  if (lead.lower === 'from' && /^(?:baseline|current|control|last|previous|\d.*)$/.test((tokens[from] as Token).lower)) return undefined;
  const [start, end] = spanOf(tokens, from, to);
  return { words: text.slice(start, end), to };
}

function ofDate({ tokens, text }: Scan, date: DateAt): WindowAt | undefined {
  let at = date.from - 1;
  while (at >= 0 && at > date.from - 4 && /^(?:the|end|of|mid|early|late|-|calendar|fiscal)$/.test((tokens[at] as Token).lower)) at--;
  const lead = tokens[at]?.lower ?? '';
  // "by the end of the 2027 season"
  if (
    /^(?:season|harvest|campaign|edition|term|semester)$/.test(tokens[date.to]?.lower ?? '') &&
    /^(?:by|before|until|in|during)$/.test(lead)
  )
    return { value: { deadline: text.slice(...spanOf(tokens, at + 1, date.to + 1)) }, from: at, to: date.to + 1, confidence: 0.9 };
  const value: Window = date.date ? { by: date.date } : { ...(date.end ? { by: date.end } : {}), deadline: date.words };
  const make = (from: number, confidence: number): WindowAt => ({ value, from, to: date.to, confidence });
  if (/^(?:by|before|until|till|through)$/.test(lead)) return make(at, 0.95);
  if (lead === 'than' && tokens[at - 1]?.lower === 'later') return make(tokens[at - 2]?.lower === 'no' ? at - 2 : at - 1, 0.95);
  if (/^(?:of|since|from|baseline|vs|versus|than|as|was|last|measured|started|dated|frozen|updated)$/.test(lead)) return undefined;
  // "back in 2022"
  if (tokens[at - 1]?.lower === 'back') return undefined;
  if (lead === 'in' || lead === 'during' || lead === 'for' || lead === 'over' || lead === 'within') {
    if (/^(?:measured|was|were|baseline|from|observed|seen|recorded|reported|collected|launched)$/.test(tokens[at - 1]?.lower ?? ''))
      return undefined;
    return make(at, date.date ? 0.6 : 0.85);
  }
  if (
    /^(?:deadline|due|target|date|when)$/.test(lead) ||
    (lead === ':' && /^(?:deadline|due|date|when|by|window|timeline|timeframe)$/.test(tokens[at - 1]?.lower ?? ''))
  )
    return make(date.from, 0.9);
  if (date.date && lead === 'on') return make(at, 0.5);
  return date.date ? undefined : make(date.from, 0.6);
}

/** "by the end of the year", "this quarter", "over the next quarter", "by day 60", "by launch". */
function ofWords({ tokens, text }: Scan, at: number): WindowAt | undefined {
  const token = tokens[at] as Token;
  if (token.kind !== 'word') return undefined;
  const words = (from: number, to: number): string => text.slice(...spanOf(tokens, from, to));
  if (/^(?:by|at|on|before|until)$/.test(token.lower)) {
    const unit = unitOfTime(tokens[at + 1]);
    const number = isHyphen(tokens[at + 2]) ? at + 3 : at + 2;
    if (unit && long.has(unit) && tokens[number]?.kind === 'number' && (tokens[at + 1]?.text.length ?? 0) > 2) {
      const follow = anchorAt(tokens, number + 1, text);
      const value: Window = { length: durationOf((tokens[number] as Token).value, unit), ...(follow ? { anchor: follow.words } : {}) };
      return { value, from: at, to: follow?.to ?? number + 1, confidence: token.lower === 'by' ? 0.9 : 0.75 };
    }
  }
  const later = token.lower === 'than' && tokens[at - 1]?.lower === 'later';
  if ((later || /^(?:by|before|until|till|through|come)$/.test(token.lower)) && !isHyphen(tokens[at + 1])) {
    const from = tokens[at + 1]?.lower === 'the' ? at + 2 : at + 1;
    const to = occasionEnd(tokens, at + 1, /^(?:before|until|than)$/.test(token.lower));
    const begin = later ? (tokens[at - 2]?.lower === 'no' ? at - 2 : at - 1) : at;
    return to > from ? { value: { deadline: words(from, to) }, from: begin, to, confidence: 0.85 } : undefined;
  }
  // "in the year after launch"
  if (token.lower === 'the' && /^(?:in|within|during|over)$/.test(tokens[at - 1]?.lower ?? '') && tokens[at + 2]?.lower === 'after') {
    const unit = unitOfTime(tokens[at + 1]);
    const follow = unit && long.has(unit) ? anchorAt(tokens, at + 2, text) : undefined;
    if (unit && follow)
      return { value: { length: durationOf(1, unit), anchor: follow.words }, from: at - 1, to: follow.to, confidence: 0.85 };
  }
  // "in the first quarter after launch"
  if (token.lower === 'first') {
    const unit = unitOfTime(tokens[at + 1]);
    const follow = unit && long.has(unit) ? anchorAt(tokens, at + 2, text) : undefined;
    const the = tokens[at - 1]?.lower === 'the' ? at - 1 : at;
    // "within the first year"
    if (
      unit &&
      long.has(unit) &&
      !follow &&
      the < at &&
      /^(?:within|in|during|by)$/.test(tokens[the - 1]?.lower ?? '') &&
      isHyphen(tokens[at + 2]) === false
    )
      return { value: { length: durationOf(1, unit) }, from: the - 1, to: at + 2, confidence: 0.8 };
    if (!unit || !follow) return undefined;
    const from = /^(?:in|within|over|during)$/.test(tokens[the - 1]?.lower ?? '') ? the - 1 : the;
    return { value: { length: durationOf(1, unit), anchor: follow.words }, from, to: follow.to, confidence: 0.85 };
  }
  if (token.lower === 'next' || token.lower === 'this' || token.lower === 'coming') {
    const unit = unitOfTime(tokens[at + 1]);
    const half = tokens[at + 1]?.lower === 'half' || tokens[at + 1]?.lower === 'season';
    if (!half && (!unit || !long.has(unit) || unit === 'd' || (tokens[at + 1]?.text.length ?? 0) < 4)) return undefined;
    const the = tokens[at - 1]?.lower === 'the';
    const lead = tokens[at - (the ? 2 : 1)]?.lower ?? '';
    const leading = /^(?:in|over|within|during|for|by)$/.test(lead);
    const from = leading ? at - (the ? 2 : 1) : at;
    const value: Window = the && unit && token.lower !== 'this' ? { length: durationOf(1, unit) } : { deadline: words(at, at + 2) };
    return { value, from, to: at + 2, confidence: leading ? 0.85 : 0.7 };
  }
  return undefined;
}
