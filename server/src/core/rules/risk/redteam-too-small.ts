// "0 of 50, so below 1 %": fifty clean attempts only show less than 5.8 %.

import { textBelow } from '../../facts/rows.js';
import { readQuantities } from '../../language/quantity.js';
import { cleanTrialsFor, exactUpperBound } from '../../math/interval.js';
import { type Artifact, dataAt, type Pointer } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'redteam-too-small',
  group: 'risk',
  kinds: ['experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'So few attempts cannot show so low a rate, even if every one is repelled.',
  because: 'With no success in n attempts the true rate may still be about 3/n. Whoever attacks in earnest tries more often.',
  source: 'own arithmetic, rule of three (Hanley & Lippman-Hand, JAMA 1983)',
  bad: [
    yaml`
      kind: experiment-plan
      llm_eval:
        red_team_n: <|50|>
        pass_bar: unsafe answers < 1 %
    `,
    markdown`
      # Drafts for customer mails

      ## LLM evaluation

      - **Injection suite:** <|120 mails|>
      - **Pass bar:** attack success ≤ 1 %
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      llm_eval:
        red_team_n: 400
        pass_bar: unsafe answers < 1 %
    `,
    markdown`
      # Drafts for customer mails

      ## LLM evaluation

      - **Injection suite:** 300 mails, direct and indirect
      - **Pass bar:** attack success ≤ 1 %
    `,
  ],
  check({ artifact }, report) {
    const bar = textBelow(artifact, '/llm_eval/pass_bar');
    for (const part of ['red_team_n', 'injection_suite_n']) {
      const pointer = `/llm_eval/${part}`;
      const cases = countAt(artifact, pointer);
      if (!cases) continue;
      const limit = limitIn(textBelow(artifact, pointer)) ?? limitIn(forPart(bar, part));
      if (limit === undefined || limit > 0.2) continue;
      const upper = exactUpperBound(0, cases.n);
      const needed = cleanTrialsFor(limit);
      // "At most 1 %" of 300 is what the rule of three allows: 3/300.
      if (upper === undefined || needed === undefined || limit >= 3 / cases.n - 1e-9 || upper <= limit) continue;
      report(
        { pointer, from: cases.from, to: cases.to },
        `${cases.n.toLocaleString('en')} clean attempts only show less than ${percent(upper)}, not ${percent(limit)}.\n95 % confidence; without any success, ${needed.toLocaleString('en')} attempts would show it.`,
        {
          fix: {
            title: `Plan ${needed.toLocaleString('en')} attempts`,
            sort: 'choice',
            edits: [{ within: pointer, from: cases.at, to: cases.at + cases.size, text: String(needed) }],
          },
        },
      );
    }
  },
});

/** The number of attempts: "50", "0 of 50", "300 cases". */
function countAt(artifact: Artifact, pointer: Pointer) {
  if (dataAt(artifact, pointer) === undefined) return undefined;
  const text = textBelow(artifact, pointer);
  const found =
    /(?:\b0 (?:of|out of|\/) )?\b(\d[\d,]{0,9})\b(?!\s?%|\.\d)(?: (?:mails|cases|prompts|attempts|attacks|probes|conversations|e-mails|emails))?/i.exec(
      text,
    );
  const n = Number(found?.[1]?.replace(/,/g, ''));
  if (!found || !(n >= 5)) return undefined;
  const at = found.index + found[0].indexOf(found[1] as string);
  return { n, from: found.index, to: found.index + found[0].length, at, size: (found[1] as string).length };
}

/** The part of the bar that speaks of these attempts, else all of it where it speaks of one thing only. */
function forPart(bar: string, part: string): string {
  const clauses = bar.split(/[;,\n]| and /);
  const own = clauses.filter((clause) =>
    (part === 'red_team_n' ? /red|unsafe|harm|toxic|policy/i : /inject|jailbreak|attack|steer/i).test(clause),
  );
  return own.length > 0 ? (own[0] as string) : clauses.length === 1 ? bar : '';
}

function limitIn(text: string): number | undefined {
  const bound = readQuantities(text).find(
    ({ value }) => value.unit === '%' && (value.comparator === '<' || value.comparator === '<='),
  )?.value;
  return bound && bound.value > 0 ? bound.value / 100 : undefined;
}

const percent = (rate: number): string => `${Number((rate * 100).toFixed(1))} %`;
