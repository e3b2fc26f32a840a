// Four rounds of sentences, each written and labelled after the readers had been tuned to all earlier ones.
// At first sight 88.4, 84.4, 91.8 and 82.8 % of the slots were right (the last round looks for trouble); then their causes
// were mended. What is asserted here is that they stay mended; how well new sentences are read is what the first figures say.
import assert from 'node:assert/strict';
import sentences from '../../fixtures/sentences-held.json' with { type: 'json' };
import { type Labelled, scoreOf, shareOf } from './score.js';

describe('the prose reader on sentences that were held back', () => {
  const all = sentences as unknown as (Labelled & { readonly round: number })[];

  for (const round of [1, 2, 3, 4]) {
    it(`reads round ${round}`, () => {
      const own = all.filter((sentence) => sentence.round === round);
      const score = scoreOf(own);
      console.log(
        `      ${own.length} sentences, ${score.slots.length} slots, ${(shareOf(score) * 100).toFixed(1)} % right, ${score.wrongTargets.length} wrong targets`,
      );
      assert.ok(shareOf(score) >= 0.85, String(shareOf(score)));
    });
  }

  it('reads at least 93 % of them all', () => assert.ok(shareOf(scoreOf(all)) >= 0.93));
});
