// The 3 am drill: hours as people write them, holes to the quarter of an hour, and the weeks in which clocks change.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { read, type Source } from '../../../server/src/core/check.js';
import { clockChanges, type Drill, drillOf } from '../../../server/src/core/drill.js';
import { readHours } from '../../../server/src/core/language/hours.js';
import { defaultSettings } from '../../../server/src/core/settings.js';

const drill = (...texts: readonly string[]): Drill | undefined => {
  const settings = { ...defaultSettings, today: '2026-11-25' };
  const checks = texts.map((text, at) => {
    const source: Source = {
      text,
      syntax: text.startsWith('#') ? 'markdown' : 'yaml',
      kind: 'runbook',
      kindFrom: 'suffix',
      candidate: false,
    };
    return { ...read(source, settings), path: `/w/${at}` };
  });
  return drillOf({ checks }, '2026-11-25');
};
const holes = (found: Drill | undefined) => found?.week.holes.map(({ from, to, hours }) => `${from} – ${to} ${hours}`);
const shift = (who: string, days: string, hours: string, zone = 'UTC') =>
  `    - {who: "${who}", days: "${days}", hours: "${hours}", zone: ${zone}}\n`;
const shifts = (...rows: readonly string[]) => `kind: runbook\noncall:\n  shifts:\n${rows.join('')}`;

describe('hours of a shift', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['24x7', ['0123456 0-1440']],
    ['Mon to Fri, 8 to 18 CET', ['01234 480-1080 Europe/Berlin']],
    ['9am-5pm ET on weekdays', ['01234 540-1020 America/New_York']],
    ['weekdays 9–17 CET @ana, otherwise @li', ['01234 540-1020 Europe/Berlin', '0123456 0-1440 Europe/Berlin rest']],
    [
      'follow the sun: APAC 00:00–08:00 UTC, EMEA 08:00–16:00 UTC, US 16:00–24:00 UTC',
      ['0123456 0-480 UTC', '0123456 480-960 UTC', '0123456 960-1440 UTC'],
    ],
    ['Sat and Sun 10–16: @li; nights PagerDuty', ['56 600-960', '0123456 0-1440 rest']],
    ['10pm–6am UTC+2', ['0123456 1320-360 +02:00']],
    ['Fri to Mon 20:00 to 08:00', ['4560 1200-480']],
    ['Mon-Fri 9:00-12:00 and 13:00-17:00 PST', ['01234 540-720 America/Los_Angeles', '01234 780-1020 America/Los_Angeles']],
    ['Monday 9 to 5', ['0 540-1020']],
    ['business hours', ['01234 540-1020 usual']],
    ['weekends: @sam', ['56 0-1440']],
    ['@li after 15 to 30 min', []],
    ['we shipped 3 to 5 models on Monday', []],
    ['a rotation of 4 to 6 engineers', []],
    ['answers within 1-4 hours', []],
    ['maintenance window Sun 02:00–04:00 UTC; @ana 24x7', ['0123456 0-1440']],
  ];
  for (const [text, wanted] of table)
    it(text, () =>
      assert.deepEqual(
        readHours(text).map(({ days, from, to, zone, sort }) =>
          [days.join(''), `${from}-${to}`, zone ?? '', sort === 'stated' ? '' : sort].filter(Boolean).join(' '),
        ),
        wanted,
      ),
    );

  it('are read in any text at all, and lie inside it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Mon', '-', '9', ':', '17', ' ', ',', 'CET', 'am', 'weekdays', 'x', '\n', '24x7', 'to', '99'), {
          maxLength: 40,
        }),
        (words) => {
          const text = words.join('');
          for (const { from, to, days, span } of readHours(text)) {
            assert.ok(from >= 0 && from < 1441 && to >= 0 && to <= 1440 && days.every((day) => day >= 0 && day <= 6));
            assert.ok(span[0] >= 0 && span[1] <= text.length);
          }
        },
      ),
    );
  });
});

describe('the 3 am drill', () => {
  it('lists the holes with their exact hours; the weekend is one', () => {
    const found = drill('kind: runbook\noncall: {primary: "@bo", hours: "Mon to Fri, 8 to 18 CET"}\n');
    assert.deepEqual(holes(found), [
      'Mon 18:00 – Tue 08:00 14',
      'Tue 18:00 – Wed 08:00 14',
      'Wed 18:00 – Thu 08:00 14',
      'Thu 18:00 – Fri 08:00 14',
      'Fri 18:00 – Mon 08:00 62',
    ]);
    assert.equal(found?.covered, 50);
    assert.deepEqual(found?.threeAm, ['', '', '', '', '', '', '']);
  });

  it('holds two places against each other by the clocks on their walls, in the weeks of a change too', () => {
    const found = drill(
      shifts(shift('@ana', 'daily', '08:00 to 20:00', 'Europe/Berlin'), shift('@kim', 'daily', '14:00 to 02:00', 'America/New_York')),
    );
    assert.deepEqual(holes(found), []);
    // Between the second and the last Sunday of March New York is an hour nearer.
    assert.deepEqual(found && clockChanges(found).map(({ monday, hours, holes: open }) => `${monday} ${hours} ${open.length}`), [
      '2027-03-22 167 6',
      '2027-10-25 169 1',
      '2027-11-01 168 6',
    ]);
  });

  it('counts a rest, a shift over midnight, a rota and another document', () => {
    assert.deepEqual(holes(drill('# R\n\n## On-call\n\nweekdays 9–17 CET @ana, otherwise @li\n')), []);
    assert.deepEqual(holes(drill(shifts(shift('@a', 'daily', '06:00 to 22:00'), shift('PagerDuty night', 'daily', '22:00 to 06:00')))), []);
    const half = shifts(shift('@a', 'daily', '06:00 to 18:00'));
    assert.equal(holes(drill(half))?.length, 7);
    assert.deepEqual(holes(drill(half, shifts(shift('@b', 'daily', '18:00 to 06:00')))), []);
    assert.deepEqual(drill(half, shifts(shift('@b', 'daily', '18:00 to 06:00')))?.threeAm[0], '@b');
  });

  it('takes who is named for the rest at their word, and nobody too', () => {
    const open = drill('kind: runbook\noncall: "weekdays 9–17 CET @ana, otherwise nobody"\n');
    assert.equal(open?.covered, 40);
    assert.equal(open?.threeAm[0], '');
    assert.equal(drill('kind: runbook\noncall: "weekdays 9–17 CET @ana; weekends: best effort"\n')?.covered, 40);
  });

  it('reads a table of shifts', () => {
    const table =
      '# R\n\n## On-call\n\n| Who | Days | Hours | Time zone |\n|---|---|---|---|\n| @noor | Mon to Fri | 07:00 to 19:00 | UTC |\n';
    assert.equal(drill(table)?.covered, 60);
  });

  it('says what it assumed, and nothing where nobody says when', () => {
    assert.match(drill('kind: runbook\noncall: "@ana, business hours"\n')?.assumed.join(' ') ?? '', /No time zone.*Business hours/);
    assert.equal(drill('kind: runbook\noncall: "@ana, then @li after 15 min"\n'), undefined);
    assert.equal(drill('kind: runbook\n'), undefined);
  });

  it('never throws, whatever stands in a shift', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (days, hours, zone) => {
        const quoted = (text: string) => JSON.stringify(text.replace(/[^ -~]/g, ''));
        drill(
          `kind: runbook\noncall:\n  shifts:\n    - {who: "@a", days: ${quoted(days)}, hours: ${quoted(hours)}, zone: ${quoted(zone)}}\n`,
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('the time to answer a page', () => {
  const minutes = (oncall: string) => drill(`kind: runbook\noncall: ${oncall}\n`)?.acknowledge;
  it('is read where it is a field, and where a sentence says it', () => {
    assert.equal(minutes('{primary: "@ana", hours: 24x7, acknowledge: 15}'), 15);
    assert.equal(minutes('{primary: "@ana", hours: 24x7, acknowledge: 0.5 h}'), 30);
    assert.equal(minutes('"@ana 24x7, ack within 15 min, then @li"'), 15);
    assert.equal(minutes('"@ana 24x7 acknowledges within 10 minutes; @li after 20 min"'), 10);
    assert.equal(minutes('"@ana around the clock, 5 min to acknowledge"'), 5);
    assert.equal(drill('# Run\n\n## On-call\n\n- Primary: @ana\n- Hours: 24x7\n- Ack within: 5 min\n')?.acknowledge, 5);
  });
  it('is no time after which another one is called, and no back', () => {
    assert.equal(minutes('"@ana 24x7, @li after 15 min without an ack"'), undefined);
    assert.equal(minutes('"@ana 24x7, no ack within 15 min: @li"'), undefined);
    assert.equal(minutes('"@ana 24x7, calls back within 15 min"'), undefined);
  });
});
