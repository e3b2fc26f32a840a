// Readiness: what evidence is worth, what it adds up to, and that the next step brings exactly what it promises.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { cells } from '../../../server/src/core/readiness/cells.js';
import { isContent } from '../../../server/src/core/readiness/evidence.js';
import { bindingOf, cappedMean } from '../../../server/src/core/readiness/score.js';
import { reportOf } from '../../../server/src/core/report.js';
import { type Kind, kinds } from '../../../server/src/core/schema/kinds.js';
import { phases, shapeAt } from '../../../server/src/core/schema/look.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { examples, memberOf, readinessOfTexts } from './texts.js';

it('a missing PRD is asked for once, and not as one of two as well', () => {
  const member = memberOf(
    '/x.monitoring.yaml',
    'kind: monitoring\nid: x\nphase: deploy\ntitle: Alerts of the parcel forecasts\n',
    'monitoring',
  );
  const report = reportOf({ id: 'x', from: 'id', members: [member] }, () => defaultSettings);
  const said = report.checks.flatMap(({ findings }) => findings).find(({ rule }) => rule === 'artifact-missing-for-phase');
  assert.match(said?.message ?? '', /\nIt lacks a PRD, a data readiness report/);
});

describe('the capped mean', () => {
  const at = (...scores: readonly number[]) => scores.map((score) => ({ score, primary: true }));
  const rounded = (score: number) => Math.round(score * 1000) / 1000;

  it('gives what the worked examples say', () => {
    assert.equal(rounded(cappedMean(at(1, 1, 1, 1, 1, 1, 1, 0))), 0.5);
    assert.equal(rounded(cappedMean(at(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5))), 0.5);
    assert.equal(rounded(cappedMean(at(1, 1, 1, 1, 1, 1, 1, 0.5))), 0.75);
    assert.equal(rounded(cappedMean(at(1, 0, 0, 0, 0, 0, 0, 0))), 0.125);
    assert.equal(rounded(cappedMean(at(1, 0.75, 0.45))), 0.725);
  });

  it('never falls when anything improves, stays within 0 and 1, and equals the mean of equal cells', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), primary: fc.boolean() }), { minLength: 1, maxLength: 9 }),
        fc.nat(8),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, nth, more) => {
          const before = cappedMean(list);
          const which = nth % list.length;
          const after = cappedMean(list.map((cell, index) => (index === which ? { ...cell, score: Math.max(cell.score, more) } : cell)));
          assert.ok(after >= before - 1e-12 && before >= 0 && before <= 1);
          assert.ok(Math.abs(cappedMean(list.map((cell) => ({ ...cell, score: more }))) - more) < 1e-9);
          const binding = bindingOf(list);
          assert.equal(
            binding === undefined,
            list.every(({ score }) => score >= 1),
          );
        },
      ),
    ));
});

describe('the map of responsibilities', () => {
  it('has 32 cells, at least one primary a phase, and names only fields and rules that exist', () => {
    assert.equal(cells.length, 32);
    assert.equal(new Set(cells.map(({ responsibility, phase }) => `${responsibility} ${phase}`)).size, 32);
    for (const phase of phases) assert.ok(cells.some((cell) => cell.phase === phase && cell.primary));
    for (const { evidence } of cells)
      for (const { any } of evidence)
        for (const { kind, pointer, part } of any) {
          const of: readonly Kind[] = kind === '*' ? kinds : [kind];
          for (const one of of) {
            const shape = shapeAt(one, pointer);
            assert.ok(shape, `${one}${pointer}`);
            if (part) assert.ok((shape.items ?? shape).properties.has(part), `${one}${pointer}[${part}]`);
          }
        }
  });
});

describe('readiness', () => {
  const whole = examples('recommender');

  it('of the complete example is full, and every gate is open', () => {
    const { phases: list, cells: own, next } = readinessOfTexts(whole);
    const open = own.filter(({ status }) => status !== 'ready' && status !== 'not applicable');
    assert.deepEqual(
      open.map(({ responsibility, phase, evidence, closedBy }) => ({
        responsibility,
        phase,
        missing: evidence
          .filter(({ credit }) => credit < 1)
          .map(({ kind, pointer, gaps }) => `${kind}${pointer} ${gaps[0]?.message ?? ''}`),
        closedBy,
      })),
      [],
    );
    assert.deepEqual(
      list.map(({ gate, score }) => ({ gate, score })),
      phases.map(() => ({ gate: true, score: 1 })),
    );
    assert.deepEqual(next, []);
  });

  it('of a retrospective that only repeats what was promised is nothing', () => {
    const text =
      'kind: retrospective\ngoal_vs_actual:\n  - metric: CTR\n    target: ≥ 4.3 %\n    actual: ""\ncost_actual:\n  budget: €9,000\nslo_attainment:\n  - slo: answered\n    objective: 99.9 %\n';
    const member = memberOf('/t/x.retrospective.yaml', text, 'retrospective');
    const { cells: own } = reportOf({ id: 't', from: 'folder', members: [member] }, () => defaultSettings).readiness;
    assert.deepEqual(
      own.flatMap(({ evidence }) => evidence.filter(({ credit }) => credit > 0).map(({ pointer }) => pointer)),
      [],
    );
  });

  it('takes placeholders for nothing and words beside them for something', () => {
    for (const empty of ['', 'TBD', '<metric>', 'increase <metric> by xx %', '–', 'TODO: write this'])
      assert.equal(isContent(empty), false, empty);
    for (const full of ['high', 'Readers of the daily mail', 'Raise click-through of the mail by xx % in spring'])
      assert.equal(isContent(full), true, full);
  });

  it('lets a cell be not applicable only with a reason', () => {
    const left = (reason: string) =>
      readinessOfTexts(
        whole.map((one) =>
          one.kind === 'monitoring'
            ? {
                ...one,
                text: one.text.replace(/^(---\n)?kind: .*$/m, (line) => `${line}\nnot_applicable: [{cell: R3 deploy, reason: ${reason}}]`),
              }
            : one,
        ),
      ).cells.find(({ responsibility, phase }) => responsibility === 'R3' && phase === 'deploy');
    assert.equal(left('"one internal user at each site, nobody to split"')?.status, 'not applicable');
    for (const none of ['""', 'TBD', '"n/a"']) assert.notEqual(left(none)?.status, 'not applicable', none);
  });

  it('counts a waived gap and shows it', () => {
    const goal = (comment: string) =>
      readinessOfTexts([
        { path: '/x.prd.md', kind: 'prd', text: `---\nkind: prd\n---\n# Recs\n\n${comment}\n\n## Goal\n\nImprove personalization.\n` },
      ]).cells[0]?.evidence[0];
    assert.deepEqual({ ...goal(''), span: undefined }.credit, 0.5);
    const waived = goal('<!-- shipworthy-ignore goal-vague until 2027-01-31 by @ana: the number comes with the plan -->');
    assert.equal(waived?.credit, 1);
    assert.deepEqual(
      waived?.gaps.map((gap) => `${gap.rule} ${gap.waived}`),
      ['goal-vague true'],
    );
  });
});
