// Two bounds, by meaning: a table of what is equal, looser, stricter, and what nobody can tell.
import { strict as assert } from 'node:assert';
import { type Bound, compareBounds, compareDays, type Relation } from '../../../server/src/core/language/compare.js';
import { readDuration } from '../../../server/src/core/language/duration.js';
import { readQuantity } from '../../../server/src/core/language/quantity.js';
import type { Better } from '../../../server/src/core/language/types.js';

type Row = readonly [a: string, b: string, relation: Relation, better?: Better, from?: string];

const opposite: Readonly<Record<Relation, Relation>> = {
  equal: 'equal',
  looser: 'stricter',
  stricter: 'looser',
  incomparable: 'incomparable',
};

const table: readonly Row[] = [
  // Time
  ['300 ms', '0.3 s', 'equal'],
  ['≤ 300 ms', '≤ 0.3 s', 'equal'],
  ['< 300 ms', '≤ 300 ms', 'equal'],
  ['p95 ≤ 300 ms', 'p95 ≤ 300 ms', 'equal'],
  ['p95 ≤ 500 ms', 'p95 ≤ 300 ms', 'looser'],
  ['p99 ≤ 300 ms', 'p95 ≤ 300 ms', 'stricter'],
  ['p99 ≤ 200 ms', 'p95 ≤ 300 ms', 'stricter'],
  ['p99 ≤ 400 ms', 'p95 ≤ 300 ms', 'incomparable'],
  ['≤ 300 ms', 'p95 ≤ 300 ms', 'incomparable'],
  ['1 min', '60 s', 'equal'],
  ['90 s', '1 min', 'looser', 'down'],
  ['300 ms', '250 ms', 'looser', 'down'],
  ['300 ms', '250 ms', 'incomparable'],
  ['at most 2 s', 'at most 1500 ms', 'looser'],
  ['under 2 h', 'under 120 min', 'equal'],
  ['≤ 24 h', '≤ 1 day', 'equal'],
  ['≥ 300 ms', '≤ 300 ms', 'incomparable'],
  ['300 ms', '0.5 %', 'incomparable'],
  // Shares
  ['0.5 %', '0.5 percent', 'equal'],
  ['≤ 0.5 %', '≤ 1 %', 'stricter'],
  ['at most 1 %', 'at most 0.5 %', 'looser'],
  ['≥ 95 %', '≥ 90 %', 'stricter'],
  ['≥ 90 %', '≥ 95 %', 'looser'],
  ['at least 90 %', '> 90 %', 'equal'],
  ['≥ 90 %', '≤ 95 %', 'incomparable'],
  ['92 %', '90 %', 'stricter', 'up'],
  ['92 %', '90 %', 'looser', 'down'],
  ['92 %', '90 %', 'incomparable'],
  ['92 %', '92 %', 'equal'],
  ['99.9 %', '99.5 %', 'stricter', 'up'],
  ['99.5 %', '99.9 %', 'looser', 'up'],
  ['50 bps', '0.5 pp', 'equal'],
  ['25 bps', '0.5 pp', 'stricter', 'down'],
  ['0.5 pp', '50 basis points', 'equal'],
  // Changes
  ['8 % relative', '8 % relative', 'equal'],
  ['8 % relative', '5 % relative', 'stricter', 'up'],
  ['5 % relative', '8 % relative', 'looser', 'up'],
  ['8 % relative', '8 percentage points', 'incomparable'],
  ['8 % relative', '4.32 %', 'equal', 'up', '4.0 %'],
  ['4.32 %', '8 % relative', 'equal', 'up', '4.0 %'],
  ['5 % relative', '4.32 %', 'looser', 'up', '4.0 %'],
  ['10 % relative', '4.32 %', 'stricter', 'up', '4.0 %'],
  ['8 percentage points', '12 %', 'equal', 'up', '4.0 %'],
  ['0.32 pp', '8 % relative', 'equal', 'up', '4.0 %'],
  ['0.4 pp', '8 % relative', 'stricter', 'up', '4.0 %'],
  ['0.2 pp', '8 % relative', 'looser', 'up', '4.0 %'],
  ['32 bps', '8 % relative', 'equal', 'up', '4.0 %'],
  ['8 percentage points', '8 % relative', 'stricter', 'up', '4.0 %'],
  ['8 % relative', '4.32 %', 'incomparable', 'up'],
  // Money
  ['$10,000', '$10k', 'equal'],
  ['≤ $10,000', '≤ $12,600', 'stricter'],
  ['≤ $0.01', '≤ 1 cent', 'equal'],
  ['≤ €10', '≤ $10', 'incomparable'],
  ['$ 5', '5 %', 'incomparable'],
  // Counts and rates
  ['1.2k users', '1,200 users', 'equal'],
  ['≥ 2,000 labels', '≥ 2000 labels', 'equal'],
  ['≥ 3000 labels', '≥ 2000 labels', 'stricter'],
  ['≤ 5 complaints', '≤ 3 complaints', 'looser'],
  ['≤ 5 complaints', '≤ 5 tickets', 'incomparable'],
  ['60 requests/min', '1 rps', 'equal'],
  ['≥ 120 requests/min', '≥ 1 rps', 'stricter'],
  ['450 rps', '450 qps', 'equal'],
  ['3 points', '3 points', 'equal'],
  ['at most 3 points', 'at most 5 points', 'stricter'],
  ['at most 3 points', 'at most 3 %', 'incomparable'],
  ['≥ 0.8', '≥ 0.80', 'equal'],
  ['≥ 0.85', '≥ 0.8', 'stricter'],
  ['0.71', '0.61', 'stricter', 'up'],
  ['0.1', '0.25', 'stricter', 'down'],
  ['2x', '2x', 'equal'],
  ['3x', '2x', 'stricter', 'up'],
  // Ranges
  ['between 5 and 10 %', 'between 5 and 10 %', 'equal'],
  ['between 6 and 9 %', 'between 5 and 10 %', 'stricter'],
  ['between 4 and 12 %', 'between 5 and 10 %', 'looser'],
  ['between 4 and 8 %', 'between 5 and 10 %', 'incomparable'],
];

const lengths: readonly (readonly [string, string, Relation])[] = [
  ['90 days', 'P90D', 'equal'],
  ['12 weeks', '84 days', 'equal'],
  ['3 months', '90 days', 'equal'],
  ['one quarter', '91 days', 'equal'],
  ['14 days', '2 weeks', 'equal'],
  ['1 h', '60 min', 'equal'],
  ['10 min', '5 min', 'looser'],
  ['5 minutes', '1 hour', 'stricter'],
  ['6 weeks', '90 days', 'stricter'],
  ['120 days', '90 days', 'looser'],
];

describe('bounds compared', () => {
  for (const [a, b, relation, better, from] of table)
    it(`${a} is ${relation} ${relation === 'incomparable' ? 'with' : 'to'} ${b}${better ? `, ${better} is good` : ''}${from ? `, from ${from}` : ''}`, () => {
      assert.equal(compareBounds(bound(a, from), bound(b, from), better), relation);
      assert.equal(compareBounds(bound(b, from), bound(a, from), better), opposite[relation], 'the other way round');
    });

  for (const [a, b, relation] of lengths)
    it(`${a} is ${relation} to ${b}`, () => {
      assert.equal(compareDays(readDuration(a, {})?.value.days, readDuration(b, {})?.value.days), relation);
      assert.equal(compareDays(readDuration(b, {})?.value.days, readDuration(a, {})?.value.days), opposite[relation]);
    });

  it('are at least eighty pairs', () => assert.ok(table.length + lengths.length >= 80));
});

function bound(text: string, from: string | undefined): Bound {
  const quantity = readQuantity(text)?.value;
  assert.ok(quantity, text);
  const start = from === undefined ? undefined : readQuantity(from)?.value;
  return { quantity, rises: true, ...(start ? { from: start } : {}) };
}
