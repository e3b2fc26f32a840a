import assert from 'node:assert/strict';
import { readNumbers } from '../../../server/src/core/language/numbers.js';

const spell = (text: string): string =>
  readNumbers(text)
    .map(
      ({ value: { value, high, approximate, factor, plus } }) =>
        `${approximate ? '~' : ''}${value}${high === undefined ? '' : `..${high}`}${factor ? 'x' : ''}${plus ? '+' : ''}`,
    )
    .join(' ');

/** Text, and the numbers in it: `~` about, `..` range, `x` factor, `+` or more. */
const rows: readonly (readonly [text: string, numbers: string])[] = [
  ['1,200 users', '1200'],
  ['1.2k users', '1200'],
  ['20 000 sessions', '20000'],
  ['20\u00a0000 sessions', '20000'],
  ['5–10 items', '5..10'],
  ['5-10 items', '5..10'],
  ['5 – 10 items', '5..10'],
  ['~8 %', '~8'],
  ['about 8 %', '~8'],
  ['two weeks', '2'],
  ['twenty-five reviewers', '25'],
  ['half the time', '0.5x'],
  ['double the rate', '2x'],
  ['2x faster', '2x'],
  ['a tenfold increase', '10x'],
  ['three times as many', '3x'],
  ['three times a day', '3'],
  ['3M impressions', '3000000'],
  ['3 million impressions', '3000000'],
  ['$5m a year', '5000000'],
  ['25 bps', '25'],
  ['-3 points', '-3'],
  ['a drop of −0.5', '-0.5'],
  ['+8 %', '8'],
  ['100+ customers', '100+'],
  ['0.05', '0.05'],
  ['.05', '0.05'],
  ['4,2 %', '4.2'],
  ['by a third', '0.333333'],
  ['two thirds of users', '0.666667'],
  ['1,234,567 rows', '1234567'],
  ['2.0→2.3 %', '2 2.3'],
  ['from 2 to 3', '2 3'],
  ['a dozen cases', '12'],
  // Names, versions, dates, times, lists: no numbers.
  ['v2 and GPT-4', ''],
  ['phase 2', ''],
  ['version 3.1', ''],
  ['2026-05-03', ''],
  ['3 May 2026', ''],
  ['at 02:00', ''],
  ['24/7 support', ''],
  ['1. Raise the bar', ''],
  ['(2) Raise the bar', ''],
  ['issue #12', ''],
  ['recall@20', ''],
  ['5xx and 4xx', ''],
  ['in 2026', ''],
  ['Q3 and H1', ''],
  ['one-pager for everyone', ''],
  ['the zero-result rate', ''],
  ['ISO 27001', ''],
  ['https://example.org/v2/30', ''],
];

describe('readNumbers', () => {
  for (const [text, numbers] of rows) it(`${JSON.stringify(text)} → ${numbers || 'nothing'}`, () => assert.equal(spell(text), numbers));

  it('leaves out what is masked', () =>
    assert.deepEqual(
      readNumbers('8 and 9', { masked: [[0, 1]] }).map(({ value }) => value.value),
      [9],
    ));
});
