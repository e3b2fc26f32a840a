// The table that says what an amount is for: the sample beside each row is decided by that row and by no other.
import assert from 'node:assert/strict';
import { contextOf } from '../../../server/src/core/language/sentence/context.js';
import { metricOf, nounBefore } from '../../../server/src/core/language/sentence/noun.js';
import { cueOf, cues } from '../../../server/src/core/language/sentence/role.js';

describe('what an amount is for', () => {
  for (const { role, sample } of cues) {
    it(`${role}: ${sample}`, () => {
      const [start, stop] = [sample.indexOf('['), sample.indexOf(']') - 1];
      const context = contextOf(sample.replace(/[[\]]/g, ''), {});
      const amount = context.quantities.find(({ from, to }) => {
        const [first, last] = [context.tokens[from], context.tokens[to - 1]];
        return first && last && first.start >= start - 1 && last.end <= stop + 1 && last.end > start;
      });
      assert.ok(amount, 'no amount stands in the brackets');
      const named = context.metrics[0];
      const noun = named ? { from: named.from, to: named.to } : nounBefore(context, amount.begin, 0);
      assert.equal(cueOf(context, amount, metricOf(context, noun))?.sample, sample);
    });
  }
});
