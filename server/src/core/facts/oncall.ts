// Who answers at 3 am: the people, the hours, the next in line.
import { readDurations } from '../language/duration.js';
import { readHours, saysNobody } from '../language/hours.js';
import { readOwners } from '../language/owner.js';
import type { OwnerRead } from '../language/types.js';
import { type Artifact, dataAt, leaves, type Pointer } from '../model/artifact.js';
import { isSomebody } from './ownership.js';
import { textBelow } from './rows.js';
import { minutesAt } from './sums/inputs.js';

export interface OncallFact {
  readonly pointer: Pointer;
  readonly text: string;
  /** Everybody named who can be woken, primary first. */
  readonly people: readonly OwnerRead[];
  /** Around the clock, as far as the text says; undefined where it does not. */
  readonly aroundTheClock: boolean | undefined;
  /** A rota or paging service stands for the names: "PagerDuty schedule recs-primary". */
  readonly rota: boolean;
  /** How many minutes whoever is called has to answer. */
  readonly acknowledge: number | undefined;
  /** How many share it, where that is said. */
  readonly rotation: Rotation | undefined;
}

export interface Rotation {
  readonly people: number;
  /** Who is on call at the same time: primary, or primary and secondary. */
  readonly seats: number;
  readonly sites: number;
  /** The leaf, and the number in it. */
  readonly pointer: Pointer;
  readonly from: number;
  readonly to: number;
}

export function oncallOf(artifact: Artifact): OncallFact | undefined {
  const pointer = '/oncall';
  if (dataAt(artifact, pointer) === undefined) return undefined;
  const text = textBelow(artifact, pointer);
  const people: OwnerRead[] = [];
  for (const leaf of leaves(artifact)) {
    if (leaf.pointer !== pointer && !leaf.pointer.startsWith(`${pointer}/`)) continue;
    for (const slot of readOwners(leaf.text.text)) if (isSomebody(slot.value) && slot.confidence >= 0.6) people.push(slot.value);
  }
  const always = /\b24\s*[x×/]\s*7\b|\baround the clock\b|\bround-the-clock\b|\bat all hours\b/i.test(text);
  const office = /\b(?:business|office|working) hours\b|\b9\s*(?:am)?\s*(?:-|–|to)\s*(?:5|17|6|18)\b|\bweekdays\b/i.test(text);
  return {
    pointer,
    text,
    people,
    aroundTheClock: always || isRelieved(text) ? true : office ? false : undefined,
    rota: /\b(?:pagerduty|opsgenie|rota|rotation|schedule|victorops|incident\.io|grafana oncall)\b/i.test(text),
    acknowledge: acknowledgeOf(artifact, pointer, text),
    rotation: rotationOf(artifact, pointer, text),
  };
}

/** A field of its own, else "ack within 15 min", "15 minutes to acknowledge", "is acknowledged after 10 min at most". */
function acknowledgeOf(artifact: Artifact, field: Pointer, text: string): number | undefined {
  const stated = minutesAt(artifact, `${field}/acknowledge`)?.value;
  if (stated !== undefined) return Math.round(stated);
  for (const { value, span } of readDurations(text, artifact.vocabulary)) {
    const before = text.slice(Math.max(0, span[0] - 32), span[0]);
    const after = text.slice(span[1], span[1] + 32);
    // Who comes "after 15 min without an ack" is the next in line and not a time to answer in.
    if (
      value.days <= 1 &&
      (/\back(?:s|ed|nowledge\w{0,4})?\b(?: (?:it|the page|pages|time))?[\s:≤<–—-]{0,4}(?:(?:within|in|under|at most|after)\s)?$/i.test(
        before,
      ) ||
        /^\s(?:to|for (?:an? |the )?)\s?ack(?:nowledge\w{0,4})?\b/i.test(after)) &&
      !/\b(?:no|without(?: an?)?|not|un)[\s-]?ack[^.;\n]{0,24}$/i.test(before)
    )
      return Math.round(value.days * 1440);
  }
  return undefined;
}

/** "Weekdays 9–17 @ana, otherwise @li" leaves no hour out. */
const isRelieved = (text: string): boolean =>
  readHours(text).some(({ sort, span }) => {
    const own = text.slice(...span);
    return sort === 'rest' && !saysNobody(own) && readOwners(own).some(({ value, confidence }) => isSomebody(value) && confidence >= 0.6);
  });

const size = '(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)';
const crew = new RegExp(
  `\\b${size} (?:people|persons|engineers|members|colleagues|developers|of us)\\b|\\b(?:rotation|rota|pool) of ${size}\\b`,
  'i',
);
const places = new RegExp(`\\b${size} (?:sites|locations|offices|time zones)\\b`, 'i');
const names = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', '', 'twelve'];
const numberOf = (words: string | undefined): number | undefined =>
  words === undefined ? undefined : names.includes(words.toLowerCase()) ? names.indexOf(words.toLowerCase()) : Number(words);

/** `rotation_size: 6 + 6`, "three people share it", "a rotation of 4 at two sites". */
function rotationOf(artifact: Artifact, field: Pointer, text: string): Rotation | undefined {
  const seats = /\bsecondary\b|\bbackup\b/i.test(text) || dataAt(artifact, `${field}/secondary`) !== undefined ? 2 : 1;
  const own = textBelow(artifact, `${field}/rotation_size`);
  const parts = [...own.matchAll(/\d{1,3}/g)].map(([digits]) => Number(digits));
  const stated = Number(/\d+/.exec(textBelow(artifact, `${field}/sites`))?.[0]);
  const sites = stated > 0 ? stated : (numberOf(places.exec(text)?.[1]) ?? (/\d\s?\+\s?\d/.test(own) ? parts.length : 1));
  if (parts.length > 0) {
    const people = /\+/.test(own) ? parts.reduce((sum, part) => sum + part, 0) : (parts[0] as number);
    return { people, seats, sites, pointer: `${field}/rotation_size`, from: 0, to: own.length };
  }
  for (const leaf of leaves(artifact)) {
    if (leaf.pointer !== field && !leaf.pointer.startsWith(`${field}/`)) continue;
    const found = crew.exec(leaf.text.text);
    const people = numberOf(found?.[1] ?? found?.[2]);
    if (found && people) return { people, seats, sites, pointer: leaf.pointer, from: found.index, to: found.index + found[0].length };
  }
  return undefined;
}
