import assert from 'node:assert/strict';
import { findPlaceholders, isEmptyAnswer, readNotApplicable } from '../../../server/src/core/language/placeholder.js';

const found = (text: string): string[] => findPlaceholders(text).map((span) => text.slice(...span));

const rows: readonly (readonly [text: string, placeholders: readonly string[]])[] = [
  ['TBD', ['TBD']],
  ['Owner: TODO', ['TODO']],
  ['FIXME before review', ['FIXME']],
  ['≥ XX%', ['XX%']],
  ['reduce by xx %', ['xx %']],
  ['X% of users', []],
  ['Target: X%', ['X%']],
  ['Increase <metric> by 8 %', ['<metric>']],
  ['<your product name>', ['<your product name>']],
  ['[Your name]', ['[Your name]']],
  ['[Bracketed Prompt]', ['[Bracketed Prompt]']],
  ['[insert metric here]', ['[insert metric here]']],
  ['{{date}}', ['{{date}}']],
  ['{product name}', ['{product name}']],
  ['____', ['____']],
  ['?', ['?']],
  ['Baseline: ?', ['?']],
  ['??', ['??']],
  ['YYYY-MM-DD', ['YYYY-MM-DD']],
  ['by YYYY-MM-DD', ['YYYY-MM-DD']],
  ['to be defined', ['to be defined']],
  ['Threshold to be determined by SRE', ['to be determined']],
  ['待定', ['待定']],
  ['Goal: (numeric success metric)', ['(numeric success metric)']],
  ['coming soon', ['coming soon']],
  ['lorem ipsum dolor', ['lorem ipsum']],
  // False friends.
  ['[definition](metrics.md)', []],
  ['[ref][1] and [^2]', []],
  ['first line<br>second line', []],
  ['<https://example.org>', []],
  ['<ana@example.org>', []],
  ['Map<string, number>', []],
  ['\\text{Waste per meal} = \\frac{a}{b}', []],
  ['Array<T>', []],
  ['[ ] Shadow mode', []],
  ['[x] Canary', []],
  ['status: pending', []],
  ['N/A: item ids only', []],
  ['95 % CI [0.1, 0.7]', []],
  ['Who decides?', []],
  ['p < 0.05 and q > 3', []],
  ['a 5x speedup', []],
  ['none, new surface; heuristic in EXP-3', []],
  ['https://example.org/?q=a', []],
  ['the TODO app', []],
  ['calls mock(...) twice', []],
  ['XGBoost', []],
  ['/users/{id}', []],
];

describe('findPlaceholders', () => {
  for (const [text, placeholders] of rows)
    it(`${JSON.stringify(text)} → ${placeholders.join(', ') || 'none'}`, () => assert.deepEqual(found(text), placeholders));
  it('leaves out what is masked', () =>
    assert.deepEqual(findPlaceholders('see `<metric>` and <metric>', { masked: [[4, 14]] }), [[19, 27]]));
});

describe('isEmptyAnswer', () => {
  for (const text of [
    '',
    ' ',
    'TBD',
    'tbd.',
    '<metric>',
    'Target: xx%',
    '[Your name]',
    '?',
    '____',
    'to be defined',
    'pending',
    '(numeric success metric)',
    'TBD by the owner',
    '...',
  ]) {
    it(`${JSON.stringify(text)} is empty`, () => assert.equal(isEmptyAnswer(text), true));
  }
  for (const text of [
    'CTR 4.0 %',
    'none, new surface',
    'Increase <metric> by 8 % within 90 days',
    'TBD until the audit of 2026-03-01 tells us the churn',
    '@ana',
    'low',
    'no',
  ]) {
    it(`${JSON.stringify(text)} is an answer`, () => assert.equal(isEmptyAnswer(text), false));
  }
});

describe('readNotApplicable', () => {
  const answers: readonly (readonly [text: string, stated: boolean, reason?: string])[] = [
    ['N/A', true],
    ['n/a.', true],
    ['none', true],
    ['None.', true],
    ['not applicable', true],
    ['none known', true],
    ['none: item ids only, no user data joined', true, 'item ids only, no user data joined'],
    ['N/A because nothing is stored', true, 'nothing is stored'],
    ['None, this is a new surface; the popularity heuristic stands in.', true, 'this is a new surface; the popularity heuristic stands in'],
    ['N/A (batch job, no users)', true, 'batch job, no users'],
    ['None of the tables hold names', false],
    ['No personal data leaves the region', false],
    ['email addresses', false],
    ['', false],
  ];
  for (const [text, stated, reason] of answers) {
    it(`${JSON.stringify(text)} → ${stated ? (reason ?? 'no reason') : 'an answer'}`, () =>
      assert.deepEqual(readNotApplicable(text), { stated, ...(reason ? { reason } : {}) }));
  }
});
