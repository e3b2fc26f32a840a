// From, to and the change in percent: three numbers of which two give the third.
import { relativeChange } from '../../math/change.js';
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'percent-change-wrong',
  group: 'arithmetic',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'error',
  prose: true,
  says: 'From, to and the change in percent do not fit together.',
  because: 'Two of the three numbers give the third, and somebody will plan with the wrong one.',
  source: 'arithmetic',
  bad: [
    yaml`
      kind: prd
      goal: raise click-through from 4.0 % to 4.4 % (<|+8 %|>) within 90 days of launch while NPS drops by at most 3
    `,
    markdown`
      ## Goal

      Cut handling time from 12 min to 9 min (<|-30 %|>) by 2027-03-31 without lowering CSAT.
    `,
  ],
  good: [
    yaml`
      kind: prd
      goal: raise click-through from 4.0 % to 4.4 % (+10 %) within 90 days of launch while NPS drops by at most 3
    `,
    markdown`
      ## Goal

      Raise containment from 40 % to 46 % (+6 %), handling time from 12 min to 9 min (-25 %) by 2027-03-31.
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code' || !text.text.includes('%')) continue;
      for (const found of text.text.matchAll(stated)) {
        const [whole, from, unit, to, sign, change] = found as unknown as [string, string, string, string, string, string];
        const [start, end] = [Number(from.replace(/,/g, '')), Number(to.replace(/,/g, ''))];
        const computed = relativeChange(start, end);
        if (computed === undefined || !Number.isFinite(computed) || start === 0) continue;
        const size = Math.abs(computed * 100);
        const claimed = Number(change);
        // Percentage points written as percent are another matter, and rounding is none.
        const points = unit.trim().startsWith('%') && Math.abs(Math.abs(end - start) - claimed) < 0.06;
        if (points || Math.abs(size - claimed) <= Math.max(1, size * 0.05)) continue;
        const at = (found.index as number) + whole.lastIndexOf(`${sign}${change}`);
        const length = whole.length - whole.lastIndexOf(`${sign}${change}`);
        const wanted = `${sign}${Number(size.toFixed(size < 10 ? 1 : 0))} %`;
        report(
          { pointer, from: at, to: at + length },
          `From ${from} to ${to} is ${computed < 0 ? '-' : '+'}${wanted.replace(/^[-+−]/, '')}, not ${claimed} %.`,
          {
            fix: { title: `Write ${wanted}`, sort: 'choice', edits: [{ within: pointer, from: at, to: at + length, text: wanted }] },
          },
        );
      }
    }
  },
});

/** "from 4.0 % to 4.4 % (+8 %": the change directly behind, in parentheses. */
const stated =
  /\bfrom (\d[\d,]{0,9}(?:\.\d+)?)( ?(?:%|[a-z]{1,8})?) to (\d[\d,]{0,9}(?:\.\d+)?) ?(?:%|[a-z]{1,8})? \(([-+−]?)(\d{1,3}(?:\.\d+)?) ?%/gi;
