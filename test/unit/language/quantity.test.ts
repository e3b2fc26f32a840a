import assert from 'node:assert/strict';
import { readMoney } from '../../../server/src/core/language/money.js';
import { readQuantities, readQuantity } from '../../../server/src/core/language/quantity.js';
import { readRate } from '../../../server/src/core/language/rate.js';

const spell = (text: string): string =>
  readQuantities(text)
    .map(({ value: { value, high, unit, comparator, basis, percentile } }) =>
      [
        percentile === undefined ? '' : `p${percentile}`,
        comparator ?? '',
        high === undefined ? value : `${value}..${high}`,
        unit,
        basis ?? '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    )
    .join('; ');

const rows: readonly (readonly [text: string, quantities: string])[] = [
  ['8 %', '8 %'],
  ['8 percent', '8 %'],
  ['8 per cent', '8 %'],
  ['8 % relative', '8 % relative'],
  ['a relative increase of 8%', '8 % relative'],
  ['8 % (relative)', '8 % relative'],
  ['8 % absolute', '8 % points'],
  ['2 pp', '2 pp points'],
  ['2 percentage points', '2 pp points'],
  ['5 % of traffic', '5 % share'],
  ['80 % of tickets', '80 % share'],
  ['8 % over baseline', '8 % relative'],
  ['25 bps', '25 bps points'],
  ['40 basis points', '40 bps points'],
  ['300 ms', '300 ms'],
  ['p95 ≤ 300 ms', 'p95 <= 300 ms'],
  ['P95 latency under 300 ms', 'p95 < 300 ms'],
  ['95th percentile below 2 s', 'p95 < 2 s'],
  ['300 ms at p99', 'p99 300 ms'],
  ['p50 < 100 ms, p95 < 300 ms', 'p50 < 100 ms; p95 < 300 ms'],
  ['at most 0.5 %', '<= 0.5 %'],
  ['no more than 3 points', '<= 3 points'],
  ['at least 90 %', '>= 90 %'],
  ['no worse than 300 ms', '<= 300 ms'],
  ['above 2%', '> 2 %'],
  ['must not exceed 2 %', '<= 2 %'],
  ['never fall below 40', '>= 40'],
  ['between 5 and 10 %', 'between 5..10 %'],
  ['5–10 %', '5..10 %'],
  ['5 %–10 %', '5..10 %'],
  ['up to 50 rps', '<= 50 rps'],
  ['1,200 requests per second', '1200 rps'],
  ['1.2M req/day', '1200000 req/day'],
  ['20k users/day', '20000 users/day'],
  ['$0.02 per request', '0.02 $/request'],
  ['€3.10', '3.1 €'],
  ['12,000 USD', '12000 $'],
  ['$3 per 1M tokens', '3 $/1M tokens'],
  ['4k tokens', '4000 tokens'],
  ['3 pts', '3 points'],
  ['95 % or more', '>= 95 %'],
  ['10 seconds or less', '<= 10 s'],
  ['100+ users', '>= 100 users'],
  ['within 300 ms', '<= 300 ms'],
  ['twice', '2 x'],
  ['400 labels/day', '400 labels/day'],
  ['error budget: 0.1%', '0.1 %'],
  ['5xx > 1.4 % for 5 min', '> 1.4 %; 5 min'],
  ['over 10 minutes', '> 10 min'],
  ['above 2% over 10 minutes', '> 2 %; 10 min'],
];

describe('readQuantities', () => {
  for (const [text, quantities] of rows) it(`${text} → ${quantities}`, () => assert.equal(spell(text), quantities));

  it('gives the span of number and unit, without the comparator', () => {
    const text = 'CTR at least 4.3 % relative';
    const [quantity] = readQuantities(text);
    assert.equal(text.slice(...(quantity?.span ?? [0, 0])), '4.3 %');
  });

  it('prefers an amount with a unit to a bare number', () => assert.equal(readQuantity('tier 2, 3 regions, p95 300 ms')?.value.unit, 'ms'));
});

describe('readMoney and readRate', () => {
  const money: readonly (readonly [text: string, amount: number, currency: string, per: string | undefined])[] = [
    ['$0.02 per request', 0.02, 'USD', 'request'],
    ['€1.2k / month', 1200, 'EUR', 'month'],
    ['12,000 USD', 12_000, 'USD', undefined],
    ['£5 per seat', 5, 'GBP', 'seat'],
    ['$3 per 1M tokens', 3, 'USD', '1M tokens'],
    ['40 cents', 0.4, 'USD', undefined],
  ];
  for (const [text, amount, currency, per] of money) {
    it(text, () => assert.deepEqual(readMoney(text)?.value, { amount, currency, ...(per === undefined ? {} : { per }) }));
  }
  const rates: readonly (readonly [text: string, count: number, of: string, per: string])[] = [
    ['40 crates every day', 40, 'crates', 'P1D'],
    ['20k users/day', 20_000, 'users', 'P1D'],
    ['400 labels per day', 400, 'labels', 'P1D'],
    ['50 rps', 50, 'requests', 'PT1S'],
    ['3 restarts in 10 min', 3, 'restarts', 'PT10M'],
    ['12 complaints per hour', 12, 'complaints', 'PT1H'],
  ];
  for (const [text, count, of, per] of rates) {
    it(text, () => {
      const rate = readRate(text)?.value;
      assert.deepEqual([rate?.count, rate?.of, rate?.per.iso], [count, of, per]);
    });
  }
});
