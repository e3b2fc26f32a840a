import assert from 'node:assert/strict';
import { examples, renderArithmetic } from '../../../server/src/core/math/examples.js';

const expected: Readonly<Record<string, string>> = {
  A1: '61,119 per arm',
  'A1-points': '180 per arm',
  'A1-split': '335,484 in total, 2.74 times the 122,237 of a 50/50 split',
  'A1-mean': '14,128 per arm',
  A2: 'needs 61,119 per arm; plan reaches 28,000 (47 % power), which sees 11.9 % relative',
  'A2-days': '100 %: 6.1 d, plan 14; 20 %: 30.6 d, plan 35; 10 %: 61.1 d, plan 63',
  A3: '1: 5 %, 2: 8.3 %, 5: 14.2 %, 7: 16.6 %, 10: 19.3 %, 14: 22 %, 28: 27.5 %',
  'A3-pocock': 'α 0.0158 at each look keeps 0.05 over all',
  'A3-metrics': '22.6 % chance of a false alarm; test each at 0.01',
  'A3-guardrails': '93.3 % power for each, 93,277 per arm',
  A4: 'χ² 11.24, p 0.0008: do not read the effect',
  A5: '7,000 units see +0.23 pp (+46 %) against the rest, +0.34 pp (+69 %) against a baseline of equal size',
  'A5-power': 'errors +20 %: 32 %; errors +50 %: 84 %; CTR −5 %: 20 %, 62 days for 80 %',
  'A5-radius': 'burn 10; 7 d spend 233 % of the budget, 1 h 1.4 %',
  'A5-rollback': '81 % of 43.2 min at full traffic, 4.1 % at 5 %',
  'A5-steps': 'promoted after 25 min at the earliest',
  A6: '100 %: 51 d (39 spare); 20 %: 72 d (18 spare); 10 %: 100 d (10 late)',
  'A6-holdback': '10 %: 343,463 users, 17.2 d; 5 %: 651,681 users, 32.6 d',
  A7: 'sd 78.1; 140 answers have a standard error of 6.6 and show 23 points at best; 3 points need 8,381 answers per arm',
  'A7-rate': '122,415 per arm',
  A8: '76.7 % to 90.7 %',
  'A8-clean': 'below 5.8 % (rule of three 6 %); 2 % needs 149, 1 % needs 299, 0.5 % needs 598',
  A9: '±2.2 pp',
  'A9-paired': '4,707 items paired, 13,495 per model unpaired',
  'A9-positives': '4 positives; 100 need 50,000 labels',
  'A9-majority': '96 % without looking',
  A10: '15 working days',
  'A10-kappa': 'κ 0.44',
  A11: 'PSI 0.135',
  'A11-noise': 'mean 0.092, 95 % below 0.17; 37 % of quiet windows warn; 0.1 needs 339 rows (434 for 99 %)',
  'A11-flood': '2 false alarms a day; 87 % of quiet days have one',
  A12: '$0.0105 a request, $12,600 a month: 26 % over $10,000; break-even $0.0083 a request',
  'A12-overhead': '$13,710 a month; a 14-day shadow adds $5,880',
  'A12-value': '$3,456 a month',
  'A12-latency': '550 ms breaks 300 ms',
  A13: '1 % better, 2.64 times as heavy: 0.6 % per extra unit, thin',
  A14: '99.4 % at best; with the fallback 99.995 %, in total 99.895 %',
  A15: '99 %: 432 min, 99.5 %: 216 min, 99.9 %: 43.2 min, 99.95 %: 21.6 min; 99.9 % allows 36,000 bad requests',
  'A15-burn':
    '30 d: 14.4 / 6 / 1; 28 d: 13.44 / 5.6 / 0.93; 7 d: 3.36 / 1.4 / 0.23; 90 d: 43.2 / 18 / 3. ' +
    '14.4 fires at 99.9 %: 1.44 %, 99 %: 14.4 %, 93 %: 100.8 % of requests',
  'A15-detection': '100 %: 0.86 min, 15 %: 5.76 min',
  'A15-traffic': 'one failure burns 100 times too fast and spends 13.9 % of the month; below 69.4 requests an hour one failure pages',
  'A15-incident': '29.8 % of 40.32 min: a postmortem above 20 %',
  A16: 'burn 4: the budget is gone after 7.5 days of silence',
  A17: '8 at one site, 6 at each of two; 5 pages a day, 2.5 a shift',
  A18: '+26.7 % among adopters',
  'S-f1': 'F1 0.615',
  'S-selection': '0.7, below four fifths',
  'S-change': '+10 % relative, +0.4 pp',
};

describe('the worked examples', () => {
  for (const { id, title, compute } of examples) it(`${id}: ${title}`, () => assert.equal(compute(), expected[id]));

  it('cover A1 to A18, each id once', () => {
    const ids = examples.map(({ id }) => id);
    assert.deepEqual(ids, Object.keys(expected));
    const numbers = new Set(ids.map((id) => id.split('-')[0]));
    for (let n = 1; n <= 18; n++) assert.ok(numbers.has(`A${n}`), `A${n}`);
  });

  it('say everything a reader needs', () => {
    for (const { id, inputs, ...words } of examples) {
      assert.ok(inputs.length > 0 && inputs.every(({ label, value }) => label && value), id);
      for (const text of [words.title, words.formula, words.assumption, words.source]) assert.ok(text.length > 3, id);
    }
  });

  it('make the page about the arithmetic', () => {
    const page = renderArithmetic();
    assert.ok(page.startsWith('# Arithmetic\n\n') && page.endsWith('.\n') && !page.includes('\n\n\n'));
    assert.doesNotMatch(page, /NaN|undefined|–(?!\d)/);
    for (const { id, title } of examples) {
      assert.ok(page.includes(`\n## ${id}\n\n**${title}**\n`), id);
      assert.ok(page.includes(expected[id] as string), id);
    }
  });
});
