// Goals composed from a small grammar, each with the labels it must be read as. The parts know nothing of the readers: half of the
// metrics are nouns that no lexicon has, and what stands beside an aim (other people's numbers, samples, versions) is never part of it.
import type { Labelled } from '../unit/language/score.js';

export interface Composed extends Labelled {
  readonly kind: string;
  readonly domain: string;
  readonly text: string;
  readonly expect: Readonly<Record<string, unknown>>;
  /** What it was made of: "frame: passive", "window: season". Misses are grouped by these. */
  readonly made: readonly string[];
}

/** Deterministic numbers from 0 to 1 (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Metric {
  readonly words: string;
  /** Entry of the lexicon; without one the words are the label. */
  readonly id?: string;
  readonly better: 'up' | 'down';
  readonly unit: '%' | 'min' | 'd' | '€' | '';
}

interface Domain {
  readonly name: string;
  readonly metrics: readonly Metric[];
  readonly groups: readonly string[];
  readonly guards: readonly (readonly [words: string, label: string])[];
}

/** "words/better+unit" or "words=id/better+unit", separated by bars. */
const domain = (name: string, metrics: string, groups: string, guards: string): Domain => ({
  name,
  metrics: metrics.split(' | ').map((one) => {
    const [, words, id, better, unit] = /^(.*?)(?:=(.*?))?\/([+-])(.*)$/.exec(one) as unknown as [
      string,
      string,
      string?,
      string?,
      string?,
    ];
    return { words, ...(id ? { id } : {}), better: better === '+' ? 'up' : 'down', unit: unit as Metric['unit'] };
  }),
  groups: groups.split(' | '),
  guards: guards.split(' | ').map((one) => {
    const [words, id] = one.split('=') as [string, string?];
    return [words, id ?? `~${words}`] as const;
  }),
});

const domains: readonly Domain[] = [
  domain(
    'brewery',
    'bottle rejects/-% | churn=churn/-% | foam height deviations per batch/-',
    'returning pubs | small bars',
    'taste panel marks | NPS=nps',
  ),
  domain(
    'ferry',
    'berth idle hours/- | no-show rate=no-show/-% | ramp congestion/-min',
    'night sailings | freight customers',
    'lashing checks | complaints=complaints',
  ),
  domain(
    'museum',
    'guided-loop joiners/+ | conversion rate=conversion/+% | cloakroom queue/-min',
    'school classes | evening visitors',
    'artefact handling marks | CSAT=csat',
  ),
  domain(
    'foundry',
    'casting cracks/-% | first-pass yield=oee/+% | mould swaps per shift/+',
    'thin-walled parts | night shifts',
    'melt energy per tonne | scrap purity',
  ),
  domain(
    'opera',
    'seat gaps per evening/- | renewal rate=retention/+% | programme booklet sales/+€',
    'first-time guests | subscribers under 30',
    'choir overtime | refund rate=refund-rate',
  ),
  domain(
    'vet clinic',
    'missed booster jabs/-% | CSAT=csat/+ | paper forms per visit/-',
    'large dogs | rural owners',
    'anaesthesia incidents | wait time=first-response',
  ),
  domain(
    'cable car',
    'cabin dwell/-d | adoption rate=adoption/+% | rope inspection findings/-',
    'day trippers | season pass holders',
    'wind stops | punctuality=on-time',
  ),
  domain(
    'archive',
    'misfiled folders/-% | recall=recall/+% | boxes scanned per day/+',
    'parish records | handwritten letters',
    'page tears | accuracy=accuracy',
  ),
  domain(
    'laundry',
    'towel lint/-% | rework rate=rework/-% | trolley walks per hour/-',
    'hotel clients | hospital wards',
    'water use per load | on-time delivery=on-time',
  ),
  domain(
    'orchard',
    'bruised apples/-% | yield=oee/+% | ladder moves per picker/-',
    'late varieties | young trees',
    'sugar content | spray drift',
  ),
  domain(
    'parking',
    'lost-ticket walks/- | occupancy=utilisation/+% | gate jam length/-min',
    'season parkers | airport lots',
    'kiosk faults | revenue=revenue',
  ),
  domain(
    'radio',
    'stream drop-ins/+% | listening time=watch-time/+min | jingle repeats per hour/-',
    'morning listeners | rural regions',
    'ad minutes | churn=churn',
  ),
  domain(
    'court',
    'adjourned hearings/-% | backlog=backlog/- | translated summons/+%',
    'family cases | small claims',
    'appeal filings | error rate=error-rate',
  ),
  domain(
    'bakery',
    'unsold rolls per shop/- | average order value=aov/+€ | dough rest deviations/-%',
    'station shops | weekend customers',
    'crust colour marks | waste=inventory',
  ),
];

interface Amount {
  readonly words: string;
  readonly label: string;
}

/** One aim before it has a form. */
interface Aim {
  readonly metric: Metric;
  readonly base: Amount;
  readonly goal: Amount;
  /** By how much it shall change. */
  readonly step: Amount;
  readonly of: (words: string) => string;
}

type Expect = Record<string, unknown>;
interface Frame {
  readonly name: string;
  /** Which slots the text states beside the metric. */
  readonly says: readonly ('baseline' | 'target' | 'magnitude')[];
  /** Where the direction is only told by a start, a verb or a bound it is expected; a hold says so. */
  readonly direction?: 'hold' | 'bound';
  readonly only?: (metric: Metric) => boolean;
  /** `np` has its population behind it; {} is where the window goes. */
  readonly text: (aim: Aim, word: Words) => string;
}

interface Words {
  readonly raise: string;
  readonly raised: string;
  readonly rise: string;
  readonly cut: string;
  readonly more: string;
  readonly most: string;
  readonly orMore: string;
  readonly bring: string;
  readonly rising: string;
}

const pick = <T>(next: () => number, items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;

const wordsOf = (next: () => number, better: 'up' | 'down'): Words =>
  better === 'up'
    ? {
        raise: pick(next, ['raise', 'increase', 'lift', 'boost', 'grow']),
        raised: pick(next, ['raised', 'increased', 'lifted']),
        rise: pick(next, ['rise', 'grow', 'go up', 'climb']),
        rising: pick(next, ['rising', 'growing', 'going up']),
        cut: pick(next, ['increase', 'rise', 'gain']),
        more: pick(next, ['higher', 'up']),
        most: pick(next, ['at least', 'no less than', 'not less than', 'at or above', '≥']),
        orMore: pick(next, ['or more', 'or higher', 'at least', 'or above']),
        bring: pick(next, ['bring', 'get', 'move', 'take', 'push']),
      }
    : {
        raise: pick(next, ['reduce', 'cut', 'lower', 'bring down', 'shorten', 'trim']).replace('shorten', 'reduce'),
        raised: pick(next, ['reduced', 'cut', 'lowered', 'brought down']),
        rise: pick(next, ['fall', 'drop', 'go down', 'come down', 'decline']),
        rising: pick(next, ['falling', 'dropping', 'coming down']),
        cut: pick(next, ['reduction', 'cut', 'drop', 'decrease']),
        more: pick(next, ['lower', 'down']),
        most: pick(next, ['at most', 'no more than', 'not more than', 'at or below', 'under', '≤']),
        orMore: pick(next, ['or less', 'or lower', 'at most', 'or below']),
        bring: pick(next, ['bring', 'get', 'move', 'take']),
      };

const counted = ({ unit }: Metric): boolean => unit === '';

const frames: readonly Frame[] = [
  {
    name: 'verb from to',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${w.raise} ${of('the')} from ${base.words} to ${goal.words} {}`,
  },
  {
    name: 'verb to from',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${w.raise} ${of('the')} to ${goal.words} from ${base.words} {}`,
  },
  { name: 'verb by', says: ['magnitude'], text: ({ of, step }, w) => `${w.raise} ${of('the')} by ${step.words} {}` },
  {
    name: 'verb by what',
    says: ['magnitude'],
    only: (m) => !counted(m),
    text: ({ of, step }, w) => `We want to ${w.raise} by ${step.words} ${of('the')} {}`,
  },
  {
    name: 'bring to',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${w.bring} ${of('')} from today's ${base.words} to ${goal.words} {}`,
  },
  {
    name: 'subject verb',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${of('The')} should ${w.rise} from ${base.words} to ${goal.words} {}`,
  },
  {
    name: 'subject to from the present',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${of('')} should ${w.rise} to ${goal.words} from the present ${base.words} {}`,
  },
  { name: 'subject by', says: ['magnitude'], text: ({ of, step }, w) => `${of('')} has to ${w.rise} by ${step.words} {}` },
  {
    name: 'passive',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${of('The')} must be ${w.raised} from ${base.words} to ${goal.words} {}`,
  },
  { name: 'passive by', says: ['magnitude'], text: ({ of, step }, w) => `${of('')} is to be ${w.raised} by ${step.words} {}` },
  { name: 'noun of change', says: ['magnitude'], text: ({ of, step }, w) => `A ${w.cut} of ${step.words} in ${of('')} {}` },
  {
    name: 'amount noun of change',
    says: ['magnitude'],
    only: (m) => m.unit === '%',
    text: ({ of, step }, w) => `We are aiming for a ${step.words} ${w.cut} in ${of('')} {}`,
  },
  {
    name: 'lower than today',
    says: ['magnitude'],
    only: (m) => !counted(m),
    text: ({ of, step }, w) => `${of('')} ${step.words} ${w.more === 'up' ? 'higher' : w.more === 'down' ? 'lower' : w.more} than today {}`,
  },
  {
    name: 'up or down by',
    says: ['magnitude'],
    text: ({ of, step, metric }) => `${of('')} ${metric.better === 'up' ? 'up' : 'down'} by ${step.words} {}`,
  },
  {
    name: 'signed',
    says: ['magnitude'],
    only: (m) => m.unit !== '€',
    text: ({ of, step, metric }) => `${of('')}: ${metric.better === 'up' ? '+' : '−'}${step.words} {}`,
  },
  { name: 'arrow', says: ['baseline', 'target'], text: ({ of, base, goal }) => `${of('')}: ${base.words} → ${goal.words} {}` },
  {
    name: 'arrow in a bullet',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `- ${of('')} ${base.words} -> ${goal.words} {}`,
  },
  {
    name: 'table row with labels',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('')} | now ${base.words} | target ${goal.words} | {}`,
  },
  {
    name: 'table row with wants',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('')} | today ${base.words} | want ${goal.words} | {}`,
  },
  { name: 'today then', says: ['baseline', 'target'], text: ({ of, base, goal }) => `${of('')}: ${base.words} today, ${goal.words} {}` },
  {
    name: 'at present or less',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${of('')}: ${base.words} at present; ${goal.words} ${w.orMore} {}`,
  },
  {
    name: 'last year, bound',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${of('')}: ${base.words} last year, ${w.most} ${goal.words} {}`,
  },
  {
    name: 'was in brackets',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('')}: ${goal.words} (was ${base.words}) {}`,
  },
  {
    name: 'bound with start in brackets',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${of('')} ${w.most} ${goal.words} {} (${base.words} today)`,
  },
  {
    name: 'bound with last audit',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) =>
      `${of('')} to be ${w.most === '≤' || w.most === '≥' ? 'at' : w.most} ${goal.words} {} (last audit: ${base.words})`,
  },
  {
    name: 'bound, up from',
    says: ['baseline', 'target'],
    text: ({ of, base, goal, metric }) => `${of('')} of ${goal.words} {}, ${metric.better === 'up' ? 'up' : 'down'} from ${base.words}`,
  },
  { name: 'bound alone', says: ['target'], direction: 'bound', text: ({ of, goal }, w) => `${of('')} ${w.most} ${goal.words} {}` },
  {
    name: 'bound behind',
    says: ['target'],
    direction: 'bound',
    text: ({ of, goal }, w) => `${of('The')} must be ${goal.words} ${w.orMore} {}`,
  },
  {
    name: 'shall not',
    says: ['target'],
    only: (m) => m.better === 'down',
    direction: 'bound',
    text: ({ of, goal }) => `${of('')} shall not be more than ${goal.words} {}`,
  },
  {
    name: 'instead of',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('')} at ${goal.words} instead of ${base.words} {}`,
  },
  {
    name: 'is; we want',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('The')} is ${base.words} today; we want ${goal.words} {}`,
  },
  {
    name: 'is and has to be',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('The')} is ${base.words} and has to be ${goal.words} {}`,
  },
  {
    name: 'stands at; our goal',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('')} stands at ${base.words}. Our goal is ${goal.words} {}`,
  },
  {
    name: 'is; bring it',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${of('')} currently sits at ${base.words}. ${w.bring} it to ${goal.words} {}`,
  },
  {
    name: 'was; target',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('')}: ${base.words} last quarter. Target ${goal.words} {}`,
  },
  {
    name: 'too far; shortened by',
    says: ['baseline', 'magnitude'],
    text: ({ of, base, step }, w) =>
      `At ${base.words} ${of('the')} is not where we want it, and it has to be ${w.raised} by ${step.words} {}`,
  },
  {
    name: 'commas, to reach',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('')}, ${base.words} at the moment, to reach ${goal.words} {}`,
  },
  {
    name: 'brackets, is to be',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${of('')} (currently ${base.words}) is to be ${w.raised} to ${goal.words} {}`,
  },
  {
    name: 'which stood at',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) =>
      `${of('')}, which stood at ${base.words} in June, to ${w.rise.replace(/^(?:go|come) (up|down)$/, '$&')} to ${goal.words} {}`,
  },
  {
    name: 'can we',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `Can we ${w.bring} ${of('')} from ${base.words} to ${goal.words} {}?`,
  },
  {
    name: 'we want to see',
    says: ['target'],
    direction: 'bound',
    text: ({ of, goal }, w) => `We want to see ${of('')} ${w.most} ${goal.words} {}`,
  },
  {
    name: 'goal is noun of',
    says: ['target', 'baseline'],
    text: ({ of, base, goal }) => `Our goal is ${of('a')} of ${goal.words} {}, compared with ${base.words} today`,
  },
  {
    name: 'happy with',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `${of('Our')} is ${base.words}; we would be happy with ${goal.words} {}`,
  },
  {
    name: 'the plan is',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `${of('')} was ${base.words} in the spring; the plan is ${goal.words} ${w.orMore} {}`,
  },
  {
    name: 'it is intended that',
    says: ['baseline', 'target'],
    text: ({ of, base, goal, metric }) =>
      `It is intended that ${of('the')} reaches ${goal.words}, ${metric.better === 'up' ? 'up' : 'down'} from ${base.words}, {}`,
  },
  {
    name: 'we intend',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }, w) => `We intend to have ${of('the')} ${w.rising} from ${base.words} to ${goal.words} {}`,
  },
  {
    name: 'from to, then name',
    says: ['baseline', 'target'],
    only: (m) => m.unit === '%',
    text: ({ of, base, goal }) => `From ${base.words} to ${goal.words} ${of('')} {}`,
  },
  {
    name: 'label lines',
    says: ['baseline', 'target'],
    text: ({ of, base, goal }) => `Metric: ${of('')}\nBaseline: ${base.words}\nTarget: ${goal.words} {}`,
  },
  { name: 'hold', says: ['target'], direction: 'hold', text: ({ of, goal }, w) => `Keep ${of('the')} ${w.most} ${goal.words} {}` },
  {
    name: 'must remain',
    says: ['target'],
    direction: 'hold',
    text: ({ of, goal }, w) => `${of('')} must remain at ${goal.words} ${w.orMore} {}`,
  },
];

/** Text, label of the window, and the anchor where it has one. */
const windows: readonly (readonly [name: string, text: string, label: string, anchor?: string])[] = [
  ['day', 'by 30 June 2028', '2028-06-30'],
  ['iso day', 'before 2028-04-01', '2028-04-01'],
  ['quarter', 'by the end of Q3 2027', '2027-09-30'],
  ['half', 'by the close of H1 2028', '2028-06-30'],
  ['month', 'by June 2028', '2028-06-30'],
  ['end of month', 'by the end of May 2028', '2028-05-31'],
  ['year', 'by end of 2028', '2028-12-31'],
  ['no later', 'no later than 1 May 2028', '2028-05-01'],
  ['holiday', 'by Easter 2028', '~Easter 2028'],
  ['holiday s', "before New Year's Day 2029", '~New Year'],
  ['season', 'by summer 2028', '~summer 2028'],
  ['year season', 'by the 2028 spring season', '~2028 spring season'],
  ['season year', 'before season 2029', '~season 2029'],
  ['term', 'by the end of the spring term', '~end of the spring term'],
  ['term year', 'by the summer term 2028', '~summer term 2028'],
  ['decade', 'by the end of the decade', '~end of the decade'],
  ['fiscal', 'by the end of FY29', '~FY29'],
  ['event', 'by go-live', '~go-live'],
  ['event noun', 'before the code freeze', '~code freeze'],
  ['clause', 'by the time the new line opens', '~new line opens'],
  ['days of', 'within 90 days of launch', 'P90D', 'launch'],
  ['months', 'within six months', 'P6M'],
  ['weeks after', 'within eight weeks after the first site goes live', 'P56D', 'first site'],
  ['year of', 'within one year of fitting the sensors', 'P1Y', 'fitting the sensors'],
  ['months after', 'four months after the new gripper arrives', 'P4M', 'new gripper arrives'],
  ['next', 'over the next 12 months', 'P12M'],
  ['course', 'in the course of 10 months', 'P10M'],
  ['through', 'through 2028', '2028-12-31'],
];

/** Behind the aim, with the label of what is protected. `b` is a level. */
const guards: readonly (readonly [name: string, text: (words: string) => string, margin?: string])[] = [
  ['without hurting', (g) => ` without hurting ${g}`],
  ['while keeping', (g) => ` while keeping ${g} at or above 88 %`, ' >= 88 %'],
  ['with no lower', (g) => `, with ${g} no lower than 88 %`, ' >= 88 %'],
  ['provided', (g) => `, provided that ${g} stays under 4 %`, ' < 4 %'],
  ['unchanged', (g) => `, ${g} unchanged`],
  ['must not exceed', (g) => `; ${g} must not exceed 4 %`, ' <= 4 %'],
  ['as long as', (g) => ` as long as ${g} does not get worse`],
  ['not lower', (g) => `, ${g} not lower`],
  ['being as good', (g) => `, ${g} being at least as good as now`],
  ['must not go up', (g) => `, ${g} must not go up`],
  ['guardrail label', (g) => `. Guardrail: ${g} ≤ 4 %`, ' <= 4 %'],
  ['not at the expense', (g) => `, but not at the expense of ${g}`],
];

/** What stands around an aim and is no part of it. */
const asides: readonly (readonly [name: string, text: string])[] = [
  ['rival', 'Our closest rival is at 71 %.'],
  ['competitor', 'Competitor B reports 97.3 %.'],
  ['vendor', 'A vendor promised 34 % in its brochure.'],
  ['law', 'The regulator only asks for 66 %.'],
  ['industry', 'The industry average is 47 %.'],
  ['study', 'A study from 2021 found 29 %.'],
  ['interviews', 'We interviewed 214 people for this.'],
  ['headcount', 'The team has 9 people.'],
  ['budget', 'The budget is $40,000 for the whole year.'],
  ['version', 'Version 3.2 is live at 12 sites.'],
  ['standard', 'ISO 42001 has 38 controls.'],
  ['model size', 'The model has 7B parameters and a context of 8,192 tokens.'],
  ['page', 'See table 4 on page 17.'],
  ['meeting', 'Room 4.12, 14:30–15:15.'],
  ['statistics', 'Tested at 95 % confidence with 80 % power.'],
  ['sample', 'The sample holds 4,310 cases from 18 sites.'],
  ['split', 'We train on 80 % of the data and test on 20 %.'],
  ['history of others', 'In 2019 the old tool needed 55 minutes.'],
  ['two years', 'Between 2021 and 2024 the share of diesel vans sank from 81 % to 66 %.'],
  ['releases', 'Last year we shipped 14 releases.'],
  ['percentile', 'The p99 was 840 ms in the last load test.'],
  ['users', 'About 60 % of our users live in Europe.'],
  ['contract', 'The contract ends after 36 months.'],
  ['rent', 'The landlord raised the rent by 6.2 % on 1 July.'],
  ['question', 'What would another 5 % be worth?'],
  ['doubt', 'Nobody has promised the board 20 % growth.'],
  ['quotation', '"We cut calls by 45 %", said a peer in March.'],
  ['not the aim', 'We do not aim for 99 %.'],
  ['hours', 'The desk is open between 7 and 19 h.'],
  ['limit', 'Uploads over 25 MB are rejected.'],
  ['capacity', 'The hall is limited to 120 seats.'],
  ['waiting', 'Some guests waited more than 20 minutes.'],
  ['others do', 'More than 400 abbeys already use the planner.'],
  ['failed try', 'An earlier attempt to save 15 % failed.'],
  ['interval', 'With 95 % confidence the effect lies between 0.4 and 1.9 points.'],
  ['comparison', 'For comparison: Norway is at 9 %.'],
  ['fines', 'Fines can be up to 4 % of turnover.'],
];

const leads: readonly string[] = ['', '', '', 'Goal: ', 'KR2: ', 'Objective: ', '- '];

function amountsOf(next: () => number, { unit, better }: Metric): Pick<Aim, 'base' | 'goal' | 'step'> {
  const low = 3 + Math.floor(next() * 40);
  const step = 2 + Math.floor(next() * 9);
  const big = unit === '' && next() < 0.3 ? 100 : 1;
  const from = (better === 'up' ? low : low + step) * big;
  const to = (better === 'up' ? low + step : low) * big;
  const spelled = {
    '%': pick(next, [' %', '%', ' percent', ' per cent']),
    min: pick(next, [' min', ' minutes']),
    d: pick(next, [' days', ' days']),
    '€': '',
    '': '',
  }[unit];
  const amount = (value: number): Amount => ({
    words: `${unit === '€' ? '€' : ''}${value.toLocaleString('en')}${spelled}`,
    label: `${value}${unit === '' ? '' : ` ${unit}`}`,
  });
  return { base: amount(from), goal: amount(to), step: amount(step * big) };
}

const upper = (text: string): string => text.replace(/^(-? ?)(\p{Ll})/u, (_, lead: string, letter: string) => lead + letter.toUpperCase());

/** `count` goals; the same seed gives the same ones. */
export function composeGoals(count: number, seed: number): Composed[] {
  const next = chance(seed);
  const found: Composed[] = [];
  while (found.length < count) {
    const home = pick(next, domains);
    const metric = pick(next, home.metrics);
    const frame = pick(next, frames);
    if (frame.only && !frame.only(metric)) continue;
    const group = next() < 0.3 ? pick(next, home.groups) : undefined;
    const preposition = pick(next, ['for', 'among']);
    const amounts = amountsOf(next, metric);
    const of = (article: string) => `${article === '' ? '' : `${article} `}${metric.words}${group ? ` ${preposition} ${group}` : ''}`;
    const window = next() < 0.75 ? pick(next, windows) : undefined;
    const guard = next() < 0.3 ? pick(next, guards) : undefined;
    const protectedOne = guard && pick(next, home.guards);
    const aside = next() < 0.4 ? pick(next, asides) : undefined;
    const asideFirst = aside !== undefined && next() < 0.3;
    const front = window !== undefined && !/label|table|bullet/.test(frame.name) && next() < 0.2;
    const lead = frame.name.includes('bullet') || frame.name.includes('label') || front ? '' : pick(next, leads);
    let text = frame.text({ metric, of, ...amounts }, wordsOf(next, metric.better));
    text = text
      .replace(/ ?\{\}/, window && !front ? ` ${window[1]}` : '')
      .replace(/ ,|,,/g, ',')
      .replace(/,$/, '')
      .replace(/ \|$/, '');
    const asked = text.endsWith('?');
    if (asked) text = text.slice(0, -1);
    if (window && front) text = `${upper(window[1])}, ${text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())}`;
    text = upper(lead + text);
    if (protectedOne && guard) text += guard[1](protectedOne[0]);
    text += asked ? '?' : '.';
    if (aside) text = asideFirst ? `${aside[1]} ${text}` : `${text} ${aside[1]}`;
    const expect: Expect = { metric: metric.id ?? `~${metric.words}` };
    const direction = frame.direction === 'hold' ? 'hold' : metric.better === 'up' ? 'increase' : 'decrease';
    expect.direction = direction;
    if (frame.says.includes('baseline')) expect.baseline = amounts.base.label;
    if (frame.says.includes('target')) expect.target = amounts.goal.label;
    if (frame.says.includes('magnitude'))
      expect.magnitude = amounts.step.label + (frame.name === 'lower than today' && metric.unit === '%' ? ' relative' : '');
    if (window) expect.window = window[2];
    if (window?.[3]) expect.anchor = window[3];
    if (group) expect.population = group;
    if (guard && protectedOne) expect.guardrails = [`${protectedOne[1]}${guard[2] ?? ''}`];
    found.push({
      kind: 'goal',
      domain: home.name,
      text,
      expect,
      made: [
        `frame: ${frame.name}`,
        metric.id ? 'noun: known' : 'noun: unknown',
        ...(window ? [`window: ${window[0]}${front ? ' in front' : ''}`] : []),
        ...(guard ? [`guard: ${guard[0]}`] : []),
        ...(aside ? [`aside: ${aside[0]}${asideFirst ? ' in front' : ''}`] : []),
        ...(group ? ['population'] : []),
      ],
    });
  }
  return found;
}
