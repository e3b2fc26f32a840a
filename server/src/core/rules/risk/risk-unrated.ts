// Five risks in a row, and nothing says which one to look at first.
import { isRisk, type RiskFact } from '../../facts/risks.js';
import { behind } from '../behind.js';
import { type Fix, type ModelEdit, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'risk-unrated',
  group: 'risk',
  kinds: ['prd'],
  level: 'warning',
  prose: true,
  says: 'How likely, how bad, and who watches it? Without that nobody knows which risk comes first.',
  because: 'Attention is short. A rating, however rough, decides which risk gets a test and which gets a shrug.',
  source: 'NIST AI RMF 1.0, MANAGE 1.2: risks are prioritised by impact and likelihood',
  bad: [
    yaml`
      kind: prd
      risks_and_mitigations:
        - <|"data breach: encrypt at rest"|>
        - "wrong dose in an answer: only quoted leaflets (likelihood 2, impact 5, @noor)"
    `,
    markdown`
      ## Risks and mitigations

      - Risk: <|Seasonal demand breaks the forecast|>
        - Mitigation: fall back to last year's curve when the error exceeds 20 %
      - Risk: Supplier feed stops
        - Likelihood: 2
        - Impact: 3
        - Mitigation: cached prices for 24 hours
        - Owner: @tom
    `,
    yaml`
      kind: prd
      <|risks_and_mitigations|>:
        - "mistranslated safety notes: a linguist reads every notice"
        - "terms of one customer leak to another: one glossary a tenant"
        - "the vendor changes the model: pinned version, weekly regression run"
        - "slow answers at peak: queue with a limit of 2 s"
    `,
  ],
  good: [
    yaml`
      kind: prd
      risks_and_mitigations:
        - risk: queries with names leak into logs
          likelihood: 3
          impact: 4
          mitigation: names are masked before logging
          owner: "@li"
    `,
    markdown`
      ## Risks

      | Risk | Probability | Severity | Response | Responsible |
      |---|---|---|---|---|
      | Chargebacks arrive late | high | medium | 60 days of maturation before retraining | @mei |
    `,
  ],
  check({ artifact, facts }, report) {
    const field = '/risks_and_mitigations';
    // "High-risk items", "### High": the heading rates what stands below it.
    if (/\b(?:high|low|critical)\b/i.test(artifact.places.get(field)?.words ?? '')) return;
    if (artifact.unclaimed.some(({ words, under }) => under.startsWith(field) && /\b(?:high|medium|low|critical|P[0-3])\b/i.test(words)))
      return;
    const risks = facts.risks.filter(isRisk);
    // "Compliance & risk", "Failure modes & recovery" with hardly a rating lists rules of the product.
    if (
      /complian|failure mode/i.test(artifact.places.get(field)?.words ?? '') &&
      risks.filter(({ likelihood, impact }) => likelihood !== '' || impact !== '').length * 3 < risks.length
    )
      return;
    // What is done about a risk comes first, and risk-no-mitigation asks that.
    const unrated = risks.filter((risk) => risk.likelihood === '' && risk.impact === '' && risk.mitigation.length > 2);
    if (unrated.length > 2 && unrated.length * 2 > risks.length) {
      const many = unrated.length === risks.length ? 'None of these risks says' : 'Most of these risks do not say';
      report({ keyOf: field }, `${many} how likely or how bad it is: which comes first?`, {
        fix: fix(
          'Rate them all',
          unrated.flatMap((risk, at) => rate(risk, at * 3)),
        ),
      });
      return;
    }
    for (const risk of unrated) {
      report(
        risk.prose ? risk.pointer : `${risk.pointer}/risk`,
        risk.owned ? 'How likely is this, and how bad? Without that nobody knows which risk comes first.' : undefined,
        { fix: fix('Rate it', rate(risk, 0)) },
      );
    }
    const half = risks.filter((risk) => (risk.likelihood === '') !== (risk.impact === ''));
    if (half.length > 2 && half.every(({ likelihood }) => likelihood === '')) {
      report({ keyOf: field }, 'These risks say how bad each would be, and not how likely.', { level: 'hint' });
      return;
    }
    for (const risk of half) {
      const [has, lacks] = risk.likelihood === '' ? ['bad', 'likely'] : ['likely', 'bad'];
      report(risk.prose ? risk.pointer : `${risk.pointer}/risk`, `It says how ${has} this is, and not how ${lacks}.`, { level: 'hint' });
    }
  },
});

const fix = (title: string, edits: readonly ModelEdit[]): Fix => ({ title, sort: 'template', edits });

function rate(risk: RiskFact, stop: number): readonly ModelEdit[] {
  const [likelihood, impact, who] = [`\${${stop + 1}|1,2,3,4,5|}`, `\${${stop + 2}|1,2,3,4,5|}`, `\${${stop + 3}:@name}`];
  const owner = risk.owned ? '' : `, ${who}`;
  if (risk.prose)
    return [behind(risk.pointer, risk.text, risk.text.trimEnd().length, ` (likelihood ${likelihood} × impact ${impact}${owner})`)];
  return [
    { add: `${risk.pointer}/likelihood`, value: likelihood },
    { add: `${risk.pointer}/impact`, value: impact },
    ...(risk.owned ? [] : [{ add: `${risk.pointer}/owner`, value: who }]),
  ];
}
