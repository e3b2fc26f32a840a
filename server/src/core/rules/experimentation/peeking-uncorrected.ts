// Look every day, stop at the first p < .05: one test in five finds something where nothing is.
import { textBelow } from '../../facts/rows.js';
import { peekingError, pocockAlpha } from '../../math/inflation.js';
import { textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'peeking-uncorrected',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  prose: true,
  says: 'Several looks at a test that is planned for one: false alarms multiply.',
  because: 'Each look is another chance for noise to pass the limit. A sequential method spends the 5 % over all looks.',
  source: 'Armitage, McPherson & Rowe (1969); arithmetic (A3)',
  bad: [
    yaml`
      kind: experiment-plan
      online_test:
        duration: 14 days
        looks: <|14|>
    `,
    markdown`
      ## Online test

      - Duration: 14 days
      - Stopping: <|checked daily, we stop when p < 0.05|>
    `,
    markdown`
      ## Online test

      A/B for 14 days, looked at every day; we <|stop as soon as it is significant|>.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      online_test:
        duration: 14 days
        looks: 3
        stopping: alpha spending, O'Brien-Fleming
    `,
    markdown`
      ## Online test

      - Duration: 14 days
      - Stopping: fixed horizon, one look on day 14; stopped early only if a guardrail breaks
    `,
  ],
  check({ artifact, facts, threshold }, report) {
    const plan = facts.experiment;
    const text = textBelow(artifact, '/online_test');
    if (!plan || corrected.test(text)) return;
    const early = textBelow(artifact, '/online_test/stopping') || (plan.prose ? textAt(artifact, plan.prose) : '');
    const stops = stopsEarly.test(early);
    const daily = /\b(?:daily|every day|each day)\b/i.test(early) && plan.duration ? Math.floor(plan.duration.days) : undefined;
    const looks = plan.looks ?? (stops ? daily : undefined);
    if (looks !== undefined ? looks < 2 || !Number.isInteger(looks) : !stops) return;
    const field = ['/online_test/looks', '/online_test/stopping'].find((pointer) => textAt(artifact, pointer) !== '');
    const words = field === undefined && plan.prose ? stopsEarly.exec(early) : null;
    const at = field ?? (plan.prose && words ? { pointer: plan.prose, from: words.index, to: words.index + words[0].length } : undefined);
    if (at === undefined) return;
    const level = plan.alpha ?? threshold('alpha');
    const error = looks === undefined ? undefined : peekingError(Math.min(looks, 100), level, plan.sides);
    const each = looks === undefined ? undefined : pocockAlpha(Math.min(looks, 100), level, plan.sides);
    const alpha = Number((level * 100).toPrecision(2));
    report(
      at,
      error === undefined
        ? `Stopping at the first significant look finds far more than ${alpha} % false alarms.`
        : `${looks} looks at ${alpha} % each: a false alarm in ${Math.round(error * 100)} % of tests, not ${alpha} %.`,
      {
        fix: [
          ...(each === undefined ? [] : [`Pocock, p < ${each.toPrecision(2)} at each of ${looks} looks`]),
          'group-sequential, alpha spending (O’Brien-Fleming)',
          'always-valid p-values',
        ].map((method) => ({
          title: `Correct with ${method}`,
          sort: 'choice' as const,
          edits:
            field === undefined && plan.prose
              ? [behind(plan.prose, early, early.trimEnd().length, ` Corrected: ${method}.`)]
              : [{ put: '/online_test/correction', text: method }],
        })),
      },
    );
  },
});

const corrected =
  /sequential|spending|o['’]?brien|fleming|pocock|always[- ]valid|anytime|msprt|sprt|bonferroni|bayes|holm|haybittle|e-values?|confidence sequence/i;
const stopsEarly =
  /\b(?:stop|end|ship|call|conclude)\w*\b[^.\n]{0,30}\b(?:as soon as|when(?:ever)?|once|if|at the first)\b[^.\n]{0,30}(?:\bp\s*[<≤]\s?0?\.?\d*|significan\w*)/i;
