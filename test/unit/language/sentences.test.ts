// Sentences of our own wording, labelled by hand before the readers were tuned to them. The figures are printed.
import assert from 'node:assert/strict';
import sentences from '../../fixtures/sentences.json' with { type: 'json' };
import { type Labelled, scoreOf, shareOf, tableOf } from './score.js';

describe('the prose reader on labelled sentences', () => {
  const all = sentences as unknown as Labelled[];
  const score = scoreOf(all);
  const goals = all.filter(({ kind }) => kind === 'goal').length;

  it('covers at least 300 sentences of at least twelve domains', () => {
    assert.ok(all.length >= 300);
    assert.ok(new Set(all.map(({ domain }) => domain)).size >= 12);
  });

  it('reads at least 93 % of the slots right', () => {
    console.log(`      ${all.length} sentences, ${score.slots.length} slots, ${(shareOf(score) * 100).toFixed(1)} % right`);
    console.log(`      ${tableOf(score)}`);
    const wrong = score.slots.filter(({ right }) => !right);
    assert.ok(
      shareOf(score) >= 0.93,
      wrong.map(({ text, slot, expected, actual }) => `${slot}: wanted "${expected}", read "${actual}" in: ${text}`).join('\n'),
    );
  });

  it('takes a wrong number for the target in at most 1 % of the goals', () => {
    console.log(`      ${score.wrongTargets.length} of ${goals} goals have a wrong number as target`);
    assert.ok(score.wrongTargets.length <= goals / 100, score.wrongTargets.join('\n'));
  });
});
