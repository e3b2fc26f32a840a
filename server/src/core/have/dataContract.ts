// Data contracts: the Data Contract Specification and the Open Data Contract Standard (versions 2 and 3). What one promises about its data
// as one fact, whichever of the two it is written in.
import type { Node } from '../tree.js';
import type { Column, Dataset } from './have.js';
import { entriesAt, firstOf, itemsAt, nodeAt, spanAt, wordsAt } from './plain.js';

export function datasetsIn(document: Node): readonly Dataset[] {
  if (wordsAt(document, 'dataContractSpecification') !== '') return [specified(document)];
  return wordsAt(document, 'kind') === 'DataContract' && wordsAt(document, 'apiVersion') !== '' ? [standard(document)] : [];
}

function specified(document: Node): Dataset {
  const models = entriesAt(document, 'models');
  const levels = nodeAt(document, 'servicelevels') ?? nodeAt(document, 'serviceLevels');
  const definitions = nodeAt(document, 'definitions');
  return {
    names: distinct([wordsAt(document, 'info', 'title'), wordsAt(document, 'id'), ...models.map(({ key }) => key)]),
    owner: wordsAt(document, 'info', 'owner') || firstOf(nodeAt(document, 'info', 'contact'), ['name', 'email']),
    columns: models.flatMap(({ value }) =>
      entriesAt(value, 'fields').map(({ key, keySpan, value: field }) => {
        const own = column(key, field, keySpan);
        const shared = nodeAt(definitions, wordsAt(field, '$ref').replace(/^#\/definitions\//, ''));
        return own.personal === undefined && shared ? column(key, shared, keySpan) : own;
      }),
    ),
    checks: models.reduce(
      (sum, { value }) =>
        sum +
        checksIn(
          value,
          entriesAt(value, 'fields').map((field) => field.value),
        ),
      itemsAt(document, 'quality').length,
    ),
    freshness: firstOf(nodeAt(levels, 'freshness'), ['threshold', 'description']),
    refresh: firstOf(nodeAt(levels, 'frequency'), ['interval', 'description', 'cron', 'type']),
    retention: firstOf(nodeAt(levels, 'retention'), ['period', 'description']),
    span: spanAt(document, 'info', 'title'),
  };
}

function standard(document: Node): Dataset {
  const tables = [...itemsAt(document, 'schema'), ...itemsAt(document, 'dataset')];
  const columnsOf = (table: Node) => [...itemsAt(table, 'properties'), ...itemsAt(table, 'columns')];
  return {
    names: distinct([
      firstOf(document, ['name', 'dataProduct', 'id']),
      ...tables.flatMap((table) => ['name', 'table', 'physicalName', 'businessName'].map((key) => wordsAt(table, key))),
    ]),
    owner: teamOf(document),
    columns: tables.flatMap((table) =>
      columnsOf(table).flatMap((field) => {
        const name = firstOf(field, ['name', 'column']);
        return name === '' ? [] : [column(name, field, spanAt(field, 'name'))];
      }),
    ),
    checks: tables.reduce((sum, table) => sum + checksIn(table, columnsOf(table)), itemsAt(document, 'quality').length),
    freshness: agreed(document, ['freshness', 'latency', 'ly']),
    refresh: agreed(document, ['frequency', 'fy']).replace(/^(?=\d)/, 'every '),
    retention: agreed(document, ['retention', 're']),
    span: spanAt(document, 'name'),
  };
}

/** A list of people in version 3, a map with `members` since 3.1; whoever is called owner, else the first who has not left. */
function teamOf(document: Node): string {
  const people = [...itemsAt(document, 'team'), ...itemsAt(document, 'team', 'members'), ...itemsAt(document, 'stakeholders')];
  const here = people.filter((person) => wordsAt(person, 'dateOut') === '');
  const owner = here.find((person) => /owner|steward/i.test(wordsAt(person, 'role'))) ?? here[0];
  return firstOf(owner, ['username', 'name', 'email']) || wordsAt(document, 'team', 'name') || firstOf(document, ['owner', 'dataOwner']);
}

/** `slaProperties: [{ property: latency, value: 4, unit: d }]` → "4 d". */
function agreed(document: Node, names: readonly string[]): string {
  const rows = [...itemsAt(document, 'slaProperties')];
  const row = names.flatMap((name) => rows.filter((one) => wordsAt(one, 'property').toLowerCase() === name))[0];
  if (!row) return '';
  const value = wordsAt(row, 'value');
  const unit = units.get(wordsAt(row, 'unit')) ?? wordsAt(row, 'unit');
  return `${value} ${value === '1' ? unit.replace(/s$/, '') : unit}`.trim();
}

const units: ReadonlyMap<string, string> = new Map([
  ['d', 'days'],
  ['day', 'days'],
  ['h', 'hours'],
  ['hr', 'hours'],
  ['m', 'months'],
  ['y', 'years'],
  ['yr', 'years'],
]);

function column(name: string, field: Node, span: Column['span']): Column {
  const classification = wordsAt(field, 'classification');
  const tags = itemsAt(field, 'tags').flatMap((tag) => (tag.type === 'scalar' ? [tag.text] : []));
  const marked = firstOf(field, ['pii', 'personal', 'isPii']).toLowerCase();
  const said = /\b(?:pii|personal|gdpr|phi|special category)\b/i.test([classification, ...tags].join(' '));
  return {
    name,
    personal: marked === 'true' || said ? true : marked === 'false' || /^(?:public|none|open)$/i.test(classification) ? false : undefined,
    classification,
    span,
  };
}

const checksIn = (table: Node, fields: readonly Node[]): number =>
  [table, ...fields].reduce((sum, node) => sum + itemsAt(node, 'quality').length, 0);

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name) => name !== ''))];
