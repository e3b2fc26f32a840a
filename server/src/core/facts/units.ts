// What a test draws by lot and what it counts: the same, or many in one. Reads fields and sentences alike.
import { type Artifact, type Pointer, textAt } from '../model/artifact.js';
import type { Span } from '../text.js';
import { textBelow } from './rows.js';

export interface UnitsFact {
  /** "user", "session", "impression" …: common names of the units. */
  readonly drawn: string;
  readonly counted: string;
  /** The words that say what is counted. */
  readonly pointer: Pointer;
  readonly words: Span;
  /** There are many of what is counted in one of what is drawn. */
  readonly nested: boolean;
}

export function unitsOf(artifact: Artifact): UnitsFact | undefined {
  const test = textBelow(artifact, '/online_test');
  const drawn = unitIn(
    textAt(artifact, '/online_test/randomization_unit') ||
      (lots.map((pattern) => pattern.exec(test)?.[1]).find((unit) => unit !== undefined) ?? ''),
  );
  const counted = drawn === undefined ? undefined : countedIn(artifact, test);
  if (drawn === undefined || !counted) return undefined;
  const { unit, pointer, words } = counted;
  return { drawn, counted: unit, pointer, words, nested: coarseness.indexOf(unit) > coarseness.indexOf(drawn) };
}

interface Counted {
  readonly unit: string;
  readonly pointer: Pointer;
  readonly words: Span;
}

const lots = [
  /\brandom(?:ly)? (?:split|assign\w*|allocat\w*)(?: of)? (?:the )?([a-z]{3,14})/i,
  /\brandomi[sz]\w* (?:by|per|on|at the|each)?\s?(?:level of )?(?:the )?([a-z]{3,14})/i,
  /\b([a-z]{3,14}) are (?:randomly )?(?:randomi[sz]ed|assigned|split|drawn|allocated)\b/i,
  /\b(?:per-)?(user|visitor|customer|account|patient|clinic|store)[- ](?:level )?(?:split|randomi[sz]ation|assignment)\b/i,
];

function countedIn(artifact: Artifact, test: string): Counted | undefined {
  const own = '/online_test/analysis_unit';
  const unit = unitIn(
    textAt(artifact, own)
      .split(/÷|\/|\bper\b/)
      .at(-1) ?? '',
  );
  if (unit !== undefined) return { unit, pointer: own, words: [0, textAt(artifact, own).length] };
  if (textAt(artifact, own) !== '') return undefined;
  for (const pointer of [
    '/primary_metric/analysis_unit',
    '/primary_metric/definition/denominator',
    '/primary_metric/definition',
    '/primary_metric',
    '/primary_metric/name',
  ]) {
    const text = textAt(artifact, pointer);
    const found =
      /\b(?:clicks|views|orders|purchases|errors|plays|conversions|bookings|answers)\b[a-z ]{0,20}(?:÷|\/|per|divided by|over) (?:all |the |each )?([a-z]{4,14})\b/i.exec(
        text,
      );
    const denominator = found
      ? unitIn(found[1] as string)
      : pointer.endsWith('denominator') || pointer.endsWith('analysis_unit')
        ? unitIn(text)
        : undefined;
    if (denominator !== undefined)
      return { unit: denominator, pointer, words: found ? [found.index, found.index + found[0].length] : [0, text.length] };
  }
  const prose =
    /\b(?:analy[sz]e|analysis(?: is)?|count|measure|compare|test)(?:d|s)? (?:it |them |the result )?(?:by |per |on |each |every |at the |at )?([a-z]{4,14})(?:[- ]level)?\b/i.exec(
      textAt(artifact, '/online_test'),
    );
  const named = prose ? unitIn(prose[1] as string) : undefined;
  return prose && named !== undefined && test !== ''
    ? { unit: named, pointer: '/online_test', words: [prose.index, prose.index + prose[0].length] }
    : undefined;
}

/** From what is drawn to what it contains; the finer one has many in one coarser. */
const coarseness = ['store', 'clinic', 'account', 'user', 'session', 'page view', 'impression', 'event'];
const names: readonly (readonly [string, RegExp])[] = [
  ['store', /\b(?:stores?|shops?|cit(?:y|ies)|regions?|markets?|schools?)\b/i],
  ['clinic', /\b(?:clinics?|hospitals?|teams?|classes)\b/i],
  ['account', /\b(?:accounts?|households?|companies|tenants?)\b/i],
  [
    'user',
    /\b(?:users?|visitors?|customers?|patients?|members?|people|person|drivers?|agents?|shoppers?|learners?|applicants?|cookies?|devices?|readers?|listeners?)\b/i,
  ],
  ['session', /\b(?:sessions?|visits?|conversations?|trips?|rides?|stays?)\b/i],
  ['page view', /\b(?:page ?views?|pages?|search(?:es)?|quer(?:y|ies)|requests?)\b/i],
  ['impression', /\b(?:impressions?|messages?|emails?|tickets?|scans?|images?|orders?|items?|transactions?|answers?)\b/i],
  ['event', /\b(?:events?|clicks?)\b/i],
];
/** The one unit that a few words name. */
function unitIn(text: string): string | undefined {
  const found = names.filter(([, pattern]) => pattern.test(text));
  return found.length === 1 ? found[0]?.[0] : undefined;
}
