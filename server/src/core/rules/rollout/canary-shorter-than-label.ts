// Precision is the gate of a stage of seven days, and the labels come after thirty.

import { textBelow } from '../../facts/rows.js';
import { readDuration } from '../../language/duration.js';
import { findMetrics } from '../../language/metrics.js';
import type { Vocabulary } from '../../language/tokens.js';
import { child, textAt } from '../../model/artifact.js';
import { type Initiative, type Member, membersOf } from '../../project.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'canary-shorter-than-label',
  group: 'rollout',
  kinds: ['runbook', 'data-readiness'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'The stage is over before the labels for its exit metric are there.',
  because: 'On that day the number does not exist. What is then called green is the absence of labels.',
  source: 'arithmetic (A6)',
  bad: [
    together(
      yaml`
        kind: runbook
        stages:
          - {name: Canary, traffic: 5 %, duration: 7 days, exit: <|precision ≥ 0.8|>}
          - {name: Full, traffic: 100 %}
      `,
      yaml`
        kind: data-readiness
        labels: {count: 9000, latency: <|30 days|>}
      `,
    ),
    together(
      markdown`
        ---
        kind: data-readiness
        ---
        # Scans of the chest

        ## Labels

        - Count: 6,200 reports read twice
        - Latency: <|six weeks|>
      `,
      markdown`
        ---
        kind: runbook
        ---
        # Two hospitals first

        ## Stages

        - Canary in 2 of 14 hospitals for 10 days; exit: <|recall ≥ 0.92|>
        - Full
      `,
    ),
    markdown`
      ---
      kind: runbook
      ---
      ## Stages

      - Canary on 5 % of payments for 2 weeks, chargebacks arrive after 45 days; exit: <|recall ≥ 0.7|>
      - Ramp to 100 %
    `,
  ],
  good: [
    together(
      yaml`
        kind: runbook
        stages:
          - {name: Canary, traffic: 5 %, duration: 7 days, exit: share of manual reviews ≤ 3 % as a proxy for precision}
      `,
      yaml`
        kind: data-readiness
        labels: {count: 9000, latency: 30 days}
      `,
    ),
    markdown`
      ## Stages

      - Canary on 5 % of payments for 7 weeks, exit: recall ≥ 0.7 (labels arrive after 45 days)
    `,
  ],
  check({ artifact, initiative, self }, report) {
    if (artifact.kind === 'runbook') {
      for (const { metric, days, wait, at } of early(self, initiative))
        report(at, `On day ${number(days)} "${metric}" does not exist: its labels take ${number(wait.days)} days.`, {
          fix: {
            title: 'Use a proxy that is there in time',
            sort: 'template',
            edits: [
              { within: at.pointer, from: at.from, to: at.to, text: '${1:proxy metric} ${2:≤ limit} as a proxy for ${3:the metric}' },
            ],
          },
          ...(wait.member && wait.member !== self
            ? { related: [{ member: wait.member, at: wait.at, message: `Labels take ${number(wait.days)} days.` }] }
            : {}),
        });
      return;
    }
    // The other end: who shortens the wait for labels mends it too.
    const stages = membersOf(initiative, 'runbook').flatMap((member) =>
      early(member, initiative).flatMap((stage) => (stage.wait.member === self ? [{ member, ...stage }] : [])),
    );
    const [first] = stages;
    if (first)
      report(
        first.wait.at,
        `Labels take ${number(first.wait.days)} days; a stage is left by "${first.metric}" on day ${number(first.days)}.`,
        {
          related: stages.map(({ member, at, days }) => ({ member, at, message: `This stage ends on day ${number(days)}.` })),
        },
      );
  },
});

/** The exits that are read before their labels are there. */
function early({ artifact, facts }: Member, initiative: Initiative) {
  return facts.stages.flatMap((stage) => {
    if (!stage.duration || stage.exit === '' || /\bprox(?:y|ies)\b|\bleading\b/i.test(stage.exit)) return [];
    const metric = findMetrics(stage.exit, artifact.vocabulary).find(
      ({ value: { entry } }) => entry && (labelled.has(entry.id) || needsLabels.test(entry.id)),
    );
    const wait =
      metric &&
      (ownWait(stage.text, artifact.vocabulary) ??
        ownWait(textBelow(artifact, '/strategy'), artifact.vocabulary) ??
        membersOf(initiative, 'data-readiness', 'monitoring').flatMap((member) => waitIn(member) ?? [])[0]);
    if (!wait || !(stage.duration.days < wait.days - 1e-9)) return [];
    const pointer = stage.prose
      ? stage.pointer
      : (['exit', 'exit_criteria'].map((key) => child(stage.pointer, key)).find((place) => textAt(artifact, place) !== '') ??
        stage.pointer);
    const text = textAt(artifact, pointer);
    const from = Math.max(0, text.indexOf(stage.exit));
    const to = text.includes(stage.exit) ? from + stage.exit.length : text.length;
    return [{ metric: metric.value.name, days: stage.duration.days, wait, at: { pointer, from, to } }];
  });
}

const needsLabels =
  /^(?:accuracy|precision|recall|specificity|f1|auc|fpr|fnr|log-loss|calibration|mae|rmse|mape|forecast-\w+|detection|false-decline)$/;
const labelled = new Set([
  'chargeback',
  'fraud-loss',
  'default-rate',
  'churn',
  'retention',
  'readmission',
  'quality-of-hire',
  'ltv',
  'repeat-purchase',
]);

interface Wait {
  readonly days: number;
  readonly member?: Member;
  readonly at: string;
}

/** "labels arrive after 30 days", "chargebacks take 45 days". */
function ownWait(text: string, vocabulary: Vocabulary): Wait | undefined {
  const words =
    /\b(?:labels?|ground truth|outcomes?|chargebacks?|diagnos[ei]s|results?) (?:are (?:known|there|available) |arrives? |comes? |matures? |takes? |need |delay(?:ed)? )?(?:only )?(?:after|within|in|by|of|take|delay)?[^.;\n]{0,24}/i.exec(
      text,
    )?.[0];
  const days = words === undefined ? undefined : readDuration(words, vocabulary)?.value.days;
  return days === undefined ? undefined : { days, at: '' };
}

function waitIn(member: Member): Wait | undefined {
  const at = member.source.kind === 'monitoring' ? '/feedback/latency' : '/labels/latency';
  const days =
    readDuration(textAt(member.artifact, at), member.artifact.vocabulary)?.value.days ??
    (at === '/labels/latency' ? ownWait(textBelow(member.artifact, '/labels'), member.artifact.vocabulary)?.days : undefined);
  return days === undefined ? undefined : { days, member, at: textAt(member.artifact, at) === '' ? '/labels' : at };
}

const number = (value: number): string => String(Number(value.toPrecision(4)));
