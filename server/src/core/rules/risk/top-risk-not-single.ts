// A one-pager has room for one fear. Five equal ones mean that nobody has decided.
import type { RiskFact } from '../../facts/risks.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { behind } from '../behind.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'top-risk-not-single',
  group: 'risk',
  kinds: ['one-pager'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Which single one of these would kill it?',
  because: 'Whoever can name the biggest risk looks at it first. Where all are equal, the easy ones are worked on.',
  source: '"PM responsibilities in AI", final challenge: jot down the single biggest risk',
  bad: [
    yaml`
      kind: one-pager
      <|top_risks|>:
        - "recruiters stop reading the CVs themselves: weekly sample of 50, @li"
        - "the ranking repeats past hiring: ratio gate at 0.8, @noor"
    `,
    markdown`
      ## <|Top risks|>

      - **Missed fractures** (biggest): second reader on every negative
      - **Slow reports** (biggest): queue limit of 10 minutes
    `,
  ],
  good: [
    yaml`
      kind: one-pager
      top_risks:
        - risk: the forecast misses a heat wave
          mitigation: planners may overrule it
          biggest: true
        - risk: late weather feed
          mitigation: yesterday's curve
    `,
    markdown`
      ## Top risks

      | Risk | Likelihood | Impact | Mitigation |
      |---|---|---|---|
      | Agents paste wrong answers | 4 | 4 | answers cite their article |
      | Provider outage | 2 | 3 | macros as before |
    `,
  ],
  check({ facts }, report) {
    const risks = facts.risks.filter(({ risk, text }) => risk !== '' && findPlaceholders(text).length === 0);
    if (risks.length < 2) return;
    const biggest = risks.filter((risk) => risk.biggest);
    if (biggest.length === 1 || (biggest.length === 0 && hasHighest(risks))) return;
    const message =
      biggest.length === 0
        ? `${risks.length} risks, and none is called the biggest: which single one would kill it?`
        : `${biggest.length} of ${risks.length} risks are called the biggest: which single one would kill it?`;
    report({ keyOf: '/top_risks' }, message, biggest.length === 0 ? { fix: risks.filter((risk) => canFlag(risk)).map(flag) } : {});
  },
});

/** The ratings decide: one product of likelihood and impact is above all others. */
function hasHighest(risks: readonly RiskFact[]): boolean {
  const scores = risks.map(({ likelihood, impact }) => level(likelihood) * level(impact)).sort((a, b) => b - a);
  return scores.every((score) => score > 0) && (scores[0] as number) > (scores[1] as number);
}

const words: Readonly<Record<string, number>> = { low: 1, l: 1, medium: 2, m: 2, moderate: 2, high: 3, h: 3, critical: 4 };
const level = (text: string): number =>
  Number(/^\d{1,3}(?=$|\s*\/)/.exec(text)?.[0] ?? (Object.hasOwn(words, text.toLowerCase()) ? words[text.toLowerCase()] : 0));

const canFlag = (risk: RiskFact): boolean => risk.risk.length > 0;

const flag = (risk: RiskFact): Fix => ({
  title: `"${risk.risk.length > 40 ? `${risk.risk.slice(0, 39)}…` : risk.risk}" is the biggest`,
  sort: 'choice',
  edits: [
    risk.prose
      ? behind(risk.pointer, risk.text, risk.text.indexOf(risk.risk) + risk.risk.length, ' (biggest)')
      : { add: `${risk.pointer}/biggest`, value: 'yes' },
  ],
});
