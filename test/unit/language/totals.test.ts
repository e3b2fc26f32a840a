// Written-out sums and products: what is wrong is found with the number it comes to, what may be right is left alone.
import { strict as assert } from 'node:assert';
import { wrongTotal } from '../../../server/src/core/language/totals.js';

const wrong: readonly (readonly [line: string, stated: string, wanted: string])[] = [
  ['$0.01 × 1 M = $1,000', '$1,000', '$10,000'],
  ['40,000/day × 30 × $0.0105 = $126,000', '$126,000', '$12,600'],
  ['2,000 labels × 3 judgements × €0.10 = €6,000', '€6,000', '€600'],
  ['$0.50 per 1k × 4 M requests = $20,000 a month', '$20,000', '$2,000'],
  ['2 w + 1 w + 2 w = "4 weeks"', '4 weeks', '5 weeks'],
  ['2 weeks shadow + 1 week canary = 4 weeks', '4 weeks', '3 weeks'],
  ['labels: 800 + 700 + 300 = 2,000', '2,000', '1,800'],
  ['4 weeks in total (2 weeks shadow, 1 week canary, 2 weeks ramp)', '4 weeks', '5 weeks'],
];

const right: readonly string[] = [
  '$0.01 × 1 M = $10,000',
  '40,000/day × 30 × $0.0105 ≈ $12,600 = 26 % over',
  '1.2 M × 4 % × 8 % × $0.90 = $3,456 a month',
  '500 requests/day × $0.02 = $300/month',
  '10 rps × 86,400 = 864,000 requests/day',
  '2000 × 3 ÷ (2 × 40 × 5) = 15',
  '50 % + 30 % + 20 % = 100 %',
  '3 × 4 grid = 12 cells and 2 spare',
  'alpha = 0.05, power = 0.8',
  '6 weeks in total, within 90 days, 2 weeks of which are shadow and 1 week canary',
  '2 weeks + 1 week = 21 days',
  'E = mc2',
];

describe('written-out totals', () => {
  for (const [line, stated, wanted] of wrong)
    it(`finds ${line}`, () => {
      const found = wrongTotal(line, {});
      assert.ok(found, 'nothing found');
      assert.equal(line.slice(found.from, found.to), stated);
      assert.equal(found.wanted, wanted);
    });
  it('leaves alone what is right or cannot be told', () =>
    assert.deepEqual(
      right.filter((line) => wrongTotal(line, {}) !== undefined),
      [],
    ));
});
