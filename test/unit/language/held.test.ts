// Rounds of sentences, each written and labelled by somebody else after the readers had been tuned to all earlier ones.
// At first sight 88.4, 84.4, 91.8 and 82.8 % of the slots were right. Then goals were read clause by clause; the rounds after
// that gave 95.1, 88.0, 94.1, 90.4 and 95.6 %. Each round's causes were mended afterwards. (Round 10 was of real documents and is not kept.)
// Round 11 is our own: what reads like an aim and is none. Round 12 was read at 92.2 % with one wrong target among 35 goals.
// Rounds 13 and 14 are by another author: at first sight 79.2 and 88.1 %, two wrong targets each; 14 once 13 was mended 89.4 %, one.
// Round 15 is our own again: each construction that 13 and 14 showed, in other domains, and half of seventy that only read like aims.
// Four more batches that are not kept here: by a second author at first sight 91.8 and 83.3 % of the slots (one wrong target in 35 goals each),
// by a third 68.3 and 71.9 % (five and none); after that the constructions of the third were mended and thousands composed (test/thorough).
// What is asserted here is that they stay mended; how well new sentences are read is what the first figures say.
import assert from 'node:assert/strict';
import earlier from '../../fixtures/sentences-held.json' with { type: 'json' };
import later from '../../fixtures/sentences-later.json' with { type: 'json' };
import { type Labelled, scoreOf, shareOf } from './score.js';

/** Round and the least share of slots right. */
const floors: readonly (readonly [number, number])[] = [
  [1, 0.98],
  [2, 0.97],
  [3, 0.96],
  [4, 0.93],
  [5, 0.99],
  [6, 0.99],
  [7, 0.99],
  [8, 0.99],
  [9, 0.99],
  [11, 0.99],
  [12, 0.99],
  [13, 0.99],
  [14, 0.99],
  [15, 0.98],
];

describe('the prose reader on sentences that were held back', () => {
  const all = [...earlier, ...later] as unknown as (Labelled & { readonly round: number })[];

  for (const [round, floor] of floors) {
    it(`reads round ${round}`, () => {
      const own = all.filter((sentence) => sentence.round === round);
      const score = scoreOf(own);
      const wrong = score.slots.filter(({ right }) => !right);
      console.log(
        `      ${own.length} sentences, ${score.slots.length} slots, ${(shareOf(score) * 100).toFixed(1)} % right, ${score.wrongTargets.length} wrong targets`,
      );
      assert.ok(
        shareOf(score) >= floor,
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
