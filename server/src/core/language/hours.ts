// When somebody answers: "24x7", "Mon to Fri, 8 to 18 CET", "weekdays 9–17 @ana, otherwise @li", "APAC 00:00–08:00 UTC". One shift
// after the other, in the order of the text; who has it is whoever is named beside it. Knows no calendar and no offsets.
import { remembered } from './remembered.js';

export interface HoursRead {
  /** 0 is Monday. */
  readonly days: readonly number[];
  /** Minutes after midnight. 0 to 1440 is the whole day; where `to` is not after `from` the shift ends the next day. */
  readonly from: number;
  readonly to: number;
  /** An IANA name or an offset such as "+02:00"; undefined where the text names none. */
  readonly zone?: string;
  /** usual: "business hours", which nobody wrote in numbers. rest: "otherwise", "nights and weekends": whatever the others leave. */
  readonly sort: 'stated' | 'usual' | 'rest';
  /** The part of the text that is about this shift. */
  readonly span: readonly [number, number];
}

export const readHours = remembered((text: string): readonly HoursRead[] => {
  const found: HoursRead[] = [];
  let shift: Begun = { start: 0 };
  let lastDays: readonly number[] | undefined;
  const flush = (end: number) => {
    const { start, days, range, sort, zone } = shift;
    // A maintenance window is no shift.
    if (elsewhere.test(text.slice(start, end))) {
      shift = { start: end };
      return;
    }
    if (range || sort) {
      const [from, to] = range ?? wholeDay;
      found.push({ days: days ?? all, from, to, ...(zone ? { zone } : {}), sort: sort ?? 'stated', span: [start, end] });
      lastDays = days;
    } else if (days && isWhole(text.slice(start, end), days))
      found.push({ days, from: 0, to: 1440, ...(zone ? { zone } : {}), sort: 'stated', span: [start, end] });
    shift = { start: end };
  };
  for (const { kind, at, value } of wordsIn(text)) {
    if (kind === 'end') flush(at);
    else if (kind === 'comma') {
      if (shift.range || shift.sort) flush(at);
    } else if (kind === 'days') {
      // "9 to 17 on weekdays": the days may follow.
      if ((shift.range && shift.days) || shift.sort) flush(at);
      shift = { ...shift, days: [...(shift.days ?? []), ...(value as readonly number[])] };
    } else if (kind === 'range') {
      if (shift.range || shift.sort) {
        flush(at);
        if (lastDays) shift = { ...shift, days: lastDays };
      }
      shift = { ...shift, range: value as readonly [number, number] };
    } else if (kind === 'zone') shift = { ...shift, zone: value as string };
    else if (!shift.range)
      shift = {
        ...shift,
        sort: kind === 'always' ? 'stated' : (kind as 'usual' | 'rest'),
        ...(kind === 'usual' ? { range: [540, 1020] as const, days: shift.days ?? [0, 1, 2, 3, 4] } : {}),
      };
  }
  flush(text.length);
  return sameZone(found);
});

/** A zone that is named once counts for what stands before and behind it. */
function sameZone(shifts: readonly HoursRead[]): readonly HoursRead[] {
  const zones = new Set(shifts.flatMap(({ zone }) => zone ?? []));
  const [only] = zones;
  return zones.size === 1 && only ? shifts.map((shift) => ({ ...shift, zone: only })) : shifts;
}

/** A shift of which only some words have been read. */
interface Begun {
  readonly start: number;
  readonly days?: readonly number[];
  readonly range?: readonly [number, number];
  readonly sort?: HoursRead['sort'];
  readonly zone?: string;
}

interface Word {
  readonly kind: 'days' | 'range' | 'zone' | 'always' | 'usual' | 'rest' | 'comma' | 'end';
  readonly at: number;
  readonly end: number;
  readonly value?: unknown;
}

const elsewhere =
  /\b(?:maintenance|deploy(?:ment|s)?|release|freeze|back-?ups?|batch|training|retrain\w*|blackout|downtime) (?:windows?|runs?|jobs?|hours|times?)\b/i;
const all: readonly number[] = [0, 1, 2, 3, 4, 5, 6];
const wholeDay = [0, 1440] as const;

/** "Weekends: @li" is a shift without hours; "on Monday we met" is none. */
const isWhole = (text: string, days: readonly number[]): boolean =>
  days.length > 1 || /^\s*(?:mon|tues|wednes|thurs|fri|satur|sun)days?\s*[:(]/i.test(text);

function wordsIn(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.slice(0, 4000).matchAll(pattern)) {
    const at = match.index;
    const end = at + match[0].length;
    const groups = match.groups ?? {};
    if (groups.always) words.push({ kind: 'always', at, end });
    else if (groups.usual) words.push({ kind: 'usual', at, end });
    else if (groups.rest) words.push({ kind: 'rest', at, end });
    else if (groups.group)
      words.push({
        kind: 'days',
        at,
        end,
        value:
          dayGroups[
            groups.group
              .toLowerCase()
              .replace(/[\s-]+/g, '')
              .replace(/s$/, '')
          ] ?? all,
      });
    else if (groups.first)
      words.push({ kind: 'days', at, end, value: daysFrom(dayOf(groups.first), groups.last ? dayOf(groups.last) : undefined) });
    else if (groups.h1) {
      const value = isCount(groups, text.slice(end, end + 24)) ? undefined : rangeOf(groups);
      if (value) words.push({ kind: 'range', at, end, value });
    } else if (groups.zone) words.push({ kind: 'zone', at, end, value: zoneOf(groups.zone) });
    else words.push({ kind: match[0] === ',' ? 'comma' : 'end', at, end });
  }
  return words;
}

const day = '(?:mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?';
const to = '\\s{0,2}(?:-|–|—|to|till|until|through|thru)\\s{0,2}';
const hour = (n: number) => `(?<h${n}>\\d{1,2})(?:[:.h](?<m${n}>\\d{2}))?\\s?(?<p${n}>[ap]\\.?m\\b\\.?|h\\b|uhr\\b)?`;
const pattern = new RegExp(
  [
    '(?<always>\\b24\\s?[x×/*]\\s?7\\b|\\baround[- ]the[- ]clock\\b|\\bround[- ]the[- ]clock\\b|\\bat all hours\\b|\\bday and night\\b)',
    '(?<rest>\\botherwise\\b|\\b(?:at )?all other (?:hours|times)\\b|\\boutside (?:of )?(?:these |those |business |office |working |core )?hours\\b|\\bout[- ]of[- ]hours\\b|\\bafter[- ]hours\\b|\\bnights?(?: and (?:the )?weekends?)?\\b|\\bovernight\\b)',
    '(?<usual>\\b(?:business|office|working|core) hours\\b)',
    '(?<group>\\bweek-?days?\\b|\\bweek-?ends?\\b|\\b(?:working|business) days?\\b|\\bdaily\\b|\\bevery day\\b|\\b7 days\\b)',
    `(?<!\\bthe )\\b(?<first>${day})\\b\\.?(?:${to}(?<last>${day})\\b\\.?)?`,
    `(?<![\\d.:@#/-])${hour(1)}${to}${hour(2)}(?![\\d%]|:\\d|\\s?(?:min|days?|weeks?|people|engineers|ms|s\\b))`,
    '(?<zone>\\b[A-Z][a-z]{2,10}/[A-Z][A-Za-z_]{2,20}(?:/[A-Z][A-Za-z_]{2,20})?\\b|\\b(?:UTC|GMT)\\s?[+-]\\s?\\d{1,2}(?::\\d{2})?\\b|\\b(?:UTC|GMT|CES?T|EES?T|WES?T|BST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|JST|KST|SGT|HKT|A[EC][SD]T|NZ[SD]T)\\b)',
    ';|\\n|,|\\.(?=\\s|$)',
  ].join('|'),
  'giu',
);

const dayGroups: Readonly<Record<string, readonly number[]>> = {
  weekday: [0, 1, 2, 3, 4],
  workingday: [0, 1, 2, 3, 4],
  businessday: [0, 1, 2, 3, 4],
  weekend: [5, 6],
  daily: all,
  everyday: all,
  '7day': all,
};

const dayOf = (name: string): number => ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name.slice(0, 3).toLowerCase());

/** "Fri to Mon" runs over the weekend. */
function daysFrom(first: number, last: number | undefined): readonly number[] {
  if (last === undefined) return [first];
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, at) => (first + at) % 7);
}

/** "3 to 5 models": bare numbers before a noun are no hours. */
const isCount = ({ m1, p1, m2, p2 }: Readonly<Record<string, string | undefined>>, after: string): boolean =>
  [m1, p1, m2, p2].every((part) => part === undefined || part === '') &&
  /^\s?[a-z]{2,}/.test(after) &&
  !/^\s?(?:on|daily|every|each|in|and|local|weekdays?|weekends?|by|then|at|during|from|o.clock)\b/.test(after);

/** Two bare numbers are hours only where they can be: 8 to 18, never 15 to 90. */
function rangeOf({ h1, m1, p1, h2, m2, p2 }: Readonly<Record<string, string | undefined>>): readonly [number, number] | undefined {
  const half = (said: string | undefined) => (/^[ap]/i.test(said ?? '') ? (said as string)[0]?.toLowerCase() : undefined);
  const end = half(p2);
  const begin = half(p1) ?? (end && Number(h1) <= 12 ? (Number(h1) < Number(h2) || Number(h2) === 12 ? end : 'a') : undefined);
  const from = minutes(h1, m1, begin);
  const until = minutes(h2, m2, end);
  if (from === undefined || until === undefined || from === until) return undefined;
  // 9am to 5pm; "9 to 5" is what everybody says for it.
  if (!end && !begin && m1 === undefined && m2 === undefined && until < from && until <= 7 * 60 && from >= 7 * 60 && from <= 10 * 60)
    return [from, until + 720];
  return [from, until === 0 ? 1440 : until];
}

function minutes(hours: string | undefined, more: string | undefined, half: string | undefined): number | undefined {
  const h = Number(hours);
  const m = Number(more ?? 0);
  if (h > 24 || m > 59 || (half && (h > 12 || h === 0))) return undefined;
  return ((half ? (h % 12) + (half === 'p' ? 12 : 0) : h) * 60 + m) % 1441;
}

/** An abbreviation means the clock on the wall of that place, summer and winter. */
const zones: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  GMT: 'UTC',
  CET: 'Europe/Berlin',
  CEST: 'Europe/Berlin',
  EET: 'Europe/Athens',
  EEST: 'Europe/Athens',
  WET: 'Europe/Lisbon',
  WEST: 'Europe/Lisbon',
  BST: 'Europe/London',
  ET: 'America/New_York',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  PT: 'America/Los_Angeles',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  SGT: 'Asia/Singapore',
  HKT: 'Asia/Hong_Kong',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
  ACST: 'Australia/Adelaide',
  ACDT: 'Australia/Adelaide',
  NZST: 'Pacific/Auckland',
  NZDT: 'Pacific/Auckland',
};

/** "Otherwise nobody", "weekends: best effort": hours that are said to be empty. */
export const saysNobody = (text: string): boolean =>
  /\b(?:nobody|no ?one|no (?:on-?call|cover(?:age)?)|not (?:covered|staffed)|unstaffed|uncovered|best[- ]effort)\b/i.test(text);

export function zoneOf(words: string): string | undefined {
  const offset = /^(?:UTC|GMT)?\s?([+-])\s?(\d{1,2})(?::(\d{2}))?$/i.exec(words.trim());
  if (offset) return `${offset[1]}${(offset[2] as string).padStart(2, '0')}:${offset[3] ?? '00'}`;
  return words.includes('/') ? words.trim() : zones[words.trim().toUpperCase()];
}
