// A risk that is named and not handled is a prophecy.

import { isRisk, type RiskFact } from '../../facts/risks.js';
import type { Artifact } from '../../model/artifact.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'risk-no-mitigation',
  group: 'risk',
  kinds: ['prd', 'one-pager'],
  level: 'error',
  prose: true,
  profile: 'light',
  says: 'Named and not handled: what is done about this risk, and by whom?',
  because: 'A list of risks without actions only proves afterwards that they were known.',
  source: '"PM responsibilities in AI": risks & mitigations',
  bad: [
    yaml`
      kind: prd
      risks_and_mitigations:
        - <|bias against new sellers|>
        - "outage of the scorer: popularity list after 200 ms, @li"
    `,
    markdown`
      ## Risks

      | Risk | Likelihood | Mitigation |
      |---|---|---|
      | Data leak | 2 | Queries are stored without ids, @noor |
      | <|Model drift|> | 4 | |
    `,
  ],
  good: [
    markdown`
      ## Risks and dependencies

      - The export must match what the curator may see.
    `,
    markdown`
      ## Risks and mitigations

      1. Compute requirements (ie GPUs, storage):
      2. Who is needed from each team?
    `,
    markdown`
      ## Risks and mitigations

      ~~~
               Low    High
      High      5      1
      ~~~
    `,
    yaml`
      kind: prd
      risks_and_mitigations:
        - risk: bias against new sellers
          mitigation: slice gate on seller age, @li
    `,
    markdown`
      ## Risks and mitigations

      - **Hallucinated doses** – every answer cites the leaflet; answers without a citation are not shown (@noor)
    `,
  ],
  check({ artifact, facts }, report) {
    const open = facts.risks.filter((risk) => risk.mitigation.length < 3 && isRisk(risk) && !(isMixed(artifact, risk) && isNeed(risk)));
    if (open.length === 0) return;
    // A section or column of mitigations beside the list answers for all of it.
    const field = (open[0] as RiskFact).pointer.split('/')[1] as string;
    if (artifact.unclaimed.some(({ words, under }) => under === `/${field}` && /mitigat|response|contingency|plan/i.test(words))) return;
    if (open.length > 3 && open.length === facts.risks.length) {
      report({ keyOf: `/${field}` }, `None of the ${open.length} risks says what is done about it, and by whom.`);
      return;
    }
    for (const risk of open)
      if (!isLong(risk)) report(risk.prose ? risk.pointer : `${risk.pointer}/risk`, undefined, { fix: handle(risk) });
  },
});

/** "Risks and dependencies", "Risks & assumptions": some of what stands there is needed rather than feared. */
const isMixed = (artifact: Artifact, { pointer }: RiskFact): boolean =>
  /dependenc|assumption|constraint|question/i.test(artifact.places.get(`/${pointer.split('/')[1]}`)?.words ?? '');
const isNeed = ({ text }: RiskFact): boolean =>
  /\b(?:must|has to|have to|needs?|requires?|depends?|relies|assum(?:e|es|ed|ing))\b/i.test(text);

/** A whole sentence may well hold its own answer, in words that the reader does not know. */
const isLong = (risk: RiskFact): boolean => risk.prose && risk.text.split(/\s+/).length > 8;

function handle(risk: RiskFact): Fix {
  const end = risk.text.replace(/(?<![.\s])[.\s]+$/, '').length;
  const action = '${1:<what is done>}, ${2:<who>}';
  return {
    title: 'Add the mitigation',
    sort: 'template',
    edits: [
      risk.prose
        ? { within: risk.pointer, from: end, to: end, text: ` – ${action}` }
        : { add: `${risk.pointer}/mitigation`, value: action },
    ],
  };
}
