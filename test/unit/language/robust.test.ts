// Whatever the text: no reader throws, and every span lies inside the text. How time grows is tried in test/thorough.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readConditions } from '../../../server/src/core/language/condition.js';
import { readDeadline } from '../../../server/src/core/language/date.js';
import { readDurations } from '../../../server/src/core/language/duration.js';
import { readGoal } from '../../../server/src/core/language/goal.js';
import { findMetrics } from '../../../server/src/core/language/metrics.js';
import { readMoneys } from '../../../server/src/core/language/money.js';
import { readNumbers } from '../../../server/src/core/language/numbers.js';
import { readOwners } from '../../../server/src/core/language/owner.js';
import { findPlaceholders, isEmptyAnswer, readNotApplicable } from '../../../server/src/core/language/placeholder.js';
import { readQuantities } from '../../../server/src/core/language/quantity.js';
import { readRates } from '../../../server/src/core/language/rate.js';
import { readSchedule } from '../../../server/src/core/language/schedule.js';
import { readSlo } from '../../../server/src/core/language/slo.js';
import { readStage, splitStages } from '../../../server/src/core/language/stage.js';
import type { Reading } from '../../../server/src/core/language/tokens.js';
import { findLatencyBounds, findWeaselWords } from '../../../server/src/core/language/vague.js';
import { readWindow } from '../../../server/src/core/language/window.js';

const readers: Readonly<Record<string, (text: string, reading: Reading) => unknown>> = {
  readConditions,
  readDeadline,
  readDurations,
  readGoal,
  findMetrics,
  readMoneys,
  readNumbers,
  readOwners,
  findPlaceholders,
  isEmptyAnswer,
  readNotApplicable,
  readQuantities,
  readRates,
  readSchedule,
  readSlo,
  readStage,
  splitStages,
  findWeaselWords,
  findLatencyBounds,
  readWindow,
};

/** Pieces that the readers care about, so that random texts reach their corners. */
const pieces = (
  'increase|reduce|improve|keep|CTR|NPS|p95 latency|conversion|by|from|to|8 %|2.3|300 ms|→|->|within|90 days|of full rollout|by 2026-03-31|Q3 2026|while|preserving|without|hurting|if|not|because|last quarter|competitor|' +
  '5–10|1,200|20 000|1.2k|half|double|a third|~8|≤|<|>=|at most|at least|between|and|or|,|.|;|\n|(|)|[|]|<|>|{{|}}|"|“|”|@ana|Ana Lopez|data team|TBD|XX%|?|N/A|shadow|canary|5 % traffic|for 1 week|then|ramp|if green|fast|real-time|-|–|_|#|v2|GPT-4|5xx|$0.02|€|per request|/day|\t|\u00a0|é|𝒳|待定|P90D|PT5M|3M|0 2 * * *|of|the|a|1.|2)|:|100+|.5|-3|−5 %|99.9 %|over 30 d|more|fewer|up|down'
).split('|');
const prose = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join(' '));
const tight = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
const texts = fc.oneof(prose, tight, fc.string({ maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 40 }));

function spansIn(value: unknown, found: [number, number][] = [], seen = 0): [number, number][] {
  if (seen > 6 || value === null || typeof value !== 'object') return found;
  for (const [key, inner] of Object.entries(value)) {
    const isSpan = Array.isArray(inner) && inner.length === 2 && inner.every((part) => typeof part === 'number');
    if (isSpan && (key === 'span' || key === 'word' || /^\d+$/.test(key))) found.push(inner as unknown as [number, number]);
    else if (key !== 'entry') spansIn(inner, found, seen + 1);
  }
  return found;
}

describe('every reader', () => {
  for (const [name, reader] of Object.entries(readers)) {
    const read = (text: string) => reader(text, {});
    it(`${name} never throws and keeps its spans inside the text`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          for (const [start, end] of spansIn(read(text)))
            assert.ok(start >= 0 && start < end && end <= text.length, `${name} gives [${start}, ${end}] of ${text.length}`);
        }),
        { numRuns: 400 },
      );
    });
  }

  it('gives numbers whose digits stand in their span', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { value, span } of readQuantities(text)) {
          const words = text.slice(...span);
          // Number words and fractions have no digits of their own.
          if (!/\d/.test(words)) continue;
          const first = String(Math.abs(value.value))
            .replace(/\D/g, '')
            .replace(/^0+|0+$/g, '');
          assert.ok(words.replace(/\D/g, '').includes(first.slice(0, 12)) || value.value > 1e12, `${value.value} in "${words}"`);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('reads nothing in masked text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const masked = [[0, text.length]] as const;
        assert.deepEqual(readQuantities(text, { masked }), []);
        assert.deepEqual(findPlaceholders(text, { masked }), []);
        assert.equal(readGoal(text, { masked }).magnitude, undefined);
      }),
      { numRuns: 200 },
    );
  });
});
