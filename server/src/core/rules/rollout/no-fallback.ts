// The scorer is down, and so is the page: nobody said what the user sees meanwhile.
import { rowsAt, textBelow } from '../../facts/rows.js';
import { child, leaves } from '../../model/artifact.js';
import { addTo } from '../addTo.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'no-fallback',
  group: 'rollout',
  kinds: ['prd', 'runbook'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'What does the user see when the model or what it stands on fails?',
  because: 'Every dependency fails some day. With an answer prepared it is a worse page, without one it is none.',
  source: 'production readiness review checklists; EU AI Act, Art. 15(4)',
  bad: [
    yaml`
      kind: prd
      feature: The home row. It <|returns 500 when the scorer is down|>.
    `,
    markdown`
      ---
      kind: prd
      ---
      # Claims triage

      ## Infrastructure

      ### <|Dependencies|>

      | Name | SLA | Timeout |
      |---|---|---|
      | Feature store | 99.9 % | 120 ms |
      | OCR service | 99.5 % | 2 s |
    `,
  ],
  good: [
    yaml`
      kind: prd
      feature: The home row. It shows the popularity list when the scorer is down or slower than 200 ms.
    `,
    markdown`
      ---
      kind: prd
      ---
      # Claims triage

      ## Infrastructure

      ### Dependencies

      | Name | SLA | Timeout | Fallback |
      |---|---|---|---|
      | Feature store | 99.9 % | 120 ms | last known features |
      | OCR service | 99.5 % | 2 s | the clerk types it |
    `,
  ],
  check({ artifact }, report) {
    if (['/feature/fallback_ux', '/rollback/fallback_behaviour'].some((pointer) => textBelow(artifact, pointer) !== '')) return;
    for (const { pointer, text } of leaves(artifact)) {
      const found = text.text.length > 2000 ? null : fails.exec(text.text);
      if (!found || prepared.test(text.text)) continue;
      // What is asked of a test or forbidden is not what happens.
      if (
        /\b(?:must|should|shall|may|never|not|no|instead of|rather than)\b[^.;\n]{0,20}$/i.test(
          text.text.slice(Math.max(0, found.index - 30), found.index),
        )
      )
        continue;
      const [from, to] = [found.index, found.index + found[0].length];
      report({ pointer, from, to }, `"${found[0].length > 50 ? `${found[0].slice(0, 49)}…` : found[0]}": what does the user get instead?`, {
        fix: {
          title: 'Add a fallback',
          sort: 'template',
          edits: [behind(pointer, text.text, to, '; the fallback is ${1:the popularity list} after ${2:200 ms}')],
        },
      });
      return;
    }
    const rows = rowsAt(artifact, '/infra/dependencies').filter(({ prose }) => !prose);
    const telling = rows.filter((row) => ['sla', 'timeout', 'p95_ms'].some((key) => textBelow(artifact, child(row.pointer, key)) !== ''));
    const first = telling[0];
    if (!first || prepared.test(artifact.source)) return;
    report({ keyOf: '/infra/dependencies' }, 'None of the dependencies has a fallback: what does the user see when one fails?', {
      ...(artifact.places.get(first.pointer)?.from === 'table'
        ? {}
        : { fix: { title: 'Add a fallback', sort: 'template', edits: [addTo(first, 'fallback', '${1:the last known value}', '')] } }),
    });
  },
});

const down =
  "(?:is |are |goes |was )?(?:down|unavailable|unreachable|offline|fails?|times? out|not (?:available|reachable)|doesn't (?:answer|respond)|does not (?:answer|respond))";
const nothing =
  '(?:5\\d\\d\\b|an? (?:5\\d\\d|error(?: page| message)?|blank \\w+|empty \\w+)|errors?\\b|blank\\b|nothing\\b|no (?:results?|answer|recommendations)\\b)';
/** "returns 500 when the scorer is down", "if the store is unreachable, users see an error". */
const fails = new RegExp(
  `\\b(?:returns?|shows?|serves?|throws?|gives?|sees?|gets?|responds? with)\\s${nothing}[^.;\\n]{0,30}\\b(?:when|if|while|once)\\b[^.;\\n]{0,50}\\b${down}|\\b(?:when|if|while|once)\\b[^.;\\n]{0,50}\\b${down}\\b[^.;\\n]{0,40}\\b(?:returns?|shows?|serves?|throws?|sees?|gets?|responds? with)\\s${nothing}`,
  'i',
);
const prepared =
  /\bfall(?:s|ing)?[- ]?backs?\b|\bdegrad\w+|\bcache[ds]?\b|\bgraceful\w*|\bcircuit breaker|\bstand-?by\b|\bfail[- ]?over\b|\bbackup (?:provider|service|model)\b|\bpopularity\b|\brules? (?:engine|instead)\b|\binstead shows?\b|\blast known\b|\bretr(?:y|ies|ied)\b|\bqueued?\b/i;
