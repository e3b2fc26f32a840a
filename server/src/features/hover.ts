// What a field is for, what was understood of its value, and why a finding there matters.
import type { Hover } from 'vscode-languageserver-types';
import type { Check } from '../core/check.js';
import { rulesOf } from '../core/custom.js';
import type { GoalFact } from '../core/facts/goal.js';
import type { Sum } from '../core/facts/sums.js';
import { dataAt, type Place, type Pointer } from '../core/model/artifact.js';
import { shapeAt } from '../core/schema/look.js';
import { contains, lineIndex, type Span } from '../core/text.js';
import { toRange } from './ranges.js';
import { boxWords, escapeMarkdown, fieldWords, hardBreak, sumWords } from './words.js';

/** `more` is what others know of the words there, in Markdown. */
export function hover(check: Check, offset: number, more?: string): Hover | undefined {
  const box = check.facts.boxes.find(({ span }) => contains(span, offset));
  if (box) return { contents: { kind: 'markdown', value: boxWords(box) }, range: toRange(lineIndex(check.source.text), box.span) };
  const hit = placeAt(check, offset);
  const sum = sumAt(check, offset);
  const why = check.findings
    .filter((finding) => contains(finding.span, offset) && finding.span[0] !== finding.span[1])
    .slice(0, sum ? 1 : 2);
  if (!hit && !sum && why.length === 0 && more === undefined) return undefined;
  const parts = why.map((finding) => {
    const rule = rulesOf(check.settings).find(({ id }) => id === finding.rule);
    // An editor underlines a hint at two characters only, and shows its words nowhere else.
    const said = finding.level === 'hint' ? `${escapeMarkdown(finding.message)}${hardBreak}` : '';
    return rule ? `${said}**Why it matters:** ${escapeMarkdown(rule.because)}` : said;
  });
  if (sum) parts.push(sumWords(sum));
  if (hit) {
    const shape = shapeAt(check.artifact.kind, hit.pointer);
    if (shape && hit.onKey && !sum) parts.push(fieldWords(shape));
    if (shape?.reads === 'goal' && check.facts.goal && !sum) parts.push(goalWords(check.facts.goal));
    else if (shape && (hit.onKey ? sum : parts.length === 0))
      parts.push(`**${escapeMarkdown(shape.title)}**\n\n${escapeMarkdown(shape.description)}`);
    const chosen = hit.onKey ? undefined : shape?.choices.find(({ value }) => value === dataAt(check.artifact, hit.pointer));
    if (chosen?.description) parts.push(`\`${chosen.value}\`: ${escapeMarkdown(chosen.description)}`);
  }
  if (more !== undefined) parts.push(more);
  const value = parts.filter((part) => part !== '').join('\n\n---\n\n');
  if (value === '') return undefined;
  const span = sum?.span ?? hit?.span ?? why[0]?.span;
  return { contents: { kind: 'markdown', value }, ...(span ? { range: toRange(lineIndex(check.source.text), span) } : {}) };
}

/** The computed number of the smallest words around the offset; one with a result before one that misses something. */
function sumAt(check: Check, offset: number): Sum | undefined {
  const around = check.facts.sums.filter(({ span }) => span[0] !== span[1] && contains(span, offset));
  const size = ({ span, result }: Sum) => span[1] - span[0] + (result === undefined ? check.source.text.length : 0);
  return around.sort((a, b) => size(a) - size(b))[0];
}

interface Hit {
  readonly pointer: Pointer;
  readonly place: Place;
  readonly span: Span;
  readonly onKey: boolean;
}

/** The smallest key or value that holds the offset. */
function placeAt(check: Check, offset: number): Hit | undefined {
  let best: Hit | undefined;
  const consider = (hit: Hit) => {
    if (!contains(hit.span, offset)) return;
    if (!best || hit.span[1] - hit.span[0] < best.span[1] - best.span[0]) best = hit;
  };
  for (const [pointer, place] of check.artifact.places) {
    if (place.key) consider({ pointer, place, span: place.key, onKey: true });
    if (place.text && place.text.text !== '') consider({ pointer, place, span: place.text.span, onKey: false });
  }
  return best;
}

/** The goal in its slots: what was read, and what nobody can tell. */
function goalWords(goal: GoalFact): string {
  const said = (slot: { readonly span: readonly [number, number] } | undefined) =>
    slot ? escapeMarkdown(goal.text.slice(...slot.span)) : undefined;
  const { reading, has } = goal;
  const rows: readonly (readonly [string, boolean, string | undefined, string])[] = [
    ['Direction', has.direction, said(reading.direction), 'increase, reduce or keep?'],
    ['Metric', has.metric, said(reading.metric), 'measured how?'],
    ['Amount', has.magnitude || goal.targetInMetrics, said(reading.magnitude ?? reading.target), 'by how much, relative or points?'],
    ['Window', has.window, said(reading.window), 'by when, counted from what?'],
    ['Guardrail', has.guardrail, said(reading.guardrails[0]), 'what must not get worse?'],
  ];
  const measurable = rows.every(([, there]) => there);
  return [
    `**${measurable ? 'Measurable' : 'Not measurable yet'}**`,
    ...rows.map(
      ([name, there, words, ask]) => `${there ? '✓' : '○'} ${name}: ${there ? (words ?? 'stated in a field of its own') : `*${ask}*`}`,
    ),
  ].join(hardBreak);
}
