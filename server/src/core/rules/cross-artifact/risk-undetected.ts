// A large risk without any way to notice it: no detection in its row, no alert and no test that speaks of it.

import { wordsBeside } from '../../have/lookup.js';
import { leaves, type Pointer, textAt } from '../../model/artifact.js';
import { membersOf } from '../../project.js';
import { addPart } from '../addPart.js';
import { markdown, rule, together, yaml } from '../rule.js';

/** Likelihood times impact, each from 1 to 5. */
const large = 12;

export default rule({
  id: 'risk-undetected',
  group: 'cross-artifact',
  kinds: ['prd'],
  level: 'warning',
  across: true,
  prose: true,
  says: 'This is one of the largest risks, and nothing would tell that it has happened.',
  because: 'A mitigation lowers the odds. Somebody still has to notice the day it fails.',
  source: 'NIST AI RMF, MEASURE 3.1',
  bad: [
    together(
      yaml`
        kind: prd
        risks_and_mitigations:
          - {risk: <|the model feeds on its own recommendations|>, likelihood: 4, impact: 4, mitigation: keep five percent of slots random}
      `,
      yaml`
        kind: monitoring
        alerts: [{name: Errors, signal: error rate, threshold: 1 %, owner: "@sam"}]
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # CV screening

        ## Risks and mitigations

        | Risk | Likelihood | Impact | Mitigation |
        |---|---|---|---|
        | <|older applicants are ranked down|> | high | high | birth dates are removed before training |
      `,
      markdown`
        ---
        kind: monitoring
        ---
        # Monitoring

        ## Alerts

        - Page @li when error rate > 1 % for 5 min
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        risks_and_mitigations:
          - {risk: the model feeds on its own recommendations, likelihood: 4, impact: 4, mitigation: keep five percent of slots random}
      `,
      yaml`
        kind: monitoring
        alerts: [{name: Catalogue diversity drops, signal: share of random recommendations shown, threshold: 4 %, owner: "@sam"}]
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # CV screening

        ## Risks and mitigations

        | Risk | Likelihood | Impact | Mitigation | Detection |
        |---|---|---|---|---|
        | older applicants are ranked down | high | high | birth dates are removed | monthly selection ratio by age band |
        | the vendor raises its price | low | medium | two vendors are under contract | |
      `,
      yaml`
        kind: monitoring
        alerts: [{name: Errors, signal: error rate, threshold: 1 %, owner: "@sam"}]
      `,
    ),
  ],
  check({ facts, artifact, initiative }, report) {
    const lookouts = membersOf(initiative, 'monitoring', 'experiment-plan');
    if (lookouts.length === 0) return;
    const watched = lookouts
      .flatMap((member) => [
        ...leaves(member.artifact).flatMap(({ pointer, text }) => (where.test(pointer) ? [text.text] : [])),
        ...wordsBeside(member),
      ])
      .map((text) => new Set(wordsOf(text)));
    for (const { pointer, risk, text } of facts.risks) {
      const size = rated(textAt(artifact, `${pointer}/likelihood`)) * rated(textAt(artifact, `${pointer}/impact`));
      if (!(size >= large) || textAt(artifact, `${pointer}/detection`) !== '') continue;
      // "alert on ratio < 0.8", "monthly audit": a way to notice that stands in the mitigation.
      if (/\b(?:alert|monitor|audit|dashboard|detect|check|test|review|drill|track|measure|sample)/i.test(text.replace(risk, ''))) continue;
      const own = wordsOf(text);
      if (watched.some((words) => own.filter((word) => words.has(word)).length >= 2)) continue;
      const at: Pointer = artifact.places.has(`${pointer}/risk`) ? `${pointer}/risk` : pointer;
      const edits = addPart(artifact, pointer, 'detection', '${1:which alert, test or audit would show it}');
      report(at, `Rated ${size} of 25, and no alert or test speaks of it: how would you notice?`, {
        ...(edits.length > 0 ? { fix: { title: 'Say how it would be noticed', sort: 'template' as const, edits } } : {}),
      });
    }
  },
});

const where = /^\/(?:alerts|signals|drift|human_audit|slices|fairness|llm_eval|guardrails|dashboards)/;

const common = new Set(
  'that this with from when have will their them they been being into over under more than does model users user data risk percent'.split(
    ' ',
  ),
);
const wordsOf = (text: string): readonly string[] =>
  [...new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])]
    .filter((word) => !common.has(word))
    .map((word) => word.replace(/(?:ations?|ings?|ies|es|s|ed)$/, ''));

/** "4", "4/5", "high"; not a number where nobody can tell. */
function rated(text: string): number {
  const number = /^\W*([1-5])(?:\s*\/\s*5)?\W*$/.exec(text)?.[1];
  if (number) return Number(number);
  if (/\b(?:very high|critical|severe|almost certain)\b/i.test(text)) return 5;
  if (/\bhigh|\blikely\b|\bmajor\b/i.test(text)) return 4;
  if (/\bmed(?:ium)?\b|\bmoderate\b|\bpossible\b/i.test(text)) return 3;
  return /\blow\b|\bunlikely\b|\bminor\b|\brare\b/i.test(text) ? 2 : Number.NaN;
}
