// What stands in for an answer that nobody has given yet: TBD, xx %, <metric>, [Your name], {{date}}, ____, "to be defined".
// Links, footnotes, checkboxes, HTML, generics and "N/A, because …" are not placeholders.

import type { Span } from '../text.js';
import { remembered } from './remembered.js';

export interface PlaceholderOptions {
  readonly masked?: readonly Span[];
}

const words =
  /\b(?:TBD|TBA|TBC|TBDs|T\.B\.D\.?|TODO(?! (?:app|list|application)\b)|FIXME|XXX|[tT]o [bB]e (?:defined|determined|decided|confirmed|announced|added|filled(?: in)?|completed|specified|written|agreed|provided|assigned|named|discussed|finali[sz]ed|done|estimated|set)|[tT]o [cC]ome|[cC]oming [sS]oon|(?<=(?:^|[\n.:;,([<*_|–—-]) ?|[pP]lease )[fF]ill (?:me |this )?in|[iI]nsert [a-z ]{1,30}here|[pP]laceholder(?=\s*(?:$|[.)\]|]))|[lL]orem ipsum|tbd|tba|tbc|Tbd|todo|YYYY-MM-DD|yyyy-mm-dd|YYYY\/MM\/DD|DD[./-]MM[./-]YYYY|MM\/DD\/YYYY|\$X{1,3}[kKM]?|\$XX,XXX)(?![\p{L}\p{N}_])|待定|待补充|待填写|未定|미정|추후 ?결정/gu;
const amounts =
  /(?<![\p{L}\p{N}_.@-])(?:[xX]{1,3}|N{1,2}|__)(?:\.[xX]{1,2})? ?(?:%|percent\b|ms\b|pp\b|bps\b|weeks?\b|days?\b|months?\b|hours?\b|minutes?\b|users\b|k\b|points?\b)(?! of)/gu;
const mustache = /\{\{[^{}\n]{1,80}\}\}|\$\{\d{1,2}:?[^{}\n]{0,80}\}|<%[^%\n]{1,80}%>/g;
const single = /\{[A-Za-z][A-Za-z _-]{1,40}\}/g;
const blanks = /_{3,}|\.{5,}|…{2,}|\[ ?\.{3} ?\]|\[…\]|(?<![\p{L}\p{N}_])\(\.{3}\)/gu;
const angle = /<([^<>\n]{1,80})>/g;
const square = /\[([^[\]\n]{2,100})\]/g;
const seed =
  /\((?:numeric success metric|insert[^()\n]{1,60}|your [^()\n]{1,60}|fill in[^()\n]{0,60}|e\.g\.,? [^()\n]{1,10}\.\.\.|describe [^()\n]{1,60}|placeholder[^()\n]{0,60}|optional: describe[^()\n]{0,60}|add [a-z ]{1,40} here)\)/gi;
const question = /(?<![\p{L}\p{N}?])\?{1,5}(?![\p{L}\p{N}?=&])/gu;

const html =
  /^\/?(?:a|abbr|b|blockquote|br|button|caption|center|code|col|colgroup|dd|del|details|div|dl|dt|em|figure|figcaption|font|form|h[1-6]|header|footer|hr|i|iframe|img|input|ins|kbd|label|li|link|main|mark|nav|ol|p|path|picture|pre|q|s|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|u|ul|var|video|wbr|!--|!doctype)(?=[\s/>]|$)/i;

export const findPlaceholders = (text: string, { masked }: PlaceholderOptions = {}): readonly Span[] =>
  masked && masked.length > 0 ? search(text, masked) : searched(text);

const searched = remembered((text: string) => search(text, []));

function search(text: string, masked: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  const add = (start: number, end: number) => found.push([start, end]);
  for (const pattern of [words, amounts, mustache, single, blanks, seed]) {
    for (const match of text.matchAll(pattern)) {
      if (
        pattern === single &&
        (text[match.index - 1] === '$' ||
          text[match.index - 1] === '{' ||
          // \text{Waste per meal} is a formula.
          /\\[a-z]{1,20}$/i.test(text.slice(Math.max(0, match.index - 21), match.index)) ||
          /^\{(?:id|name|slug|key|uuid|lang|locale|version|path)\}$/i.test(match[0]) ||
          text[match.index - 1] === '/' ||
          // `{sport}_download_games` is a name with a variable in it.
          /[\w/]/.test(text[match.index + match[0].length] ?? ''))
      )
        continue;
      // `nvidia-driver-XXX` is a name of which one part varies.
      if (pattern === words && /^X{3}$/.test(match[0]) && text[match.index - 1] === '-') continue;
      if (
        pattern === words &&
        match[0] === 'Placeholder' &&
        /^\s?(?:text|items?|images?)\b/.test(text.slice(match.index + 11, match.index + 20))
      )
        continue;
      add(match.index, match.index + match[0].length);
    }
  }
  for (const match of text.matchAll(angle)) if (isAnglePrompt(text, match)) add(match.index, match.index + match[0].length);
  for (const match of text.matchAll(square)) if (isSquarePrompt(text, match)) add(match.index, match.index + match[0].length);
  for (const match of text.matchAll(question)) if (isOpenQuestion(text, match)) add(match.index, match.index + match[0].length);
  const masks = [...masked].sort((a, b) => a[0] - b[0]);
  let mask = 0;
  return merge(found).filter(([start, end]) => {
    while (mask < masks.length && (masks[mask] as Span)[1] <= start) mask++;
    return mask >= masks.length || (masks[mask] as Span)[0] >= end;
  });
}

/** `<metric>` is a prompt; `<br>`, `<https://…>`, `Array<T>`, `a < b > c` are not. */
function isAnglePrompt(text: string, match: RegExpExecArray): boolean {
  const inner = match[1] as string;
  if (/^\s|\s$|^[^\p{L}]/u.test(inner) || html.test(inner) || /^https?:|^mailto:|@/i.test(inner) || /[=;(){}"]/.test(inner)) return false;
  const before = text[match.index - 1] ?? ' ';
  // `outputs/<job_id>/summary.json` is a path with a variable in it.
  if (before === '/' || text[match.index + match[0].length] === '/') return false;
  // Generics and comparisons: Map<string>, List<T>.
  if (/[\p{L}\p{N}_]/u.test(before)) return false;
  if (/^\d/.test(inner) || /^[A-Z]$/.test(inner)) return false;
  return inner.split(/\s+/).length <= 10;
}

/** `[Your name]` is a prompt; `[x]`, `[text](url)`, `[^1]`, `[1, 5]`, `[0.1, 0.7]` are not. */
function isSquarePrompt(text: string, match: RegExpExecArray): boolean {
  const inner = match[1] as string;
  const after = text[match.index + match[0].length];
  if (after === '(' || after === '[' || after === ':' || text[match.index - 1] === ']' || text[match.index - 1] === '!') return false;
  if (/^\s*[xX✓✔ ]?\s*$/.test(inner) || inner.startsWith('^') || /^[\d\s.,;:%+−–-]+$/.test(inner) || /^[#@!]/.test(inner)) return false;
  const before = text[match.index - 1] ?? ' ';
  if (/[\p{L}\p{N}_)]/u.test(before)) return false;
  if (
    /^(?:TBD|TODO|TBC|TBA|placeholder|your |insert |name|date|owner|link|url|add |describe |list |enter |metric|value|target|number|fill |e\.g\.|example|project |product |company |feature |team |X+%?$|who|what|when|how|why|specify|\.\.\.)/i.test(
      inner,
    )
  )
    return !/^(?:list|date|name|value|number|link|target|example)s? (?:of )?\d/i.test(inner);
  // "[Bracketed Prompt]": capitalised words and nothing that looks like a reference.
  return (
    /^\p{Lu}[\p{L}'’/ &-]{2,80}$/u.test(inner) && /\s/.test(inner.trim()) && !/^(?:NEEDS|WIP|DRAFT|RFC|ADR|EXP|FR|NFR|US|P\d)\b/.test(inner)
  );
}

/** A lone "?" as an answer, or "??": not the end of a question, not in a URL. */
function isOpenQuestion(text: string, match: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, match.index - 40), match.index);
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 1);
  const opens = /(?:^|[\n:|=≥≤<>(~–—-])\s*$/.test(before) && !/^\S/.test(after.replace(/[|)%.\n,;]/, ''));
  return match[0].length > 1 ? opens || before.trim() === '' : opens && !/\?\s*$/.test(before);
}

function merge(spans: Span[]): Span[] {
  const sorted = spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result[result.length - 1];
    if (last && span[0] < last[1]) result[result.length - 1] = [last[0], Math.max(last[1], span[1])];
    else result.push(span);
  }
  return result;
}

/** Words that put the answer off: "we'll figure it out", "test later". Quoted, negated or asked about they are somebody else's. */
export const findPostponements = (text: string, { masked }: PlaceholderOptions = {}): readonly Span[] =>
  masked && masked.length > 0
    ? postponementsIn(text).filter(([start, end]) => !masked.some(([from, to]) => from < end && start < to))
    : postponementsIn(text);

const postponementsIn = remembered((text: string) =>
  [...text.matchAll(postponed)]
    .map((match): Span => [match.index, match.index + match[0].length])
    .filter(
      ([start]) =>
        !/["“”'‘’«(]\s*$|\b(?:no|not|never|don't|instead of|avoid|rather than|cannot|can't|may|might|could|can|to|users?|they) (?:\w{1,12} )?$/i.test(
          text.slice(Math.max(0, start - 30), start),
        ),
    ),
);

const postponed =
  /\b(?:(?:we|i)(?:['’]ll| will| can| shall)|let['’]s|let us|will) (?:figure (?:it|this|that|these|things) out|(?:test|decide|define|measure|see|check|pick|choose|worry|think|add|deal|handle|sort|fix|settle|look)(?: (?:it|this|that|these|them|about|with|into|out|a|the|on|at)){0,3}(?: [a-z]{2,14}){0,2} later)\b|(?<![\p{L}\d,][ ,]{0,2})\b(?:test|decide|define|figure (?:it|this) out|worry about (?:it|this)) later\b/giu;

/** A question that is open, asked of somebody, until a day: honest, and no answer yet. */
export function readOpenQuestion(text: string): { readonly until: string } | undefined {
  const until = /^\s*open question\b[^\n]{0,400}?\bby (\d{4}-\d{2}-\d{2})\b/i.exec(text)?.[1];
  return until === undefined ? undefined : { until };
}

const filler =
  /^[\s.,;:!()[\]*_–—-]*(?:(?:owner|date|is|are|see|by|value|later|still|currently|baseline|target|metric|yet|the|a|needs?|will|and|to|name)[\s.,;:()*_–—-]*){0,6}$/i;

/** Is the whole answer a placeholder? "TBD", "<metric>", "Target: xx%". An empty answer is one as well. */
export const isEmptyAnswer = remembered((text: string): boolean => {
  // Quotes around it and line breaks in it change nothing.
  const plain = text.replace(/\s+/g, ' ').replace(/^["'“”„«‹` ]+|["'“”»›` ]+$/g, '');
  if (plain === '' || readOpenQuestion(plain)) return true;
  if (/^(?:pending|wip|to do|later|soon|in progress|unknown|待定|\?+|\.{2,}|…)[.!]?$/i.test(plain)) return true;
  const spans = findPlaceholders(plain);
  if (spans.length === 0) return false;
  let rest = '';
  let at = 0;
  for (const [start, end] of spans) {
    rest += plain.slice(at, start);
    at = end;
  }
  rest += plain.slice(at);
  return rest.length <= 80 && filler.test(rest);
});

export interface NotApplicable {
  readonly stated: boolean;
  readonly reason?: string;
}

const absent =
  /^(?:n\s?[/.]\s?a\.?|na|none|nil|not applicable|does not apply|doesn't apply|not relevant|no concerns?|none (?:known|identified|expected|so far|at this time|needed|required)|nothing|no|不适用|无|해당 ?없음)(?=$|[\s.,;:!(–—-])/i;

/** "N/A", "none": stated, and the reason where one follows. */
export const readNotApplicable = remembered((text: string): NotApplicable => {
  const plain = text.trim();
  const match = absent.exec(plain);
  if (!match) return { stated: false };
  const rest = plain.slice(match[0].length).trim();
  if (/^no$/i.test(match[0]) && rest !== '' && !/^[.,;:(–—-]/.test(rest)) return { stated: false };
  if (/^(?:none|nothing|no)$/i.test(match[0]) && /^of\b/i.test(rest)) return { stated: false };
  const reason = rest
    .replace(/^[\s.,;:(–—-]+/, '')
    .replace(/[\s.)]+$/, '')
    .replace(/^(?:because|since|as|due to)\s+/i, '');
  const known = /^(?:known|identified|expected|so far|at this time|needed|required|yet|for now|really|currently|at present|here|at all)$/i;
  if (reason === '' || known.test(reason) || isEmptyAnswer(reason) || reason.split(/\s+/).length < 2) return { stated: true };
  return { stated: true, reason };
});
