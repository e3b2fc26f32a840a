// Pumped texts: the time of each reader grows with the length of the text, and not faster.
import assert from 'node:assert/strict';
import { readConditions } from '../../server/src/core/language/condition.js';
import { readDeadline } from '../../server/src/core/language/date.js';
import { readDurations } from '../../server/src/core/language/duration.js';
import { readGoal } from '../../server/src/core/language/goal.js';
import { findMetrics } from '../../server/src/core/language/metrics.js';
import { readMoneys } from '../../server/src/core/language/money.js';
import { readNumbers } from '../../server/src/core/language/numbers.js';
import { readOwners } from '../../server/src/core/language/owner.js';
import { findPlaceholders, isEmptyAnswer, readNotApplicable } from '../../server/src/core/language/placeholder.js';
import { readQuantities } from '../../server/src/core/language/quantity.js';
import { readRates } from '../../server/src/core/language/rate.js';
import { readSchedule } from '../../server/src/core/language/schedule.js';
import { readSlo } from '../../server/src/core/language/slo.js';
import { readStage, splitStages } from '../../server/src/core/language/stage.js';
import type { Reading } from '../../server/src/core/language/tokens.js';
import { findLatencyBounds, findWeaselWords } from '../../server/src/core/language/vague.js';
import { readWindow } from '../../server/src/core/language/window.js';

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

describe('time', () => {
  const units = [
    '8 % ',
    'increase CTR by 8 % and ',
    'without hurting ',
    'within 90 days of ',
    '5xx > 1 % for 5 min or ',
    'A and B team ',
    '[Your name] ',
    'fast, ',
    'now 8 %, ',
    'X is 8 %; we want 7 %. ',
    'by the time ',
    ', which was 8 % ',
    'from 4 % to ',
    'then 5 % ',
    'canary then ',
    '(',
    '<',
    '{{',
    '"',
    '1,',
    '-',
    '\n',
  ];

  /** Best of two, and the processor's time, so that a busy machine does not count; each time another text, as answers are remembered. */
  const timeOf = (read: (text: string) => unknown, text: string): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 2; run++) {
      const start = process.cpuUsage();
      read(`${text}${'.'.repeat(run + 1)}`);
      best = Math.min(best, process.cpuUsage(start).user / 1000);
    }
    return best;
  };

  for (const [name, reader] of Object.entries(readers)) {
    const read = (text: string) => reader(text, {});
    it(`${name} takes time in proportion to the text`, function () {
      this.timeout(60_000);
      for (const unit of units) {
        const short = timeOf(read, unit.repeat(10));
        const long = timeOf(read, unit.repeat(20_000));
        // 2,000 times the text. Half a second is far above linear time here and far below quadratic.
        if (long < 500) continue;
        const middle = timeOf(read, unit.repeat(2_500));
        assert.ok(
          long < 30 * middle,
          `${name} on ${JSON.stringify(unit)}: ${short.toFixed(1)} ms, ${middle.toFixed(0)} ms, ${long.toFixed(0)} ms`,
        );
      }
    });
  }
});
