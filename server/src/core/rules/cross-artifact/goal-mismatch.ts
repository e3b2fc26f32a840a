// One goal, said twice: the amount, the deadline, today's level and the metric have to agree wherever they stand.
// Compared by meaning; what cannot be compared is not accused.
import { compareAmounts, type Promised, type PromiseFact, sameMetric } from '../../facts/promise.js';
import { compareBounds, compareDays } from '../../language/compare.js';
import type { Quantity, Window } from '../../language/types.js';
import type { Member } from '../../project.js';
import { disagree, titleOf } from '../disagree.js';
import { markdown, rule, together, yaml } from '../rule.js';

/** Two readings of today's level may differ by this much before it matters. */
const baselineTolerance = 0.02;

export default rule({
  id: 'goal-mismatch',
  group: 'cross-artifact',
  kinds: ['prd', 'one-pager', 'experiment-plan'],
  level: 'error',
  across: true,
  prose: true,
  says: 'The documents of this initiative state different goals.',
  because: 'Everybody builds towards the number that they read. The test is then sized for one target and judged by another.',
  source: '"PM responsibilities in AI": problem framing and success definition',
  bad: [
    together(
      yaml`
        kind: prd
        goal: increase click-through on recommended items by <|8 %|> relative within 90 days while NPS drops by at most 3 points
        baseline: {value: 4.0 %}
      `,
      markdown`
        ---
        kind: experiment-plan
        ---
        # Ranking test

        ## Hypothesis

        If we rank by the new model, click-through rises by <|5 %|> relative, because stale items sink.
      `,
    ),
    together(
      markdown`
        ---
        kind: one-pager
        ---
        # Claims triage

        ## Success statement

        Cut handling time by 12 % relative <|within 60 days of launch|> without more reopened claims.
      `,
      yaml`
        kind: prd
        goal: cut handling time by 12 % relative <|within 90 days of launch|> without more reopened claims
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        goal: increase click-through on recommended items from 4.0 % to 4.32 % within 90 days while NPS drops by at most 3 points
      `,
      markdown`
        ---
        kind: experiment-plan
        ---
        # Ranking test

        ## Hypothesis

        If we rank by the new model, click-through rises by 8 % relative from 4.0 %, because stale items sink.
      `,
    ),
    together(
      yaml`
        kind: prd
        goal: cut false declines from 1.4 % to 1.0 % by 2027-03-31 without raising chargebacks
      `,
      markdown`
        ---
        kind: experiment-plan
        ---
        # Model check

        ## Hypothesis

        If the network features are added, recall at 1 % false alarms rises by 5 percentage points.
      `,
    ),
  ],
  check({ facts, initiative, self }, report) {
    const mine = facts.promise;
    if (!mine) return;
    const others = initiative.members.filter(
      (member) => member !== self && member.facts.promise && member.source.kind !== self.source.kind,
    );
    for (const part of parts) {
      const own = part.of(mine);
      if (!own) continue;
      const differing = others.filter((member) => {
        const other = member.facts.promise as PromiseFact;
        return sameMetric(mine.metric?.value, other.metric?.value) === true && part.of(other) !== undefined && part.differ(mine, other);
      });
      const [first] = differing;
      if (!first) continue;
      const said = differing.map((member) => ({ member, at: (part.of(member.facts.promise as PromiseFact) as Promised<unknown>).at }));
      disagree(
        report,
        { member: self, at: own.at },
        said,
        sentence(part.question, self, short(own.at.text), first, short(said[0]?.at.text ?? '')),
        part.level,
      );
    }
  },
});

interface Part {
  readonly question: string;
  readonly level?: 'warning';
  readonly of: (promise: PromiseFact) => Promised<Quantity | Window> | undefined;
  readonly differ: (a: PromiseFact, b: PromiseFact) => boolean;
}

const parts: readonly Part[] = [
  {
    question: 'which target is true?',
    of: ({ amount }) => amount,
    differ: (a, b) => ['looser', 'stricter'].includes(compareAmounts(a, b)),
  },
  { question: 'which deadline is true?', of: ({ window }) => window, differ: (a, b) => windowsDiffer(a.window?.value, b.window?.value) },
  {
    question: 'from which level does it start?',
    level: 'warning',
    of: ({ baseline }) => baseline,
    differ: (a, b) => baselinesDiffer(a.baseline?.value, b.baseline?.value),
  },
];

const sentence = (question: string, self: Member, mine: string, other: Member, theirs: string): string =>
  `The ${titleOf(self)} says ${mine}, the ${titleOf(other)} ${theirs}: ${question}`;

/** "within 60 days of launch" → "60 days" */
const short = (text: string): string =>
  text
    .replace(/^within\s+/i, '')
    .replace(/\s+(?:of|after|from)\s.*$/is, '')
    .slice(0, 24);

function windowsDiffer(a: Window | undefined, b: Window | undefined): boolean {
  if (a?.by && b?.by) return a.by !== b.by;
  return ['looser', 'stricter'].includes(compareDays(a?.length?.days, b?.length?.days));
}

function baselinesDiffer(a: Quantity | undefined, b: Quantity | undefined): boolean {
  if (!a || !b || a.unit !== b.unit || a.high !== undefined || b.high !== undefined) return false;
  if (compareBounds({ quantity: a }, { quantity: b }) === 'equal') return false;
  return Math.abs(a.value - b.value) > baselineTolerance * Math.max(Math.abs(a.value), Math.abs(b.value));
}
