// Who has to look again: by history, by the record in the document, and in silence where only the looks changed or somebody followed.
import { strict as assert } from 'node:assert';
import { judge } from '../../../server/src/core/check.js';
import type { Initiative, Member } from '../../../server/src/core/project.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import type { Past } from '../../../server/src/core/suspect/past.js';
import { plain, spell } from '../../../server/src/core/syntax/write.js';
import { applyEdits } from '../../../server/src/core/text.js';
import { memberOf } from './texts.js';

const prd = (slo: string, goal = 'Increase click-through by 8 % relative within 90 days of launch.') =>
  `kind: prd\ngoal: ${goal}\nslos: ["availability ${slo} over 30 days"]\n`;
const monitoring = (alert: string, more = '') => `kind: monitoring\n${more}alerts: ["${alert}"]\noncall: "@sam"\n`;
const alert = 'error rate above 1.44 % for 1 h pages @sam';
const today = { ...defaultSettings, today: '2026-11-24' };

/** One commit a row, the oldest first; each says what the files held after it. */
type History = readonly Readonly<Record<string, string>>[];

function initiativeOf(commits: History, now: Readonly<Record<string, string>>): Initiative {
  const revisions = commits.map((_, at) => ({ id: `${at}`.repeat(40), day: `2026-0${at + 1}-10` })).reverse();
  const members = Object.entries(now).map(([path, text]): Member => {
    const versions = revisions.flatMap((_, at) => {
      const [then, before] = [commits[commits.length - 1 - at]?.[path], commits[commits.length - 2 - at]?.[path]];
      return then === undefined || then === before ? [] : [{ at, reading: memberOf(`/${path}`, then, kindOf(path)) }];
    });
    const past: Past = { revisions, versions, author: { name: 'Ana Lopez', email: 'ana@example.org' } };
    return { ...memberOf(`/${path}`, text, kindOf(path)), ...(commits.length > 0 ? { past: () => past } : {}) };
  });
  return { id: 'x', from: 'id', members };
}
const kindOf = (path: string) => path.replace(/\..*$/, '') as Kind;

function findings(commits: History, now: Readonly<Record<string, string>>, settings = today) {
  const initiative = initiativeOf(commits, now);
  return initiative.members.flatMap((member) =>
    judge(member, settings, initiative)
      .findings.filter(({ rule }) => rule === 'suspect-link')
      .map((finding) => ({ ...finding, path: member.path, member })),
  );
}

describe('suspect links', () => {
  const first = { 'prd.yaml': prd('99.9 %'), 'monitoring.yaml': monitoring(alert) };
  const moved = { ...first, 'prd.yaml': prd('99.5 %') };

  it('name what moved, from what to what, since when, and where', () => {
    const [found, ...more] = findings([first, moved], moved);
    assert.equal(more.length, 0);
    assert.equal(found?.path, '/monitoring.yaml');
    assert.equal(
      found?.message,
      "The PRD's availability SLO moved from 99.9 % to 99.5 % after this was reviewed.\nIt moved on 2026-02-10 (1111111); this was last changed on 2026-01-10. Does what stands here still hold?",
    );
    assert.equal(found?.related[0]?.member.path, '/prd.yaml');
    assert.match(found?.related[0]?.member.source.text.slice(...(found?.related[0]?.span ?? [0, 0])) ?? '', /99\.5 %/);
  });

  it('hold for text that nobody has committed or saved', () => {
    const [found] = findings([first], moved);
    assert.match(found?.message ?? '', /moved from 99\.9 % to 99\.5 %.*\nThe change is not committed yet/s);
  });

  const silent: readonly (readonly [why: string, commits: History, now: Readonly<Record<string, string>>])[] = [
    ['nothing moved', [first, first], first],
    [
      'both changed in one commit',
      [first, { ...moved, 'monitoring.yaml': monitoring(alert, 'serving: batch\n') }],
      { ...moved, 'monitoring.yaml': monitoring(alert, 'serving: batch\n') },
    ],
    ['the value went and came back', [first, moved, first], first],
    [
      'the same value is spelled otherwise',
      [
        first,
        {
          ...first,
          'prd.yaml':
            'kind: prd\ngoal: Increase click-through by 8 % relative within 90 days of launch.\nslos:\n  - >-\n    availability   99.90 %\n    over 30 days\n',
        },
      ],
      {
        ...first,
        'prd.yaml':
          'kind: prd\ngoal: Increase click-through by 8 % relative within 90 days of launch.\nslos:\n  - >-\n    availability   99.90 %\n    over 30 days\n',
      },
    ],
    [
      'the dependant was changed later',
      [first, moved, { ...moved, 'monitoring.yaml': monitoring('error rate above 2 % for 1 h pages @sam') }],
      { ...moved, 'monitoring.yaml': monitoring('error rate above 2 % for 1 h pages @sam') },
    ],
    [
      'the dependant is being changed',
      [first, moved],
      { ...moved, 'monitoring.yaml': monitoring('error rate above 2 % for 1 h pages @sam') },
    ],
    [
      'somebody went through the dependant',
      [first, moved, { ...moved, 'monitoring.yaml': monitoring(alert, 'updated: 2026-03-09\n') }],
      { ...moved, 'monitoring.yaml': monitoring(alert, 'updated: 2026-03-09\n') },
    ],
    [
      'the dependant states the new value',
      [first, moved],
      { ...moved, 'monitoring.yaml': `${monitoring(alert)}slos: ["availability 99.5 % over 30 days"]\n` },
    ],
    ['the dependant was written after it moved', [{ 'prd.yaml': prd('99.9 %') }, { 'prd.yaml': prd('99.5 %') }, moved], moved],
    ['there is no history', [], moved],
  ];
  for (const [why, commits, now] of silent)
    it(`say nothing where ${why}`, () =>
      assert.deepEqual(
        findings(commits, now).map(({ message }) => message),
        [],
      ));

  it('say it still where the dependant was only wrapped or indented since', () => {
    const wrapped = {
      ...moved,
      'monitoring.yaml': 'kind: monitoring\noncall: "@sam"\nalerts:\n    - >-\n      error rate above 1.44 %\n      for 1 h pages @sam\n',
    };
    assert.equal(findings([first, moved, wrapped], wrapped).length, 1);
  });

  for (const [syntax, text] of [
    ['yaml', monitoring(alert)],
    ['md', `---\nkind: monitoring\n---\n# Monitoring\n\n## Alerts\n\n- ${alert}\n`],
  ] as const)
    it(`are gone when somebody has checked, until the value moves again (${syntax})`, () => {
      const path = `monitoring.${syntax}`;
      const before = { 'prd.yaml': prd('99.9 %'), [path]: text };
      const after = { 'prd.yaml': prd('99.5 %'), [path]: text };
      const checked = (now: Readonly<Record<string, string>>, commits: History, settings = today) => {
        const [found] = findings(commits, now, settings);
        const [fix] = found?.fixes ?? [];
        assert.ok(found && fix);
        return applyEdits(
          now[path] as string,
          (spell(found.member.artifact, fix.edits) ?? []).map((edit) => ({ ...edit, text: plain(edit.text) })),
        );
      };
      const once = checked(after, [before, after]);
      assert.match(once, /shipworthy-checked prd\/slos\/availability\/objective by Ana Lopez on 2026-11-24: 99\.5 %/);
      // With history, and by the record alone.
      assert.deepEqual(findings([before, after], { ...after, [path]: once }), []);
      assert.deepEqual(findings([], { ...after, [path]: once }), []);
      const again = { 'prd.yaml': prd('99 %'), [path]: once };
      const [found] = findings([], again);
      assert.match(found?.message ?? '', /moved from 99\.5 % to 99 % after this was reviewed\.\nAna Lopez saw 99\.5 % on 2026-11-24\./);
      const people = [{ handle: '@ana', email: 'ana@example.org' }];
      const twice = checked(again, [before, after, again], { ...today, today: '2026-12-01', people });
      assert.equal(twice.match(/shipworthy-checked/g)?.length, 1, 'a record takes the place of the one before');
      assert.match(twice, /by @ana on 2026-12-01: 99 %/);
      assert.deepEqual(findings([], { ...again, [path]: twice }), []);
    });

  it('follow the goal into the test that was sized for it, and the report on it', () => {
    const plan = 'kind: experiment-plan\nonline_test: {design: A/B, duration: 14 days}\n';
    const report = 'kind: retrospective\ngoal_vs_actual: [{metric: click-through, actual: 4.4 %}]\n';
    const then = { 'prd.yaml': prd('99.9 %'), 'experiment-plan.yaml': plan, 'retrospective.yaml': report };
    const now = { ...then, 'prd.yaml': prd('99.9 %', 'Increase click-through by 5 % relative within 60 days of launch.') };
    assert.deepEqual(
      findings([then, now], now).map(({ path, message }) => `${path} ${message.split('\n')[0]}`),
      ['/experiment-plan.yaml', '/retrospective.yaml']
        .flatMap((path) => [
          `${path} The PRD's target moved from 8 % to 5 % after this was reviewed.`,
          `${path} The PRD's deadline moved from 90 days to 60 days after this was reviewed.`,
        ])
        .map((line) => line),
    );
  });
});
