// Which parts of a text state the author's own aim, which protect something, which are conditions, and which are about
// somebody else, the past, or what will not be done. Only the first kind may hold a target.
import { isDirectionVerb, isHold } from './direction.js';
import { guardAt, harmAfter } from './protect.js';
import { endsSentence, type Token } from './tokens.js';

export type Part = 'main' | 'guard' | 'condition' | 'aside';

export interface Clauses {
  /** Half-open token ranges. */
  readonly sentences: readonly (readonly [from: number, to: number])[];
  partOf(at: number): Part;
}

const codes: readonly Part[] = ['main', 'guard', 'condition', 'aside'];

export function clausesOf(tokens: readonly Token[]): Clauses {
  const parts = new Uint8Array(tokens.length);
  const sentences: [number, number][] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (!endsSentence(tokens, at)) continue;
    if (at > from) sentences.push([from, at]);
    from = at + 1;
  }
  if (from < tokens.length) sentences.push([from, tokens.length]);
  for (const [start, stop] of sentences) markSentence(tokens, start, stop, parts);
  markQuotes(tokens, parts);
  return { sentences, partOf: (at) => codes[parts[at] ?? 0] as Part };
}

const Main = 0;
const Guard = 1;
const Condition = 2;
const Aside = 3;

const hedges = /^(?:might|maybe|perhaps|possibly)$/;
const sources = /^(?:vendors?|suppliers?|providers?|analysts?|stud(?:y|ies)|papers?|benchmarks?|blog|they|others|some|elsewhere)$/;
const claims = /^(?:promises?|promised|claims?|says?|said|reports?|reported|found|finds|states?|shows?|suggests?|quotes?|advertises?)$/;
const others =
  /^(?:competitor|competitors|competitor's|competitors'|competition|rival|rivals|rival's|vendor's|gartner|forrester|mckinsey|claimed|reportedly|literature|incumbents)$/;
/** A report of what happened: "the test of May gave us 4 % more clicks". */
const narrative = /^(?:gave|saw|brought|yielded|produced|resulted|showed|went|did|made|took|caused|led|earned)$/;
/** "The pilot raised approvals by 2 pp": a verb in the past between a subject and an object. */
const pastVerb = /^(?:raised|increased|reduced|improved|lifted|boosted|lowered|decreased|halved|doubled|shortened)$/;
const past = /^(?:last|previous|ago|historically|previously|yesterday|formerly)$/;
const labelGuard = /^(?:guardrails?|guard|constraints?|counter-metrics?|invariants?)$/;

function markSentence(tokens: readonly Token[], start: number, stop: number, parts: Uint8Array): void {
  let state = Main;
  let boundary = start;
  let sawDirection = false;
  let foreign = false;
  const word = (at: number): string => (at < stop && at >= start ? (tokens[at] as Token).lower : '');
  const first = start + (word(start) === '-' || word(start) === '*' || word(start) === '•' ? 1 : 0);
  if (
    labelGuard.test(word(first)) &&
    (word(first + 1) === ':' || word(first + 1) === '–' || word(first + 1) === '-' || word(first + 2) === ':')
  ) {
    parts.fill(Guard, start, stop);
    return;
  }
  if (/^(?:non|out|anti)$/.test(word(first)) && /^(?:goals?|scope)$/.test(word(first + 2)) && /^(?::|-|–|is|are)$/.test(word(first + 3))) {
    parts.fill(Aside, start, stop);
    return;
  }
  for (let at = start; at < stop; at++) {
    const token = tokens[at] as Token;
    const lower = token.lower;
    const next = guardAt(tokens, at, stop, sawDirection);
    if (next !== undefined && state !== Condition) {
      state = Guard;
      boundary = at;
    } else if (state === Main && isCondition(tokens, at, start)) {
      state = Condition;
      boundary = at;
    } else if (
      lower === 'because' ||
      (lower === 'due' && word(at + 1) === 'to') ||
      (lower === 'given' && word(at + 1) === 'that') ||
      (lower === 'rather' && word(at + 1) === 'than') ||
      (lower === 'instead' && word(at + 1) === 'of') ||
      lower === 'unlike'
    ) {
      state = Aside;
      boundary = at;
    } else if (isNegation(tokens, at)) {
      const harm = harmAfter(tokens, at, stop);
      if (harm) {
        // "NPS must not fall below 40": the subject before it is protected as well.
        if (!sawDirection || boundary > start) parts.fill(Guard, boundary, at);
        boundary = at;
        state = Guard;
      } else if (
        word(at + 1) !== 'only' &&
        word(at + 1) !== 'yet' &&
        word(at + 1) !== 'just' &&
        !/^(?:above|below|more|less|over|under|exceed|worse|later|lower|higher|fewer)/.test(word(at + 1)) &&
        state === Main
      ) {
        state = Aside;
        if (!sawDirection) parts.fill(Aside, boundary, at);
        boundary = at;
      }
    } else if (
      hedges.test(lower) ||
      (state === Main && (narrative.test(lower) || isReport(tokens, at, start))) ||
      (sources.test(lower) && (claims.test(word(at + 1)) || claims.test(word(at + 2))))
    ) {
      parts.fill(Aside, boundary, at);
      boundary = at;
      state = Aside;
      foreign = true;
    } else if (
      others.test(lower) ||
      (lower === 'according' && word(at + 1) === 'to') ||
      (lower === 'industry' && /^(?:average|peers?|leaders?|reports?)$/.test(word(at + 1))) ||
      (lower === 'market' && /^leaders?$/.test(word(at + 1)))
    ) {
      if (!(word(at - 1) === 'beat' || word(at - 1) === 'match' || word(at - 2) === 'beat')) {
        parts.fill(Aside, boundary, at);
        boundary = at;
        state = Aside;
        foreign = true;
      }
    } else if (past.test(lower) && !/^(?:within|at|the|than)$/.test(word(at - 2)) && state !== Guard && isPast(tokens, at, stop)) {
      parts.fill(Aside, boundary, at);
      state = Aside;
    } else if (
      (lower === ',' || lower === 'then' || lower === '—' || lower === '–' || lower === 'but' || lower === '→') &&
      state !== Main
    ) {
      const resumes =
        lower === 'then' ||
        (state === Condition && lower === ',') ||
        lower === 'but' ||
        (lower === '—' && state !== Guard) ||
        (lower === ',' &&
          (state === Aside ? !foreign || speaksForUs(tokens, at + 1, stop) : !sawDirection && startsAim(tokens, at + 1, stop)));
      if (resumes) {
        parts[at] = state;
        state = Main;
        foreign = false;
        boundary = at + 1;
        continue;
      }
    } else if (state === Main && (lower === ',' || lower === '(' || lower === '—' || lower === 'but' || lower === ':')) boundary = at + 1;
    else if (
      state === Guard &&
      (lower === ',' || lower === 'and') &&
      isDirectionVerb(tokens[at + 1]) &&
      /^(?:increase|raise|lift|grow|reduce|cut|lower|boost)$/.test(word(at + 1)) &&
      !sawDirection
    ) {
      state = Main;
      boundary = at + 1;
    }
    // "Default rate at constant approval rate falls by …": the verb belongs to the subject before.
    if (
      state === Guard &&
      !sawDirection &&
      /^(?:falls|rises|drops|increases|decreases|improves|declines|grows)$/.test(lower) &&
      /^(?:by|from|to)$/.test(word(at + 1))
    ) {
      state = Main;
      boundary = at;
    }
    if (state === Main && (isDirectionVerb(token) || isHold(tokens, at) || lower === '→')) sawDirection = true;
    if (state === Main && token.kind === 'number' && at > start) sawDirection = true;
    parts[at] = state;
  }
}

/** A verb of change, or "we want to", soon after the comma. */
function startsAim(tokens: readonly Token[], at: number, stop: number): boolean {
  for (let next = at; next < stop && next < at + 7; next++)
    if (isDirectionVerb(tokens[next]) || (tokens[next] as Token).lower === 'we') return true;
  return false;
}

function speaksForUs(tokens: readonly Token[], at: number, stop: number): boolean {
  for (let next = at; next < stop && next < at + 4; next++)
    if (/^(?:we|we'll|our|us|i|let's)$/.test((tokens[next] as Token).lower)) return true;
  return false;
}

function isCondition(tokens: readonly Token[], at: number, start: number): boolean {
  const { lower } = tokens[at] as Token;
  if (lower === 'if' || lower === 'unless' || lower === 'whenever' || lower === 'assuming' || lower === 'suppose') return true;
  if (lower === 'once' && /^(?:a|an|per|every|each|daily|weekly)$/.test(tokens[at + 1]?.lower ?? '')) return false;
  if (lower === 'when' || lower === 'once') return at === start || tokens[at - 1]?.text === ',' || tokens[at + 1]?.kind === 'word';
  if (lower === 'should') return at === start;
  return lower === 'in' && tokens[at + 1]?.lower === 'case';
}

function isNegation(tokens: readonly Token[], at: number): boolean {
  const { lower } = tokens[at] as Token;
  return lower === 'not' || lower === 'never' || lower === 'cannot' || lower.endsWith("n't");
}

function isReport(tokens: readonly Token[], at: number, start: number): boolean {
  if (at <= start || !pastVerb.test((tokens[at] as Token).lower)) return false;
  const before = tokens[at - 1] as Token;
  if (
    before.kind !== 'word' ||
    /^(?:be|been|being|is|are|get|gets|to|and|or|we|have|has|should|must|will|can|successfully|with|of|for|by|a|an|the|our|means?|see|want|need|target|goal)$/.test(
      before.lower,
    )
  )
    return false;
  const next = tokens[at + 1];
  return (
    next?.kind === 'word' &&
    !/^(?:by|from|to|within|in|over|at|on|for|and|or|while|without|with|after|during|because|until|before)$/.test(next.lower)
  );
}

/** "last quarter", "two years ago", "previously" beside a verb in the past or a bare report. */
function isPast(tokens: readonly Token[], at: number, stop: number): boolean {
  const { lower } = tokens[at] as Token;
  if (lower === 'last' || lower === 'previous') {
    const next = tokens[at + 1]?.lower ?? '';
    if (
      !/^(?:year|quarter|month|week|half|release|version|summer|winter|spring|autumn|fall|season|q[1-4]|time|20\d\d)$/.test(next) &&
      !(at + 1 < stop && tokens[at + 1]?.kind === 'number')
    )
      return false;
    return !/^(?:vs|versus|over|than|against|to|from|of)$/.test(tokens[at - 1]?.lower ?? '');
  }
  return true;
}

/** What stands in quotation marks is somebody's words; a quoted term without digits is only a term. */
function markQuotes(tokens: readonly Token[], parts: Uint8Array): void {
  let open = -1;
  for (let at = 0; at < tokens.length; at++) {
    const { text, kind } = tokens[at] as Token;
    if (kind === 'break') open = -1;
    else if (text === '“' || text === '«' || text === '„' || (text === '"' && open < 0)) open = at;
    else if ((text === '”' || text === '»' || text === '"') && open >= 0) {
      const outside = tokens
        .slice(0, Math.min(open, 12))
        .concat(tokens.slice(at + 1, at + 13))
        .filter((token) => token.kind === 'word').length;
      if (outside > 2 && tokens.slice(open, at).some((token) => token.kind === 'number')) parts.fill(Aside, open, at + 1);
      open = -1;
    }
  }
}
