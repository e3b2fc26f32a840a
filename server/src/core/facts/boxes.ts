// The four boxes at the end of a data readiness report: whether each is ticked, and whether what stands above bears it out.
// They are read as lines, because in YAML they are a comment.
import { findPlaceholders, isEmptyAnswer } from '../language/placeholder.js';
import { type Artifact, child, type Pointer } from '../model/artifact.js';
import { squash } from '../schema/names.js';
import type { Span } from '../text.js';
import type { Facts } from './facts.js';
import { partOf, rowsAt, textBelow } from './rows.js';

export interface Box {
  readonly words: string;
  readonly ticked: boolean;
  readonly holds: boolean;
  /** What it follows from: "3 sources, each with an owner", or what is missing. */
  readonly because: string;
  /** The sign between the brackets. */
  readonly mark: Span;
  /** From the bracket to the end of the line. */
  readonly span: Span;
}

/** In the seed's words and order. */
export const checklist: readonly string[] = [
  'Data sources listed and owners assigned',
  'Sample dataset exists and passes sanity checks',
  'Labeling plan and initial labels > 2000 items (or justified smaller)',
  'Data split strategy and drift detection defined',
];

type Judged = readonly [holds: boolean, because: string];
const judges: readonly ((artifact: Artifact, facts: Facts) => Judged)[] = [sourcesOwned, samplePasses, labelsEnough, splitAndDrift];

const boxed = /^\ufeff?[ \t>]{0,12}(?:[-*+#][ \t]{0,4}|\d{1,2}[.)][ \t]{1,4})?\[([ xX✓✔])\][ \t]{1,4}([^\r\n]{10,160})/gm;

export function boxesOf(artifact: Artifact, facts: Facts): readonly Box[] {
  if (artifact.kind !== 'data-readiness') return [];
  const boxes: Box[] = [];
  for (const found of artifact.source.matchAll(boxed)) {
    const words = (found[2] as string).trimEnd();
    const at = checklist.findIndex((sentence) => squash(words).startsWith(squash(sentence.slice(0, 24))));
    const judge = judges[at];
    if (!judge) continue;
    const open = found.index + found[0].indexOf('[');
    const [holds, because] = judge(artifact, facts);
    const end = found.index + found[0].trimEnd().length;
    boxes.push({ words, ticked: found[1] !== ' ', holds, because, mark: [open + 1, open + 2], span: [open, end] });
  }
  return boxes;
}

function sourcesOwned(_artifact: Artifact, { sources }: Facts): Judged {
  if (sources.length === 0) return [false, 'no source is listed'];
  const open = sources.filter(({ owner }) => owner !== 'somebody').map(({ name }) => name);
  if (open.length === 0) return [true, sources.length === 1 ? '1 source, with an owner' : `${sources.length} sources, each with an owner`];
  return [
    false,
    `${open.slice(0, 3).join(', ')}${open.length > 3 ? ` and ${open.length - 3} more` : ''} ${open.length === 1 ? 'has' : 'have'} no owner`,
  ];
}

function samplePasses(artifact: Artifact): Judged {
  const field = '/sample_dataset';
  if (!isAnswered(artifact, field)) return [false, 'no sample is described'];
  const checks = rowsAt(artifact, `${field}/checks`).filter(({ pointer }) => isAnswered(artifact, pointer));
  const text = textBelow(artifact, field);
  if (checks.length === 0) {
    if (failed.test(text)) return [false, 'a check failed'];
    return passed.test(text) ? [true, 'it passed its checks'] : [false, 'no check of the sample is listed'];
  }
  const results = checks.map((row) => ({
    name: partOf(artifact, row, 'name') || row.text,
    result: partOf(artifact, row, 'result') || row.text,
  }));
  const open = results.filter(({ result }) => failed.test(result) || !passed.test(result)).map(({ name }) => name);
  if (open.length === 0) return [true, `${checks.length} ${checks.length === 1 ? 'check' : 'checks'} passed`];
  return [false, `${open.length} of ${checks.length} checks without a pass: ${(open[0] as string).slice(0, 40)}`];
}
const passed = /\b(?:pass(?:es|ed)?|ok(?:ay)?|green|succeeded|yes|done)\b|[✓✔✅]/iu;
const failed = /\b(?:fail(?:s|ed|ure)?|red|not (?:pass(?:ed)?|run|done)|pending|open)\b|[✗❌]/iu;

function labelsEnough(artifact: Artifact, { labeling, labels }: Facts): Judged {
  if (!labeling || isPlaceholder(labeling.text)) return [false, 'there is no labelling plan'];
  const missing = [!labeling.who && 'who labels', !labeling.how && 'how', !labeling.speed && 'how fast'].filter((word) => word !== false);
  if (!labeling.byItself && missing.length > 0) return [false, `the plan does not say ${missing.join(', ')}`];
  const count = labels?.count?.value;
  if (count === undefined) return [false, 'the number of labels is not written'];
  const shown = `${count.toLocaleString('en-US')} labels`;
  if (count > enough) return [true, shown];
  return isAnswered(artifact, '/labels/justification')
    ? [true, `${shown}, and why they are enough`]
    : [false, `${shown}, and no word on why they are enough`];
}
const enough = 2_000;

function splitAndDrift(artifact: Artifact): Judged {
  const split = isAnswered(artifact, '/splits');
  const signals = rowsAt(artifact, '/drift_detection').filter(
    (row) =>
      isAnswered(artifact, row.pointer) && /\d/.test(row.prose ? row.text : textBelow(artifact, child(row.pointer, 'alert')) || row.text),
  );
  if (!split) return [false, 'how the data is split is not written'];
  if (signals.length === 0) return [false, 'no drift signal has a limit'];
  return [true, `split, and drift on ${signals.length} ${signals.length === 1 ? 'signal' : 'signals'}`];
}

const isAnswered = (artifact: Artifact, pointer: Pointer): boolean => !isPlaceholder(textBelow(artifact, pointer));
const isPlaceholder = (text: string): boolean => isEmptyAnswer(text) || findPlaceholders(text).length > 0;
