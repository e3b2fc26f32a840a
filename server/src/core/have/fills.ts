// ONE TABLE: which field of ours is answered by a file of another format that the document points at. It says that something is there;
// what it is worth beside the team's own words is for readiness.
import type { Kind } from '../schema/kinds.js';
import type { Have } from './have.js';

interface Fill {
  /** `kind/field`, or `kind/field[part]` for a part that a row must have. */
  readonly field: string;
  readonly by: (have: Have) => boolean;
}

const alerts = ({ alerts: rules }: Have): boolean => rules.length > 0;
const slos = ({ slos: levels }: Have): boolean => levels.length > 0;
const data = ({ datasets }: Have): boolean => datasets.length > 0;
const evaluation = ({ model }: Have): boolean => (model?.evaluatedOn.length ?? 0) > 0;

const table: readonly Fill[] = [
  { field: 'monitoring/alerts', by: alerts },
  { field: 'monitoring/slos', by: slos },
  { field: 'prd/slos', by: slos },
  { field: 'prd/data_sources', by: data },
  { field: 'one-pager/data_owners', by: ({ datasets }) => datasets.some(({ owner }) => owner !== '') },
  { field: 'data-readiness/sources', by: data },
  { field: 'data-readiness/sources[freshness_needed]', by: ({ datasets }) => datasets.some(({ freshness }) => freshness !== '') },
  {
    field: 'data-readiness/fields',
    by: ({ datasets }) => datasets.some(({ columns }) => columns.some(({ personal }) => personal !== undefined)),
  },
  { field: 'data-readiness/quality', by: ({ datasets }) => datasets.some(({ checks }) => checks > 0) },
  { field: 'prd/evaluation_dataset', by: evaluation },
  { field: 'experiment-plan/evaluation_dataset', by: evaluation },
  { field: 'experiment-plan/candidates', by: ({ model }) => (model?.results.length ?? 0) > 0 },
  { field: 'runbook/artifact', by: ({ model }) => model !== undefined && model.name !== '' && model.version !== '' },
];

/** What answers a field; undefined: nothing does. `part` as readiness asks for it. */
export function givenBy(have: readonly Have[] | undefined, kind: Kind, pointer: string, part?: string): Have | undefined {
  const name = `${kind}${pointer}${part === undefined ? '' : `[${part}]`}`;
  const fill = have && have.length > 0 ? table.find(({ field }) => field === name) : undefined;
  return fill && have?.find(fill.by);
}

/** Everything of a kind that is answered, in the order of the table, whole fields only. */
export const fieldsGiven = (have: readonly Have[] | undefined, kind: Kind): readonly { readonly pointer: string; readonly by: Have }[] =>
  table
    .filter(({ field }) => field.startsWith(`${kind}/`) && !field.includes('['))
    .flatMap(({ field, by: fills }) => {
      const by = have?.find(fills);
      return by ? [{ pointer: field.slice(kind.length), by }] : [];
    });

/** "4 alert rules: ErrorsHigh, Slow, …", "2 service levels": what a file has to offer, in a line. */
export function saysOf({ alerts: rules, slos: levels, owners, datasets, model }: Have): string {
  const parts = [
    rules.length > 0 ? `${count(rules.length, 'alert rule')}: ${some(rules.map(({ name }) => name))}` : '',
    levels.length > 0
      ? `${count(levels.length, 'service level')}: ${some(levels.map(({ sli, target }) => `${sli} ${percent(target)}`))}`
      : '',
    ...datasets.map(
      ({ names, owner, columns }) =>
        `data contract ${names[0] ?? ''}${owner === '' ? '' : `, owner ${owner}`}${columns.length > 0 ? `, ${count(columns.length, 'column')}` : ''}`,
    ),
    model
      ? `model card ${model.name}${model.results.length > 0 ? `, ${count(model.results.length, 'result')}` : ''}${model.limits ? ', says its limits' : ''}`
      : '',
    owners.length > 0 ? `${count(owners.length, 'path')} with owners` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
const some = (names: readonly string[]): string => (names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', '));
/** 0.999 → "99.9 %" */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(8))} %`;
