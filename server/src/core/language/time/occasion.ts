// Times that have a name and no date: "Easter 2028", "the 2028 spring season", "the end of the decade", "tape-out", "the code freeze",
// "the time the new line opens". What word leads to one ("by", "before") is for `window.ts` to say.
import { isHyphen, type Token } from '../tokens.js';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Stretches of the year and of work that everybody names. */
const periods = set(
  'season term semester trimester decade century year quarter month half sprint summer winter spring autumn fall harvest campaign holidays holiday christmas easter ramadan diwali thanksgiving halloween pentecost whitsun carnival peak edition tournament festival championship',
);
/** What happens once and is waited for. */
const events = set(
  'launch rollout release ga mvp beta pilot live freeze handover kickoff opening cutover tapeout migration audit inspection election conference expo congress fair trial go-live premiere delivery commissioning certification accreditation recertification availability friday monday eve shutdown turnaround retrofit merger move renewal retender tender graduation exams vintage vote referendum',
);
/** "tape-out", "go-live", "switch-on": a verb and a particle make an event. */
const particles = /^(?:out|in|off|on|over|live|up|down|through)$/;
const stops = set(
  'while whilst without with and or but if when unless provided as so for to from at on per than that which who we our it this compared keeping holding maintaining subject because since is are be must shall should will using across among in even though although however measured only',
);
const edges = /^(?:end|close|start|beginning|middle|turn)$/;

const isYear = (token: Token | undefined): boolean => token?.kind === 'number' && /^(?:19|20|21)\d\d$/.test(token.text);

/** The end of a named time that begins at `at`; -1 where none does. With `open`, any noun with an article is one: "before the merger". */
export function occasionEnd(tokens: readonly Token[], at: number, open = false): number {
  const article = /^(?:the|our|its|this|next|coming)$/.test(tokens[at]?.lower ?? '');
  let from = article ? at + 1 : at;
  // "by half", "by a quarter" say how much.
  if (
    /^(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|half)$/.test(tokens[from]?.lower ?? '') &&
    !isHyphen(tokens[from + 1]) &&
    tokens[from + 1]?.lower !== 'year'
  )
    return -1;
  if (tokens[from]?.lower === 'time' && article) return clauseEnd(tokens, from + 1);
  const edge = edges.test(tokens[from]?.lower ?? '') && tokens[from + 1]?.lower === 'of';
  if (edge) {
    from += 2;
    while (/^(?:the|our|its|this|next|current|coming)$/.test(tokens[from]?.lower ?? '')) from++;
  }
  let to = from;
  let named = false;
  while (to < from + 6) {
    const token = tokens[to];
    // "the 2027/28 winter"
    if (token?.text === '/' && token.glued && tokens[to + 1]?.kind === 'number') {
      to += 2;
      continue;
    }
    if (isYear(token)) {
      // "by 2028" alone is a date.
      named = named || to > from || article;
      to++;
      continue;
    }
    if (isHyphen(token) && to > from && tokens[to + 1]?.kind === 'word') {
      named = named || particles.test(tokens[to + 1]?.lower ?? '');
      to += 2;
      continue;
    }
    if (token?.kind !== 'word' || stops.has(token.lower) || (token.lower === 'of' && !tokens[to + 1])) break;
    if (token.lower === 'by' || token.lower === 'before' || token.lower === 'until' || token.lower === 'within') break;
    named =
      named ||
      token.text === 'Day' ||
      periods.has(token.stem) ||
      periods.has(token.lower) ||
      events.has(token.lower) ||
      events.has(token.stem);
    to++;
  }
  while (to > from && /^(?:of|the)$/.test(tokens[to - 1]?.lower ?? '')) to--;
  if (to === from) return -1;
  // A year in front names what follows: "the 2028 campaign"; not "2028 we".
  if (isYear(tokens[from]) && to === from + 1) return -1;
  return named || edge || (open && article && to <= from + 3 && ends(tokens[to])) ? to : -1;
}

const ends = (token: Token | undefined): boolean =>
  token === undefined || token.kind === 'break' || /^[,;.)?|]$/.test(token.text) || /^(?:while|without|with|but)$/.test(token.lower);

/** "the time the autumn semester starts": up to the end of that clause. */
function clauseEnd(tokens: readonly Token[], from: number): number {
  let to = from;
  while (
    to < from + 9 &&
    (tokens[to]?.kind === 'word' || isHyphen(tokens[to])) &&
    !/^(?:while|whilst|without|with|and|but|provided|as|keeping|if|must)$/.test(tokens[to]?.lower ?? '')
  )
    to++;
  return to > from + 1 ? to : -1;
}
