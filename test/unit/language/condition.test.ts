import assert from 'node:assert/strict';
import { readConditions } from '../../../server/src/core/language/condition.js';
import { readSlo } from '../../../server/src/core/language/slo.js';

const spell = (text: string): string =>
  readConditions(text, {})
    .map(({ value: { metric, comparator, threshold, duration, change } }) =>
      [metric.entry?.id ?? `"${metric.name}"`, change, comparator, threshold.value, threshold.unit, duration && `for ${duration.iso}`]
        .filter((part) => part !== undefined && part !== '')
        .join(' '),
    )
    .join('; ');

const rows: readonly (readonly [text: string, conditions: string])[] = [
  ['5xx > 1.4 % for 5 min', 'error-rate > 1.4 % for PT5M'],
  ['error rate above 2% over 10 minutes', 'error-rate > 2 % for PT10M'],
  ['CTR drops by more than 5 %', 'ctr drop > 5 %'],
  ['CTR drops 5 %', 'ctr drop >= 5 %'],
  ['CTR drops below 4 %', 'ctr < 4 %'],
  ['CTR falls more than 3 % below control over 24 hours', 'ctr drop > 3 % for PT24H'],
  ['p95 latency exceeds 2 s for 5 minutes', 'latency > 2 s for PT5M'],
  ['p95 latency stays under 300 ms', 'latency < 300 ms'],
  ['error rate ≤ 0.6 % and CTR lower CI ≥ −5 %', 'error-rate <= 0.6 %; ctr >= -5 %'],
  ['5xx > 1 % for 5 min or p99 latency > 1 s', 'error-rate > 1 % for PT5M; latency > 1 s'],
  ['if the error rate is over 1 %, roll back', 'error-rate > 1 %'],
  ['Roll back when CSAT falls below 4.0 for two days', 'csat < 4 for P2D'],
  ['NPS drops by at least 3 points', 'nps drop >= 3 points'],
  ['error rate must not exceed 1 %', 'error-rate <= 1 %'],
  ['complaints rise by more than 10 %', 'complaints rise > 10 %'],
  ['support tickets double', 'ticket-volume rise >= 2 x'],
  ['PSI > 0.25', 'drift > 0.25'],
  ['PSI between summer and live data above 0.3', 'drift > 0.3'],
  ['alert volume is over 40 per hour', '"alert volume" > 40 /h'],
  ["if uptime isn't at least 98 % over 12 h", 'availability < 98 % for PT12H'],
  ['conversion has fallen by over 7 %', 'conversion drop > 7 %'],
  ['no-shows per shift: 6 or more', 'no-show >= 6'],
  ['p-value < 0.05', 'p-value < 0.05'],
  ['more than 3 restarts in 10 min', '"restarts" > 3 restarts for PT10M'],
  ['at least 98 % agreement with production', 'kappa >= 98 %'],
  ['data older than 36 hours', '"data" > 36 h'],
  ['sensor dropout > 10%', '"sensor dropout" > 10 %'],
  ['CPU above 85 % for 15m', 'cpu > 85 % for PT15M'],
  ['recall below 92% on the weekly audit', 'recall < 92 %'],
  ['no P0 bugs', '"P0 bugs" = 0'],
  ['zero Sev-1 incidents', '"Sev-1 incidents" = 0'],
  ['burn rate > 14.4 for 1 h', 'error-budget > 14.4 for PT1H'],
  ['conversion between 2 and 3 %', 'conversion between 2 %'],
  ['queue depth > 5,000', 'saturation > 5000'],
  ['token spend exceeds $500', '"token spend" > 500 $'],
  // No number, no condition.
  ['if things look bad', ''],
  ['if quality drops', ''],
  ['when users complain', ''],
  ['for more than 5 minutes', ''],
  ['green', ''],
  ['', ''],
];

describe('readConditions', () => {
  for (const [text, conditions] of rows) it(`${text} → ${conditions || 'none'}`, () => assert.equal(spell(text), conditions));

  it('covers metric, threshold and duration with its span', () => {
    const text = 'Roll back if 5xx > 1.4 % for 5 min.';
    assert.equal(text.slice(...(readConditions(text, {})[0]?.span ?? [0, 0])), '5xx > 1.4 % for 5 min');
  });
});

describe('readSlo', () => {
  const slos: readonly (readonly [text: string, sli: string, threshold: string, objective: number | undefined, window: string])[] = [
    ['99.9 % of requests < 300 ms over 30 d', 'requests', '300 ms', 99.9, 'P30D'],
    ['99.5% of queries under 2 s, 28 days rolling', 'queries', '2 s', 99.5, 'P28D'],
    ['availability 99.95 % monthly', 'availability', '', 99.95, 'P1M'],
    ['99.9 % of all requests succeed over a 30-day window', 'requests', '', 99.9, 'P30D'],
    ['99.9 %', '', '', 99.9, ''],
    ['error rate ≤ 0.1 % over 7 days', 'error rate', '0.1 %', undefined, 'P7D'],
    ['be fast', '', '', undefined, ''],
  ];
  for (const [text, sli, threshold, objective, window] of slos) {
    it(text, () => {
      const slo = readSlo(text, {});
      const own = slo.threshold ? `${slo.threshold.value.value} ${slo.threshold.value.unit}` : '';
      assert.deepEqual([slo.sli?.value ?? '', own, slo.objective?.value, slo.window?.value.iso ?? ''], [sli, threshold, objective, window]);
    });
  }
});
