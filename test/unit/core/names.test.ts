// Names of a whole initiative: where they are defined and used, and that renaming there and back gives the same bytes.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { read } from '../../../server/src/core/check.js';
import { namesOf, renaming } from '../../../server/src/core/names.js';
import { type Initiative, initiativesOf, type Member } from '../../../server/src/core/project.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { applyEdits } from '../../../server/src/core/text.js';
import { threadOf } from '../../../server/src/core/thread.js';
import { kindNamed } from '../../../server/src/recognise.js';

const folder = 'examples/recommender';
const texts = new Map(
  readdirSync(folder)
    .filter((name) => name.startsWith('recs.'))
    .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
);

function initiativeFrom(files: ReadonlyMap<string, string>): Initiative {
  const members = [...files].map(([path, text]): Member => {
    const kind = kindNamed(path.split('.')[1] as string);
    assert.ok(kind);
    const source = { text, syntax: path.endsWith('.md') ? 'markdown' : 'yaml', kind, kindFrom: 'suffix', candidate: false } as const;
    return { ...read(source, defaultSettings), path };
  });
  return initiativesOf(members)[0] as Initiative;
}

const nameIn = (initiative: Initiative, wanted: string) => {
  const found = namesOf(initiative).find(({ name }) => name === wanted);
  assert.ok(
    found,
    namesOf(initiative)
      .map(({ name }) => name)
      .join(', '),
  );
  return found;
};

function renamed(files: ReadonlyMap<string, string>, from: string, to: string): ReadonlyMap<string, string> {
  const initiative = initiativeFrom(files);
  const result = renaming(initiative, nameIn(initiative, from), to);
  assert.ok('edits' in result, JSON.stringify(result));
  const after = new Map(files);
  for (const [{ path, source }, edits] of result.edits) after.set(path, applyEdits(source.text, edits));
  return after;
}

describe('names of an initiative', () => {
  const initiative = initiativeFrom(texts);

  for (const [name, path, least] of [
    ['p95 latency', 'recs.prd.md', 5],
    ['events_db', 'recs.data-readiness.yaml', 4],
    ['ErrorBudgetFast', 'recs.monitoring.yaml', 1],
    ['@sam', 'recs.prd.md', 6],
  ] as const)
    it(`${name} is defined in ${path} and used across files`, () => {
      const { definition, uses } = nameIn(initiative, name);
      assert.equal(definition.member.path, path);
      assert.ok(new Set(uses.map(({ member }) => member.path)).size >= Math.min(least, 4), `${uses.length} uses`);
      for (const { member, span } of uses) assert.equal(member.source.text.slice(...span).toLowerCase(), name.toLowerCase());
    });

  it('an everyday word is a name only where it is a whole value', () => {
    for (const { member, span } of nameIn(initiative, 'orders').uses)
      assert.doesNotMatch(member.source.text.slice(span[0] - 12, span[0]), /three |sales\./);
  });

  for (const [from, to] of [
    ['events_db', 'home_events'],
    ['p95 latency', 'p99 response time'],
    ['Error rate', 'Failed request share'],
    ['@sam', '@samira'],
  ] as const)
    it(`${from} → ${to} and back gives the same bytes`, () => {
      const there = renamed(texts, from, to);
      assert.notDeepEqual(there, texts);
      assert.deepEqual(renamed(there, to, from), texts);
    });

  it('is refused where it would collide or cannot be spelled', () => {
    for (const [from, to, reason] of [
      ['events_db', 'catalogue', /is used already in/],
      ['@sam', 'sam', /cannot be written/],
      ['events_db', 'a: b', /cannot be written/],
    ] as const) {
      const result = renaming(initiative, nameIn(initiative, from), to);
      assert.match('refused' in result ? result.refused : '', reason);
    }
  });

  it('SLOs and models are names too, and an everyday word among them only as a whole value', () => {
    const files = new Map([
      ['x.prd.yaml', 'kind: prd\nid: x\nslos: [{sli: suggestions answered, objective: 99.9 %}]\n'],
      ['x.experiment-plan.md', '---\nid: x\n---\n## Candidates\n\n| Name | Simple |\n|---|---|\n| popularity | yes |\n| gbdt_42 | no |\n'],
      ['x.runbook.yaml', 'kind: runbook\nid: x\nartifact: {model: gbdt_42}\nsteps: ["switch gbdt_42 on", "popularity stays"]\n'],
      ['x.monitoring.yaml', 'kind: monitoring\nid: x\nalerts: [{name: Slow, signal: suggestions answered}]\n'],
    ]);
    const own = initiativeFrom(files);
    const usesOf = (name: string) =>
      nameIn(own, name)
        .uses.map(({ member, pointer }) => `${member.path} ${pointer}`)
        .sort();
    assert.deepEqual(
      ['suggestions answered', 'gbdt_42', 'popularity'].map((name) => nameIn(own, name).sort),
      ['slo', 'model', 'model'],
    );
    assert.deepEqual(usesOf('suggestions answered'), ['x.monitoring.yaml /alerts/0/signal', 'x.prd.yaml /slos/0/sli']);
    assert.deepEqual(usesOf('gbdt_42'), [
      'x.experiment-plan.md /candidates/1/name',
      'x.runbook.yaml /artifact/model',
      'x.runbook.yaml /steps/0',
    ]);
    assert.deepEqual(usesOf('popularity'), ['x.experiment-plan.md /candidates/0/name']);
    assert.match(renamed(files, 'gbdt_42', 'gbdt_43').get('x.runbook.yaml') ?? '', /model: gbdt_43\}\nsteps: \["switch gbdt_43 on"/);
  });

  it('a metric is followed from goal to retrospective, and what does not speak of it is empty', () => {
    const lanesOf = (metric: string) => threadOf(initiative, metric).flatMap(({ title, places }) => (places.length > 0 ? [title] : []));
    assert.deepEqual(lanesOf('p95 latency'), ['Goal', 'Experiment', 'Rollout gate', 'Alert', 'Runbook step', 'Retrospective']);
    assert.deepEqual(lanesOf('Revenue per visitor'), ['Goal', 'Alert', 'Retrospective']);
  });
});
