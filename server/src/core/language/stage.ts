// Steps of a rollout: "Shadow mode for 2 weeks (no impact on users)", "canary 5 %, 7 d", "then ramp to 100% if green".

import type { Span } from '../text.js';
import { readConditions } from './condition.js';
import { type DurationAt, durationsIn } from './duration.js';
import { numbersIn } from './numbers.js';
import { type QuantityAt, quantitiesIn } from './quantity.js';
import { rememberedReading } from './remembered.js';
import { endsSentence, isArrow, isDash, isHyphen, type Reading, scan, spanOf, type Token } from './tokens.js';
import type { Quantity, Slot, Stage } from './types.js';

export { splitStages } from './stages.js';

type StageType = NonNullable<Stage['type']>['value'];

/** Who gets it, in the plural or as a whole. */
const crowd =
  'traffic|users?|customers?|requests?|sessions?|exposure|visitors?|queries|merchants?|sellers?|drivers?|stores?|tenants?|accounts?|calls?|transactions?|volume|patients?|scans?|tickets?|chats?|students?|employees?|regions?|payments?|clinics?|hospitals?|sites?|devices?|cohort|population|rollout|orders?|impressions?|load|everyone|routes?|depots?|households?|schools?|members?|subscribers?|developers?|seats?|studies|conversations?|fleet|branches|couriers?|players?|partners?|plants?|wards?';
const audiences = new RegExp(`^(?:${crowd})$`);

interface Cue {
  readonly type: StageType;
  /** Of several cues in one text the lowest counts: "internal canary" is a canary. */
  readonly rank: number;
  /** The words, one space between tokens. */
  readonly words: RegExp;
  readonly sample: string;
}

/** ONE TABLE: which words say which kind of stage. Every sample is a test of its row. */
export const cues: readonly Cue[] = [
  // Some are kept out
  { type: 'holdback', rank: 0, words: /^hold (?:\S+ ){0,6}back\b/, sample: 'Hold 5 % back for a quarter' },
  {
    type: 'holdback',
    rank: 0,
    words: /^h(?:old|eld) (?:- )?(?:back|out)\b(?! (?:sets?|data|sample|period))/,
    sample: 'Two of ten sites are held back',
  },
  {
    type: 'holdback',
    rank: 0,
    words: /^(?:holdbacks?|holdout(?! (?:sets?|data|sample|period|test|evaluation)))\b/,
    sample: '5 % holdout for 4 weeks',
  },
  {
    type: 'holdback',
    rank: 0,
    words:
      /^(?:keep|leave|exclude|leaving|keeping) (?:\S+ ){0,3}% (?:\S+ ){0,5}(?:without|off|out|unexposed|control(?! group)|old|legacy|previous|current|existing)\b/,
    sample: 'Keep 5 % of stores on the old model',
  },
  {
    type: 'holdback',
    rank: 0,
    words: /^% (?:of )?(?:\S+ ){0,3}(?:stays?|remains?) (?:on|with|without) (?:the )?(?:old|legacy|current|existing|previous)\b/,
    sample: '5 % of stores stay on the old model',
  },
  { type: 'holdback', rank: 0, words: /^never (?:see|get|receive)\b/, sample: '2 % never see the ranker' },
  {
    type: 'holdback',
    rank: 0,
    words: /^(?:keep|hold|leave|withhold) (?:\S+ ){0,8}control group\b/,
    sample: 'Keep 10 % as a control group',
  },

  // Two at once
  { type: 'ab', rank: 1, words: /^a [/-] b\b(?: (?:tests?|experiment))?/, sample: 'A/B test on 20 % of users' },
  { type: 'ab', rank: 1, words: /^ab (?:tests?|testing|experiment)\b/, sample: 'AB test for two weeks' },
  {
    type: 'ab',
    rank: 1,
    words:
      /^(?:split test|split (?:traffic|users)|(?:\/|:|-|randomi[sz]ed|random) (?:\d+ )?split|(?:randomi[sz]ed|controlled) (?:test|trial|experiment))\b/,
    sample: '50/50 split for 10 days',
  },
  {
    type: 'ab',
    rank: 1,
    words:
      /^(?:test|tested|run|trial) (?:\S+ ){0,2}(?:against|versus|vs) (?:the |our |today\S* )?(?:current|old|existing|present|today|ranking|baseline|control|champion)/,
    sample: 'Test against the current ranking',
  },
  { type: 'ab', rank: 8, words: /^(?:experiment|interleav(?:ing|ed))\b/, sample: 'Interleaving on half the queries' },

  // Nobody sees it
  { type: 'shadow', rank: 1, words: /^parallel (?:run|running|mode|operation)\b/, sample: 'Parallel run for two weeks' },
  { type: 'shadow', rank: 1.5, words: /^(?:dry|test|practice) run\b/, sample: 'Dry run over 3 nights' },
  {
    type: 'shadow',
    rank: 1.5,
    words:
      /^(?:outputs?|results?|predictions?|scores?) (?:(?:are |only |is )?(?:hidden|logged|unused|discarded|ignored)|(?:are )?not (?:shown|used|returned|sent))\b/,
    sample: 'Predictions are logged for 5 days',
  },
  {
    type: 'shadow',
    rank: 3,
    words:
      /^(?:shadow|shadowing|invisibly|mirror|mirrored|mirroring|replay|replaying|stealth)\b(?: (?:mode|testing|test|deployment|release|stage|phase|rollout|traffic|launch))?/,
    sample: 'Shadow mode for 2 weeks',
  },
  { type: 'shadow', rank: 3, words: /^(?:silent|silently)\b(?! (?:stays?|remains?))/, sample: 'Runs silently for a week' },
  { type: 'shadow', rank: 3, words: /^dark (?:launch(?:es|ed)?|mode|traffic|reads?)\b/, sample: 'Dark launch for 3 days' },

  // Few see it
  {
    type: 'canary',
    rank: 4,
    words: /^canar(?:y|ies|ying)\b(?: (?:mode|testing|test|deployment|release|stage|phase|rollout|traffic|launch))?/,
    sample: 'Canary on 5 % of traffic',
  },
  {
    type: 'internal',
    rank: 4.5,
    words:
      /^(?:internal(?! (?:tools?|api|service|errors?|alert))|internally|dogfood|dogfooding|employees?|staff|alpha|in - house|colleagues)\b(?: (?:mode|testing|test|release|stage|phase|rollout|launch))?/,
    sample: 'Internal users for a week',
  },
  {
    type: 'internal',
    rank: 4.5,
    words: /^(?:own dog ?food|dog food|our own (?:people|staff|teams?|offices?|employees))\b/,
    sample: 'We eat our own dog food for 3 weeks',
  },
  { type: 'beta', rank: 5, words: /^early access\b/, sample: 'Early access for 200 tenants' },
  {
    type: 'pilot',
    rank: 6,
    words: /^(?:pilots?|piloting|trials?)\b(?: (?:mode|testing|release|stage|phase|rollout|launch))?/,
    sample: 'Pilot in two clinics',
  },
  {
    type: 'beta',
    rank: 7,
    words: /^(?:beta(?! =)|preview|ea)\b(?: (?:test|testing|release|stage|phase|launch))?/,
    sample: 'Open beta for 30 days',
  },
  {
    type: 'pilot',
    rank: 20,
    words: /^(?:limited (?:release|launch|deployment|availability)|soft launch)\b/,
    sample: 'Soft launch in one city',
  },

  // Everybody sees it
  {
    type: 'full',
    rank: 6,
    words: /^(?:full (?:rollout|launch|release|traffic|production|availability|deployment|exposure)|general availability)\b/,
    sample: 'Full rollout in June',
  },
  { type: 'full', rank: 9, words: /^(?:ga|everyone|everybody)\b/, sample: 'GA on 3 May' },
  { type: 'full', rank: 25, words: new RegExp(`^(?:whole|entire) (?:${crowd})\\b`), sample: 'The whole fleet from Monday' },
  {
    type: 'full',
    rank: 25,
    words:
      /^all (?:the )?(?:users|traffic|customers|regions|requests|markets|tenants|sites|stores|remaining|clinics|hospitals|drivers|students|accounts)\b/,
    sample: 'All remaining regions',
  },
  {
    type: 'full',
    rank: 25,
    words: /^(?:to|for|in|at) (?:all|every) (?:\p{L}+ ){0,2}?\p{L}+(?:s|y)\b/u,
    sample: 'Switch on for all airports',
  },
  { type: 'full', rank: 26, words: /^(?:all \p{L}+s ,? ?(?:default on|from|on)|default on)\b/u, sample: 'All plants, default on' },

  // More and more see it
  {
    type: 'ramp',
    rank: 30,
    words: /^(?:ramp|ramps|ramping|ramped|expand|widen|gradual|gradually|progressive|progressively|staged|phased|wave|rollout)\b/,
    sample: 'Ramp to 50 %',
  },
  { type: 'ramp', rank: 30, words: /^(?:roll out|increase (?:to|traffic|exposure))\b/, sample: 'Roll out to 50 % of stores' },
];

export const readStage = rememberedReading((text: string, reading: Reading): Stage => {
  const source = scan(text, reading);
  const { tokens } = source;
  const numbers = numbersIn(source);
  const quantities = quantitiesIn(source, numbers);
  const exit = exitOf(text, tokens);
  const inExit = (at: number) => exit !== undefined && at >= exit.from && at < exit.to;
  const kind = typeOf(tokens, inExit);
  const share = quantities.find((quantity) => !inExit(quantity.from) && isTraffic(tokens, quantity)) ?? wholeOf(tokens, kind?.value);
  const traffic: Slot<Quantity> | undefined =
    share &&
    ('number' in share
      ? {
          value: withShare(share.value),
          span: spanOf(tokens, share.from, share.to),
          confidence: share.value.basis === 'share' ? 0.95 : 0.85,
        }
      : share);
  const chain = quantities.find((quantity) => quantity.value.unit === '%' && !inExit(quantity.from) && isChained(tokens, quantity));
  const time = durationOf(tokens, durationsIn(source, numbers), inExit, chain !== undefined);
  const full = traffic?.value.value === 100 && (kind === undefined || kind.value === 'ramp');
  const bare = kind === undefined && traffic !== undefined && traffic.value.value < 100;
  const ramped = chain && { value: 'ramp' as const, span: spanOf(tokens, chain.begin, chain.to), confidence: 0.7 };
  const type: Stage['type'] | undefined =
    full && traffic
      ? { value: 'full', span: kind?.span ?? traffic.span, confidence: 0.85 }
      : (kind ?? (bare && traffic ? { value: 'ramp', span: traffic.span, confidence: 0.6 } : ramped));
  const name = nameOf(text, tokens, kind?.span);
  const conditions = exit
    ? readConditions(exit.words, { ...reading, masked: [] }).map((slot) => ({
        ...slot,
        span: [slot.span[0] + exit.span[0], slot.span[1] + exit.span[0]] as const,
      }))
    : [];
  const known = [type, traffic, time].filter((part) => part !== undefined).length;
  return {
    ...(type ? { type } : {}),
    ...(name ? { name } : {}),
    ...(traffic ? { traffic } : {}),
    ...(time ? { duration: { value: time.value, span: spanOf(tokens, time.from, time.to), confidence: time.confidence } } : {}),
    ...(exit ? { exit: { value: exit.words, span: exit.span, confidence: 0.85 } } : {}),
    conditions,
    confidence: type ? Math.min(0.95, type.confidence, 0.6 + 0.15 * known) : traffic ? 0.5 : 0.2,
  };
});

const withShare = (quantity: Quantity): Quantity => ({ ...quantity, basis: 'share' });

function typeOf(tokens: readonly Token[], inExit: (at: number) => boolean): NonNullable<Stage['type']> | undefined {
  let best: { readonly rank: number; readonly slot: NonNullable<Stage['type']> } | undefined;
  for (let at = 0; at < tokens.length; at++) {
    if (inExit(at) || tokens[at]?.kind === 'break') continue;
    const words = tokens
      .slice(at, at + 10)
      .map(({ lower }) => lower)
      .join(' ');
    for (const cue of cues) {
      if (best && cue.rank >= best.rank) continue;
      const match = cue.words.exec(words)?.[0];
      // "until full rollout" leads to another stage.
      if (match === undefined || (cue.rank === 6 && cue.type === 'full' && /^(?:before|until|after|to)$/.test(tokens[at - 1]?.lower ?? '')))
        continue;
      const to = at + match.trim().split(' ').length;
      best = { rank: cue.rank, slot: { value: cue.type, span: spanOf(tokens, at, to), confidence: cue.rank > 20 ? 0.7 : 0.95 } };
    }
  }
  return best?.slot;
}

/** Of "10 → 25 → 50 %", "5 %, then 15 %" or "from 20 % up to 80 %": one of several shares, of which none is the stage's own. */
const isChained = (tokens: readonly Token[], { begin, end }: QuantityAt): boolean =>
  leadsToShare(tokens, end, 1) || leadsToShare(tokens, begin - 1, -1, tokens[begin]?.lower === 'up');

/** Between two shares stand only what joins a row: an arrow, "then", a comma, "up to". */
function leadsToShare(tokens: readonly Token[], from: number, step: 1 | -1, upTo = false): boolean {
  let joined = upTo;
  for (let at = from, steps = 0; steps < 5; at += step, steps++) {
    const token = tokens[at];
    if (token?.kind === 'number') return joined && token.value <= 100 && isShareIn(tokens, at);
    if (isArrow(token) || /^(?:then|to)$/.test(token?.lower ?? '')) joined = true;
    else if (!/^(?:,|up|and|%|later|finally)$/.test(token?.lower ?? '')) return false;
  }
  return false;
}

/** "10 →", "25 %": a share, or a number in a row that ends in one. */
const isShareIn = (tokens: readonly Token[], at: number): boolean =>
  tokens[at + 1]?.text === '%' || isArrow(tokens[at + 1]) || isArrow(tokens[at - 1]);

/** A percentage that says how many get it, not one that bounds a metric. */
function isTraffic(tokens: readonly Token[], quantity: QuantityAt): boolean {
  const { value } = quantity;
  // "10 → 25 → 50 %" goes through several.
  if (isChained(tokens, quantity)) return false;
  if (value.unit !== '%' || value.value < 0 || value.value > 100 || value.basis === 'relative' || value.basis === 'points') return false;
  const noun = tokens[quantity.to + (/^(?:the|all|our)$/.test(tokens[quantity.to + 1]?.lower ?? '') ? 2 : 1)];
  const near =
    tokens.slice(quantity.to, quantity.to + 5).some((token) => audiences.test(token.lower)) ||
    (tokens[quantity.to]?.lower === 'of' && noun?.kind === 'word' && noun.stem !== noun.lower);
  if (value.comparator && value.comparator !== '<=') return false;
  if (value.comparator === '<=' && !near) return false;
  const lead = tokens[quantity.begin - 1]?.lower ?? '';
  if (/^(?:by|from|than|until)$/.test(lead)) return false;
  // "powered for 2 %", "MDE 2 %" say what a test can see.
  if (
    tokens
      .slice(Math.max(0, quantity.begin - 3), quantity.begin)
      .some(({ lower }) => /^(?:powered|power|mde|effect|detect|significance)$/.test(lower))
  )
    return false;
  const after = tokens[quantity.to]?.lower ?? '';
  if (
    /^(?:confidence|power|drop|increase|lift|uplift|agreement|accuracy|precision|recall|improvement|relative|ci|higher|lower|error|errors|better|worse|significance|holdback|holdout)$/.test(
      after,
    )
  )
    return after === 'holdback' || after === 'holdout';
  return true;
}

/** "all users", "everyone", "full rollout", "shadow … no impact on users" where no percentage stands. */
function wholeOf(tokens: readonly Token[], type: StageType | undefined): Slot<Quantity> | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const next = tokens[at + 1]?.lower ?? '';
    // "1 in 20 sessions"
    const count = token.kind === 'number' ? token.value : token.lower === 'one' ? 1 : 0;
    const of = tokens[at + 2];
    if (count === 1 && next === 'in' && of?.kind === 'number' && of.value > 1 && audiences.test(tokens[at + 3]?.lower ?? ''))
      return {
        value: { value: Number((100 / of.value).toPrecision(3)), unit: '%', basis: 'share' },
        span: spanOf(tokens, at, at + 3),
        confidence: 0.7,
      };
    const half = token.lower === 'half' && (next === 'of' || next === 'the');
    const all =
      type === 'full' &&
      (/^(?:everyone|everybody)$/.test(token.lower) ||
        (/^(?:all|every)$/.test(token.lower) &&
          (audiences.test(next) || /^(?:to|for|in|at)$/.test(tokens[at - 1]?.lower ?? '') || at === 0)) ||
        (token.lower === 'full' && /^(?:rollout|traffic|exposure)$/.test(next)));
    if (half) return { value: { value: 50, unit: '%', basis: 'share' }, span: spanOf(tokens, at, at + 1), confidence: 0.7 };
    if (all) return { value: { value: 100, unit: '%', basis: 'share' }, span: spanOf(tokens, at, at + 1), confidence: 0.7 };
  }
  return undefined;
}

function durationOf(
  tokens: readonly Token[],
  durations: readonly DurationAt[],
  inExit: (at: number) => boolean,
  ramps: boolean,
): DurationAt | undefined {
  const usable = durations.filter((duration) => {
    if (inExit(duration.from) || duration.value.unit === 'ms' || duration.value.unit === 's') return false;
    const lead = tokens[duration.from - 1]?.lower ?? '';
    const next = tokens[duration.to]?.lower ?? '';
    if (
      /^(?:every|per|after|before|last|each|≥|<|>|≤)$/.test(lead) ||
      (lead === 'within' && !ramps) ||
      /^(?:ago|later|retention|old|notice)$/.test(next) ||
      (/^(?:before|after)$/.test(next) && lead !== 'for')
    )
      return false;
    return !(duration.value.unit === 'min' && /^(?:in|over)$/.test(lead));
  });
  return (
    usable.find((duration) =>
      /^(?:for|,|\(|–|-|—|:|over|lasting|run|soak|bake|during|at|least|of|%|traffic|users)$/.test(tokens[duration.from - 1]?.lower ?? ''),
    ) ?? usable[0]
  );
}

interface Exit {
  readonly words: string;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

const leads =
  /^(?:if|when|once|soon|until|provided|unless|exit|gate|gates|gated|criteria|criterion|proceed|advance|promote|promoted|pass|passes|guardrail|guardrails|abort|requires|require|requiring|success)$/;

/** "until year end", "until the end of May", "until 4 October": how long, not on what terms. */
const isTime = (tokens: readonly Token[], from: number): boolean =>
  tokens
    .slice(from, from + 2)
    .some(
      ({ kind, lower }) => kind === 'number' || /^(?:end|year|quarter|month|week|next|h[12]|q[1-4]|fy)/.test(lower) || months.test(lower),
    );
const months = /^(?:mid|early|late|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}$/;

/** "if green", "exit: error rate ≤ 0.6 %", "when …": the words up to the end of the sentence or bracket. */
function exitOf(text: string, tokens: readonly Token[]): Exit | undefined {
  const required = requiredOf(text, tokens);
  if (required) return required;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    // "go / no-go on crash rate < 0.3 %"
    const decides =
      token.lower === 'go' && tokens[at - 1] !== undefined && isHyphen(tokens[at - 1]) && /^no$/.test(tokens[at - 2]?.lower ?? '');
    if (!decides && !leads.test(token.lower)) continue;
    if (token.lower === 'soon' && !(tokens[at - 1]?.lower === 'as' && tokens[at + 1]?.lower === 'as')) continue;
    if (token.lower === 'until' && isTime(tokens, at + 1)) continue;
    if (token.lower === 'abort' && !/^(?:if|when)$/.test(tokens[at + 1]?.lower ?? '')) continue;
    if (
      /^(?:gate|gates|pass|success|guardrail|guardrails|criteria)$/.test(token.lower) &&
      !/^(?::|on|if|criteria|criterion|=|–|-|is|are|metrics?|when|requires)$/.test(tokens[at + 1]?.lower ?? '')
    )
      continue;
    // "Proceed to half of the fleet if …": the condition begins at "if".
    if (
      /^(?:proceed|advance|promote|promoted|pass|passes)$/.test(token.lower) &&
      /^(?:to|on)$/.test(tokens[at + 1]?.lower ?? '') &&
      tokens.slice(at + 2, at + 12).some(({ lower }) => /^(?:if|when|once|unless)$/.test(lower))
    )
      continue;
    let from = at + 1;
    while (
      from < tokens.length &&
      from < at + 5 &&
      /^(?:criteria|criterion|condition|conditions|if|when|once|only|:|–|-|=|on|that|and|is|are|by|to|as|requires|the)$/.test(
        (tokens[from] as Token).lower,
      )
    )
      from++;
    let to = from;
    while (
      to < tokens.length &&
      !endsSentence(tokens, to) &&
      (tokens[to] as Token).text !== ')' &&
      !isArrow(tokens[to]) &&
      !(
        (tokens[to] as Token).text === ',' &&
        /^(?:then|ramp|go|move|proceed|roll|expand|increase|we|start|promote|launch)$/.test(tokens[to + 1]?.lower ?? '')
      )
    )
      to++;
    if (to <= from) continue;
    const span = spanOf(tokens, from, to);
    return { words: text.slice(span[0], span[1]), span, from: at, to };
  }
  return undefined;
}

/** "AHT must be < 6.5 min to continue": the words from the last mark to "to". */
function requiredOf(text: string, tokens: readonly Token[]): Exit | undefined {
  for (let at = 1; at < tokens.length; at++) {
    if (tokens[at]?.lower !== 'to' || !/^(?:continue|proceed|advance|widen|expand|ramp|promote|go|move)$/.test(tokens[at + 1]?.lower ?? ''))
      continue;
    let from = at;
    let must = false;
    while (from > 0 && !/^[,;:.(–—]$/.test(tokens[from - 1]?.text ?? '') && tokens[from - 1]?.kind !== 'break' && at - from < 24) {
      from--;
      if (/^(?:must|needs?|has|have|should|required)$/.test(tokens[from]?.lower ?? '')) must = true;
    }
    if (!must || from === at) continue;
    const span = spanOf(tokens, from, at);
    return { words: text.slice(...span), span, from, to: at };
  }
  return undefined;
}

/** What stands before a colon or dash, or the stage's own word. */
function nameOf(text: string, tokens: readonly Token[], kind: Span | undefined): Slot<string> | undefined {
  const colon = tokens.findIndex((token, at) => at > 0 && at < 8 && (token.text === ':' || (isDash(token) && !token.glued)));
  if (colon > 0 && tokens.slice(0, colon).some((token) => token.kind === 'word')) {
    const span = spanOf(tokens, 0, colon);
    return { value: text.slice(span[0], span[1]), span, confidence: 0.8 };
  }
  return kind ? { value: text.slice(kind[0], kind[1]), span: kind, confidence: 0.7 } : undefined;
}
