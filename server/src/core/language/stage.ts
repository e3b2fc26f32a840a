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

const kinds: readonly (readonly [StageType, RegExp])[] = [
  ['holdback', /^(?:holdback|holdbacks|hold-back)$/],
  ['shadow', /^(?:shadow|shadowing|dark|silent|silently|invisibly|mirror|mirrored|mirroring|replay|replaying|stealth)$/],
  ['canary', /^(?:canary|canaries|canarying)$/],
  ['internal', /^(?:internal|internally|dogfood|dogfooding|employees|staff|alpha|employee)$/],
  ['pilot', /^(?:pilot|pilots|piloting|trial|trials)$/],
  ['beta', /^(?:beta|preview|ea)$/],
  ['ab', /^(?:experiment|a\/b|interleaving|interleaved)$/],
  ['full', /^(?:ga|everyone|everybody)$/],
  [
    'ramp',
    /^(?:ramp|ramps|ramping|ramped|expand|widen|gradual|gradually|increase|progressive|progressively|staged|phased|wave|rollout|roll)$/,
  ],
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
    const token = tokens[at] as Token;
    if (token.kind !== 'word' || inExit(at)) continue;
    const next = tokens[at + 1];
    const found = (value: StageType, to: number, rank: number) => {
      // The most telling word wins, of equals the first: "internal canary" is a canary.
      if (!best || rank < best.rank) best = { rank, slot: { value, span: spanOf(tokens, at, to), confidence: rank > 20 ? 0.7 : 0.95 } };
    };
    if (token.lower === 'a' && (next?.text === '/' || isHyphen(next)) && next?.glued && tokens[at + 2]?.lower === 'b')
      found('ab', /^tests?$|^experiment$/.test(tokens[at + 3]?.lower ?? '') ? at + 4 : at + 3, 1);
    else if (token.lower === 'ab' && /^(?:test|tests|testing|experiment)$/.test(next?.lower ?? '')) found('ab', at + 2, 1);
    else if (token.lower === 'hold' && tokens.slice(at + 1, at + 8).some(({ lower }) => lower === 'back')) found('holdback', at + 1, 0);
    else if (token.lower === 'split' && next?.stem === 'test') found('ab', at + 2, 1);
    else if (/^(?:dry|test|practice)$/.test(token.lower) && next?.lower === 'run') found('shadow', at + 2, 1.5);
    else if (token.lower === 'split' && /^(?:[/:-]|randomi[sz]ed|random)$/.test(tokens[at - 2]?.lower ?? '')) found('ab', at + 1, 1);
    else if (token.lower === 'hold' && (isHyphen(next) || next?.lower === 'back' || next?.lower === 'out')) {
      const to = isHyphen(next) ? at + 3 : at + 2;
      if (/^(?:back|out)$/.test(tokens[to - 1]?.lower ?? '')) found('holdback', to, 0);
    } else if (token.lower === 'split' && (next?.lower === 'traffic' || next?.lower === 'users')) found('ab', at + 2, 1);
    else if (token.lower === 'parallel' && /^(?:run|running|mode|operation)$/.test(next?.lower ?? '')) found('shadow', at + 2, 1);
    else if (
      /^(?:outputs?|results?|predictions?|scores?)$/.test(token.lower) &&
      (/^(?:hidden|logged|unused|discarded|ignored)$/.test(next?.lower ?? '') ||
        (next?.lower === 'not' && /^(?:shown|used|returned|sent)$/.test(tokens[at + 2]?.lower ?? '')))
    )
      found('shadow', at + 2, 1.5);
    else if (
      token.lower === 'control' &&
      next?.lower === 'group' &&
      tokens.some(({ lower }) => /^(?:keep|hold|leave|withhold)$/.test(lower))
    )
      found('holdback', at + 2, 0);
    else if (token.lower === 'holdout' && !/^(?:sets?|data|sample|period|test|evaluation)$/.test(next?.lower ?? ''))
      found('holdback', at + 1, 0);
    else if (
      token.lower === 'full' &&
      /^(?:rollout|launch|release|traffic|production|availability|deployment|exposure)$/.test(next?.lower ?? '') &&
      !/^(?:before|until|after|to)$/.test(tokens[at - 1]?.lower ?? '')
    )
      found('full', at + 2, 6);
    else if (token.lower === 'general' && next?.lower === 'availability') found('full', at + 2, 6);
    else if (
      token.lower === 'all' &&
      /^(?:users|traffic|customers|regions|requests|markets|tenants|sites|stores|remaining|clinics|hospitals|drivers|students|accounts)$/.test(
        next?.lower ?? '',
      )
    )
      found('full', at + 2, 25);
    else if (/^(?:whole|entire)$/.test(token.lower) && audiences.test(next?.lower ?? '')) found('full', at + 2, 25);
    else if (token.lower === 'all' && tokens[at - 1]?.lower === 'to' && pluralAt(tokens, at + 1) > 0)
      found('full', pluralAt(tokens, at + 1), 25);
    else if (token.lower === 'early' && next?.lower === 'access') found('beta', at + 2, 5);
    else if (/^silent(?:ly)?$/.test(token.lower) && /^(?:stays?|remains?|is|are|keeps?)$/.test(tokens[at - 1]?.lower ?? '')) continue;
    else if (
      (token.lower === 'limited' && /^(?:release|launch|deployment|availability)$/.test(next?.lower ?? '')) ||
      (token.lower === 'soft' && next?.lower === 'launch')
    )
      found('pilot', at + 2, 20);
    else if (
      /^(?:keep|leave|exclude)$/.test(token.lower) &&
      tokens.slice(at + 1, at + 5).some(({ text }) => text === '%') &&
      tokens
        .slice(at + 1, at + 9)
        .some(({ lower }) => /^(?:without|off|out|unexposed|control|old|legacy|previous|current|existing)$/.test(lower))
    )
      found('holdback', at + 1, 0);
    else if (token.lower === 'never' && /^(?:see|get|receive)$/.test(next?.lower ?? '')) found('holdback', at + 2, 0);
    else if (token.lower === 'dark' && !/^launch(?:es|ed)?$|^mode$|^traffic$|^reads?$/.test(next?.lower ?? '')) continue;
    else if (token.lower === 'internal' && /^(?:tool|tools|api|service|error|errors|alert)$/.test(next?.lower ?? '')) continue;
    else if (token.lower === 'increase' && !/^(?:to|traffic|exposure)$/.test(next?.lower ?? '')) continue;
    else if ((token.lower === 'roll' && next?.lower !== 'out') || (token.lower === 'beta' && next?.text === '=')) continue;
    else {
      const rank = kinds.findIndex(([, pattern]) => pattern.test(token.lower));
      const kind = kinds[rank];
      if (!kind) continue;
      const mode =
        /^(?:mode|testing|test|deployment|release|stage|phase|rollout|traffic|launch)$/.test(next?.lower ?? '') && kind[0] !== 'ramp';
      found(kind[0], mode ? at + 2 : at + 1, rank === 8 ? 30 : rank === 3 ? 4.5 : rank + 2);
    }
  }
  return best?.slot;
}

/** "all chat queues": the token after a plural noun with at most two words before it, or -1. */
function pluralAt(tokens: readonly Token[], from: number): number {
  for (let at = from; at < from + 3 && tokens[at]?.kind === 'word'; at++) if (tokens[at]?.stem !== tokens[at]?.lower) return at + 1;
  return -1;
}

const audiences =
  /^(?:traffic|users?|customers?|requests?|sessions?|exposure|visitors?|queries|merchants?|sellers?|drivers?|stores?|tenants?|accounts?|calls?|transactions?|volume|patients?|scans?|tickets?|chats?|students?|employees?|regions?|payments?|clinics?|hospitals?|sites?|devices?|cohort|population|rollout|orders?|impressions?|load|everyone|routes?|depots?|households?|schools?|members?|subscribers?|developers?|seats?|studies|conversations?|fleet|branches|couriers?|players?|partners?|plants?|wards?)$/;

/** Of "10 → 25 → 50 %" or "1 % → 5 % → 20 %": one of several shares, of which none is the stage's own. */
const isChained = (tokens: readonly Token[], { begin, end }: QuantityAt): boolean => {
  const arrows = (from: number, step: number): number => {
    let count = 0;
    for (
      let at = from;
      Math.abs(at - from) < 12 && (isArrow(tokens[at]) || tokens[at]?.kind === 'number' || tokens[at]?.text === '%');
      at += step
    )
      if (isArrow(tokens[at])) count++;
    return count;
  };
  return arrows(begin - 1, -1) + arrows(end, 1) > 1;
};

/** A percentage that says how many get it, not one that bounds a metric. */
function isTraffic(tokens: readonly Token[], quantity: QuantityAt): boolean {
  const { value } = quantity;
  // "10 → 25 → 50 %" goes through several.
  if (isChained(tokens, quantity)) return false;
  if (value.unit !== '%' || value.value < 0 || value.value > 100 || value.basis === 'relative' || value.basis === 'points') return false;
  const near = tokens.slice(quantity.to, quantity.to + 5).some((token) => audiences.test(token.lower));
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
        (token.lower === 'all' && (audiences.test(next) || tokens[at - 1]?.lower === 'to')) ||
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
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (!leads.test(token.lower)) continue;
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

/** What stands before a colon or dash, or the stage's own word. */
function nameOf(text: string, tokens: readonly Token[], kind: Span | undefined): Slot<string> | undefined {
  const colon = tokens.findIndex((token, at) => at > 0 && at < 8 && (token.text === ':' || (isDash(token) && !token.glued)));
  if (colon > 0 && tokens.slice(0, colon).some((token) => token.kind === 'word')) {
    const span = spanOf(tokens, 0, colon);
    return { value: text.slice(span[0], span[1]), span, confidence: 0.8 };
  }
  return kind ? { value: text.slice(kind[0], kind[1]), span: kind, confidence: 0.7 } : undefined;
}
