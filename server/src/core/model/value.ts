// One field: what was written → data of the shape that the schema gives, and the place of each piece.
// The schema's type decides how it is read; both syntaxes come through the same door.
import { divideMetric } from '../language/metrics.js';
import type { Vocabulary } from '../language/tokens.js';
import { matchNames, type Shape } from '../schema/look.js';
import { squash } from '../schema/names.js';
import { type Entry, type Node, type ScalarNode, spanAround } from '../tree.js';
import { child, type Data, type Place, type Pointer, type Unclaimed } from './artifact.js';
import { blocksOf, codeOf, hasLabel, isEmpty, partsOf, proseOf, split, titleOf } from './blocks.js';
import { roleOf } from './tables.js';

export interface Found {
  readonly places: Map<Pointer, Place>;
  readonly unclaimed: Unclaimed[];
  readonly vocabulary: Vocabulary;
}

export interface Origin {
  readonly entry?: Entry;
  readonly from: Place['from'];
  readonly strength: number;
}

/** Data of `shape` from `node`; undefined where nothing but white space was written. The place is recorded either way. */
export function lowerValue(shape: Shape, node: Node, pointer: Pointer, origin: Origin, found: Found): Data | undefined {
  record(found, pointer, node, origin);
  if (isEmpty(node)) return undefined;
  const inner: Origin = { from: origin.from, strength: origin.strength };
  if (shape.types.has('array')) {
    if (!shape.types.has('string') || isListLike(node)) return lowerList(shape, node, pointer, inner, found);
  } else if (shape.types.has('object') && shape.properties.size > 0) return lowerObject(shape, node, pointer, inner, found);
  return lowerLeaf(shape, node, pointer, found);
}

function lowerList(shape: Shape, node: Node, pointer: Pointer, origin: Origin, found: Found): Data | undefined {
  const written = itemsOf(node, shape);
  const items = written.length > 0 ? written : codeItems(node, shape);
  const data: Data[] = [];
  for (const item of items) {
    const value = lowerItem(shape.items ?? shape, item, child(pointer, data.length), { ...origin, from: fromOf(item, origin.from) }, found);
    if (value !== undefined) data.push(value);
  }
  return data.length > 0 ? data : undefined;
}

type Item = Node | Entry;
const isEntry = (item: Item): item is Entry => 'keySpan' in item;
const fromOf = (item: Item, from: Place['from']): Place['from'] =>
  isEntry(item)
    ? item.from
    : item.type === 'map' && item.entries[0]?.from === 'table'
      ? 'table'
      : from === 'key' || from === 'front-matter'
        ? from
        : 'list';

/** List items and table rows if there are any; else sub-headings, labels, or the cut-up prose. */
function itemsOf(node: Node, shape: Shape): readonly Item[] {
  if (node.type === 'seq') return node.items;
  if (node.type === 'scalar' && !node.label && !node.below) return split(proseOf(node), shape.split);
  if (node.type === 'map' && !node.entries.every((entry) => entry.from === 'heading')) return mapItems(node.entries, shape);
  const items: Item[] = [];
  const prose: ScalarNode[] = [];
  for (const block of blocksOf(node)) {
    if (block.type === 'seq') items.push(...block.items);
    else if (block.type === 'body') items.push(...itemsOf(block, shape));
    else if (block.type === 'map') for (const entry of block.entries) items.push(...sectionItems(entry, shape));
    else if (block.type === 'scalar' && block.verbatim !== 'code') prose.push(block);
  }
  if (items.length > 0) return items;
  const labels = partsOf({ type: 'body', span: node.span, blocks: prose });
  if (labels.entries.length > 0) return [...mapItems(labels.entries, shape), ...labels.rest];
  return prose.flatMap((block) => split(proseOf(block), shape.split));
}

/** Steps that are nothing but commands. */
function codeItems(node: Node, shape: Shape): readonly Item[] {
  const command = shape.items?.properties.get('command');
  return codeOf(node).map((code): Item => {
    if (!command) return code;
    const key: Entry = { key: command.key, keySpan: [code.span[0], code.span[0]], span: code.span, value: code, from: 'list' };
    return { type: 'map', span: code.span, entries: [key] };
  });
}

/** A map where a list is expected: one item if its keys are an item's own, else an item a key. */
function mapItems(entries: readonly Entry[], shape: Shape): readonly Item[] {
  const own = shape.items ? entries.filter((entry) => matchNames(shape.items as Shape, entry.key, false).length > 0).length : 0;
  if (own > 0 && own * 2 >= entries.length) {
    return [{ type: 'map', span: spanAround(entries), entries }];
  }
  return entries;
}

/** A sub-heading is an item, unless it only groups a list or table of items. */
function sectionItems(entry: Entry, shape: Shape): readonly Item[] {
  const blocks = blocksOf(entry.value);
  const lists = blocks.filter((block) => block.type === 'seq');
  const parts = partsOf(entry.value);
  const labelled = shape.items ? parts.entries.some((part) => matchNames(shape.items as Shape, part.key, false).length > 0) : false;
  if (labelled || lists.length === 0)
    return shape.items?.properties.size || lists.length === 0 ? [entry] : lists.flatMap((list) => (list.type === 'seq' ? list.items : []));
  return itemsOf(entry.value, shape);
}

function lowerItem(shape: Shape, item: Item, pointer: Pointer, origin: Origin, found: Found): Data | undefined {
  const structured = shape.types.has('object') && shape.properties.size > 0;
  if (isEntry(item)) {
    if (!structured) return lowerValue(shape, asText(item), pointer, { ...origin, entry: item }, found);
    return lowerNamed(shape, item, pointer, origin, found);
  }
  if (isEmpty(item)) return undefined;
  if (!structured) return lowerValue(shape, item, pointer, origin, found);
  if (item.type === 'map') {
    const only = item.entries[0];
    if (item.entries.length === 1 && only && matchNames(shape, only.key, false).length === 0)
      return lowerNamed(shape, only, pointer, origin, found);
    return lowerValue(shape, item, pointer, origin, found);
  }
  if (item.type === 'scalar' && item.label) {
    const matched = matchNames(shape, item.label.key, false).length > 0;
    if (!matched)
      return lowerNamed(
        shape,
        {
          ...item.label,
          value: item.below
            ? { type: 'body', span: [item.label.value.span[0], item.below.span[1]], blocks: [item.label.value, item.below] }
            : item.label.value,
        },
        pointer,
        origin,
        found,
      );
  }
  return lowerValue(shape, item, pointer, origin, found);
}

/** "Bias: slice gate", "### Bias", `bias: {…}`: the name fills `x-name`, the rest is the item. */
function lowerNamed(shape: Shape, entry: Entry, pointer: Pointer, origin: Origin, found: Found): Data | undefined {
  if (shape.name === undefined || (shape.prose === shape.name && entry.from !== 'heading' && !hasOwnParts(shape, entry.value))) {
    return lowerValue(shape, asText(entry), pointer, origin, found);
  }
  const span: Node['span'] = entry.span;
  record(found, pointer, { type: 'body', span, blocks: [entry.value] }, { ...origin, entry });
  const data: Record<string, Data> = Object.create(null);
  const name = titleOf(entry);
  const nameShape = shape.properties.get(shape.name) as Shape;
  const named = lowerValue(nameShape, name, child(pointer, shape.name), { from: entry.from, strength: origin.strength }, found);
  if (named !== undefined) data[shape.name] = named;
  if (!isEmpty(entry.value)) lowerParts(shape, entry.value, pointer, origin, found, data, true);
  return data;
}

const hasOwnParts = (shape: Shape, node: Node): boolean =>
  node.type !== 'scalar' && partsOf(node).entries.some((part) => matchNames(shape, part.key, false).length > 0);

/** The entry as the author wrote it: "Bias: slice gate". */
function asText(entry: Entry): Node {
  if (entry.from === 'heading') return isEmpty(entry.value) ? titleOf(entry) : entry.value;
  return proseOf({ type: 'map', span: entry.span, entries: [entry.from === 'table' ? { ...entry, from: 'key' } : entry] });
}

function lowerObject(shape: Shape, node: Node, pointer: Pointer, origin: Origin, found: Found): Data | undefined {
  const data: Record<string, Data> = Object.create(null);
  if (node.type === 'scalar' && !node.label && !node.below && shape.types.has('string')) return lowerLeaf(shape, node, pointer, found);
  const read = lowerParts(shape, node, pointer, origin, found, data);
  if (!read && shape.types.has('string')) return lowerLeaf(shape, node, pointer, found);
  return Object.keys(data).length > 0 ? data : undefined;
}

/** Fills `data`; false where the text has no structure of its own and is better kept as prose, unless it is `named` already. */
function lowerParts(
  shape: Shape,
  node: Node,
  pointer: Pointer,
  origin: Origin,
  found: Found,
  data: Record<string, Data>,
  named = false,
): boolean {
  const parts = partsOf(node);
  const rest = parts.rest.filter((block) => rowsAsParts(shape, block) === undefined);
  const entries = [...parts.entries, ...parts.rest.flatMap((block) => rowsAsParts(shape, block) ?? [])];
  const loose: Entry[] = [];
  let structured = false;
  const described = describedBy(shape, entries);
  for (const entry of together(shape, entries)) {
    const match = partNamed(shape, entry) ?? (entry === described?.entry ? described.part : undefined);
    if (!match || Object.hasOwn(data, match.key)) {
      loose.push(entry);
      continue;
    }
    structured = true;
    const value = lowerValue(match, entry.value, child(pointer, match.key), { entry, from: entry.from, strength: origin.strength }, found);
    if (value !== undefined) data[match.key] = value;
  }
  const written = node.type === 'map' && entries.some((entry) => entry.from === 'key' || entry.from === 'front-matter');
  const list: Node[] = [];
  for (const block of rest) {
    if (block.type !== 'seq') continue;
    // "Who | Days | Hours" are shifts, whatever the other lists there are.
    const role = block.table ? roleOf(shape, block)?.shape.key : undefined;
    if (role === undefined || role === shape.list || Object.hasOwn(data, role)) list.push(block);
    else {
      structured = true;
      fill(role, block);
    }
  }
  const left = [
    ...rest.filter((block) => block.type !== 'seq'),
    ...(written ? [] : loose.map((entry) => (entry.from === 'table' && entry === entries[0] ? entry.value : asLoose(entry)))),
  ].filter((block) => !isEmpty(block));
  if (shape.divide) {
    structured = divide(shape, [...list, ...left], pointer, origin, found, data) || structured;
  } else if (shape.list !== undefined && list.length > 0 && !Object.hasOwn(data, shape.list)) {
    structured = true;
    fill(shape.list, bodyOf(list));
    if (left.length > 0 && shape.prose !== shape.list) fill(shape.prose, bodyOf(left));
  } else if (structured || named || !shape.types.has('string')) fill(shape.prose, bodyOf([...left, ...list]));
  for (const entry of loose) {
    found.unclaimed.push({ words: entry.key, key: entry.keySpan, whole: entry.span, from: entry.from, under: pointer });
    if (!written || Object.hasOwn(data, entry.key)) continue;
    structured = true;
    const kept = lowerLoose(entry.value);
    if (kept !== undefined) data[entry.key] = kept;
  }
  return structured;

  function fill(key: string | undefined, body: Node): void {
    const target = key === undefined ? undefined : shape.properties.get(key);
    if (key === undefined || !target || Object.hasOwn(data, key) || isEmpty(body)) return;
    const value = lowerValue(target, body, child(pointer, key), { from: origin.from, strength: origin.strength }, found);
    if (value !== undefined) data[key] = value;
  }
}

const partNamed = (shape: Shape, entry: Entry): Shape | undefined =>
  matchNames(shape, entry.key, entry.from === 'heading' || entry.from === 'table')[0]?.shape;

/** `description: …` in a structure is what would stand there without one: the item's name where it has none, else its prose. */
function describedBy(shape: Shape, entries: readonly Entry[]): { readonly entry: Entry; readonly part: Shape } | undefined {
  const target = shape.properties.get(
    shape.name !== undefined && !entries.some((entry) => partNamed(shape, entry)?.key === shape.name) ? shape.name : (shape.prose ?? ''),
  );
  if (!target?.types.has('string') || entries.some((entry) => partNamed(shape, entry) === target)) return undefined;
  const entry = entries.find(
    ({ from, key }) => from === 'key' && /^(?:description|desc|details?|summary|text|statement|notes?)$/i.test(key),
  );
  return entry && !partNamed(shape, entry) ? { entry, part: target } : undefined;
}

/** "Primary user: …" and "Secondary user: …" are one part in two lines. */
function together(shape: Shape, entries: readonly Entry[]): readonly Entry[] {
  const same = entries.filter((entry) => entry.from !== 'key' && partNamed(shape, entry)?.key === shape.prose && !isEmpty(entry.value));
  const [first] = same;
  if (!first || same.length < 2) return entries;
  const value: Node = { type: 'body', span: spanAround(same), blocks: same.map(asText) };
  return entries.flatMap((entry) => (entry === first ? [{ ...first, value }] : same.includes(entry) ? [] : [entry]));
}

/** "Assessment | Date | Owner" with a row for each part: the first cell names the part, the others are its own. */
export function rowsAsParts(shape: Shape, block: Node): readonly Entry[] | undefined {
  if (block.type !== 'seq' || !block.table) return undefined;
  const entries = block.items.flatMap((row): Entry[] => {
    if (row.type !== 'map' || row.entries.length < 2) return [];
    const [first, ...others] = row.entries as [Entry, ...Entry[]];
    const name = proseOf(first.value);
    if (matchNames(shape, name.text, false).length === 0) return [];
    const value: Node =
      others.length === 1
        ? (others[0] as Entry).value
        : { type: 'map', span: [(others[0] as Entry).span[0], row.span[1]], entries: others };
    return [{ key: name.text, keySpan: name.span, span: row.span, value, from: 'table' }];
  });
  return entries.length > 0 && entries.length * 2 >= block.items.length ? entries : undefined;
}

const bodyOf = (blocks: readonly Node[]): Node => {
  const [first] = blocks;
  if (!first) return { type: 'body', span: [0, 0], blocks };
  return blocks.length === 1 ? first : { type: 'body', span: spanAround(blocks), blocks };
};

const asLoose = (entry: Entry): Node => (entry.from === 'heading' ? entry.value : asText(entry));

/** Undivided rows go to the list that fits what they measure: latency is technical, conversion is business. */
function divide(
  shape: Shape,
  blocks: readonly Node[],
  pointer: Pointer,
  origin: Origin,
  found: Found,
  data: Record<string, Data>,
): boolean {
  const model = [...shape.properties.values()].find((property) => property.types.has('array'));
  if (!model || blocks.length === 0) return false;
  let any = false;
  for (const item of itemsOf(bodyOf(blocks), model)) {
    const words = isEntry(item) ? item.key : leadOf(item);
    const key = divideMetric(words, found.vocabulary);
    const target = shape.properties.get(key);
    if (!target) continue;
    const list = (Object.hasOwn(data, key) ? data[key] : []) as readonly Data[];
    const at = child(pointer, key);
    if (!found.places.has(at))
      record(found, at, isEntry(item) ? item.value : item, { from: fromOf(item, origin.from), strength: origin.strength });
    const value = lowerItem(
      target.items ?? target,
      item,
      child(at, list.length),
      { from: fromOf(item, origin.from), strength: origin.strength },
      found,
    );
    if (value === undefined) continue;
    data[key] = [...list, value];
    any = true;
  }
  return any;
}

const leadOf = (item: Node): string =>
  item.type === 'map' && item.entries[0]
    ? proseOf((item.entries.find((entry) => /name|metric|kpi|指标/i.test(entry.key)) ?? item.entries[0]).value).text
    : item.type === 'scalar' && item.label
      ? item.label.key
      : proseOf(item).text;

function lowerLeaf(shape: Shape, node: Node, pointer: Pointer, found: Found): Data | undefined {
  const prose = proseOf(node);
  const text = prose.text === '' ? (codeOf(node)[0] ?? prose) : prose;
  if (text.text === '') return undefined;
  const place = found.places.get(pointer);
  if (place) found.places.set(pointer, { ...place, text, value: text.span });
  const numeric = shape.types.has('number') || shape.types.has('integer');
  if (numeric && /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text.text)) return Number(text.text);
  if (numeric && /^\d{1,3}(?:,\d{3}){1,5}$/.test(text.text)) return Number(text.text.replaceAll(',', ''));
  if (shape.types.has('boolean') && /^(?:true|false|yes|no)$/i.test(text.text)) return /^(?:true|yes)$/i.test(text.text);
  const choice = shape.choices.find(({ value }) => squash(value) === squash(text.text));
  return choice ? choice.value : text.text;
}

/** What no field claims is kept as it was written. */
function lowerLoose(node: Node): Data | undefined {
  if (isEmpty(node)) return undefined;
  if (node.type === 'seq') return node.items.flatMap((item) => lowerLoose(item) ?? []);
  if (node.type !== 'map') return proseOf(node).text;
  const data: Record<string, Data> = Object.create(null);
  for (const entry of node.entries) {
    const value = lowerLoose(entry.value);
    if (value !== undefined) data[entry.key] = value;
  }
  return data;
}

const isListLike = (node: Node): boolean =>
  node.type === 'seq' ||
  (node.type === 'map' && node.entries.length > 0) ||
  (node.type === 'body' && node.blocks.some((block) => block.type === 'seq' || block.type === 'map' || hasLabel(block)));

function record(found: Found, pointer: Pointer, node: Node, origin: Origin): void {
  if (found.places.has(pointer)) return;
  const { entry, strength } = origin;
  const value = node.span;
  found.places.set(
    pointer,
    entry
      ? { key: entry.keySpan, words: entry.key, value, whole: entry.span, from: entry.from, node, strength }
      : { value, whole: value, from: origin.from, node, strength },
  );
}
