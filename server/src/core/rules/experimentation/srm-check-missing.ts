// The check that invalidates all others: did the split come out as planned?
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'srm-check-missing',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Nothing checks whether the arms come out as large as planned.',
  because:
    'Redirects, bots and crashes lose users from one arm and not at random. About one test in fifteen has it, and its effect is wrong.',
  source: 'Fabijan et al., Diagnosing sample ratio mismatch, KDD 2019; arithmetic (A4)',
  bad: [
    yaml`
      kind: experiment-plan
      online_test: {design: A/B, split: <|50/50|>, duration: 14 days}
    `,
    markdown`
      ## Online test

      <|A/B test on half of the applicants for 14 days; we read the effect and its p-value.|>
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      online_test: {design: A/B, split: 50/50, duration: 14 days, srm_check: "chi-square on users, stop if p < 0.001"}
    `,
    markdown`
      ## Online test

      A/B test on half of the applicants for 14 days. If the sample ratio is off (p < 0.001) the effect is not read.
    `,
  ],
  check({ artifact, threshold }, report) {
    const field = '/online_test';
    const text = textBelow(artifact, field);
    if (dataAt(artifact, field) === undefined || !random.test(text) || other.test(text) || findPlaceholders(text).length > 0) return;
    if (/\bsrm\b|sample[- ]ratio|\bchi-?sq\w*|χ²|ratio mismatch|balance check|split check|a\/a test/i.test(artifact.source)) return;
    const at = [`${field}/split`, `${field}/design`, field].find((pointer) => textAt(artifact, pointer) !== '');
    if (at === undefined) return;
    const check = `chi-square on units per arm, effect not read if p < \${1:${threshold('srm_p')}}`;
    const words = textAt(artifact, at);
    report(at, undefined, {
      fix: {
        title: 'Add the check',
        sort: 'template',
        edits:
          at === field
            ? [behind(at, words, words.trimEnd().length, ` SRM check: ${check}.`)]
            : [{ add: `${field}/srm_check`, value: check }],
      },
    });
  },
});

const random = /\ba\/b\b|\bab[- ]test|\brandomi[sz]\w*|\b\d{1,2} ?[/:] ?\d{1,2}\b|\bsplit\b|\b(?:two|2|equal) arms\b|\btreatment\b/i;
/** No fixed share of units to come out: time slots, lists, regions. */
const other = /\bswitch-?back|\binterleav|\bbandit|\bgeo\b|\bbefore[- ]after\b|\bno randomi[sz]ation\b/i;
