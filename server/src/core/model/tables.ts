// Which field a table is, by the roles of its columns: "Risk | Likelihood | Mitigation" lists risks under any heading.
// Knows the schema's names and no rows; how rows are read is value.ts's matter.
import { matchNames, type Shape } from '../schema/look.js';
import { squash } from '../schema/names.js';
import type { Entry, Node, SeqNode } from '../tree.js';
import { partsOf, proseOf, titleOf } from './blocks.js';

export interface TableRole {
  readonly shape: Shape;
  /** The column that names each row. */
  readonly key: Entry;
}

/** The field whose rows these are: one column names them, and another is one that only this field has (`x-table`). */
export function roleOf(root: Shape, table: SeqNode): TableRole | undefined {
  const columns = columnsOf(table);
  if (columns.length < 2) return undefined;
  let best: (TableRole & { readonly score: number }) | undefined;
  for (const shape of root.properties.values()) {
    if (!shape.table) continue;
    const score = rate(root, shape, columns);
    if (score && (!best || score.score > best.score)) best = { shape, ...score };
  }
  return best;
}

/** A table that lies on its side, "| | Shadow | Canary |" over "Traffic | 0 % | 5 %", as it would stand; any other as it is. */
export function upright(root: Shape, table: SeqNode): SeqNode {
  const columns = columnsOf(table);
  const [corner, ...heads] = columns;
  if (!corner || corner.key.trim() !== '' || heads.length < 2 || table.items.length < 2) return table;
  const rows = table.items.flatMap((row) => (row.type === 'map' && row.entries.length === columns.length ? [row.entries] : []));
  if (rows.length < table.items.length) return table;
  const items = heads.map((head, column): Node => {
    const cells = rows.map((cells): Entry => {
      const title = proseOf((cells[0] as Entry).value);
      const cell = cells[column + 1] as Entry;
      return { ...cell, key: title.text, keySpan: title.span };
    });
    return { type: 'map', span: table.span, entries: [{ ...head, key: 'Name', value: titleOf(head) }, ...cells] };
  });
  const turned: SeqNode = { ...table, items };
  return roleOf(root, turned) ? turned : table;
}

/** The column titles, each with the first row's cell. */
const columnsOf = (table: SeqNode): readonly Entry[] => {
  const first = table.items[0];
  return first?.type === 'map' ? first.entries : [];
};

function rate(root: Shape, shape: Shape, columns: readonly Entry[]): { readonly key: Entry; readonly score: number } | undefined {
  const row = rowOf(shape);
  const name = row.name ?? row.prose;
  const partOf = ({ key }: Entry) => matchNames(row, key, false)[0]?.shape.key;
  const isOwn = ({ key }: Entry) => matchNames(root, key, false)[0]?.shape === shape;
  // Where two columns are only this field's, the first one names the rows whatever its title.
  const sure = columns
    .slice(1)
    .filter((column) => shape.table?.includes(partOf(column) ?? '') && !/^(?:description|type|source)$/.test(partOf(column) ?? ''));
  const key =
    columns.slice(0, 2).find(isOwn) ??
    columns.slice(0, 2).find((column) => partOf(column) === name) ??
    (sure.length >= 2 ? columns[0] : undefined);
  if (!key || name === undefined) return undefined;
  const others = columns.filter((column) => column !== key);
  const telling = others.filter((column) => isTelling(shape, column.key, partOf(column)));
  const known = others.filter((column) => partOf(column) !== undefined || telling.includes(column));
  if (telling.length === 0 || known.length * 3 < others.length) return undefined;
  return { key, score: known.length + telling.length + (isOwn(key) ? 1.5 : 0) - columns.indexOf(key) / 2 };
}

/** How many labels of a section are parts that only this field's rows have. */
export function partsTold(shape: Shape, node: Node): number {
  const row = rowOf(shape);
  return partsOf(node).entries.filter(({ key }) => isTelling(shape, key, matchNames(row, key, false)[0]?.shape.key)).length;
}

const isTelling = (shape: Shape, words: string, part: string | undefined): boolean =>
  shape.table?.some((word) => word === part || squash(word) === squash(words)) ?? false;

/** What one row of the field's table is. */
export function rowOf(shape: Shape): Shape {
  const list = shape.list === undefined ? undefined : shape.properties.get(shape.list);
  const divided = shape.divide ? [...shape.properties.values()].find(({ items }) => items) : undefined;
  return shape.items ?? list?.items ?? divided?.items ?? shape;
}

/** Whether the words name a part of the field, or of its items. */
export function isPartOf(shape: Shape, words: string): boolean {
  if (matchNames(shape, words, false).length > 0) return true;
  if (shape.items && matchNames(shape.items, words, false).length > 0) return true;
  for (const part of shape.properties.values()) if (part.items && matchNames(part.items, words, false).length > 0) return true;
  // "User adoption" is a group of business metrics.
  return shape.divide !== undefined && matchNames(shape, words).length > 0;
}
