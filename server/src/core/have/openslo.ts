// OpenSLO, version 1 and what came before it: objectives as service levels, and service levels as documents that somebody completes with
// the query. What is written is read back to the same.
import { stringify } from 'yaml';
import type { Node } from '../tree.js';
import type { LevelUnit, ServiceLevel, StatedLevel } from './have.js';
import { firstOf, itemsAt, nodeAt, numberIn, spanAt, wordsAt } from './plain.js';

export function serviceLevelsIn(document: Node): readonly StatedLevel[] {
  if (!/^openslo(?:\.com)?\//i.test(wordsAt(document, 'apiVersion')) || wordsAt(document, 'kind') !== 'SLO') return [];
  const spec = nodeAt(document, 'spec');
  const name = wordsAt(document, 'metadata', 'name');
  const title = wordsAt(document, 'metadata', 'displayName');
  const indicator = nodeAt(spec, 'indicator') ?? nodeAt(spec, 'sli');
  const unit = wordsAt(document, 'metadata', 'annotations', unitKey);
  const window = windowOf(spec);
  const budgeting = wordsAt(spec, 'budgetingMethod');
  return itemsAt(spec, 'objectives').flatMap((objective): readonly StatedLevel[] => {
    const target = targetOf(objective);
    if (target === undefined) return [];
    const own = wordsAt(objective, 'displayName');
    const op = operators.get(wordsAt(objective, 'op'));
    const value = numberIn(wordsAt(objective, 'value'));
    return [
      {
        // "Good" and "Acceptable" name objectives of one level.
        sli:
          title ||
          wordsAt(indicator, 'metadata', 'displayName') ||
          own ||
          firstOf(nodeAt(indicator, 'metadata'), ['displayName', 'name']) ||
          name,
        target,
        ...(op && value !== undefined ? { bound: { op, value, unit } } : {}),
        ...(window ? { window } : {}),
        ...(budgeting === '' ? {} : { budgeting }),
        name,
        service: wordsAt(spec, 'service'),
        words: [
          name,
          title,
          own,
          wordsAt(spec, 'description'),
          ...['name', 'displayName'].map((key) => wordsAt(indicator, 'metadata', key)),
        ]
          .filter((words) => words !== '')
          .join('\n'),
        span: spanAt(objective, wordsAt(objective, 'target') === '' ? 'targetPercent' : 'target'),
      },
    ];
  });
}

/** One document each; `TODO` marks the query, which no document of ours knows. `service` is the initiative's id. */
export function writeOpenSlo(levels: readonly ServiceLevel[], service: string): string {
  const names = namesOf(levels, service);
  return levels
    .map(({ sli, target, bound, window, budgeting }, at) =>
      stringify(
        {
          apiVersion: 'openslo/v1',
          kind: 'SLO',
          metadata: {
            name: names[at],
            displayName: sli,
            ...(bound && bound.unit !== '' ? { annotations: { [unitKey]: bound.unit } } : {}),
          },
          spec: {
            service,
            indicator: {
              metadata: { name: `${names[at]}-indicator` },
              spec: bound
                ? { thresholdMetric: { metricSource: todo } }
                : { ratioMetric: { counter: true, good: { metricSource: todo }, total: { metricSource: todo } } },
            },
            ...(window ? { timeWindow: [{ duration: `${window.count}${window.unit}`, isRolling: true }] } : {}),
            ...(budgeting === undefined ? {} : { budgetingMethod: budgeting }),
            objectives: [{ ...(bound ? { op: opNames.get(bound.op), value: bound.value } : {}), target }],
          },
        },
        { lineWidth: 0, aliasDuplicateObjects: false },
      ),
    )
    .join('---\n');
}

/** The format has no place for the unit of a threshold; annotations are for whoever wrote them. */
const unitKey = 'shipworthy/unit';
const todo = { type: 'TODO', spec: { query: 'TODO' } };

const opNames = new Map([
  ['<', 'lt'],
  ['<=', 'lte'],
  ['>', 'gt'],
  ['>=', 'gte'],
] as const);
const operators: ReadonlyMap<string, '<' | '<=' | '>' | '>='> = new Map([...opNames].map(([sign, name]) => [name, sign]));

/** A share, `targetPercent: 99.9`, or percent where somebody wrote those under `target`. */
function targetOf(objective: Node): number | undefined {
  const percent = numberIn(wordsAt(objective, 'targetPercent'));
  const target = numberIn(wordsAt(objective, 'target'));
  const share = percent !== undefined ? percent / 100 : target !== undefined && target > 1 ? target / 100 : target;
  return share !== undefined && share > 0 && share <= 1 ? Number(share.toPrecision(12)) : undefined;
}

/** `timeWindow: [{ duration: 30d }]`; before version 1 `timeWindows: [{ unit: Day, count: 30 }]`. */
function windowOf(spec: Node | undefined): ServiceLevel['window'] | undefined {
  const node = nodeAt(spec, 'timeWindow');
  const [window] = node?.type === 'seq' ? node.items : node ? [node] : itemsAt(spec, 'timeWindows');
  const short = /^(\d{1,5})([mhdwMQY])$/.exec(wordsAt(window, 'duration'));
  if (short) return { count: Number(short[1]), unit: short[2] as LevelUnit };
  const count = numberIn(wordsAt(window, 'count'));
  const unit = longUnits.get(wordsAt(window, 'unit').toLowerCase().replace(/s$/, ''));
  return count !== undefined && unit ? { count, unit } : undefined;
}

const longUnits: ReadonlyMap<string, LevelUnit> = new Map([
  ['minute', 'm'],
  ['hour', 'h'],
  ['day', 'd'],
  ['week', 'w'],
  ['month', 'M'],
  ['quarter', 'Q'],
  ['year', 'Y'],
]);

/** Lower case letters, digits and dashes, each name once. */
function namesOf(levels: readonly ServiceLevel[], service: string): readonly string[] {
  const taken = new Set<string>();
  return levels.map(({ sli }) => {
    const base = nameOf(`${service} ${subjectOf(sli)}`);
    let name = base;
    for (let nth = 2; taken.has(name); nth++) name = `${base}-${nth}`;
    taken.add(name);
    return name;
  });
}

/** "99.9 % of requests are answered in under 300 ms over 30 days" → "requests are answered". */
const subjectOf = (sli: string): string => {
  const rest = sli.replace(/^[\d.,\s%]{1,20}(?:of\s)?/, '');
  const end = rest.search(/(?:^|\s)(?:[\d<>≤≥=]|(?:in|at|over|under|below|within)\s)/);
  return end > 0 ? rest.slice(0, end) : rest;
};

const nameOf = (words: string): string =>
  words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 56)
    .replace(/^-+|-+$/g, '') || 'slo';
