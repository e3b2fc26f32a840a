// A baseline: what was there fails nothing, what is new does; moved lines and mended neighbours change nothing.
import { strict as assert } from 'node:assert';
import { type Baseline, entriesOf, readBaseline, staleIn, withBaseline, writeBaseline } from '../../../server/src/core/baseline.js';
import { check } from '../../../server/src/core/check.js';
import { defaultSettings } from '../../../server/src/core/settings.js';

const old = [
  'kind: prd',
  'title: Ranking',
  'goal: improve personalization',
  'metrics:',
  '  technical: [low latency, "p95 ≤ 300 ms"]',
  '  business: [quick answers]',
  '',
].join('\n');

const findingsOf = (text: string, today = '2026-11-24') =>
  check({ text, syntax: 'yaml', kind: 'prd', kindFrom: 'suffix', candidate: false }, { ...defaultSettings, today }).findings;
const fails = (text: string, baseline: Baseline, path = '/w/docs/a.prd.yaml') =>
  withBaseline(path, text, findingsOf(text), baseline)
    .filter(({ level }) => level === 'error' || level === 'warning')
    .map(({ rule }) => rule);
const entries = entriesOf('docs/a.prd.yaml', old, findingsOf(old));
const baseline: Baseline = { folder: '/w/', entries };

describe('a baseline', () => {
  it('makes an old document start green, as hints that say what they were', () => {
    assert.ok(findingsOf(old).some(({ level }) => level === 'error'));
    assert.deepEqual(fails(old, baseline), []);
    const known = withBaseline('/w/docs/a.prd.yaml', old, findingsOf(old), baseline).filter(({ baselined }) => baselined);
    assert.ok(known.length >= 3 && known.every(({ level }) => level === 'hint'));
    assert.ok(known.some(({ rule, baselined }) => rule === 'goal-vague' && baselined === 'error'));
  });

  it('survives lines and rows that move, and other markup', () => {
    assert.deepEqual(fails(`# a comment\n\n${old.replace('goal:', '\n\ngoal:')}`, baseline), []);
    assert.deepEqual(fails(old.replace('[low latency, "p95 ≤ 300 ms"]', '["p95 ≤ 300 ms", low latency]'), baseline), []);
    assert.deepEqual(fails(old.replace('improve personalization', '"Improve   personalization"'), baseline), []);
  });

  it('lets what is new fail: other words, one more of the same, another file, one more missing field', () => {
    assert.deepEqual(fails(old.replace('improve personalization', 'make it nicer'), baseline), ['goal-vague']);
    assert.deepEqual(fails(old.replace('[quick answers]', '[quick answers, quick answers]'), baseline), ['weasel-word']);
    assert.ok(fails(old, baseline, '/w/docs/b.prd.yaml').includes('goal-vague'));
    assert.ok(fails(old, baseline, '/elsewhere/docs/a.prd.yaml').includes('goal-vague'));
    assert.deepEqual(fails(old.replace('title: Ranking\n', ''), baseline), ['field-missing']);
  });

  it('stays quiet about the other missing fields when one is written', () =>
    assert.deepEqual(fails(`${old}target_users: Returning visitors, 20,000 a day\n`, baseline), []));

  it('says which of its entries nothing answers to', () => {
    const mended = old.replace('quick answers', 'answers');
    const now = entriesOf('docs/a.prd.yaml', mended, findingsOf(mended));
    const stale = staleIn(entries, now);
    assert.deepEqual(
      stale.map(({ rule, words, count }) => [rule, words, count]),
      [['weasel-word', 'quick', 1]],
    );
    assert.deepEqual(staleIn(entries, entries), []);
  });

  it('holds neither what is waived nor what fails nothing', () => {
    const waived = old.replace('goal:', '# shipworthy-ignore goal-vague until 2027-03-01 by @ana: workshop on Monday\ngoal:');
    const rules = entriesOf('a', waived, findingsOf(waived)).map(({ rule }) => rule);
    assert.ok(!rules.includes('goal-vague'));
    const hints = findingsOf(old).filter(({ level }) => level === 'hint' || level === 'information');
    assert.deepEqual(entriesOf('a', old, hints), []);
  });

  it('is the same bytes for the same findings in any order, and nothing but what it wrote is read', () => {
    assert.equal(writeBaseline([...entries].reverse()), writeBaseline(entries));
    assert.deepEqual(readBaseline(writeBaseline(entries)), JSON.parse(writeBaseline(entries)).findings);
    assert.equal(writeBaseline(readBaseline(writeBaseline(entries)) ?? []), writeBaseline(entries));
    for (const text of ['', '{}', '[]', 'null', '{"schemaVersion":2,"findings":[]}']) assert.equal(readBaseline(text), undefined);
    assert.deepEqual(
      readBaseline('{"schemaVersion":1,"findings":[null,{"path":1},{"path":"a","rule":"b","pointer":"","words":"","count":0}]}'),
      [],
    );
  });
});
