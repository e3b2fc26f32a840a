// The trade-off helper: the table that it comes from, that each answer counts, and the text in both syntaxes.
import { strict as assert } from 'node:assert';
import { readTree } from '../../../server/src/core/check.js';
import { flagsOf } from '../../../server/src/core/facts/flags.js';
import { lower } from '../../../server/src/core/model/lower.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { plain, spell } from '../../../server/src/core/syntax/write.js';
import { applyEdits } from '../../../server/src/core/text.js';
import { type Answers, answersFrom, decide, questions, rationaleEdit } from '../../../server/src/core/tradeoff.js';
import type { Syntax } from '../../../server/src/core/tree.js';

const artifactOf = (text: string, syntax: Syntax, kind: Kind = 'prd') => lower(readTree(text, syntax), kind);

describe('the trade-off helper', () => {
  it('favours what each row of the table says', () => {
    for (const [answers, favours] of [
      [{ serving: 'realtime', budget: 'low' }, 'simple'],
      [{ serving: 'batch', value: 'high' }, 'complex'],
      [{ regulated: 'yes', audience: 'customers' }, 'simple'],
      [{ audience: 'internal' }, 'complex'],
      [{ team: 'small', horizon: 'years' }, 'simple'],
      [{ team: 'large', horizon: 'experiments' }, 'complex'],
      [{ serving: 'batch', team: 'small' }, 'mixed'],
      [{ serving: 'batch', value: 'high', audience: 'internal', team: 'small' }, 'complex'],
      [{ budget: 'ample', regulated: 'no' }, undefined],
      [{ serving: 'nonsense', toString: 'x' }, undefined],
      [{}, undefined],
    ] as readonly (readonly [Answers, string | undefined])[])
      assert.equal(decide(answers).favours, favours, JSON.stringify(answers));
  });

  it('names the answers that decided, and no others', () => {
    const { decidedBy, rationale, rows } = decide({
      serving: 'realtime',
      budget: 'low',
      regulated: 'yes',
      team: 'large',
      horizon: 'experiments',
    });
    assert.deepEqual(decidedBy, ['served in real time', 'a low budget', 'a regulated domain']);
    assert.equal(
      rationale,
      'Favoured is a simpler model: latency and cost (served in real time, a low budget) and explainability (a regulated domain) speak for it; maintenance (a large team, research driven by experiments) speaks for a more complex model.',
    );
    assert.deepEqual(
      rows.map(({ favours }) => favours),
      ['simple', 'simple', 'complex'],
    );
  });

  it('has an answer for both sides in each row, and every answer that favours one moves the decision there', () => {
    for (const { id, choices } of questions)
      for (const { key, favours, words } of choices) {
        const { favours: found, rationale } = decide({ [id]: key });
        assert.equal(found, favours, `${id} ${key}`);
        assert.equal(rationale.includes(words), favours !== undefined);
      }
  });

  it('takes from the header what stands there, and guesses nothing', () => {
    const flags = flagsOf(artifactOf('serving: batch\ncustomer_facing: false\nregulated: no\nteam_size: 3\n', 'yaml'));
    assert.deepEqual(answersFrom(flags, 3), { serving: 'batch', regulated: 'no', team: 'small' });
    assert.deepEqual(answersFrom({ ...flags, teamSize: 12 }, 3), { serving: 'batch', regulated: 'no' });
  });

  it('writes the rationale into both syntaxes, once, and keeps what stands there', () => {
    const { rationale } = decide({ serving: 'batch', value: 'high' });
    const write = (text: string, syntax: Syntax, kind?: Kind) => {
      const artifact = artifactOf(text, syntax, kind);
      const edit = rationaleEdit(artifact, rationale);
      return edit
        ? applyEdits(
            text,
            (spell(artifact, [edit]) ?? []).map(({ span, text: words }) => ({ span, text: plain(words) })),
          )
        : text;
    };
    for (const [text, syntax, kind, at] of [
      ['kind: prd\ntitle: x\n', 'yaml', 'prd', 'model_decision'],
      ['---\nkind: prd\n---\n# x\n\n## Goal\n\ny\n', 'markdown', 'prd', 'model_decision'],
      ['model_decision:\n  choice: trees\n', 'yaml', 'prd', 'model_decision'],
      ['model_decision: {choice: trees, rationale: "cheap: enough"}\n', 'yaml', 'prd', 'model_decision'],
      ['model_decision: Trees over networks\n', 'yaml', 'prd', 'model_decision'],
      ['# x\n\n## Model decision\n\nTrees over networks\n', 'markdown', 'prd', 'model_decision'],
      ['# x\n\n## Model decision\n\n- Choice: trees\n- Rationale: cheap\n', 'markdown', 'prd', 'model_decision'],
      ['kind: experiment-plan\n', 'yaml', 'experiment-plan', 'decision'],
      ['# x\n\n## Decision\n\n- Winner: trees v3\n', 'markdown', 'experiment-plan', 'decision'],
    ] as const) {
      const after = write(text, syntax, kind);
      const read = artifactOf(after, syntax, kind);
      const said = JSON.stringify(read.data[at]);
      assert.ok(said?.includes(rationale), after);
      assert.equal(readTree(after, syntax).problems.length, 0, after);
      for (const word of ['trees', 'Trees over networks', 'cheap', 'enough'])
        if (text.includes(word)) assert.ok(said.includes(word), after);
      assert.equal(write(after, syntax, kind), after, 'a second time changes nothing');
    }
    assert.equal(write('kind: runbook\n', 'yaml', 'runbook'), 'kind: runbook\n');
  });
});
