// Text cut into words, numbers, signs and line breaks, once and in linear time. All readers of this folder walk these tokens.
// It knows how a number is spelled and when digits belong to a name (5xx, v2, 24x7); it does not know what a number means.
import type { Span } from '../text.js';
import type { MetricEntry } from './types.js';

export interface Reading {
  /** Parts that are not the author's own words: code, addresses of links. They are skipped. */
  readonly masked?: readonly Span[];
  /** Metrics that only this team knows; they count before those that everybody does. */
  readonly metrics?: readonly MetricEntry[];
  /** How long a sprint is here, in days. */
  readonly sprintDays?: number;
}

/** The words of a team, as every reader takes them. */
export type Vocabulary = Pick<Reading, 'metrics' | 'sprintDays'>;

export interface Token {
  readonly kind: 'word' | 'number' | 'sign' | 'break' | 'masked';
  readonly text: string;
  readonly lower: string;
  /** Lower case without plural and possessive, so that "rates" meets "rate". */
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  /** No white space before it. */
  readonly glued: boolean;
  /** Of a number. */
  readonly value: number;
}

export interface Scan {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly metrics?: readonly MetricEntry[];
  readonly sprintDays?: number;
}

/** Letters that may follow digits without making a name of them: 8k, 300ms, 30d, 95th. */
const suffixes = new Set(
  (
    'k m mm mn b bn t ms s sec secs min mins h hr hrs d w wk wks mo mos y yr yrs q x pp ppt pts pt bps bp rps qps tps gb mb kb tb kwh mwh gwh kw mw usd eur gbp us ns st nd rd th ' +
    'mio mrd day days week weeks month months hour hours minute minutes second seconds year years km kg px pct percent fold tokens users'
  ).split(' '),
);

const word = /\p{L}[\p{L}\p{N}]*(?:['’]\p{L}{1,20})?/uy;
const digits =
  /\d{1,3}(?:,\d{2,3}){1,6}(?:\.\d{1,12})?(?![\d,]*\d)|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,5}(?!\d)(?:[.,]\d{1,12})?|\d{1,3}(?: \d{3}){1,5}(?! ?[\d%％])(?:\.\d{1,12})?|\d{1,40}(?:\.\d{1,12})?/y;
const letters = /\p{L}+/uy;
const address = /https?:\/\/[^\s)>\]]{1,2000}|www\.[^\s)>\]]{1,2000}/iy;
const short = /^w\/(?:o(?![\p{L}\p{N}])|\s)/iu;
const pairs = ['<=', '>=', '=<', '->', '=>', '~>', '==', '!=', '&&', '||', '..'];

export function scan(text: string, reading: Reading = {}): Scan {
  const tokens: Token[] = [];
  const masks = [...(reading.masked ?? [])].sort((a, b) => a[0] - b[0]);
  let mask = 0;
  let at = 0;
  let glued = false;
  const push = (kind: Token['kind'], end: number, value = Number.NaN) => {
    const own = text.slice(at, end);
    const lower = kind === 'word' ? own.toLowerCase().replaceAll('’', "'") : own;
    tokens.push({ kind, text: own, lower, stem: kind === 'word' ? stemOf(lower) : own, start: at, end, glued, value });
    at = end;
    glued = true;
  };
  while (at < text.length) {
    while (mask < masks.length && (masks[mask] as Span)[1] <= at) mask++;
    const masked = masks[mask];
    if (masked && masked[0] <= at) {
      push('masked', Math.min(text.length, Math.max(masked[1], at + 1)));
      continue;
    }
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) {
      push('break', at + 1);
      glued = false;
    } else if (isSpace(code)) {
      at++;
      glued = false;
    } else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)) && !glued)) {
      pushNumber();
    } else {
      address.lastIndex = at;
      word.lastIndex = at;
      const found = (code | 32) === 104 || (code | 32) === 119 ? address.exec(text) : null;
      const letter = word.exec(text);
      if (found) push('masked', address.lastIndex);
      else if (short.test(text.slice(at, at + 4)) && !glued) pushShort();
      else if (letter) push('word', word.lastIndex);
      else if (pairs.includes(text.slice(at, at + 2))) push('sign', at + 2);
      else push('sign', at + ((text.codePointAt(at) as number) > 0xffff ? 2 : 1));
    }
  }
  return {
    text,
    tokens,
    ...(reading.metrics ? { metrics: reading.metrics } : {}),
    ...(reading.sprintDays ? { sprintDays: reading.sprintDays } : {}),
  };

  /** "w/o" is without, "w/" is with. */
  function pushShort(): void {
    const own = /^w\/o/i.test(text.slice(at, at + 3)) ? 'without' : 'with';
    push('word', at + (own === 'without' ? 3 : 2));
    tokens[tokens.length - 1] = { ...(tokens[tokens.length - 1] as Token), lower: own, stem: own };
  }

  function pushNumber(): void {
    const first = text[at] === '.' ? at + 1 : at;
    digits.lastIndex = first;
    if (!digits.exec(text)) return push('sign', at + 1);
    let end = digits.lastIndex;
    let own = text.slice(at, end);
    // "4,2 %": a decimal comma; "1,2,3" is a list.
    if (/^\d{1,3}$/.test(own) && text[end] === ',' && isDigit(text.charCodeAt(end + 1)) && text[at - 1] !== ',') {
      let stop = end + 1;
      while (stop - end < 4 && isDigit(text.charCodeAt(stop))) stop++;
      if (stop - end < 4 && !isDigit(text.charCodeAt(stop)) && text[stop] !== ',') {
        own = `${own}.${text.slice(end + 1, stop)}`;
        end = stop;
      }
    }
    letters.lastIndex = end;
    if (letters.exec(text)) {
      const suffix = text.slice(end, letters.lastIndex);
      if (!suffixes.has(suffix.toLowerCase()) || isDigit(text.charCodeAt(letters.lastIndex))) {
        let stop = letters.lastIndex;
        while (stop < text.length && (isDigit(text.charCodeAt(stop)) || /[a-z]/i.test(text[stop] as string))) stop++;
        return push('word', stop);
      }
    }
    const plain = /^\d{1,3}(?:,\d{2,3})+/.test(own) ? own.replaceAll(',', '') : own.replace(',', '.');
    push('number', end, Number(plain.replace(/[\s\u00a0\u202f\u2009]/g, '')));
  }
}

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isSpace = (code: number): boolean =>
  code === 32 ||
  code === 9 ||
  code === 0xa0 ||
  code === 0x202f ||
  code === 0x2009 ||
  code === 0x200b ||
  code === 0xfeff ||
  code === 0x3000 ||
  code === 12 ||
  code === 11;

export function stemOf(lower: string): string {
  const own = lower.endsWith("'s") ? lower.slice(0, -2) : lower;
  if (own.length < 4 || !own.endsWith('s') || /(?:ss|us|is)$/.test(own)) return own;
  if (own.endsWith('ies') && own.length > 4) return `${own.slice(0, -3)}y`;
  return own.slice(0, -1);
}

/** A sentence ends here: a full stop before white space that does not belong to an abbreviation. */
export function endsSentence(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index] as Token;
  if (token.kind === 'break') return true;
  if (token.kind !== 'sign') return false;
  if (token.text === '!' || token.text === ';' || token.text === '。' || token.text === '；') return true;
  if (token.text !== '.' && token.text !== '?') return false;
  const next = tokens[index + 1];
  if (next?.glued && next.kind !== 'break') return false;
  const before = tokens[index - 1];
  // "between 7 and 9 a.m. not longer than …"
  if (before?.lower === 'm' && tokens[index - 2]?.text === '.' && /^[ap]$/.test(tokens[index - 3]?.lower ?? ''))
    return next === undefined || /^\p{Lu}/u.test(next.text);
  if (token.text === '.' && before?.kind === 'word' && token.glued && abbreviations.has(before.lower)) {
    // "16 min. The next" ends a sentence, "min. 16" does not.
    const unit = tokens[index - 2]?.kind === 'number' && next?.kind === 'word' && /^\p{Lu}/u.test(next.text);
    return unit || next === undefined || next.kind === 'break';
  }
  return true;
}

const abbreviations = new Set([
  'e',
  'g',
  'i',
  'vs',
  'approx',
  'incl',
  'excl',
  'resp',
  'etc',
  'avg',
  'max',
  'min',
  'no',
  'st',
  'ca',
  'cf',
  'dr',
  'mr',
  'ms',
  'mrs',
  'p',
  'est',
  'dept',
  'jan',
  'feb',
  'mar',
  'apr',
  'jun',
  'jul',
  'aug',
  'sep',
  'sept',
  'oct',
  'nov',
  'dec',
]);

export const spanOf = (tokens: readonly Token[], from: number, to: number): Span => {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last ? [first.start, last.end] : [0, 0];
};

/** Do the words of `phrase` stand at `index`? Signs between them (hyphens) are ignored. Returns the index after them, or -1. */
export function matchWords(tokens: readonly Token[], index: number, phrase: readonly string[]): number {
  let at = index;
  for (let part = 0; part < phrase.length; part++) {
    if (part > 0 && isHyphen(tokens[at])) at++;
    const token = tokens[at];
    if (!token || (token.lower !== phrase[part] && token.stem !== phrase[part])) return -1;
    at++;
  }
  return at;
}

export const isHyphen = (token: Token | undefined): boolean =>
  token !== undefined && token.glued && (token.text === '-' || token.text === '‑' || token.text === '_');
export const isDash = (token: Token | undefined): boolean =>
  token !== undefined && (token.text === '-' || token.text === '–' || token.text === '—' || token.text === '‑');
export const isArrow = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.text === '→' ||
    token.text === '->' ||
    token.text === '=>' ||
    token.text === '⇒' ||
    token.text === '➜' ||
    token.text === '~>' ||
    token.text === '➔' ||
    token.text === '➡');
