// What a new document can say from the start because a file of another format says it: alerts of a rules file, service levels of OpenSLO,
// the sources of a data contract, the evaluation of a model card. What such a file does not say stays open.
import type { Template } from '../rules/rule.js';
import type { Kind } from '../schema/kinds.js';
import { percent } from './fills.js';
import { fileName, type Have, type LevelUnit, type ServiceLevel } from './have.js';
import { minutesIn, minuteWords } from './prometheus.js';

type Cells = Readonly<Record<string, string>>;
type Begin = (have: readonly Have[]) => Readonly<Record<string, Template | undefined>>;

/** Values by field, '' where something stays to be said. Which files are named is `prefill`'s matter. */
export const beginFrom = (kind: Kind, have: readonly Have[]): Readonly<Record<string, Template>> =>
  Object.fromEntries(Object.entries(begins[kind]?.(have) ?? {}).filter((entry): entry is [string, Template] => entry[1] !== undefined));

const begins: Readonly<Partial<Record<Kind, Begin>>> = {
  prd: (have) => ({
    slos: levels(have),
    data_sources: sources(have, ['name', 'owner', 'refresh_cadence']),
    evaluation_dataset: evaluation(have),
  }),
  'one-pager': (have) => ({ data_owners: some(sources(have)?.map(({ name = '', owner = '' }) => ({ source: name, owner }))) }),
  'data-readiness': (have) => ({
    sources: sources(have, ['name', 'owner', 'refresh_cadence', 'freshness_needed', 'schema']),
    fields: columns(have),
    privacy: retention(have),
  }),
  'experiment-plan': (have) => ({
    evaluation_dataset: evaluation(have),
    candidates: some(
      have.flatMap(({ model }) =>
        (model?.results ?? []).map(({ metric, value }) => ({
          name: model?.name ?? '',
          metric: `${metric} ${value}`.trim(),
          ci: '',
          latency_p95_ms: '',
          cost_per_1k_req: '',
        })),
      ),
    ),
  }),
  runbook: (have) => {
    const model = have.find((one) => one.model && one.model.name !== '')?.model;
    return { artifact: model ? { model: [model.name, model.version].filter((word) => word !== '').join(' ') } : undefined };
  },
  monitoring: (have) => ({ slos: levels(have), alerts: alerts(have) }),
  retrospective: (have) => ({
    slo_attainment: some(levels(have)?.map(({ sli = '', objective = '' }) => ({ slo: sli, objective, attained: '', budget_spent: '' }))),
  }),
};

const some = <T>(rows: readonly T[] | undefined): readonly T[] | undefined => (rows && rows.length > 0 ? rows : undefined);

function levels(have: readonly Have[]): readonly Cells[] | undefined {
  return some(
    have.flatMap(({ slos }) =>
      slos.map(
        ({ sli, target, bound, window, budgeting }): Cells => ({
          sli,
          op: bound ? (signs.get(bound.op) as string) : '',
          threshold: bound ? `${bound.value} ${bound.unit}`.trim() : '',
          objective: percent(target),
          window: window ? windowWords(window) : '',
          ...(budgeting === undefined ? {} : { budgeting }),
        }),
      ),
    ),
  );
}

const signs: ReadonlyMap<string, string> = new Map([
  ['<', '<'],
  ['<=', '≤'],
  ['>', '>'],
  ['>=', '≥'],
]);

const windowWords = ({ count, unit }: NonNullable<ServiceLevel['window']>): string =>
  `${count} ${unitWords[unit]}${count === 1 ? '' : 's'}`;
const unitWords: Readonly<Record<LevelUnit, string>> = { m: 'minute', h: 'hour', d: 'day', w: 'week', M: 'month', Q: 'quarter', Y: 'year' };

/** "errors / requests > 0.02" is what is looked at, how it is compared, and the limit. */
function alerts(have: readonly Have[]): readonly Cells[] | undefined {
  return some(
    have.flatMap((from) =>
      from.alerts.map(({ name, expr, for: held, severity, owner, runbook }): Cells => {
        const minutes = minutesIn(held);
        const compared = /^(.{1,400}?)\s*(>=|<=|>|<)\s*(-?\d{1,12}(?:\.\d{1,12})?(?:e-?\d{1,2})?)$/i.exec(expr);
        return {
          name,
          signal: compared?.[1] ?? expr,
          op: compared?.[2] ?? '',
          threshold: compared?.[3] ?? '',
          for: minutes === undefined ? held : minuteWords(minutes),
          severity: severities.find(([, words]) => words.test(severity))?.[0] ?? '',
          owner,
          runbook,
          first_action: '',
        };
      }),
    ),
  );
}

const severities = [
  ['page', /^(?:page|critical|crit|p[01]|sev-?[01]|urgent)$/i],
  ['ticket', /^(?:ticket|warning|warn|p[23]|sev-?[23])$/i],
  ['info', /^(?:info|none|log)$/i],
] as const;

function sources(have: readonly Have[], keys: readonly string[] = ['name', 'owner']): readonly Cells[] | undefined {
  return some(
    have.flatMap((from) =>
      from.datasets.map(({ names, owner, refresh, freshness }): Cells => {
        const all: Cells = {
          name: names[0] ?? fileName(from),
          owner,
          refresh_cadence: refresh,
          freshness_needed: freshness,
          schema: from.path,
        };
        return Object.fromEntries(keys.map((key) => [key, all[key] ?? '']));
      }),
    ),
  );
}

/** Those that the contract calls personal: how much, and what becomes of them, it does not say. */
const columns = (have: readonly Have[]): readonly Cells[] | undefined =>
  some(
    have.flatMap(({ datasets }) =>
      datasets.flatMap((dataset) =>
        dataset.columns.filter(({ personal }) => personal === true).map(({ name }): Cells => ({ field: name, class: '', treatment: '' })),
      ),
    ),
  );

function retention(have: readonly Have[]): Cells | undefined {
  const kept = have.flatMap(({ datasets }) => datasets.map((dataset) => dataset.retention)).find((words) => words !== '');
  return kept === undefined ? undefined : { retention: kept };
}

function evaluation(have: readonly Have[]): Cells | undefined {
  const name = have.flatMap(({ model }) => model?.evaluatedOn ?? [])[0];
  return name === undefined ? undefined : { name, version: '', n: '' };
}
