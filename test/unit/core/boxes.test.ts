// The four boxes of a data readiness report are ticked from the report, in both syntaxes, and whoever ticks by hand is told.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { check } from '../../../server/src/core/check.js';
import { checklist } from '../../../server/src/core/facts/boxes.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { plain } from '../../../server/src/core/syntax/write.js';
import { template } from '../../../server/src/core/templates/template.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import { safeFixes } from '../../../server/src/features/codeActions.js';
import { hover } from '../../../server/src/features/hover.js';
import { inlayHints } from '../../../server/src/features/inlayHints.js';

const run = (text: string, syntax: Syntax) =>
  check({ text, syntax, kind: 'data-readiness', kindFrom: 'declared', candidate: false }, { ...defaultSettings });
const boxes = (text: string) =>
  run(`kind: data-readiness\n${text}\n${checklist.map((box) => `# [ ] ${box}`).join('\n')}\n`, 'yaml').facts.boxes;
const example = readFileSync('examples/recommender/recs.data-readiness.yaml', 'utf8');

describe('the checklist of data readiness', () => {
  it('stands unticked in a fresh template, with what is missing beside each box', () => {
    for (const syntax of ['yaml', 'markdown'] as const) {
      const fresh = run(plain(template('data-readiness', syntax)), syntax);
      assert.deepEqual(
        fresh.facts.boxes.map(({ words, ticked, holds }) => [words, ticked, holds]),
        checklist.map((words) => [words, false, false]),
      );
      assert.deepEqual(
        inlayHints(fresh, [0, fresh.source.text.length]).map(({ label }) => label),
        ['○ no source is listed', '○ no sample is described', '○ there is no labelling plan', '○ how the data is split is not written'],
      );
      assert.deepEqual(inlayHints(fresh, [0, fresh.source.text.length], { checklist: false }), []);
    }
  });

  it('holds in the complete example, and says why', () => {
    const checked = run(example, 'yaml');
    assert.deepEqual(
      checked.facts.boxes.map(({ ticked, holds, because }) => [ticked, holds, because]),
      [
        [true, true, '3 sources, each with an owner'],
        [true, true, '3 checks passed'],
        [true, true, '6,400 labels'],
        [true, true, 'split, and drift on 2 signals'],
      ],
    );
    const said = hover(checked, example.indexOf('Sample dataset exists'));
    assert.match(JSON.stringify(said?.contents), /This holds.*3 checks passed/);
  });

  it('is set right by one fix, and only where it is wrong', () => {
    const wrong = example.replace('owner: "@tom"', 'owner: nobody').replace('[x] Sample', '[ ] Sample');
    const checked = run(wrong, 'yaml');
    const told = checked.findings.filter(({ rule }) => rule === 'checklist-untrue');
    assert.deepEqual(
      told.map(({ level, message }) => `${level}: ${message}`),
      [
        'warning: "Data sources listed and owners…" is ticked, but catalogue has no owner.',
        'hint: "Sample dataset exists and pass…" can be ticked: 3 checks passed.',
      ],
    );
    const text = safeFixes(checked)
      .flatMap(({ edits }) => edits)
      .sort((a, b) => b.span[0] - a.span[0])
      .reduce((before, edit) => before.slice(0, edit.span[0]) + edit.text + before.slice(edit.span[1]), wrong);
    assert.match(text, /# \[ \] Data sources listed/);
    assert.match(text, /# \[x\] Sample dataset/);
    assert.deepEqual(
      run(text, 'yaml').findings.filter(({ rule }) => rule === 'checklist-untrue'),
      [],
    );
  });

  it('asks for what the sentence of the box asks', () => {
    const because = (text: string, at: number) => boxes(text)[at]?.because;
    assert.equal(because('sources:\n  - orders: "@noor"\n  - name: events\n    owner: TBD\n', 0), 'events has no owner');
    assert.equal(because('sample_dataset: gs://recs/sample, 50,000 rows\n', 1), 'no check of the sample is listed');
    assert.equal(
      because('sample_dataset:\n  checks:\n    - name: null rate\n      result: pass\n    - name: dates\n      result: fail\n', 1),
      '1 of 2 checks without a pass: dates',
    );
    const plan = 'labeling:\n  method: in-house\n  who: "@noor"\n  items_per_hour: 40\n';
    assert.equal(because(`${plan}labels:\n  count: 2000\n`, 2), '2,000 labels, and no word on why they are enough');
    assert.equal(because(`${plan}labels:\n  count: 2001\n`, 2), '2,001 labels');
    assert.equal(
      because(`${plan}labels:\n  count: 900\n  justification: ±3 points are enough for the gate\n`, 2),
      '900 labels, and why they are enough',
    );
    assert.equal(because('labeling: vendor will label\nlabels: 6,000 labels\n', 2), 'the plan does not say how, how fast');
    assert.equal(because('splits: by time, 80/10/10\ndrift_detection:\n  - monitor drift\n', 3), 'no drift signal has a limit');
  });

  it('leaves other lists and other kinds alone', () => {
    assert.deepEqual(run('## Checklist\n\n- [x] Legal has seen this\n- [ ] Sampled by hand\n', 'markdown').facts.boxes, []);
    const prd = check(
      { text: `- [x] ${checklist[0]}`, syntax: 'markdown', kind: 'prd', kindFrom: 'declared', candidate: false },
      { ...defaultSettings },
    );
    assert.deepEqual(prd.facts.boxes, []);
  });
});
