// Users are drawn, clicks are counted: ten clicks of one user are not ten people.
import { textBelow } from '../../facts/rows.js';
import { type Artifact, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, type Spot, yaml } from '../rule.js';

export default rule({
  id: 'unit-mismatch',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'One thing is drawn by lot and another is counted: the variance is understated.',
  because: 'What one user does is alike. Counted as independent it makes p too small, and noise looks like a win.',
  source: 'Deng, Knoblich & Lu, Applying the delta method in metric analytics, KDD 2018; arithmetic (A3)',
  bad: [
    yaml`
      kind: experiment-plan
      online_test: {design: A/B, randomization_unit: user, analysis_unit: <|session|>}
    `,
    markdown`
      ## Primary metric

      Click-through: <|clicks ÷ impressions|>

      ## Online test

      - Design: A/B
      - Randomization unit: user
    `,
    markdown`
      ## Online test

      We randomise by clinic and <|analyse each scan|> on its own.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      online_test: {design: A/B, randomization_unit: user, analysis_unit: session (delta method)}
    `,
    markdown`
      ## Primary metric

      Users with at least one click ÷ users who saw the list

      ## Online test

      - Design: A/B
      - Randomization unit: user
    `,
  ],
  check({ artifact }, report) {
    const test = textBelow(artifact, '/online_test');
    const all = `${test}\n${textBelow(artifact, '/primary_metric')}\n${textBelow(artifact, '/decision_rule')}\n${textBelow(artifact, '/validation')}`;
    if (method.test(all)) return;
    const drawn =
      textAt(artifact, '/online_test/randomization_unit') ||
      (lots.map((pattern) => pattern.exec(test)?.[1]).find((unit) => unit !== undefined) ?? '');
    const lot = unitIn(drawn);
    if (lot === undefined) return;
    const counted = countedIn(artifact, test);
    if (!counted || counted.unit === lot || coarseness.indexOf(counted.unit) <= coarseness.indexOf(lot)) return;
    const text = textAt(artifact, counted.pointer);
    report(counted.at, `Drawn by ${lot}, counted by ${counted.unit}: one ${lot} gives many, and they are alike.`, {
      fix: ['delta method', 'bootstrap over the units drawn'].map((name) => ({
        title: `Analyse with the ${name}`,
        sort: 'choice' as const,
        edits: [behind(counted.pointer, text, text.trimEnd().length, ` (${name})`)],
      })),
    });
  },
});

interface Counted {
  readonly unit: string;
  readonly pointer: string;
  readonly at: Spot;
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
  if (unit !== undefined) return { unit, pointer: own, at: own };
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
      return { unit: denominator, pointer, at: found ? { pointer, from: found.index, to: found.index + found[0].length } : pointer };
  }
  const prose =
    /\b(?:analy[sz]e|analysis(?: is)?|count|measure|compare|test)(?:d|s)? (?:it |them |the result )?(?:by |per |on |each |every |at the |at )?([a-z]{4,14})(?:[- ]level)?\b/i.exec(
      textAt(artifact, '/online_test'),
    );
  const named = prose ? unitIn(prose[1] as string) : undefined;
  return prose && named !== undefined && test !== ''
    ? { unit: named, pointer: '/online_test', at: { pointer: '/online_test', from: prose.index, to: prose.index + prose[0].length } }
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
const method =
  /\b(?:delta[- ]method|cluster\w*|bootstrap\w*|linear(?:i[sz]\w+|is)|sandwich|robust (?:standard )?errors?|mixed[- ]effects?|gee|per[- ]user (?:average|mean|rate)s?|averaged? (?:per|by|within) (?:user|visitor|patient|customer)|aggregated? (?:per|by|to) (?:the )?(?:user|visitor|patient|customer)|intra-?class|icc|hierarchical)\b/i;
