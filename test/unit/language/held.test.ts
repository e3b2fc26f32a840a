// Rounds of sentences, each written and labelled by somebody else after the readers had been tuned to all earlier ones.
// At first sight 88.4, 84.4, 91.8 and 82.8 % of the slots were right. Then goals were read clause by clause; the rounds after
// that gave 95.1, 88.0, 94.1, 90.4, 95.6 and (sentences of real documents) 88.2 %. Each round's causes were mended afterwards.
// Round 11 is our own: what reads like an aim and is none. Round 12 was read last, at 92.2 % with one wrong target among 35 goals; three
// of its causes are mended. What is asserted here is that they stay mended; how well new sentences are read is what the first figures say.
import assert from 'node:assert/strict';
import earlier from '../../fixtures/sentences-held.json' with { type: 'json' };
import later from '../../fixtures/sentences-later.json' with { type: 'json' };
import { type Labelled, scoreOf, shareOf } from './score.js';

describe('the prose reader on sentences that were held back', () => {
  const all = [...earlier, ...later] as unknown as (Labelled & { readonly round: number })[];

  for (const round of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
    it(`reads round ${round}`, () => {
      const own = all.filter((sentence) => sentence.round === round);
      const score = scoreOf(own);
      const wrong = score.slots.filter(({ right }) => !right);
      console.log(
        `      ${own.length} sentences, ${score.slots.length} slots, ${(shareOf(score) * 100).toFixed(1)} % right, ${score.wrongTargets.length} wrong targets`,
      );
      assert.ok(
        shareOf(score) >= (round < 5 ? 0.92 : round === 12 ? 0.94 : 0.98),
        wrong.map(({ text, slot, expected, actual }) => `${slot}: wanted "${expected}", read "${actual}" in: ${text}`).join('\n'),
      );
    });
  }

  it('takes a wrong number for the target in at most 1 % of the goals', () => {
    const goals = all.filter(({ kind }) => kind === 'goal');
    const { wrongTargets } = scoreOf(goals);
    assert.ok(wrongTargets.length <= goals.length / 100, wrongTargets.join('\n'));
  });
});
