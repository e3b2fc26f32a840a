// The amounts of one clause, each with its role: no role twice, a start without a level looks for one.

import { judged } from '../amount/comparator.js';
import type { QuantityAt } from '../quantity.js';
import { isArrow } from '../tokens.js';
import type { Better } from '../types.js';
import type { Context } from './context.js';
import type { DirectionAt } from './direction.js';
import type { Found } from './noun.js';
import { isNoun, type Role, roleOf } from './role.js';

/** The amounts of one clause by what they are for. */
export interface Roles {
  readonly magnitude?: QuantityAt;
  readonly baseline?: QuantityAt;
  readonly target?: QuantityAt;
  /** Those with a unit or comparator that are for nothing that is known. */
  readonly unread: readonly QuantityAt[];
}

export function rolesOf(context: Context, amounts: readonly QuantityAt[], metric: Found | undefined, verb?: DirectionAt): Roles {
  const roles = new Map<string, QuantityAt>();
  const unread: QuantityAt[] = [];
  let last: QuantityAt | undefined;
  let taken: QuantityAt | undefined;
  for (const amount of amounts) {
    // "80 % within 24 hours": the time says what counts as a hit.
    if (last && context.word(amount.begin) === 'within' && amount.begin <= last.end + 1 && last.value.unit === '%') continue;
    last = amount;
    const role = (verb && roleByVerb(context, amount, verb, metric)) ?? roleOf(context, amount, metric);
    if (role === 'ignored') continue;
    // "8 % more visitors …, measured as a fall in returns from 18 % to 15 %": once another metric is named, its numbers are its own.
    const foreign = taken !== undefined && namesAnother(context, taken.end, amount.begin, metric);
    if (role !== 'other' && !roles.has(role) && !foreign) {
      roles.set(role, amount);
      taken = amount;
    } else if (role === 'target' && isBetterFit(roles, amount)) {
      // "on tenders above $1M from 22 % to 27 %": the level is in the unit of the start.
      unread.push(roles.get('target') as QuantityAt);
      roles.set('target', amount);
      taken = amount;
    } else if (amount.value.unit !== '' || amount.value.comparator !== undefined) unread.push(amount);
  }
  addMissing(context, roles, unread);
  const used = new Set(roles.values());
  const part = (name: 'magnitude' | 'baseline' | 'target') => {
    const amount = roles.get(name);
    return amount ? { [name]: asJudged(amount, metric?.slot.value.entry?.better) } : {};
  };
  return { ...part('magnitude'), ...part('baseline'), ...part('target'), unread: unread.filter((amount) => !used.has(amount)) };
}

/** What the verb alone makes of an amount right beside it. */
function roleByVerb(context: Context, amount: QuantityAt, verb: DirectionAt, metric: Found | undefined): Role | undefined {
  const { word } = context;
  const { unit } = amount.value;
  const beside = amount.begin === verb.to;
  // "a reduction in false alarms of at least 25 %"
  if (
    verb.sort === 'noun' &&
    amount.begin > verb.at &&
    /^(?:of|:)$/.test(word(amount.begin - 1)) &&
    unit !== '' &&
    !isArrow(context.tokens[amount.end])
  )
    return 'magnitude';
  // "get 1,500 active nurses": a count right after the verb, and what is counted.
  if (verb.sort === 'reach' && beside && metric && (unit === '' ? metric.from === amount.end : isNoun(unit))) return 'target';
  // "Hold the bad rate flat at 2.1 %"
  if (verb.value === 'hold' && amount.begin > verb.at && word(amount.begin - 1) === 'at' && unit !== '') return 'target';
  // "save 3 hours", "avoid 40 outages", "an extra 300 orders"
  return beside && /^(?:sav|avoid|prevent|extra$|additional$)/.test(word(verb.at)) ? 'magnitude' : undefined;
}

/** Levels that only their order tells: the second of two in a row, and the one beside a start. */
function addMissing(context: Context, roles: Map<string, QuantityAt>, unread: readonly QuantityAt[]): void {
  // A row of a table: "Handle time | 7.4 min | 6 min".
  const [first, second] = unread;
  if (
    roles.size === 0 &&
    first &&
    second &&
    [first, second].every(({ begin }) => context.word(begin - 1) === '|') &&
    first.value.unit === second.value.unit &&
    context.word(second.end + 1) !== '|' &&
    !context.beginsAt(second.end + 1)
  )
    roles.set('baseline', first);
  const start = roles.get('baseline');
  // "2.0 % today, 2.3 % by the end of Q3": a second level in the same unit is where it shall go.
  if (start && !roles.has('target') && !roles.has('magnitude')) {
    const next =
      unread.find((amount) => amount.from >= start.to && amount.value.unit === start.value.unit && amount.value.unit !== '') ??
      // "4 minutes instead of 11"
      (/^(?:of|than)$/.test(context.word(start.begin - 1))
        ? unread.find((amount) => amount.to <= start.begin && (start.value.unit === '' || amount.value.unit === start.value.unit))
        : undefined);
    if (next) roles.set('target', next);
  }
}

function isBetterFit(roles: ReadonlyMap<string, QuantityAt>, amount: QuantityAt): boolean {
  const unit = roles.get('baseline')?.value.unit;
  return unit !== undefined && unit === amount.value.unit && roles.get('target')?.value.unit !== unit;
}

/** "Specificity no worse than 88 %": worse is lower where up is good. */
export function asJudged(amount: QuantityAt, better: Better | undefined): QuantityAt {
  const { comparator } = amount.value;
  if (!amount.judges || !comparator || (better !== 'up' && better !== 'down')) return amount;
  return { ...amount, value: { ...amount.value, comparator: judged(comparator, amount.judges, better) } };
}

function namesAnother(context: Context, from: number, to: number, metric: Found | undefined): boolean {
  for (let at = from; at < to && at < from + 40; at++) {
    const other = context.metricAt(at);
    if (other && !(metric && at >= metric.from && at < metric.to) && other.mention.entry?.id !== metric?.slot.value.entry?.id) return true;
  }
  return false;
}
