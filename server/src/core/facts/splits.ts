// How data is divided into training, validation and test: the shares, the way cases are assigned, and what keeps the parts apart.
import { findPlaceholders } from '../language/placeholder.js';
import { type Artifact, child, dataAt, type Pointer, textAt } from '../model/artifact.js';
import { textBelow } from './rows.js';

export interface SplitPart {
  readonly name: 'training' | 'validation' | 'test';
  /** Percent, or cases, as `SplitsFact.unit` says. */
  readonly value: number;
  readonly pointer: Pointer;
  /** The number alone, in the leaf's text. */
  readonly from: number;
  readonly to: number;
  /** It is written as a share: 0.8 for 80 %. */
  readonly share: boolean;
}

export interface SplitsFact {
  /** `/splits`, or an experiment's `/validation`. */
  readonly field: Pointer;
  readonly text: string;
  readonly prose: boolean;
  /** Two or three parts in one unit; empty where they could not be read, or where one part is cut from another. */
  readonly parts: readonly SplitPart[];
  readonly unit: '%' | 'cases';
  /** Cases are assigned by chance, and nothing is said that keeps time or persons apart. */
  readonly random: { readonly pointer: Pointer; readonly from: number; readonly to: number } | undefined;
}

export function splitsOf(artifact: Artifact): SplitsFact | undefined {
  const field = artifact.kind === 'data-readiness' ? '/splits' : artifact.kind === 'experiment-plan' ? '/validation' : undefined;
  if (field === undefined || dataAt(artifact, field) === undefined) return undefined;
  const text = textBelow(artifact, field);
  const leaf = [field, child(field, 'strategy'), child(field, 'method')].find((pointer) => textAt(artifact, pointer) !== '');
  const structured = structuredParts(artifact, field);
  const parts = structured.length > 0 ? structured : leaf === undefined ? [] : partsIn(textAt(artifact, leaf), leaf);
  const percents = parts.filter(({ unit }) => unit === '%').length;
  const usable = parts.length >= 2 && (percents === parts.length || percents === 0) && !cutFromAnother.test(text);
  const controls = textAt(artifact, child(field, 'leakage_controls'));
  return {
    field,
    text,
    prose: textAt(artifact, field) !== '',
    parts: usable ? parts.map(({ unit: _, ...part }) => part) : [],
    unit: percents > 0 ? '%' : 'cases',
    random: leaf === undefined || controls.length > 3 || apart.test(text) ? undefined : randomIn(textAt(artifact, leaf), leaf),
  };
}

/** "20 % of train for validation" is no share of the whole. */
const cutFromAnother =
  /\b(?:of|from|out of|within) (?:the |that |this )?(?:train\w*|remain\w*|rest|those|it|them|80 ?%|90 ?%)\b|\bnested\b|\bplus\b|\bin addition\b|\beach fold\b/i;
/** What keeps the future and the same person out of the test. */
const apart =
  /\b(?:group(?:ed|s)?|tempor\w*|chronolog\w*|time-?(?:based|split|wise|series split)|by (?:time|date|day|week|month|year|user|customer|patient|visitor|account|card|device|speaker|author|seller|merchant|store|site|hospital|document|household|driver|student|employee|session|source)s?|(?:user|customer|patient|account|group|entity|speaker|document|subject|author|store|site)-?(?:level|wise|disjoint)|per (?:user|customer|patient)|cut(?:-?off)? (?:at|on|date)|out-of-time|rolling|forward|before|after|later|leak\w*|disjoint|no overlap|non-?overlapping|unseen|dedup\w*|(?:one|same|single) (?:side|part|split|fold)|stratified by (?:user|patient|customer))\b/i;

type Read = SplitPart & { readonly unit: '%' | 'cases' };

function structuredParts(artifact: Artifact, field: Pointer): readonly Read[] {
  const names = { train: 'training', val: 'validation', test: 'test' } as const;
  const parts = Object.entries(names).flatMap(([key, name]): Read[] => {
    const pointer = child(field, key);
    const text = textAt(artifact, pointer);
    const match = /^\s*~?\s*(\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?)\s*(%|percent\b)?/i.exec(text);
    if (!match || findPlaceholders(text).length > 0 || /\bfold|\bweek|\bmonth|\byear|\bday|\d{4}-\d|[–-]\s?\d/i.test(text)) return [];
    const value = Number((match[1] as string).replaceAll(',', ''));
    const from = match[0].indexOf(match[1] as string);
    const at = { name, pointer, from, to: from + (match[1] as string).length };
    const share = !match[2] && value > 0 && value < 1;
    return [{ ...at, share, value: share ? Number((value * 100).toPrecision(6)) : value, unit: match[2] || share ? '%' : 'cases' }];
  });
  // A part that is there and could not be read, or has a name that nobody knows, makes the sum meaningless.
  if (artifact.unclaimed.some(({ under, whole }) => under === field && /\d/.test(artifact.source.slice(...whole)))) return [];
  const written = Object.keys(names).filter((key) => dataAt(artifact, child(field, key)) !== undefined).length;
  if (parts.length !== written) return [];
  // `train: 80` beside `test: 10` are percent as well.
  const bare = parts.length > 1 && parts.every(({ unit, value }) => unit === 'cases' && value <= 100);
  return bare ? parts.map((part) => ({ ...part, unit: '%' })) : parts;
}

const triple =
  /(?<![\d./:–-])(\d{1,3}(?:\.\d{1,2})?)( ?% ?| ?)([/:–-])\s?(\d{1,3}(?:\.\d{1,2})?)(?: ?% ?| ?)(?:[/:–-]\s?(\d{1,3}(?:\.\d{1,2})?))?(?![\d/:]|[.–-]\d)/g;
const part = '(train(?:ing)?|val(?:idation)?|dev(?:elopment)?|test(?:ing)?|hold-?out)';
const before = new RegExp(
  `(?<![\\d.])(\\d{1,3}(?:\\.\\d{1,2})?)\\s?(?:%|percent)\\s(?:(?:for|of the data|are|is|go(?:es)? to|to|as|in|the)\\s){0,3}${part}\\b`,
  'gi',
);
const behind = new RegExp(
  `\\b${part}(?: (?:set|split|data|part))?\\s?(?:[:=(]|is|gets?|with)?\\s?(\\d{1,3}(?:\\.\\d{1,2})?)\\s?(?:%|percent)`,
  'gi',
);

function partsIn(text: string, pointer: Pointer): readonly Read[] {
  for (const [pattern, nameAt, valueAt] of [
    [before, 2, 1],
    [behind, 1, 2],
  ] as const) {
    const found = [...text.matchAll(pattern)].map((match): Read => {
      const from = match.index + match[0].indexOf(match[valueAt] as string);
      const word = (match[nameAt] as string).toLowerCase();
      const name = word.startsWith('tr') ? 'training' : word.startsWith('v') || word.startsWith('d') ? 'validation' : 'test';
      return { name, value: Number(match[valueAt]), pointer, from, to: from + (match[valueAt] as string).length, share: false, unit: '%' };
    });
    const names = new Set(found.map(({ name }) => name));
    if (names.size === found.length && names.has('training') && found.length > 1) return found;
  }
  for (const match of text.matchAll(triple)) {
    const [whole, first, percent, sign, second, third] = match as unknown as [string, string, string, string, string, string | undefined];
    const values = [first, second, ...(third === undefined ? [] : [third])].map(Number);
    const sum = values.reduce((total, value) => total + value, 0);
    // "10/12/24" is a date, "3-5" a range: shares are near a hundred.
    // "0.6 / 0.2 / 0.2" are shares of one.
    const share = sum > 0.7 && sum < 1.3 && values.every((value) => value < 1);
    if (!share && (sum < 70 || sum > 130)) continue;
    if ((values.length === 2 && sign !== '/') || (sign === '-' && !/split/i.test(text))) continue;
    if (values.length === 2 && !percent.includes('%') && !/split|train|hold/i.test(text)) continue;
    let at = match.index;
    const names = values.length === 3 ? (['training', 'validation', 'test'] as const) : (['training', 'test'] as const);
    return values.map((value, nth): Read => {
      const digits = [first, second, third][nth] as string;
      const from = text.indexOf(digits, at);
      at = from + digits.length;
      const percents = share ? Number((value * 100).toPrecision(6)) : value;
      return {
        name: names[nth] as SplitPart['name'],
        value: percents,
        pointer,
        from,
        to: Math.min(at, match.index + whole.length),
        share,
        unit: '%',
      };
    });
  }
  return [];
}

/** "random", "shuffled": of rows, not "a random 10 % of users". */
function randomIn(text: string, pointer: Pointer): SplitsFact['random'] {
  const match = /\brandom(?:ly|i[sz]ed)?\b|\bshuffl\w+|\btrain_test_split\b/i.exec(text);
  if (!match || /^\s(?:number )?(?:seeds?|state|forest|search|baseline|noise|effects?)\b/i.test(text.slice(match.index + match[0].length)))
    return undefined;
  if (/\bnot? (?:at )?$|\bnever $|\binstead of $|\bno $/i.test(text.slice(Math.max(0, match.index - 14), match.index))) return undefined;
  return { pointer, from: match.index, to: match.index + match[0].length };
}
