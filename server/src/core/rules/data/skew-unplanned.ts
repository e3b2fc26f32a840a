// Training and serving compute the same features in two places, and nothing would tell when they differ.

import { textsUnder } from '../../facts/rows.js';
import { dataAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { type Context, markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'skew-unplanned',
  group: 'data',
  kinds: ['data-readiness', 'monitoring'],
  level: { discover: 'hint', build: 'hint', deploy: 'warning', operate: 'warning' },
  profile: 'strict',
  prose: true,
  says: 'Nothing checks that training and serving compute the same features.',
  because: 'A feature that is rounded, filled or joined differently in production makes a good model answer another question.',
  source: 'ML Test Score, Monitor 3',
  bad: [
    yaml`
      kind: data-readiness
      phase: deploy
      lineage: <|features are built twice in two codebases|>, SQL for training and Go for serving
    `,
    markdown`
      ---
      kind: data-readiness
      phase: deploy
      ---
      # Data for the arrival times

      ## Skew plan

      <|The serving team implements the features from the notebook.|>
    `,
    yaml`
      kind: data-readiness
      phase: deploy
      serving: realtime
      title: <|Data for the card scorer|>
      splits: cut at 2026-05-01, grouped by card, frozen as card-eval@v2
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      phase: deploy
      lineage: features are built twice, in SQL and in Go; a nightly parity test compares 1,000 served rows
    `,
    markdown`
      ---
      kind: data-readiness
      phase: deploy
      ---
      # Data for the arrival times

      ## Train/serve parity

      One feature library for both; served features are logged and used for training.
    `,
    together(
      yaml`
        kind: data-readiness
        id: card
        phase: deploy
        serving: realtime
        splits: cut at 2026-05-01, grouped by card, frozen as card-eval@v2
      `,
      yaml`
        kind: monitoring
        id: card
        phase: deploy
        signals:
          technical: [training-serving skew of 20 features ≤ 0.1 %]
      `,
    ),
  ],
  check(context, report) {
    const { artifact, initiative } = context;
    const fields = ['/skew_plan', '/lineage', '/sources', '/quality', '/signals', '/drift', '/alerts', '/feedback', '/related'];
    const said = initiative.members.flatMap((member) => textsUnder(member.artifact, fields));
    if (said.some(({ text }) => parity.test(text))) return;
    for (const { pointer, text } of textsUnder(artifact, fields)) {
      const found = twice.exec(text);
      const plan = pointer === '/skew_plan';
      if (!found && !plan) continue;
      const end = text.replace(/(?<![.\s])[.\s]+$/, '').length;
      const at = found ? { pointer, from: found.index, to: found.index + found[0].length } : pointer;
      report(
        at,
        found
          ? 'Features are computed in two places, and nothing checks that they stay equal.'
          : 'How would you notice that training and serving differ?',
        {
          fix: {
            title: 'Add a parity check',
            sort: 'template',
            edits: [behind(pointer, text, end, ', a ${1:daily} parity check compares ${2:1,000} served rows')],
          },
        },
      );
      return;
    }
    if (!isDue(context)) return;
    report('/skew_plan', 'Served in real time, and nothing checks that training and serving compute the same features.', {
      fix: {
        title: 'Add a skew plan',
        sort: 'template',
        edits: [
          { add: '/skew_plan', value: '${1:One feature library for both}; a ${2:daily} parity check compares ${3:1,000} served rows.' },
        ],
      },
    });
  },
});

/** The report is written to the end, users are near, and a request computes its features on the spot. */
function isDue({ artifact, flags, phase }: Context): boolean {
  const live = flags.serving === 'realtime' || flags.serving === 'stream';
  const written =
    artifact.kind === 'data-readiness' && dataAt(artifact, '/splits') !== undefined && dataAt(artifact, '/skew_plan') === undefined;
  return written && live && (phase === 'deploy' || phase === 'operate');
}

const twice =
  /\b(?:features? (?:are |is )?)?(?:built|computed|implemented|written|coded|maintained) twice\b(?: in two \w{1,15})?|\btwo (?:separate )?(?:code ?bases|implementations|feature pipelines)\b|\b(?:re-?implemented|rewritten|ported) (?:in|for|to) (?:serving|production|java|go|scala|c\+\+|rust)\b|\bdifferent (?:code|pipelines?) (?:for|in) (?:training|serving|production)\b|\bseparate (?:training and serving|serving) (?:code|pipelines?)\b/i;
const parity =
  /\bparity\b|\bsame (?:feature )?(?:code|library|function|transform\w*|pipeline|table|features?|view|query)|\bshared (?:feature )?(?:code|library|transform\w*|pipeline)|\b(?:one|single|common) (?:feature )?(?:library|code ?base|pipeline|transform\w*|definition)|\bfeature store|\b(?:compar|recomput|reconcil)\w*[^.;\n]{0,50}\b(?:served|serving|online|production|training|offline)|\b(?:served|online|logged) features\b|\bmismatch|\bskew (?:check|monitor|test|alert|of|≤|<)|\btrain(?:ing)?[-/ ]serv(?:e|ing) skew|\bonline\/offline|\blog-and-(?:wait|train)/i;
