// The same field twice, and the two do not agree: eight per cent in the front matter, ten in the body.

import { textBelow } from '../../facts/rows.js';
import { readDate } from '../../language/date.js';
import { findMetric } from '../../language/metrics.js';
import { readQuantities } from '../../language/quantity.js';
import type { Vocabulary } from '../../language/tokens.js';
import { type Artifact, type Place, textAt } from '../../model/artifact.js';
import { type Shape, shapeAt } from '../../schema/look.js';
import { squash } from '../../schema/names.js';
import { literal } from '../../syntax/write.js';
import type { Span } from '../../text.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'field-conflict',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'error',
  says: 'The same field stands here twice, and the two do not agree.',
  because: 'Everybody reads the one that is seen first. Half of the team works for the other number.',
  source: 'own arithmetic',
  bad: [
    markdown`
      ---
      kind: prd
      goal: Increase CTR by 8 % relative within 90 days
      ---
      # Recommendations

      ## Goal

      <|Increase CTR by 10 % relative within 90 days.|>
    `,
    markdown`
      ---
      kind: experiment-plan
      title: Ranking of applications
      ---
      # <|Forecast by depot|>
    `,
    markdown`
      ---
      kind: runbook
      updated: 2026-03-02
      ---
      # Release of the triage model

      **Last updated:** <|2026-05-11|>
    `,
  ],
  good: [
    markdown`
      ---
      kind: runbook
      title: Triage of emergency calls
      ---
      # Runbook

      ## Stages
    `,
    markdown`
      ---
      kind: prd
      title: Recommendations
      goal: Increase CTR by 8 % relative within 90 days
      ---
      # Recommendations on the home page

      ## Goal

      Increase click-through on recommended items by 8 % relative within 90 days of full rollout.
    `,
    yaml`
      kind: prd
      goal: Increase CTR by 8 % relative within 90 days
    `,
  ],
  check({ artifact }, report) {
    const heading = otherTitle(artifact);
    const title = textAt(artifact, '/title');
    if (heading)
      report({ span: heading.span, pointer: '/title' }, `Title stands here twice: "${short(title)}" and "${short(heading.text)}".`, {
        fix: [
          { title: `Keep "${short(title)}"`, sort: 'choice', edits: [{ rename: heading.span, text: literal(title) }] },
          { title: `Keep "${short(heading.text)}"`, sort: 'choice', edits: [{ put: '/title', text: literal(heading.text) }] },
        ],
      });
    for (const { pointer, place } of artifact.again) {
      const first = artifact.places.get(pointer);
      const [a, b] = [textAt(artifact, pointer) || textBelow(artifact, pointer), place.text?.text ?? ''];
      if (!first || a.trim() === '' || b.trim() === '' || a.length > 400 || b.length > 400) continue;
      const shape = shapeAt(artifact.kind, pointer);
      if (!shape || !isNamed(first) || !isNamed(place)) continue;
      if (shape.key === 'title' || shape.types.has('array') || !valuesDiffer(shape, a, b, artifact.vocabulary)) continue;
      report({ span: place.text?.span ?? place.value, pointer }, `${shape.title} stands here twice: "${short(a)}" and "${short(b)}".`, {
        ...(artifact.places.get(pointer)?.text && place.text ? { fix: keep(pointer, place, a, b) } : {}),
      });
    }
  },
});

/** One of a few known values, a date, or a sentence with amounts; other words may say the same in another way. */
function valuesDiffer(shape: Shape, a: string, b: string, vocabulary: Vocabulary): boolean {
  const known = (text: string): string | undefined => shape.choices.find(({ value }) => squash(value) === squash(text))?.value;
  if (shape.choices.length > 0) return known(a) !== undefined && known(b) !== undefined && known(a) !== known(b);
  if (shape.reads !== 'date') return numbersDiffer(a, b, vocabulary);
  const [first, second] = [readDate(a)?.value, readDate(b)?.value];
  return first !== undefined && second !== undefined && first !== second;
}

/**
 * The only heading of the first level, where the front matter calls the document something else. Several are chapters, and
 * "Product requirements document" is what it is rather than what it is about.
 */
function otherTitle(artifact: Artifact): { readonly text: string; readonly span: Span } | undefined {
  if (artifact.places.get('/title')?.from !== 'front-matter') return undefined;
  const [only, ...more] = [...artifact.source.matchAll(/^\ufeff?# +([^\n]{1,200}?)[ \t#]*$/gm)].filter(
    // A comment in a code block is no heading.
    ({ index }) => (artifact.source.slice(0, index).match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0) % 2 === 0,
  );
  const text = only?.[1] ?? '';
  const [a, b] = [textAt(artifact, '/title'), text].map((words) => squash(words.replace(sorts, ' '))) as [string, string];
  if (!only || more.length > 0 || a === '' || b === '' || a.includes(b) || b.includes(a)) return undefined;
  const start = only.index + only[0].indexOf(text, 1);
  return { text, span: [start, start + text.length] };
}

const sorts =
  /\b(?:product requirements?|requirements|document|PRD|one[- ]pager|product brief|brief|data readiness|data card|data ?sheet|report|experiment plan|deployment|runbook|monitoring|retrospective|post-?mortem|template|overview|readme|spec(?:ification)?)\b/gi;

/** Under its very own name in both places; a guess is no contradiction. */
const isNamed = (place: Place): boolean => place.strength >= 2.5;

/** Each has an amount that the other lacks, of the same metric as far as the metrics are known. */
function numbersDiffer(a: string, b: string, vocabulary: Vocabulary): boolean {
  const [first, second] = [a, b].map((text) => new Set(readQuantities(text).map(({ value }) => `${value.value} ${value.unit}`))) as [
    Set<string>,
    Set<string>,
  ];
  const [metricA, metricB] = [a, b].map((text) => findMetric(text, vocabulary)?.value);
  const same =
    metricA?.entry && metricB?.entry ? metricA.entry === metricB.entry : squash(metricA?.name ?? '') === squash(metricB?.name ?? '');
  return same && [...first].some((each) => !second.has(each)) && [...second].some((each) => !first.has(each));
}

const keep = (pointer: string, place: Place, a: string, b: string): readonly Fix[] => [
  {
    title: `Keep "${short(a)}"`,
    sort: 'choice',
    edits: [{ rename: place.text?.span ?? place.value, text: literal(a.replace(/\s*\n\s*/g, ' ')) }],
  },
  { title: `Keep "${short(b)}"`, sort: 'choice', edits: [{ put: pointer, text: literal(b.replace(/\s*\n\s*/g, ' ')) }] },
];

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 32 ? `${line.slice(0, 31)}…` : line;
};
