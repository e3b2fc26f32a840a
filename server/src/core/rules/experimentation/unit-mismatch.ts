// Users are drawn, clicks are counted: ten clicks of one user are not ten people.
import { textBelow } from '../../facts/rows.js';
import { unitsOf } from '../../facts/units.js';
import { textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'unit-mismatch',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'One thing is drawn by lot and another is counted: the variance is understated.',
  because: 'What one user does is alike. Counted as independent it makes p too small, and noise looks like a win.',
  source: 'Deng, Knoblich & Lu, Applying the delta method in metric analytics, KDD 2018; arithmetic (A3)',
  bad: [
    yaml`
      kind: experiment-plan
      online_test: {design: A/B, randomization_unit: user, analysis_unit: <|session|>}
    `,
    markdown`
      ## Primary metric

      Click-through: <|clicks ÷ impressions|>

      ## Online test

      - Design: A/B
      - Randomization unit: user
    `,
    markdown`
      ## Online test

      We randomise by clinic and <|analyse each scan|> on its own.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      online_test: {design: A/B, randomization_unit: user, analysis_unit: session (delta method)}
    `,
    markdown`
      ## Primary metric

      Users with at least one click ÷ users who saw the list

      ## Online test

      - Design: A/B
      - Randomization unit: user
    `,
  ],
  check({ artifact }, report) {
    const units = unitsOf(artifact);
    if (!units?.nested || fields.some((field) => method.test(textBelow(artifact, field)))) return;
    const text = textAt(artifact, units.pointer);
    const [from, to] = units.words;
    report(
      from === 0 && to === text.length ? units.pointer : { pointer: units.pointer, from, to },
      `Drawn by ${units.drawn}, counted by ${units.counted}: one ${units.drawn} gives many, and they are alike.`,
      {
        fix: ['delta method', 'bootstrap over the units drawn'].map((name) => ({
          title: `Analyse with the ${name}`,
          sort: 'choice' as const,
          edits: [behind(units.pointer, text, text.trimEnd().length, ` (${name})`)],
        })),
      },
    );
  },
});

const fields = ['/online_test', '/primary_metric', '/decision_rule', '/validation'];
const method =
  /\b(?:delta[- ]method|cluster\w*|bootstrap\w*|linear(?:i[sz]\w+|is)|sandwich|robust (?:standard )?errors?|mixed[- ]effects?|gee|per[- ]user (?:average|mean|rate)s?|averaged? (?:per|by|within) (?:user|visitor|patient|customer)|aggregated? (?:per|by|to) (?:the )?(?:user|visitor|patient|customer)|intra-?class|icc|hierarchical)\b/i;
