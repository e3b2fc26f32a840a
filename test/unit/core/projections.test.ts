// Projections: their lists only name fields that there are, they judge nothing, and a gap closes when its field is filled.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { read } from '../../../server/src/core/check.js';
import { initiativesOf, type Member } from '../../../server/src/core/project.js';
import { disclaimer, projectionNames, projectionOf } from '../../../server/src/core/projections.js';
import lists from '../../../server/src/core/projections.json' with { type: 'json' };
import { item } from '../../../server/src/core/readiness/cells.js';
import { reportOf } from '../../../server/src/core/report.js';
import { shapeAt } from '../../../server/src/core/schema/look.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { projectionAsData, projectionFormats } from '../../../server/src/features/projection.js';
import { kindNamed } from '../../../server/src/recognise.js';

const settings = { ...defaultSettings, today: '2026-11-24' };
const folder = 'examples/recommender';
const example = new Map(
  readdirSync(folder)
    .filter((name) => name.startsWith('recs.'))
    .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
);

function reportFrom(texts: ReadonlyMap<string, string>) {
  const members = [...texts].map(([path, text]): Member => {
    const kind = kindNamed(path.split('.')[1] as string);
    assert.ok(kind);
    const source = { text, syntax: path.endsWith('.md') ? 'markdown' : 'yaml', kind, kindFrom: 'suffix', candidate: false } as const;
    return { ...read(source, settings), path };
  });
  const [initiative] = initiativesOf(members);
  assert.ok(initiative);
  return reportOf(initiative, () => settings);
}

describe('projections', () => {
  it('are as of a day, and name only fields and documents that there are', () => {
    assert.match(lists.asOf, /^\d{4}-\d{2}-\d{2}$/);
    for (const { groups } of lists.projections)
      for (const { rows } of groups)
        for (const row of rows)
          for (const text of row.evidence)
            for (const { kind, pointer, part } of item(text).any) {
              assert.ok(kind !== '*' && shapeAt(kind, pointer), `${row.id}: ${text}`);
              if (part !== undefined) assert.ok(shapeAt(kind, `${pointer}/0/${part}`), `${row.id}: ${text}`);
            }
    const count = (name: string) => lists.projections.find((one) => one.name === name)?.groups.map(({ rows }) => rows.length);
    assert.deepEqual(count('ml-test-score'), [7, 7, 7, 7]);
    assert.equal(
      count('iso-42001')?.reduce((sum, one) => sum + one),
      38,
    );
  });

  it('say in every format that they judge nothing, and from when they are', () => {
    const report = reportFrom(example);
    for (const { name } of projectionNames) {
      const initiatives = [{ id: '<recs>', projection: projectionOf(report, name) }];
      for (const format of Object.values(projectionFormats)) {
        const text = format({ initiatives, placeOf: (path) => ({ path, line: 0 }) });
        assert.ok(text.includes(disclaimer) && text.includes(lists.asOf), name);
      }
    }
  });

  it('lead each gap to the field that fills it: filled, the gap is gone', () => {
    const without = new Map(example).set('recs.runbook.yaml', 'kind: runbook\nid: recs\nphase: operate\n');
    const rowIn = (texts: ReadonlyMap<string, string>, id: string) =>
      projectionOf(reportFrom(texts), 'nist-ai-rmf')
        .groups.flatMap(({ rows }) => rows)
        .find((row) => row.id === id);
    const gaps = rowIn(without, 'MANAGE 2.4')?.evidence.filter(({ credit }) => credit < 1) ?? [];
    assert.ok(gaps.some(({ kind, pointer, path }) => kind === 'runbook' && pointer === '/rollback' && path === 'recs.runbook.yaml'));
    const left = rowIn(example, 'MANAGE 2.4')?.evidence.filter(
      ({ kind, pointer, credit }) => kind === 'runbook' && pointer === '/rollback' && credit < 1,
    );
    assert.deepEqual(left, []);
  });

  it('score as the paper does: the weakest section, half for what is written, a whole for what runs by itself', () => {
    const score = projectionOf(reportFrom(example), 'ml-test-score');
    const sections = score.groups.map(({ points = 0 }) => points);
    assert.equal(score.points?.score, Math.min(...sections));
    const rows = score.groups.flatMap((group) => group.rows);
    for (const row of rows) assert.ok(row.points === 0 || row.state === 'evidence', row.id);
    // What no prose shows counts only where a link names it.
    const pointsOf = (related: string) => {
      const texts = new Map([['x.monitoring.yaml', `kind: monitoring\nrelated: [${related}]\n`]]);
      return projectionOf(reportFrom(texts), 'ml-test-score')
        .groups.flatMap((group) => group.rows)
        .find(({ id }) => id === 'Monitor 5');
    };
    assert.deepEqual(
      ['./x.prd.yaml', '"Monitor 5: https://example.com/report"', '"Monitor 5: https://example.com/ci/nan-check, nightly"'].map(
        (one) => pointsOf(one)?.points,
      ),
      [0, 0.5, 1],
    );
  });

  it('tell an editor where each gap is filled: a place, or how the field is begun', () => {
    const report = reportFrom(
      new Map([['/w/x.prd.yaml', 'kind: prd\ntitle: x\n']].map(([path, text]) => [path as string, text as string])),
    );
    const { note, groups } = projectionAsData(report, projectionOf(report, 'iso-42001'));
    assert.equal(note, disclaimer);
    for (const { evidence, id } of groups.flatMap(({ rows }) => rows))
      for (const one of evidence) assert.ok(one.credit === 1 || one.uri !== undefined || one.write !== undefined, id);
  });

  it('leave the rows of generative products out for others', () => {
    const titles = (header: string) =>
      projectionOf(reportFrom(new Map([['x.prd.yaml', `kind: prd\n${header}`]])), 'nist-ai-rmf').groups.map(({ title }) => title);
    assert.ok(!titles('title: x\n').includes('Generative AI profile'));
    assert.ok(titles('generative: true\n').includes('Generative AI profile'));
  });
});
