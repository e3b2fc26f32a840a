// "Nine percent up on last month": the launch was not the only thing that happened since.
import { type Artifact, leaves, parent, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'no-control-claim',
  group: 'experimentation',
  kinds: ['experiment-plan', 'retrospective'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'An effect is claimed from before and after, without a group that did not get it.',
  because: 'Season, price, campaigns and the weather change as well. Without a control nobody can tell what the launch did.',
  source: 'Beyer et al., The Site Reliability Workbook, canarying; Kohavi, Tang & Xu',
  bad: [
    yaml`
      kind: experiment-plan
      results: <|CTR +9 % vs last month|>, so the ranking works
    `,
    markdown`
      ---
      kind: retrospective
      ---
      # Basket recommendations

      ## Goal vs actual

      - Revenue per visit <|rose by 4 % compared with the month before launch|>
    `,
    yaml`
      kind: retrospective
      decision: {choice: keep, rationale: <|conversion is up 12 % since launch|>}
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      results: CTR +9 % [4, 14] against the control group over 14 days; +11 % vs last month
    `,
    markdown`
      ---
      kind: retrospective
      ---
      # Basket recommendations

      ## Experiment result

      A/B over 14 days: revenue per visit +4 % [1, 7].

      ## Goal vs actual

      - Revenue per visit rose by 4 % compared with the month before launch
      - p95 latency fell by 20 % since last week
    `,
  ],
  check({ artifact }, report) {
    const fields =
      artifact.kind === 'retrospective'
        ? /^\/(?:goal_vs_actual|experiment_result|decision|adoption_actual|went_well)(?:\/|$)/
        : /^\/(?:results|decision|hypothesis)(?:\/|$)/;
    if (controlled(artifact)) return;
    for (const { pointer, text } of leaves(artifact)) {
      if (!fields.test(pointer) || text.verbatim === 'code') continue;
      for (const sentence of text.text.matchAll(/[^.;\n](?:[^.;\n]|\.(?=\d)){0,300}/g)) {
        const found = claims.map((claim) => claim.exec(sentence[0])).find((match) => match !== null);
        // Machines do not have seasons: latency and errors may be compared with the day before.
        if (
          !found ||
          technical.test(`${sentence[0]} ${textAt(artifact, `${parent(pointer)}/metric`)}`) ||
          /\b(?:no control|not causal|may be season\w*|confounded|correlation)\b/i.test(sentence[0])
        )
          continue;
        const from = sentence.index + found.index;
        report({ pointer, from, to: from + found[0].length }, `"${found[0].slice(0, 56)}": what did those do who did not have it?`, {
          fix: {
            title: 'Compare with a control group',
            sort: 'template',
            edits: [behind(pointer, text.text, from + found[0].length, ' (against a control group: ${1:+9 %} [${2:4}, ${3:14}])')],
          },
        });
      }
    }
  },
});

/** Somewhere the document compares with people who did not get it. */
const controlled = (artifact: Artifact): boolean =>
  /\b(?:a\/b|ab[- ]test|control (?:group|arm)|controls?\b(?= and treatment)|hold-?(?:back|out) (?:group|of)|holdback|randomi[sz]ed|difference-in-differences|diff-in-diff|synthetic control|switch-?back|treatment (?:group|arm)|n_control|geo (?:test|experiment)|interleav\w+)\b/i.test(
    artifact.source,
  );

const amount = '[+−-]?\\d{1,4}(?:\\.\\d{1,2})? ?(?:%|pp|points?)';
const before =
  '(?:vs\\.?|versus|compared (?:to|with)|against|over|on|than|relative to) (?:the )?(?:(?:last|previous|prior|preceding) (?:week|month|quarter|year|period|sprint|release)s?|(?:week|month|quarter|year|period|weeks|months) (?:before|earlier)(?: (?:the )?launch)?|pre-?launch(?: \\w{1,12})?|before (?:the )?launch|same (?:week|month|quarter) (?:last|of last|a) year|a year ago|last year)';
const claims = [
  new RegExp(`\\bbefore\\b[^.;\\n%]{0,24}?${amount}[^;\\n%]{0,24}?\\bafter\\b[^;\\n%]{0,24}?${amount}`, 'i'),
  new RegExp(`${amount}[^;\\n%]{0,16}?\\bbefore\\b[^;\\n%]{0,30}?${amount}[^;\\n%]{0,16}?\\bafter\\b`, 'i'),
  new RegExp(
    `\\b[\\w@-]{2,24} (?:(?:rose|grew|increased|climbed|improved|is up|are up|up|fell|dropped)(?: by)? )?${amount} (?:year[- ]over[- ]year|month[- ]over[- ]month|week[- ]over[- ]week|yoy|mom|wow)\\b`,
    'i',
  ),
  new RegExp(`^\\s*${amount} ${before}`, 'i'),
  new RegExp(
    `\\b(?:rose|grew|increased|climbed|improved|went up|fell|dropped|decreased|is up|are up|up|is down|was up)(?: by)? ${amount}(?: \\w{1,12}){0,3} ${before}`,
    'i',
  ),
  new RegExp(
    `\\b[\\w@-]{2,24} (?:rose|grew|has risen|has grown|increased|climbed|improved|is up|are up|was up|went up|fell|dropped)(?: by)? ${amount}(?: \\w{1,12}){0,2} (?:since|after) (?:the |we |our )?(?:launch\\w*|release\\w*|roll-?out|go-?live|shipp\\w+|deploy\\w*|we (?:launched|shipped|released))`,
    'i',
  ),
  new RegExp(
    `\\b(?:since|after) (?:the |we |our )?(?:launch|release|roll-?out|go-?live|we launched|we shipped)[, ]{1,2}(?:\\w{1,16} ){1,5}(?:rose|grew|increased|climbed|improved|is up|went up|fell|dropped)(?: by)? ${amount}`,
    'i',
  ),
  new RegExp(`\\b[\\w@-]{2,24} ${amount}(?: \\w{1,12}){0,2} ${before}`, 'i'),
];
const technical =
  /\b(?:latenc\w+|p9\d|error rate|errors?|5xx|uptime|availability|throughput|build|cpu|memory|cost|incidents?|load time|alerts?)\b/i;
