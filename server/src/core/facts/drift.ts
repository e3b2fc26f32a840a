// Checks for drift: what is compared, by which measure, at which limits, over which window, on how many rows.
// Written as a table row, a structure or a sentence; rows of the section that are no checks (a tool, an owner, a link) are left out.
import { readDuration } from '../language/duration.js';
import { findPlaceholders, readNotApplicable } from '../language/placeholder.js';
import { readSchedule } from '../language/schedule.js';
import { type Artifact, child, leavesBelow, type Pointer, parent, textAt, unclaimedUnder } from '../model/artifact.js';
import { partOf, type Row, rowsAt, textBelow } from './rows.js';

/** A number and where it stands in its leaf. */
export interface LimitFact {
  readonly value: number;
  readonly pointer: Pointer;
  readonly from: number;
  readonly to: number;
}

export interface DriftFact {
  readonly pointer: Pointer;
  readonly field: Pointer;
  readonly text: string;
  readonly prose: boolean;
  readonly has: { readonly measure: boolean; readonly limit: boolean; readonly window: boolean };
  /** A distance between distributions: larger is worse. */
  readonly distance: 'psi' | 'other' | undefined;
  readonly warn: LimitFact | undefined;
  readonly alert: LimitFact | undefined;
  /** The significance level that rings, 0 to 1. */
  readonly alpha: LimitFact | undefined;
  readonly sample: LimitFact | undefined;
  /** Rows of the reference, where they are counted. */
  readonly reference: number | undefined;
  readonly bins: number | undefined;
  /** How many features it runs over, where that is counted. */
  readonly features: number | undefined;
  readonly runsPerDay: number | undefined;
}

export const driftField = (artifact: Artifact): Pointer | undefined =>
  artifact.kind === 'data-readiness' ? '/drift_detection' : artifact.kind === 'monitoring' ? '/drift' : undefined;

export function driftOf(artifact: Artifact): readonly DriftFact[] {
  const field = driftField(artifact);
  if (field === undefined) return [];
  const rows = rowsAt(artifact, field);
  const checks = rows.filter((row) => isCheck(artifact, row));
  const around = surroundings(artifact, field, checks);
  const watched = ['/signals', '/alerts']
    .flatMap((other) => leavesBelow(artifact, other))
    .filter(({ text }) => /\bdrift|\bpsi\b/i.test(text.text));
  const limits = watched.map(({ pointer }) => textBelow(artifact, parent(pointer))).join('\n');
  return checks.map((row) => driftFact(artifact, field, row, `${around}\n${limits}`));
}

const check =
  /\bdrift|\bshift|\bdistribution|\bpsi\b|\bstability|\bskew|\bdiverge|\bkolmogorov|\bks\b|\bwasserstein|\bchi-?sq|\bp-?value|\bp ?[<≤]|\bfeatures?\b|\bmonitor|\bcompar|\bdetect|\bwatch|\btrack|\bnull rate|\bmissing rate/i;

/** "Frequency: daily", "Tool: Evidently": said of all checks. */
const ofAll =
  /^(?:monitoring |check |drift )?(?:frequency|cadence|windows?|schedule|intervals?|tool(?:s|ing)?|owners?|dashboards?|response|actions?|heartbeat\w*|retrain\w*|alert(?:s|ing)?|reference|baseline|thresholds?|method|metric|measure|sample)\b[^:\n]{0,20}(?::|\n|$)/i;

function isCheck(artifact: Artifact, row: Row): boolean {
  if (findPlaceholders(row.text).length > 0 || /^\s*\[[^\]]*\]\s*$/.test(row.text) || readNotApplicable(row.text).stated) return false;
  const from = artifact.places.get(row.pointer)?.from;
  if (from !== 'table' && from !== 'key' && ofAll.test(row.text)) return false;
  const own = ['metric', 'warn', 'min_sample', 'bins', ...(from === 'key' || from === 'table' ? ['signal'] : [])];
  return own.some((key) => partOf(artifact, row, key) !== '') || check.test(row.text);
}

/** What the section says outside its checks; of a paragraph that was cut into clauses, all of it. */
function surroundings(artifact: Artifact, field: Pointer, rows: readonly Row[]): string {
  const place = artifact.places.get(field);
  let text = place ? artifact.source.slice(...place.value) : '';
  for (const row of rows) {
    const own = artifact.places.get(row.pointer);
    if (!own || (row.prose && !isListed(artifact.source, own.value[0]))) continue;
    text = text.replace(artifact.source.slice(...own.whole), ' ');
  }
  return text;
}

/** It stands behind a bullet or a number. */
function isListed(source: string, at: number): boolean {
  const line = source.slice(source.lastIndexOf('\n', at - 1) + 1, at);
  return /^\s*(?:[-*+]|\d{1,3}[.)])\s/.test(line) || /^\s*[\w"']*:?\s*\[|,\s*$/.test(line);
}

const measures =
  /\bpsi\b|\bpopulation stability|\bks\b|\bk-s\b|\bkolmogorov|\bjensen|\bjs[ -]?d|\bkl\b|\bkullback|\bwasserstein|\bearth mover|\bhellinger|\bchi-?sq|χ²|\bcram[eé]r|\bt-?tests?\b|\bmmd\b|\badwin\b|\bddm\b|\bpage-hinkley|\bcusum|\bmean\b|\bmedian|\bshare\b|\brates?\b|\bratio|\baccuracy|\bauc\b|\bf1\b|\bprecision|\brecall|\brmse|\bmae\b|\bmape|\berror\b|\bdistance|\bdivergence|\bcosine|\bz-?score|\bstandard deviation|\bstd\b|σ|\bsigma|\bp-?values?\b|\bp ?[<≤]|\bpercentage points?\b|\bvolume|\bcounts?\b|\bfamily-?wise|\bbonferroni|\bsignifican|\bquantile|\bp\d\d\b/i;
const limits =
  /[<>≤≥]=?\s?\$?\.?\d|\b(?:above|below|exceed(?:s|ing)?|over|under|warn(?:ing)?|alert|alarm|critical|threshold|limit|more than|less than|(?:drops?|falls?|rises?|moves?|changes?|differs?|deviates?) (?:by|below|above|of|from)?|at|than|reaches|of)\b\W{0,4}(?:[a-z]{1,12}\W){0,2}\.?\d|\d ?(?:%|σ|pp\b|points\b|sigma|standard dev)|(?<![\d.])0?\.\d/i;
const windows =
  /\b(?:daily|weekly|hourly|nightly|monthly|quarterly|windows?|rolling|per (?:batch|run|day|week|hour|release)|each (?:batch|run|day|week|release)|every|real-?time|continuous(?:ly)?|stream(?:ing)?|last \d|past \d|trailing|24 ?h)\b/i;

function driftFact(artifact: Artifact, field: Pointer, row: Row, around: string): DriftFact {
  const part = (key: string): string => partOf(artifact, row, key);
  const loose = unclaimedUnder(artifact, row.pointer).map(({ whole }) => artifact.source.slice(...whole));
  const said = [row.text, ...loose, around].join('\n');
  const metric = part('metric') || row.text;
  const every =
    readSchedule(part('window') || said)?.value.every ??
    (part('window') === '' ? undefined : readDuration(part('window'), artifact.vocabulary)?.value);
  return {
    pointer: row.pointer,
    field,
    text: row.text,
    prose: row.prose,
    has: {
      measure: part('metric') !== '' || measures.test(said),
      limit: ['warn', 'alert', 'retrain'].some((key) => /\d/.test(part(key))) || limits.test(said),
      window: part('window') !== '' || windows.test(said) || readDuration(said, artifact.vocabulary) !== undefined,
    },
    distance: /\bpsi\b|population stability/i.test(metric)
      ? 'psi'
      : /\bjensen|\bjs\b|\bkl\b|\bkullback|\bwasserstein|\bhellinger|\bdistance|\bdivergence/i.test(metric)
        ? 'other'
        : undefined,
    warn: limitOf(artifact, row, 'warn', warnAt),
    alert: limitOf(artifact, row, 'alert', alertAt),
    alpha: limitOf(artifact, row, undefined, alphaAt),
    sample: limitOf(artifact, row, 'min_sample', sampleAt),
    reference:
      numberOf(referenceAt.exec(said)) ??
      numberOf(
        /(?<![\w.])(\d{1,3}(?:[, ]\d{3})+|\d{2,9})(?=\s(?:rows|cases|samples|records|requests|predictions)|\s*$)/.exec(part('reference')),
      ),
    bins:
      numberOf(/^\s*(\d{1,3})\s*$/.exec(part('bins'))) ??
      numberOf(/(?<![\w.])(\d{1,3})\s?(?:equal )?(?:bins|buckets|deciles)\b/i.exec(said)),
    features:
      numberOf(/(?<![\w.])(\d{1,5})\s(?:[a-z-]{1,20}\s){0,2}(?:features?|columns?|signals?|variables?|fields|inputs)\b/i.exec(said)) ??
      numberOf(/^(?:number of )?(?:features?|columns?)\s?:\s?(\d{1,5})\b/im.exec(loose.join('\n'))),
    runsPerDay: every && every.days > 0 ? Number((1 / every.days).toPrecision(6)) : undefined,
  };
}

const number = '(\\d{1,3}(?:,\\d{3})+|\\d{0,9}\\.\\d{1,6}|\\d{1,9})';
const warnAt = new RegExp(`\\bwarn(?:ing|s)?\\b(?: at| from| above| over| if| when|:|=|>|≥|>=|\\s){0,4}${number}(?!\\s?%)`, 'i');
const alertAt = new RegExp(
  `(?:\\b(?:alert|alarm|critical|page|ring|fire)s?\\b(?: at| from| above| over| if| when|:|=|>|≥|>=|\\s){0,4}|\\b(?:psi|divergence|distance)\\s?(?:>|≥|>=|above|over|exceeds)\\s?)${number}(?!\\s?(?:%|bins|buckets|features|rows|days?|hours?|weeks?))`,
  'i',
);
const alphaAt =
  /\b(?:p(?:-?values?)?\s?(?:<|≤|<=|below|under|of)|alpha\s?(?:=|of|:)?|α\s?=?|significance(?: level)?(?: of)?)\s?(0?\.\d{1,5})/i;
const sampleAt = new RegExp(
  `(?:\\bn\\s?(?:=|≥|>=|>|of)\\s?|\\bat least |\\bminimum (?:of )?|\\bmin\\.? (?:sample )?(?:of )?|\\bsample (?:size )?(?:of )?|\\bwindow of )${number}(?!\\s?(?:%|days?|hours?|weeks?|h\\b|d\\b))|${number}(?=\\s(?:rows|cases|records|requests|predictions|transactions|events|images)\\b)`,
  'i',
);
const referenceAt =
  /\b(?:vs\.?|versus|against|reference(?: of)?|compared with)\s(?:the )?(?:first |last )?(\d{1,3}(?:,\d{3})+|\d{2,9})(?![\d.%]|\s?(?:days?|weeks?|months?))/i;

const digitsOf = (match: RegExpExecArray | null): string | undefined => match?.[1] ?? match?.[2];

function numberOf(match: RegExpExecArray | null): number | undefined {
  const digits = digitsOf(match);
  return digits === undefined ? undefined : Number(digits.replace(/[, ]/g, ''));
}

/** In its own part, else behind its word in any text of the row. */
function limitOf(artifact: Artifact, row: Row, key: string | undefined, pattern: RegExp): LimitFact | undefined {
  const at = (pointer: Pointer, match: RegExpExecArray | null): LimitFact | undefined => {
    const digits = digitsOf(match);
    const value = numberOf(match);
    if (!match || digits === undefined || value === undefined) return undefined;
    const from = match.index + match[0].lastIndexOf(digits);
    return { value, pointer, from, to: from + digits.length };
  };
  if (!row.prose && key !== undefined) {
    const pointer = child(row.pointer, key);
    const own = at(
      pointer,
      /^[\s>≥=~a-z]{0,12}?(\d{1,3}(?:,\d{3})+|\d{0,9}\.\d{1,6}|\d{1,9})(?:\s(?:rows|cases|samples|records|requests|predictions)[a-z ]{0,20})?\s*$/i.exec(
        textAt(artifact, pointer),
      ),
    );
    if (own) return own;
  }
  for (const pointer of row.prose
    ? [row.pointer]
    : ['metric', 'alert', 'warn', 'signal', 'window', 'reference'].map((part) => child(row.pointer, part))) {
    const found = at(pointer, pattern.exec(textAt(artifact, pointer)));
    if (found) return found;
  }
  return undefined;
}
