// How many labels there are, and how more of them are made: by whom, how, how fast. Numbers that are not written are undefined.
import { readDate } from '../language/date.js';
import { readDuration } from '../language/duration.js';
import { readOwners } from '../language/owner.js';
import { findPlaceholders, readNotApplicable } from '../language/placeholder.js';
import { type Artifact, child, dataAt, type Pointer, textAt, unclaimedUnder } from '../model/artifact.js';
import { isSomebody } from './ownership.js';
import { rowsAt, textBelow } from './rows.js';
import { numberAt } from './sums/inputs.js';

/** A count and the words it was read from. */
export interface CountFact {
  readonly value: number;
  readonly pointer: Pointer;
  /** Offsets in the leaf's text. */
  readonly from: number;
  readonly to: number;
}

export interface LabelsFact {
  readonly count: CountFact | undefined;
  readonly perClass: readonly { readonly name: string; readonly count: number; readonly pointer: Pointer }[];
  /** Everything that is said about the labels. */
  readonly text: string;
  readonly prose: boolean;
}

export function labelsOf(artifact: Artifact): LabelsFact | undefined {
  const field = '/labels';
  if (artifact.kind !== 'data-readiness' || dataAt(artifact, field) === undefined) return undefined;
  const prose = textAt(artifact, field) !== '';
  const perClass = rowsAt(artifact, `${field}/per_class`).flatMap((row) => {
    const number = row.prose ? countIn(row.text, true) : numberAt(artifact, child(row.pointer, 'count'));
    const name = row.prose ? (/^[^:(–—\d]+/.exec(row.text)?.[0].trim() ?? '') : textAt(artifact, child(row.pointer, 'class'));
    return number ? [{ name, count: number.value, pointer: row.pointer }] : [];
  });
  const loose = unclaimedUnder(artifact, field).map(({ whole }) => artifact.source.slice(...whole));
  return { count: countOf(artifact, field, perClass), perClass, text: [textBelow(artifact, field), ...loose].join('\n'), prose };
}

function countOf(artifact: Artifact, field: Pointer, perClass: LabelsFact['perClass']): CountFact | undefined {
  const own = child(field, 'count');
  for (const pointer of [own, field]) {
    const text = textAt(artifact, pointer);
    const found = text === '' ? undefined : countIn(text, pointer === own || /^\W{0,2}[\d,. ]{1,12}[km]?\W{0,2}(?:[;(±]|$)/i.test(text));
    if (found) return { ...found, pointer };
  }
  const first = perClass[0];
  if (!first || dataAt(artifact, own) !== undefined || textAt(artifact, field) !== '') return undefined;
  return { value: perClass.reduce((sum, { count }) => sum + count, 0), pointer: child(field, 'per_class'), from: 0, to: 0 };
}

const amount = /(?<![\w.,±$€£@#/-])(\d{1,3}(?:[, ]\d{3}){1,4}|\d{1,9}(?:\.\d{1,3})?)\s?([kKmM]\b)?(?!\d|\.\d|-?fold)/g;
const counted =
  /^\W{0,2}(?:[\w-]{1,20}\s){0,3}(?:labels?|labell?ed|annotat\w*|judg\w*|examples?|items?|cases?|images?|scans?|x-?rays?|stud(?:y|ies)|tickets?|documents?|messages?|e-?mails?|calls?|pairs?|records?|rows?|samples?|quer(?:y|ies)|sentences?|utterances?|segments?|transactions?|claims?|reviews?|cvs?|resumes?|applications?|clips?|frames?|answers?|questions?|products?|pages?|invoices?)\b/i;
const otherwise =
  /^\s?(?:%|percent|pp\b|points?|class|categor|annotator|labell?ers?|people|experts?|months?|years?|weeks?|days?|hours?|h\b|min|per\b|\/|x\b|×|languages?|sources?|intents?|raters?)/i;

/** "400 labels per day" is a speed. */
const isRate = /^\s?(?:[a-z-]{1,20}\s){0,3}(?:per|an?|each|every|\/)\s?(?:annotator |person )?(?:hour|day|week|month|h|d|wk)\b/i;

/** The first number that counts labels; where the leaf is about nothing else, any that counts nothing else. */
export function countIn(text: string, only: boolean): { readonly value: number; readonly from: number; readonly to: number } | undefined {
  for (const match of text.matchAll(amount)) {
    const to = match.index + match[0].trimEnd().length;
    const after = text.slice(to, to + 80);
    const isYear = /^(?:19|20)\d\d$/.test(match[0].trim()) && !only;
    if (otherwise.test(after) || isRate.test(after) || isYear || !(only || counted.test(after))) continue;
    const scale = /k/i.test(match[2] ?? '') ? 1_000 : /m/i.test(match[2] ?? '') ? 1_000_000 : 1;
    const value = Number((match[1] as string).replace(/[, ]/g, '')) * scale;
    // "3 labels: spam, offer, other" are classes.
    if (only || value >= 30) return { value, from: match.index, to };
  }
  return undefined;
}

export interface LabelingFact {
  readonly text: string;
  readonly prose: boolean;
  readonly who: boolean;
  readonly how: boolean;
  readonly speed: boolean;
  /** Nobody has to label by hand: the world answers, rules do it, or there is nothing to label. */
  readonly byItself: boolean;
  /** Judgements a day by everybody together, where the text says so. */
  readonly perDay: number | undefined;
}

export function labelingOf(artifact: Artifact): LabelingFact | undefined {
  const field = '/labeling';
  if (artifact.kind !== 'data-readiness' || dataAt(artifact, field) === undefined) return undefined;
  const text = textBelow(artifact, field);
  const has = (...keys: readonly string[]): boolean => keys.some((key) => textBelow(artifact, `${field}/${key}`) !== '');
  const rate = rateOf(text);
  return {
    text,
    prose: textAt(artifact, field) !== '',
    who: has('who') || isNamed(text),
    how: has('guideline', 'method') || howWords.test(text),
    speed:
      has('items_per_hour', 'due') ||
      rate !== undefined ||
      fastWords.test(text) ||
      readDate(text) !== undefined ||
      readDuration(text, artifact.vocabulary) !== undefined ||
      isDone.test(`${text}\n${textBelow(artifact, '/labels')}`),
    byItself: byItself.test(text) || readNotApplicable(text).stated,
    perDay: rate,
  };
}

/** Work that is done needs no speed any more. */
const isDone =
  /\b(?:was|were|been|already|all) (?:[a-z]{1,20}ly )?(?:annotated|labell?ed|judged|graded|rated|transcribed|reviewed)\b|\b(?:label+ing|annotation) (?:is |was )?(?:done|complete|completed|finished)\b/i;
const byItself =
  /\b(?:user[- ]signals?|programmatic\w*|weak(?:ly)? supervis\w*|self-?supervis\w*|unsupervis\w*|implicit|no (?:manual |human |further )?(?:label|annotat)\w*|not (?:needed|required|necessary)|(?:labels?|annotations?) (?:already )?(?:exist|come with|are (?:part of|recorded|taken|derived|known)|from)|(?:labels?|annotations?) (?:are |is |were )?(?:derived|inferred|extracted|generated) |already labell?ed|pre-?labell?ed|labell?ed by (?:the )?(?:outcome|system|event)|ground truth (?:is|comes)|outcomes?|clicks?|purchases?|chargebacks?|conversions?|observed|measured)\b/i;
const howWords =
  /\b(?:guide(?:line|book)?s?|rubrics?|instructions?|codebook|protocols?|handbook|criteria|definitions?|double|consensus|majority|active[- ]learning|in-?house|own staff|heuristics?|rules?|adjudicat\w*|blind(?:ed)?|two[- ](?:pass|stage|reader)|each item|independent(?:ly)?|label studio|prodigy|labelbox|cvat|argilla|doccano|gold(?:en)? (?:set|questions?)|spot[- ]check\w*|review(?:ed)?|training session|schema)\b/i;
const fastWords = /\b(?:throughput|turnaround|by (?:end of|mid|q[1-4])|sprints?|deadline|until)\b/i;
const labellers =
  /\b(?:vendors?|agenc(?:y|ies)|crowd\w*|mturk|mechanical turk|appen|scale ai|surge|toloka|sama|annotators?|labell?ers?|raters?|radiologists?|clinicians?|doctors?|nurses?|physicians?|experts?|reviewers?|agents?|linguists?|translators?|editors?|analysts?|lawyers?|teachers?|students?|recruiters?|moderators?|investigators?|smes?|staff|team|customers?|users?|engineers?|scientists?|interns?|planners?|buyers?|[a-z]{3,20}(?:ers|ists|ors|ians) (?:will |who )?(?:label|annotate|grade|mark|judge|rate|tag|review))\b/i;

const isNamed = (text: string): boolean =>
  labellers.test(text) ||
  findPlaceholders(text).length > 0 ||
  readOwners(text).some((slot) => isSomebody(slot.value) && slot.confidence >= 0.8);

/** "400/day", "2,000 a week", "40 items an hour": judgements a day; hours and weeks by five. */
function rateOf(text: string): number | undefined {
  const match =
    /(?<![\w.])(\d{1,3}(?:[, ]\d{3}){1,3}|\d{1,7})\s?(k\b)?\s?(?:[a-z-]{1,20}\s){0,3}(?:\/|per|an?|each|every)\s?(?:person |annotator |labell?er |working )?(hour|h|day|d|week|wk|w|month)\b/i.exec(
      text,
    );
  if (!match) return undefined;
  const value = Number((match[1] as string).replace(/[, ]/g, '')) * (match[2] ? 1000 : 1);
  const unit = (match[3] as string)[0]?.toLowerCase();
  return unit === 'h' ? value * 5 : unit === 'w' ? value / 5 : unit === 'm' ? value / 21 : value;
}

export interface AgreementFact {
  /** `raw` is the share of equal answers; `other` a measure that has no usual limit here (ICC, AC1, Dice …). */
  readonly stat: 'kappa' | 'alpha' | 'raw' | 'other';
  /** 0 to 1. */
  readonly value: number | undefined;
  readonly pointer: Pointer;
  /** The number, or the words, in the leaf's text. */
  readonly from: number;
  readonly to: number;
}

/** How far people agree, wherever labels or their judge are spoken of; kappa before alpha before a raw share. */
export function agreementOf(artifact: Artifact): AgreementFact | undefined {
  const structured = structuredAgreement(artifact, '/labels/agreement');
  if (structured) return structured;
  const found: AgreementFact[] = [];
  for (const [pointer, place] of artifact.places) {
    if (!place.text || !/^\/(?:labels|labeling|quality|evaluation_dataset|llm_eval|metrics|baseline|risks_and_mitigations)\b/.test(pointer))
      continue;
    found.push(...agreementIn(place.text.text, pointer, pointer.includes('agreement')));
  }
  const order = ['kappa', 'alpha', 'other', 'raw'] as const;
  return found.sort((a, b) => order.indexOf(a.stat) - order.indexOf(b.stat))[0];
}

function structuredAgreement(artifact: Artifact, field: Pointer): AgreementFact | undefined {
  const at = child(field, 'value');
  const stat = textAt(artifact, child(field, 'stat')).toLowerCase();
  const text = textAt(artifact, at);
  const match = /(\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})\s?(%)?/.exec(text);
  if (stat === '' || findPlaceholders(`${stat} ${text}`).length > 0) return undefined;
  const kind = /kappa|κ/.test(stat)
    ? 'kappa'
    : /alpha|α/.test(stat)
      ? 'alpha'
      : /^%$|percent|raw|agreement|accuracy/.test(stat)
        ? 'raw'
        : 'other';
  const number = match ? Number(match[1]) : undefined;
  const value = number === undefined ? undefined : match?.[2] || number > 1 ? number / 100 : number;
  const from = match?.index ?? 0;
  return {
    stat: kind,
    value,
    pointer: text === '' ? child(field, 'stat') : at,
    from,
    to: match ? from + (match[1] as string).length : text.length,
  };
}

const statistics = [
  ['kappa', /(?:\bkappa\b|κ)(?:\s(?:of|is|was|at|=))?[\s:=≥>(]{0,3}(0?\.\d{1,4}|1(?:\.0+)?)/i],
  [
    'alpha',
    /(?:\bkrippendorff(?:['’]s)?(?: alpha| α)?|\bagreement[^.;\n]{0,20}\balpha\b|\balpha\b)(?:\s(?:of|is|was|at|=))?[\s:=≥>(]{0,3}(0?\.\d{1,4})/i,
  ],
  ['other', /\b(?:icc|ac1|ac2|pabak|dice|iou|spearman|pearson|cronbach)\b[\s:=≥>]{0,3}(\.?\d?)/i],
  ['raw', /\bagree(?:ment|s|d)?\b(?:\s(?:of|is|was|at|on|in|with humans))?[\s:=≥>(~]{0,3}(\d{2}(?:\.\d{1,2})?)\s?%/i],
  ['raw', /(?<![\d.])(\d{2}(?:\.\d{1,2})?)\s?%\s(?:raw\s|inter-?[a-z]{1,12}\s|of (?:the )?(?:cases|items)\s|[a-z]{1,12}\s){0,3}agree/i],
] as const;

function agreementIn(text: string, pointer: Pointer, own: boolean): readonly AgreementFact[] {
  const isRelated = own || /\bagree|\binter-?(?:rater|annotator)|\bkappa\b|κ|\bkrippendorff/i.test(text);
  if (!isRelated || findPlaceholders(text).length > 0) return [];
  const found = statistics.flatMap(([stat, pattern]): readonly AgreementFact[] => {
    const match = pattern.exec(text);
    if (!match) return [];
    const digits = match[1] as string;
    const from = match.index + match[0].lastIndexOf(digits);
    const value = stat === 'raw' ? Number(digits) / 100 : stat === 'other' ? undefined : Number(digits);
    return [{ stat, value, pointer, from, to: from + digits.length }];
  });
  if (found.length > 0 || !own) return found;
  const share = /^\W{0,2}(\d{2}(?:\.\d{1,2})?)\s?%/.exec(text);
  if (!share) return [];
  const digits = share[1] as string;
  const from = share[0].indexOf(digits);
  return [{ stat: 'raw', value: Number(digits) / 100, pointer, from, to: from + digits.length }];
}
