// The exam: which data the model is judged on, and whether it stopped changing before the first training.
import { readDate } from '../language/date.js';
import { findPlaceholders, readNotApplicable } from '../language/placeholder.js';
import type { CalendarDate } from '../language/types.js';
import { type Artifact, child, dataAt, leaves, type Pointer, textAt } from '../model/artifact.js';
import { textBelow } from './rows.js';

export interface EvaluationSetFact {
  /** `/evaluation_dataset`, or a data readiness report's `/splits`. */
  readonly field: Pointer;
  readonly text: string;
  readonly prose: boolean;
  /** A version, a date, a digest: something that says it no longer changes. */
  readonly fixed: boolean;
  /** The author's words for putting it off: "will pick later". */
  readonly putOff: string | undefined;
  readonly frozen: { readonly date: CalendarDate; readonly pointer: Pointer } | undefined;
  /** The earliest day on which something is said to have been trained. */
  readonly trained: CalendarDate | undefined;
  /** A placeholder stands for it, or it does not apply. */
  readonly open: boolean;
}

export function evaluationSetOf(artifact: Artifact): EvaluationSetFact | undefined {
  const field =
    artifact.kind === 'data-readiness' ? '/splits' : ['prd', 'experiment-plan'].includes(artifact.kind) ? '/evaluation_dataset' : '';
  if (field === '' || dataAt(artifact, field) === undefined) return undefined;
  const text = textBelow(artifact, field);
  const frozenAt = child(field, 'frozen');
  const version = textBelow(artifact, child(field, 'version'));
  return {
    field,
    text,
    prose: textAt(artifact, field) !== '',
    fixed: textBelow(artifact, frozenAt) !== '' || version !== '' || fixedWords.test(text) || isPeriod(artifact, field, text),
    putOff: putOff.exec(text)?.[0],
    frozen: frozenOn(artifact, field),
    trained: trainedOn(artifact),
    open:
      findPlaceholders(text).length > 0 ||
      /^\W*(?:no|none|not)\b|\bplease\b|\?\s*$/i.test(text) ||
      /^\s*\[[^\]]*\]\W*$/.test(text) ||
      readNotApplicable(text).stated,
  };
}

/** "Test: 2025", "test October": a year or a month that is over stays as it was. */
const isPeriod = (artifact: Artifact, field: Pointer, text: string): boolean =>
  field === '/splits' &&
  (/\b(?:19|20)\d\d\b/.test(textAt(artifact, '/splits/test')) ||
    /\btest\b[^.;\n]{0,30}\b(?:(?:19|20)\d\d|January|February|March|April|June|July|August|September|October|November|December)\b/i.test(
      text,
    ));

const fixedWords =
  /@v?\d|\bv\d{1,3}(?:\.\d{1,3}){0,2}\b|\b(?:frozen|freezes?|froze|locked|sealed|snapshot\w*|versions?|versioned|immutable|read-only|hash\w*|sha-?\d{0,3}|checksum|digest|commit\w*|git|fixtures?|dvc|tag(?:ged)?|never changes?|(?:does|will) not change|public|wmt ?\d\d|imagenet|coco|glue|mmlu|squad|beir|ms ?marco|movielens|cifar-?\d{1,3}|as of \d|release[ds]? \d)\b|\b(?:19|20)\d\d-\d\d-\d\d\b/i;
const putOff =
  /\b(?:will|to) (?:be )?(?:pick|choose|chosen|select|decide|define|find|create)\w*\b[^.;\n]{0,40}\b(?:later|after|once|when|then)\b|\b(?:picked|chosen|selected|decided|defined|created|test(?:ed)?) later\b|\bafter (?:the )?(?:training|launch|model (?:is|was))\b/i;

function frozenOn(artifact: Artifact, field: Pointer): EvaluationSetFact['frozen'] {
  for (const pointer of [`${field}/frozen/date`, `${field}/frozen`, `${field}/frozen/version`]) {
    const date = readDate(textAt(artifact, pointer));
    if (date) return { date: date.value, pointer };
  }
  for (const { pointer, text } of leaves(artifact)) {
    if (pointer !== field && !pointer.startsWith(`${field}/`)) continue;
    const match = /\b(?:frozen|froze|locked|freeze)\b/i.exec(text.text);
    const date = match && readDate(text.text.slice(match.index, match.index + 40));
    if (date) return { date: date.value, pointer };
  }
  return undefined;
}

/** "First training run 2026-02-10", "trained on 1 March 2026"; what data it was trained on, and when the old model was, is another matter. */
function trainedOn(artifact: Artifact): CalendarDate | undefined {
  const dates: CalendarDate[] = [];
  // `training_run: 2026-02-10` is a key that no field claims; it says so all the same.
  const text = artifact.source.replaceAll('_', ' ');
  for (const match of text.matchAll(
    /\b(?:first training(?: run)?|training (?:run|start(?:s|ed)?|began|begins|date)|(?:was |were )?trained|first run)(?::| on| in| was| started| starts| began| of)?\s/gi,
  )) {
    const date = readDate(text.slice(match.index + match[0].length, match.index + match[0].length + 30));
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    if (
      date &&
      date.span[0] <= 4 &&
      !/\b(?:baseline|current|previous|old|existing|incumbent|production|champion|heuristic|last)\b/i.test(before)
    )
      dates.push(date.value);
  }
  return dates.sort()[0];
}
