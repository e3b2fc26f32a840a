import assert from 'node:assert/strict';
import { readDate, readDeadline } from '../../../server/src/core/language/date.js';
import { readDuration, readDurations } from '../../../server/src/core/language/duration.js';
import { readSchedule } from '../../../server/src/core/language/schedule.js';
import { readWindow } from '../../../server/src/core/language/window.js';

const durations: readonly (readonly [text: string, iso: string])[] = [
  ['2 weeks', 'P14D'],
  ['two-week', 'P14D'],
  ['90 days', 'P90D'],
  ['90-day', 'P90D'],
  ['a 90 d window', 'P90D'],
  ['7d', 'P7D'],
  ['24h', 'PT24H'],
  ['48 hours', 'PT48H'],
  ['5 min', 'PT5M'],
  ['5 minutes', 'PT5M'],
  ['30 s', 'PT30S'],
  ['300 ms', 'PT0.3S'],
  ['three months', 'P3M'],
  ['one quarter', 'P3M'],
  ['2 quarters', 'P6M'],
  ['1 year', 'P1Y'],
  ['for a week', 'P7D'],
  ['a fortnight', 'P14D'],
  ['within a month', 'P1M'],
  ['10 business days', 'P14D'],
  ['5 working days', 'P7D'],
  ['2 sprints', 'P28D'],
  ['half a year', 'P183D'],
  ['P90D', 'P90D'],
  ['PT5M', 'PT5M'],
  ['P1M', 'P1M'],
  ['P1DT12H', 'P1DT12H'],
  ['5m', 'PT5M'],
  ['3M', 'P3M'],
  ['30d', 'P30D'],
  ['4w', 'P28D'],
  ['1Q', 'P3M'],
  ['1 h 30 min', 'PT90M'],
  ['2-4 weeks', 'P28D'],
  ['a couple of weeks', 'P14D'],
  // Not lengths of time.
  ['3M users', ''],
  ['version 2', ''],
  ['week 3', ''],
  ['in May', ''],
  ['daily', ''],
];

describe('readDuration', () => {
  for (const [text, iso] of durations)
    it(`${text} → ${iso || 'nothing'}`, () => assert.equal(readDuration(text, {})?.value.iso ?? '', iso));

  it('tells minutes from months by the case of the letter', () => {
    assert.equal(readDuration('3m', {})?.value.unit, 'min');
    assert.equal(readDuration('3M', {})?.value.unit, 'month');
  });
  it('converts to days', () =>
    assert.deepEqual(
      ['1 month', '1 quarter', '10 business days', '36 h'].map((text) => readDuration(text, {})?.value.days),
      [30, 91, 14, 1.5],
    ));
  it('finds them all', () =>
    assert.deepEqual(
      readDurations('canary 7 d, then 2 weeks, check every 5 min', {}).map(({ value }) => value.iso),
      ['P7D', 'P14D', 'PT5M'],
    ));
});

const dates: readonly (readonly [text: string, date: string])[] = [
  ['2026-05-03', '2026-05-03'],
  ['2026/05/03', '2026-05-03'],
  ['3 May 2026', '2026-05-03'],
  ['3rd of May 2026', '2026-05-03'],
  ['May 3, 2026', '2026-05-03'],
  ['Sept 9 2026', '2026-09-09'],
  ['31.12.2026', '2026-12-31'],
  ['25/12/2026', '2026-12-25'],
  ['2028-02-29', '2028-02-29'],
  ['2026-05-03T10:00:00Z', '2026-05-03'],
  ['2026-02-29', ''],
  ['2026-13-01', ''],
  ['31 April 2026', ''],
  ['03/04/2026', ''],
  ['version 2026.05.03.1', ''],
  ['5 may fail', ''],
];

describe('readDate', () => {
  for (const [text, date] of dates) it(`${text} → ${date || 'nothing'}`, () => assert.equal(readDate(text)?.value ?? '', date));
  it('reads named periods as deadlines', () => {
    assert.deepEqual(readDeadline('end of Q3 2026')?.value, { words: 'end of Q3 2026', end: '2026-09-30' });
    assert.deepEqual(readDeadline('by June')?.value, { words: 'June' });
    assert.equal(readDeadline('FY27')?.value.words, 'FY27');
    assert.equal(readDeadline('the team may fail'), undefined);
  });
});

const windows: readonly (readonly [text: string, window: string])[] = [
  ['within 90 days', 'P90D'],
  ['within 90 days of full rollout', 'P90D of full rollout'],
  ['within three months of launch', 'P3M of launch'],
  ['in 90 days', 'P90D'],
  ['90 days after launch', 'P90D of launch'],
  ['over the next quarter', 'P3M'],
  ['over the next two quarters', 'P6M'],
  ['by 2026-03-31', '2026-03-31'],
  ['by 31 March 2026', '2026-03-31'],
  ['before 1 July 2026', '2026-07-01'],
  ['by end of Q3 2026', '2026-09-30'],
  ['by end of Q3', 'end of Q3'],
  ['in Q3', 'Q3'],
  ['by June', 'June'],
  ['by the end of the year', 'end of the year'],
  ['by year end', 'year end'],
  ['this quarter', 'this quarter'],
  ['by day 60', 'P60D'],
  ['by week 12', 'P84D'],
  ['a 90-day window', 'P90D'],
  ['no later than 2026-11-01', '2026-11-01'],
  ['within 90 days of 100 % rollout', 'P90D of 100 % rollout'],
  // Looking back, rates and lengths of other things.
  ['over the last 30 days', ''],
  ['every 6 weeks', ''],
  ['baseline of May 2026', ''],
  ['as of 2026-01-01', ''],
  ['within 300 ms', ''],
];

describe('readWindow', () => {
  for (const [text, expected] of windows) {
    it(`${text} → ${expected || 'nothing'}`, () => {
      const window = readWindow(text, {})?.value;
      const spelled = [
        window?.length?.iso ?? window?.by ?? window?.deadline ?? '',
        window?.anchor === undefined ? '' : `of ${window.anchor}`,
      ]
        .filter((part) => part !== '')
        .join(' ');
      assert.equal(spelled, expected);
    });
  }
});

const schedules: readonly (readonly [text: string, every: string, at?: string])[] = [
  ['daily 02:00', 'P1D', '02:00'],
  ['every 6 hours', 'PT6H'],
  ['hourly', 'PT1H'],
  ['weekly', 'P7D'],
  ['every Monday', 'P7D', 'Monday'],
  ['nightly at 3:30', 'P1D', '03:30'],
  ['twice a day', 'PT12H'],
  ['real time', 'PT0S'],
  ['streaming', 'PT0S'],
  ['0 2 * * *', 'P1D', '02:00'],
  ['*/15 * * * *', 'PT15M'],
  ['monthly', 'P1M'],
  ['every other week', 'P14D'],
  ['24h', 'PT24H'],
];

describe('readSchedule', () => {
  for (const [text, every, at] of schedules) {
    it(`${text} → ${every}${at ? ` at ${at}` : ''}`, () => {
      const schedule = readSchedule(text)?.value;
      assert.deepEqual([schedule?.every?.iso, schedule?.at], [every, at]);
    });
  }
  it('is silent about ad hoc exports', () => assert.equal(readSchedule('CRM export, on demand'), undefined));
});
