// Thousands of goals that nobody wrote: compositions of frames, nouns, times, guardrails and what is said beside them.
// A share below the floor names the parts that were most often in a sentence that was misread.
import assert from 'node:assert/strict';
import { scoreOf, shareOf } from '../unit/language/score.js';
import { type Composed, chance, composeGoals } from './compose.js';
import { composeRollout } from './composeRollout.js';

describe('goals composed from a grammar', () => {
  const goals = composeGoals(3000, 20_261_125);
  const scores = goals.map((goal) => scoreOf([goal]));

  it('have at least 97 % of their slots right', () => {
    const slots = scores.flatMap(({ slots: own }) => own);
    const share = slots.filter(({ right }) => right).length / slots.length;
    const whole = scores.filter((score) => shareOf(score) === 1).length / goals.length;
    console.log(`      ${slots.length} slots ${(share * 100).toFixed(1)} %, ${(whole * 100).toFixed(1)} % of the sentences`);
    assert.ok(share >= 0.97, weakest(goals));
  });

  it('take a number that is not the aim for the target in at most 0.2 %', () => {
    const wrong = scores.flatMap(({ wrongTargets }) => wrongTargets);
    console.log(`      ${wrong.length} of ${goals.length}`);
    assert.ok(wrong.length <= goals.length / 500, wrong.slice(0, 20).join('\n'));
  });

  for (const kind of ['stage', 'trigger', 'owner', 'slo'])
    it(`are joined by others of the kind ${kind}`, () => {
      const score = scoreOf(composeRollout(2000, chance(5)).filter((one) => one.kind === kind));
      const wrong = score.slots.filter(({ right }) => !right);
      assert.ok(
        shareOf(score) >= 0.97,
        wrong.map(({ text, slot, expected, actual }) => `${slot}: ${expected} / ${actual} in ${text}`).join('\n'),
      );
    });

  function weakest(all: readonly Composed[]): string {
    const parts = new Map<string, [right: number, of: number]>();
    all.forEach(({ made }, index) => {
      const right = shareOf(scores[index] as (typeof scores)[number]) === 1 ? 1 : 0;
      for (const part of made) {
        const [good, count] = parts.get(part) ?? [0, 0];
        parts.set(part, [good + right, count + 1]);
      }
    });
    return [...parts]
      .sort(([, a], [, b]) => a[0] / a[1] - b[0] / b[1])
      .slice(0, 12)
      .map(([part, [right, count]]) => `${part} ${right}/${count}`)
      .join('\n');
  }
});
