// A one-pager of four pages is a PRD that nobody calls one.
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'one-pager-too-long',
  group: 'structure',
  kinds: ['one-pager'],
  level: 'warning',
  says: 'This is no longer a one-pager: what of it belongs into the PRD?',
  because: 'One page forces the choice of what matters. What is longer is read later, or by nobody.',
  source: '"PM responsibilities in AI", deliverables: one-pager with problem, success metrics, top risks',
  noFix: "what to leave out is the author's decision; the PRD is the place for it",
  bad: [
    yaml`
      kind: one-pager
      <|top_risks|>:
        - "parcels without a house number: asked at checkout"
        - "two depots share a code: resolved by postcode"
        - "night shifts have no labels: 400 collected in May"
        - "drivers ignore the order: reasons are shown"
    `,
    markdown`
      # <|Search in the help centre|>

      ## Problem

      ${Array.from({ length: 76 }, () => 'People search for an answer, find none, and then').join('\n      ')} call us.
    `,
  ],
  good: [
    yaml`
      kind: one-pager
      problem: Callers wait eleven minutes for an answer that stands in the help centre.
      top_risks:
        - "wrong answers: every answer cites its article"
    `,
    markdown`
      # Search in the help centre

      ## Problem

      People search for an answer, find none, and then call us.
    `,
  ],
  check({ artifact, facts, threshold }, report) {
    const limit = threshold('one_pager_words');
    const words = wordsOf(artifact.source);
    if (words > limit)
      report('/title', `This one-pager has ${words.toLocaleString('en')} words; ${limit} fit on a page. What belongs into the PRD?`);
    // The model's own words: one to three risks.
    if (facts.risks.length > 3)
      report({ keyOf: '/top_risks' }, `${facts.risks.length} top risks: which three would stop it? The others belong into the PRD.`);
  },
});

/** What somebody has to read: not the front matter, not the bars of tables. */
const wordsOf = (source: string): number =>
  [...source.replace(/^---\r?\n[\s\S]*?\r?\n---[ \t]*\r?\n/, '').matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’.,%-]*/gu)].length;
