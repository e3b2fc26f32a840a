// Tree → Artifact: which heading, label, table row or key means which field of the kind.
// Match on words and on what stands above and below, never on depth. How one field's body is read is value.ts's matter.
import { readOwner } from '../language/owner.js';
import { readQuantities } from '../language/quantity.js';
import { readStage } from '../language/stage.js';
import type { Vocabulary } from '../language/tokens.js';
import type { Kind } from '../schema/kinds.js';
import { type Match, matchNames, type Shape, shapeOf } from '../schema/look.js';
import { bare, counted, halves, isQuestion, normalise, squash } from '../schema/names.js';
import { type Entry, type Node, type ScalarNode, type SeqNode, slice, spanAround, type Tree } from '../tree.js';
import { type Artifact, child, type Data, type Place, type Pointer, type Unclaimed } from './artifact.js';
import { blocksOf, isEmpty, isTitle, pairOf, partsOf, proseOf, titleOf, without } from './blocks.js';
import { isPartOf, partsTold, roleOf, upright } from './tables.js';
import { lowerValue, rowsAsParts } from './value.js';

export interface LowerOptions {
  /** Further headings a team uses, by field. */
  readonly headings?: Readonly<Record<string, readonly string[]>>;
  readonly vocabulary?: Vocabulary;
}

export function lower(tree: Tree, kind: Kind, options: LowerOptions = {}): Artifact {
  const { vocabulary = {} } = options;
  const root = withHeadings(shapeOf(kind), options.headings);
  const found: Claim[] = [];
  const unclaimed: Unclaimed[] = [];
  const loose: Entry[] = [];
  claimIn(tree.root, { root, claims: found, unclaimed, loose, path: [], titled: false, headless: !hasFirstLevel(tree.root) });
  claimApart(root, found, unclaimed, loose);
  claimRecords(root, found, unclaimed, loose);
  claimBoxes(root, found, unclaimed, loose);
  claimSeries(found, unclaimed, loose);
  const claims = withoutRepeats(found);

  const places = new Map<Pointer, Place>();
  const again: { pointer: Pointer; place: Place }[] = [];
  const data: Record<string, Data> = Object.create(null);
  for (const shape of root.properties.values()) {
    const [best, ...others] = pickBest(claims.filter((claim) => claim.shape === shape));
    if (!best) continue;
    const pointer = child('', shape.key);
    const value = lowerValue(
      shape,
      withoutOthers(best, claims),
      pointer,
      { entry: best.entry, from: best.entry.from, strength: best.strength },
      { places, unclaimed, vocabulary },
    );
    if (value !== undefined) data[shape.key] = value;
    for (const other of others) {
      again.push({
        pointer,
        place: {
          key: other.entry.keySpan,
          words: other.entry.key,
          value: other.node.span,
          whole: other.entry.span,
          from: other.entry.from,
          node: other.node,
          text: proseOf(other.node),
          strength: other.strength,
        },
      });
    }
  }
  for (const { words, key, whole, from, node } of rawKeys(tree, claims)) {
    unclaimed.push({ words, key, whole, from, under: '' });
    const text = isEmpty(node) ? undefined : proseOf(node).text;
    if (text !== undefined && !Object.hasOwn(data, words)) data[words] = text;
  }
  unclaimed.sort((a, b) => a.key[0] - b.key[0]);
  return { kind, syntax: tree.syntax, source: tree.text, data, places, unclaimed, vocabulary, again };
}

/** "### Non-goals" below "## Goals" is the other field's alone; where nothing else stands there, both read it. */
function withoutOthers({ shape, node }: Claim, claims: readonly Claim[]): Node {
  const own = new Set(claims.filter((claim) => claim.shape === shape).map(({ entry }) => entry));
  const others = claims.filter(({ entry }) => entry.from === 'heading' && !own.has(entry));
  const opposed = others.filter((claim) => claim.shape.key === 'non_goals');
  const rest = others.length > 0 ? without(node, new Set(others.map(({ entry }) => entry))) : node;
  return isEmpty(rest) ? without(node, new Set(opposed.map(({ entry }) => entry))) : rest;
}

interface Claim {
  readonly shape: Shape;
  readonly entry: Entry;
  readonly node: Node;
  readonly strength: number;
  readonly order: number;
}

interface Scope {
  readonly root: Shape;
  readonly claims: Claim[];
  readonly unclaimed: Unclaimed[];
  /** Headings and labels that no field claimed. */
  readonly loose: Entry[];
  readonly path: readonly string[];
  titled: boolean;
  /** There is no first-level heading: the first heading that is no field's is the title. */
  readonly headless: boolean;
}

/** The strongest claim wins, an empty one counts a step less; sections of a list field are read together. */
function pickBest(claims: readonly Claim[]): readonly Claim[] {
  const weight = (claim: Claim) => claim.strength - (isEmpty(claim.node) ? 1 : 0) - (isGlance(claim) ? 0.25 : 0);
  const place = (claim: Claim) => (claim.entry.from === 'heading' ? claim.entry.keySpan[0] : claim.order);
  const inOrder = (a: Claim, b: Claim) => (a.entry.from === b.entry.from ? place(a) - place(b) : a.order - b.order);
  const own = ({ shape, entry }: Claim) => Number([shape.key, shape.title].some((name) => squash(name) === squash(entry.key)));
  const [best, ...others] = [...claims].sort((a, b) => weight(b) - weight(a) || own(b) - own(a) || inOrder(a, b));
  if (!best) return [];
  const alike = others.filter((other) => other.strength === best.strength && isWhole(other) && isWhole(best));
  if (alike.length === 0 || !(best.shape.types.has('array') || best.shape.divide)) return [best, ...others];
  const nodes = [best, ...alike]
    .sort(inOrder)
    .map(({ entry, node }): Node => (counted(entry.key) ? { type: 'map', span: entry.span, entries: [entry] } : node));
  const merged: Node = {
    type: 'body',
    span: spanAround(nodes),
    blocks: nodes.flatMap(blocksOf),
  };
  return [{ ...best, node: merged }, ...others.filter((other) => !alike.includes(other))];
}

/** "Product overview" names the feature only where nothing else does. */
const isGlance = ({ entry, strength }: Claim): boolean =>
  strength === 1 && /\b(?:overview|summary|description)$|概述$|개요$/.test(normalise(entry.key));

/** A heading's section or a table, not a line. */
const isWhole = ({ entry, node }: Claim): boolean => entry.from === 'heading' || (node.type === 'seq' && node.table === true);

function claimIn(node: Node, scope: Scope): void {
  for (const block of blocksOf(node)) {
    if (block.type !== 'map') continue;
    for (const entry of block.entries) {
      if (entry.from === 'heading') claimHeading(entry, scope);
      else claimEntry(entry, scope);
    }
  }
  claimLabels(node, scope);
}

/** Keys of YAML and front matter must be the field's own names; keys that only group others are looked into. */
function claimEntry(entry: Entry, scope: Scope, depth = 0): void {
  const named = matchNames(scope.root, entry.key, depth === 0 && entry.from === 'key');
  const matches = named.filter(
    (match) =>
      match.strength === 3 || match.strength === 2 || (match.strength === 1 && named[0]?.strength === 1 && fits(match, entry, scope)),
  );
  for (const match of matches)
    if (depth === 0 || !isHeader(match.shape)) add(scope, match, entry, entry.value, match.strength === 1 ? 1 : depth === 0 ? 3.5 : 1.5);
  if (depth === 2 || entry.value.type !== 'map') return;
  for (const inner of entry.value.entries)
    if (!matches.some((match) => isPartOf(match.shape, inner.key))) claimEntry(inner, scope, depth + 1);
}

/** "Label: value" lines, labelled bullets and two-column tables outside of any claimed section. */
function claimLabels(node: Node, scope: Scope): void {
  if (standsElsewhere(scope)) return;
  for (const entry of partsOf(node).entries)
    if (entry.from === 'label' || entry.from === 'list' || entry.from === 'table')
      claimLabel(entry, scope, scope.path.length <= 1 ? 2.5 : 1.5);
  for (const block of blocksOf(node)) {
    if (block.type !== 'seq') continue;
    if (block.table) claimTable(block, scope);
    else for (const item of block.items) for (const entry of labelOf(item)) claimLabel(entry, scope, 1.5);
  }
}

/** A table under no field's heading: its columns say which field it is, or its rows are labels. */
function claimTable(written: SeqNode, scope: Scope): void {
  const table = upright(scope.root, written);
  const columns = [...columnsOf(table, scope.root), ...groupsOf(table, scope.root)];
  const role = roleOf(scope.root, table);
  // "Metric | Goal" are metrics with what each is to reach, "Goal | Metric" goals with how each is measured.
  const leads = columns.length === 0 || role?.key.keySpan[0] === columns[0]?.keySpan[0];
  if (role && leads && fitsRole(role.shape, table, scope))
    return add(
      scope,
      { shape: role.shape, strength: 1.75 },
      tableEntry(table === written ? role.key : titled(role.key), table),
      table,
      1.6,
    );
  // "Status | Owner" over one row is labels side by side.
  const only = table.items.length === 1 && table.items[0]?.type === 'map' ? table.items[0].entries : [];
  if (only.filter(({ key }) => matchNames(scope.root, key, false)[0]?.strength === 3).length >= 2) {
    for (const cell of only) claimLabel(cell, scope, 2);
    return;
  }
  for (const column of columns) claimColumn(column, scope, 1.6);
  if (columns.length > 0) return;
  const rows = isCoded(table) ? [] : rowsOf(table, scope);
  const named = rows.filter((row) => matchNames(scope.root, row.key, false)[0]?.strength === 3);
  // One row of many that is called like a field is a row of something else.
  if ((isPairs(table) && scope.path.length <= 1) || named.length >= 2) for (const row of rows) claimLabel(row, scope, 2);
}

const isPairs = (table: SeqNode): boolean => table.items.every((row) => row.type === 'map' && row.entries.length === 2);
const rowsOf = (table: SeqNode, scope: Scope): readonly Entry[] =>
  isPairs(table) ? [...titlePair(table, scope), ...table.items.map(pairOf)] : (rowsAsParts(scope.root, table) ?? []).map(withoutTitles);

/** Where every row is a label, the titles are one as well: "Target release | Q3" over "Owner | Ana". */
function titlePair(table: SeqNode, scope: Scope): readonly Entry[] {
  const first = table.items[0];
  const [key, value] = first?.type === 'map' ? first.entries : [];
  const isField = (words: string) => matchNames(scope.root, words, false)[0]?.strength === 3;
  if (!key || !value || !isField(key.key) || isTitle(key.key)) return [];
  if (!table.items.some((row) => isField(pairOf(row).key))) return [];
  return [{ ...key, span: [key.keySpan[0], value.keySpan[1]], value: titleOf(value), from: 'table' }];
}

/** "In scope | Out of scope" side by side, "Went well | Went badly", "Goal | Metric": each column is a list, and its title names the field. */
function columnsOf(table: SeqNode, root: Shape): readonly Entry[] {
  const [first] = table.items;
  const heads = first?.type === 'map' ? first.entries : [];
  const meant = heads.map(({ key }) => matchNames(root, key)[0]?.shape.key ?? '');
  if (heads.length < 2 || new Set(meant).size < heads.length || !meant.every((key) => sideBySide.has(key))) return [];
  return heads.map((head, column): Entry => {
    const cells = table.items.flatMap((row) => (row.type === 'map' ? (row.entries[column]?.value ?? []) : []));
    const items = cells.filter((cell) => !isEmpty(cell));
    return { ...head, span: table.span, value: { type: 'seq', span: table.span, items } };
  });
}

const claimColumn = (column: Entry, scope: Scope, strength: number): void => {
  const match = matchNames(scope.root, column.key)[0];
  if (match) add(scope, match, column, column.value, strength);
};

/** "Role | Metric" over "Primary | …" and "Guardrail | …": the rows of each role are one field's. */
function groupsOf(table: SeqNode, root: Shape): readonly Entry[] {
  const groups = new Map<Shape, { readonly key: Entry; readonly items: Node[] }>();
  for (const row of table.items) {
    if (row.type !== 'map') return [];
    const at = row.entries.findIndex(({ key }) => /^(?:metric |kpi )?(?:role|type|kind|category|class)$/.test(normalise(key)));
    const role = row.entries[at];
    // "Role | Name" says who does what; only measures have a part to play.
    if (!role || !row.entries.some(({ key }) => /\b(?:metrics?|kpis?|measures?)\b|指标|지표/.test(normalise(key)))) return [];
    const words = proseOf(role.value);
    const shape = [words.text, `${words.text} metric`]
      .map((name) => matchNames(root, name, false)[0])
      .find((match) => match?.strength === 3)?.shape;
    if (!shape) continue;
    const others = row.entries.filter((_, column) => column !== at);
    const item: Node = { type: 'map', span: row.span, entries: others };
    const group = groups.get(shape) ?? { key: { ...role, key: words.text, keySpan: words.span, span: row.span }, items: [] };
    group.items.push(item);
    groups.set(shape, group);
  }
  return [...groups.values()].map(({ key, items }): Entry => {
    const span: Node['span'] = [key.span[0], (items[items.length - 1] as Node).span[1]];
    return { ...key, span, value: { type: 'seq', span, items, table: true } };
  });
}

/** What else heads a column ("Owner", "Baseline", "Persona") says something of its row. */
const sideBySide: ReadonlySet<string> = new Set(
  'feature goal non_goals metrics success_statement success_metrics went_well went_wrong lucky action_items'.split(' '),
);

/** A section without the columns and rows of its tables that are other fields. */
function withoutColumns(node: Node, shape: Shape, root: Shape): Node {
  const blocks = blocksOf(node);
  const own = blocks.map((block) => {
    if (block.type !== 'seq' || !block.table) return block;
    const group = groupsOf(block, root).find(({ key }) =>
      [key, `${key} metric`].some((name) => matchNames(root, name, false)[0]?.shape === shape),
    );
    if (group?.value.type === 'seq')
      return group.value.items.length === 1 && !shape.types.has('array') ? (group.value.items[0] as Node) : group.value;
    const columns = columnsOf(block, root);
    return columns.find((column) => matchNames(root, column.key)[0]?.shape === shape)?.value ?? block;
  });
  return own.every((block, at) => block === blocks[at]) ? node : { type: 'body', span: node.span, blocks: own };
}

/** Names in a program, or what it calls them, say nothing of the document: "Link | `labels.link`". */
const isCoded = (table: SeqNode): boolean => {
  const values = table.items.map((row) => (row.type === 'map' ? row.entries[1]?.value : undefined));
  const coded = values.filter((value) => value?.type === 'scalar' && value.masked?.some(([from, to]) => from === 0 && to - from >= 3));
  return isPairs(table) && coded.length * 2 > values.length;
};

/** "Goal | sell more | agreed": where the rows are the fields, the titles of the other columns name nothing of theirs. */
const withoutTitles = (row: Entry): Entry =>
  row.value.type === 'map'
    ? { ...row, value: { type: 'body', span: row.value.span, blocks: row.value.entries.map(({ value }) => value) } }
    : row;

/** On its side a table has no title over the names: the first of them stands for it. */
const titled = (key: Entry): Entry => ({ ...key, key: proseOf(key.value).text });

const tableEntry = (key: Entry, table: SeqNode): Entry => ({ ...key, span: table.span, value: table, from: 'table' });

/** "Phase | Timeline" delivers; with a cohort or a share of traffic in it, it releases. */
const fitsRole = (shape: Shape, table: SeqNode, scope: Scope): boolean =>
  shape.weak?.evidence !== 'stages' ||
  fits({ shape, strength: 1 }, { key: '', keySpan: table.span, span: table.span, value: table, from: 'table' }, { ...scope, path: [] });

function claimLabel(entry: Entry, scope: Scope, strength: number): void {
  if (entry.coded) return;
  if (scope.claims.some((claim) => claim.entry.keySpan[0] === entry.keySpan[0])) return;
  const match = matchNames(scope.root, entry.key, scope.path.length <= 1 || isLead(entry))[0];
  if (match?.strength === 3) {
    if (!isOtherThan(match.shape, entry, scope)) add(scope, match, entry, entry.value, strength);
  } else if (match && match.strength > (scope.path.length <= 1 ? 1 : 1.75) && isLead(entry)) add(scope, match, entry, entry.value, 1.25);
  // "Engineering: Li" in the first lines names an owner, "Engineering: three sprints" does not.
  else if (match?.strength === 1 && isToldByLine(match.shape, scope) && fits(match, entry, scope)) add(scope, match, entry, entry.value, 1);
  else scope.loose.push(entry);
}

const isToldByLine = ({ weak }: Shape, scope: Scope): boolean =>
  weak?.evidence === 'names' || (weak?.words !== undefined && scope.path.length === 0);

/** A labelled bullet, with what hangs below it. */
function labelOf(item: Node): Entry[] {
  if (item.type !== 'scalar') return [];
  const { below } = item;
  const label = item.label ?? equated(item);
  if (!label) return [];
  if (!below) return [{ ...label, from: 'label' }];
  const blocks = isEmpty(label.value) ? [below] : [label.value, below];
  const value: Node = { type: 'body', span: [label.value.span[0], below.span[1]], blocks };
  return [{ ...label, from: 'label', span: [label.span[0], below.span[1]], value }];
}

/** "Primary metric = CTR": a sign of equality after a few words is a colon. */
function equated(item: ScalarNode): Entry | undefined {
  const sign = /^(\p{L}[\p{L} -]{2,40}\p{L})\s=\s(?=\S)/u.exec(item.text);
  if (!sign) return undefined;
  const key = slice(item, 0, (sign[1] as string).length);
  return { key: key.text, keySpan: key.span, span: item.span, value: slice(item, sign[0].length, item.text.length), from: 'label' };
}

/** A label over a list of its own is a heading in all but name. */
const isLead = (entry: Entry): boolean =>
  entry.from !== 'table' &&
  entry.value.type !== 'scalar' &&
  blocksOf(entry.value).some((block) => block.type === 'seq' || block.type === 'body');

/** Where each of several sections has its "Owner:" or "Result:", the label speaks of the section and not of the document. */
function withoutRepeats(claims: readonly Claim[]): readonly Claim[] {
  const counts = new Map<string, number>();
  const name = ({ shape, entry }: Claim) => `${shape.key} ${squash(entry.key)}`;
  // A plan of several experiments has a hypothesis, a metric and a design for each.
  const mayRepeat = (claim: Claim) =>
    !/^(?:hypothesis|primary_metric|online_test)$/.test(claim.shape.key) &&
    (claim.entry.level === 7 ? !claim.shape.types.has('array') : claim.strength <= 1.5 && !isWhole(claim) && claim.entry.from !== 'key');
  for (const claim of claims) if (mayRepeat(claim)) counts.set(name(claim), (counts.get(name(claim)) ?? 0) + 1);
  return claims.filter((claim) => !mayRepeat(claim) || (counts.get(name(claim)) ?? 0) < 2);
}

/** A field whose parts stand under headings of their own ("Duration", "Sample size") is those parts together. */
function claimApart(root: Shape, claims: Claim[], unclaimed: Unclaimed[], loose: readonly Entry[]): void {
  for (const shape of root.properties.values()) {
    if (!shape.apart || claims.some((claim) => claim.shape === shape)) continue;
    const parts = new Map<Shape, Entry>();
    for (const entry of loose) {
      const part = matchNames(shape, entry.key, false)[0];
      if (part?.strength === 3 && !parts.has(part.shape) && !isEmpty(entry.value)) parts.set(part.shape, entry);
    }
    const entries = [...parts.values()].sort((a, b) => a.keySpan[0] - b.keySpan[0]);
    const [first] = entries;
    const last = entries[entries.length - 1];
    if (!first || !last || (entries.length < 2 && first.from !== 'heading')) continue;
    const node: Node = { type: 'map', span: [first.span[0], last.span[1]], entries };
    claims.push({ shape, entry: entries.find(({ from }) => from === 'heading') ?? first, node, strength: 1, order: claims.length });
    for (const entry of entries) takeFrom(unclaimed, entry);
  }
}

/** Sections that each have the parts of one row ("Severity", "Threshold", "Action") are the rows of that field, whatever stands above them. */
function claimRecords(root: Shape, claims: Claim[], unclaimed: Unclaimed[], loose: readonly Entry[]): void {
  const headings = loose.filter(({ from }) => from === 'heading');
  for (const shape of root.properties.values()) {
    if (!shape.table || claims.some((claim) => claim.shape === shape)) continue;
    const records = headings.filter((entry) => partsTold(shape, entry.value) >= 2);
    const [first] = records;
    const last = records[records.length - 1];
    if (!first || !last || records.length < 2) continue;
    const node: Node = { type: 'map', span: [first.span[0], last.span[1]], entries: records };
    claims.push({ shape, entry: first, node, strength: 1, order: claims.length });
    for (const entry of records) takeFrom(unclaimed, entry);
  }
}

/** Where no words name them, boxes to tick are what a retrospective will do. */
function claimBoxes(root: Shape, claims: Claim[], unclaimed: Unclaimed[], loose: readonly Entry[]): void {
  const shape = root.key === 'retrospective' ? root.properties.get('action_items') : undefined;
  if (!shape || claims.some((claim) => claim.shape === shape)) return;
  const isBoxed = (block: Node) =>
    block.type === 'seq' && block.items.length > 0 && block.items.every((item) => item.type === 'scalar' && item.checked !== undefined);
  const entry = loose.find(({ from, key, value }) => from === 'heading' && !isElsewhere(key) && blocksOf(value).some(isBoxed));
  if (!entry) return;
  claims.push({ shape, entry, node: entry.value, strength: 1, order: claims.length });
  takeFrom(unclaimed, entry);
}

/** Of "Phase A", "Phase B", "Phase C" the first says no share and no gate, and is a stage all the same where another one is. */
function claimSeries(claims: Claim[], unclaimed: Unclaimed[], loose: readonly Entry[]): void {
  const seriesOf = (entry: Entry): string | undefined => {
    const series = entry.from === 'heading' ? counted(entry.key) : undefined;
    return series?.time ? `${entry.level} ${series.word}` : undefined;
  };
  const known = new Map<string, Claim>();
  for (const claim of claims) {
    const series = seriesOf(claim.entry);
    if (series !== undefined && !known.has(series)) known.set(series, claim);
  }
  for (const entry of known.size > 0 ? loose : []) {
    const claim = known.get(seriesOf(entry) ?? '');
    if (!claim) continue;
    claims.push({ ...claim, entry, node: entry.value, order: claims.length });
    takeFrom(unclaimed, entry);
  }
}

function takeFrom(unclaimed: Unclaimed[], entry: Entry): void {
  const at = unclaimed.findIndex((other) => other.key[0] === entry.keySpan[0]);
  if (at !== -1) unclaimed.splice(at, 1);
}

function claimHeading(entry: Entry, scope: Scope): void {
  if (!scope.titled && (entry.level === 1 || scope.headless)) {
    const title = scope.root.properties.get('title');
    scope.titled = true;
    if (
      title &&
      !isSection(entry.key) &&
      (entry.level === 1
        ? matchNames(scope.root, entry.key, false)[0]?.shape.key !== 'goal'
        : matchNames(scope.root, entry.key).length === 0)
    ) {
      add(scope, { shape: title, strength: 3 }, { ...entry, span: entry.keySpan }, titleOf(entry), entry.level === 1 ? 3 : 2.25);
      const subject = matchNames(scope.root, entry.key)[0];
      // A runbook that is called "Model rollback" is the rollback, unless a section of it is.
      if (scope.root.key === 'runbook' && subject?.shape.key === 'rollback') add(scope, subject, entry, entry.value, 0.5);
      claimIn(entry.value, scope);
      return;
    }
  }
  const fitting = matchNames(scope.root, entry.key, !isSubtitle(entry, scope)).filter(
    (match) => match.shape.key !== 'title' && !isOtherSection(match, entry) && fits(match, entry, scope),
  );
  // Of several weak readings only the first that its body bears out; none where a heading below says it better.
  const matches =
    fitting[0]?.strength === 1
      ? fitting.slice(0, 1)
      : fitting.filter((match) => match.strength > 1 || !isNamedBelow(match.shape, entry.value, scope));
  if (matches.length === 0) {
    scope.unclaimed.push({ words: entry.key, key: entry.keySpan, whole: entry.span, from: 'heading', under: '' });
    scope.loose.push(entry);
    claimIn(entry.value, isOfHeader(entry.key) ? { ...scope, path: [] } : { ...scope, path: [...scope.path, entry.key] });
    return;
  }
  for (const match of matches)
    add(
      scope,
      match,
      entry,
      withoutColumns(
        matches.length > 1 || halves(entry.key).length > 1 ? halfOf(match.shape, matches, entry.value, scope.root) : entry.value,
        match.shape,
        scope.root,
      ),
      match.strength - (standsElsewhere(scope) ? 1 : 0),
    );
  liftOut(entry.value, matches, { ...scope, path: [...scope.path, entry.key] });
}

/** A bold line straight below the title that says more of it: "Pilot in two clinics — validation, v1". */
const isSubtitle = (entry: Entry, scope: Scope): boolean =>
  entry.level === 7 &&
  scope.path.length === 0 &&
  scope.claims.some(({ shape, entry: title }) => shape.key === 'title' && title.keySpan[1] + 12 > entry.keySpan[0]);

const isNamedBelow = (shape: Shape, node: Node, scope: Scope): boolean =>
  partsOf(node).entries.some((part) => matchNames(scope.root, part.key).some((match) => match.shape === shape));

/** One of several first-level headings, as text books have them: it names its section and not the document. */
const isSection = (heading: string): boolean =>
  /^(?:overview|introduction|(?:executive )?summary|background|context|(?:table of )?contents)$/.test(normalise(heading));

const hasFirstLevel = (root: Node): boolean =>
  blocksOf(root).some((block) => block.type === 'map' && block.entries.some((entry) => entry.level === 1));

/** Under a compound heading the halves may have headings or labels of their own; what is nobody's own is the other half's. */
function halfOf(shape: Shape, matches: readonly Match[], node: Node, root: Shape): Node {
  const { entries, rest } = partsOf(node);
  // Of one field alone only a heading of its own name counts: its labels are its parts.
  const alone = matches.length === 1;
  const named = entries.flatMap((entry) => {
    if (alone && entry.from !== 'heading') return [];
    const meant = matchNames(root, entry.key, !alone).find(
      (match) => match.strength > 1 && matches.some((other) => other.shape === match.shape),
    );
    return meant ? [{ entry, shape: meant.shape }] : [];
  });
  const own = named.find((each) => each.shape === shape);
  if (named.length === 0 || own) return own?.entry.value ?? node;
  const others = entries.filter((entry) => !named.some((each) => each.entry === entry));
  const blocks: Node[] = [...rest, ...others.map((entry): Node => ({ type: 'map', span: entry.span, entries: [entry] }))];
  return { type: 'body', span: blocks[0] ? [blocks[0].span[0], node.span[1]] : [node.span[0], node.span[0]], blocks };
}

/** A heading or label inside a claimed section that is exactly another field's name, and nothing of this one's, counts where that field has none. */
function liftOut(node: Node, matches: readonly Match[], scope: Scope, inItem = false): void {
  const heading = scope.path[scope.path.length - 1] ?? '';
  const isOwn = (words: string) => matches.some((match) => isPartOf(match.shape, words));
  const isOther = (other: Match | undefined): other is Match =>
    other !== undefined &&
    !matches.some((match) => match.shape === other.shape || isOfPeople(match, other)) &&
    // Features have goals and risks of their own, but what is left out of them is left out of the product.
    (!isElsewhere(heading) || other.shape.key === 'non_goals');
  /** Where "Context & Goal" holds "Goal", its other parts are fields as well. */
  const isDivided = (entries: readonly Entry[]) =>
    halves(heading).length > 1 &&
    entries.some(({ key }) => matches.some((match) => matchNames(scope.root, key, false)[0]?.shape === match.shape));

  for (const block of blocksOf(node)) {
    if (block.type !== 'map') continue;
    const headings = block.entries.filter(({ from }) => from === 'heading');
    // A datasheet is questions all the way down; one question among headings is one about the section.
    const asks = headings.filter(({ key }) => isQuestion(key)).length * 2 >= headings.length;
    const divided = isDivided(headings);
    for (const entry of headings) {
      const other = otherNamed(entry, scope, asks || divided) ?? excludedBy(entry, scope);
      if (isOther(other) && !isOwn(entry.key)) {
        if (other.strength >= 2 || other.shape.key === 'non_goals' || (asks && isQuestion(entry.key)))
          add(scope, other, entry, entry.value, other.strength >= 2 ? 1.5 : 1.75);
        else if (divided && fits(other, entry, scope)) add(scope, other, entry, entry.value, 1.25);
      } else if (!other) {
        // "Security" among the requirements, if personal data is spoken of.
        const weak = matchNames(scope.root, entry.key).find(({ shape, strength }) => strength === 1 && shape.weak?.words !== undefined);
        if (isOther(weak) && !isOwn(entry.key) && fits(weak, entry, scope)) add(scope, weak, entry, entry.value, 1);
      }
      liftOut(
        entry.value,
        matches,
        scope,
        matches.every(({ shape }) => shape.items?.name !== undefined),
      );
    }
  }
  // Below "### Queue is full" among the alerts, "Escalation:" is that alert's.
  if (inItem) return;
  for (const block of blocksOf(node)) {
    const role = block.type === 'seq' && block.table ? roleOf(scope.root, block) : undefined;
    if (block.type === 'seq' && block.table && !role)
      for (const column of [...columnsOf(block, scope.root), ...groupsOf(block, scope.root)])
        if (isOther(matchNames(scope.root, column.key)[0])) claimColumn(column, scope, 1.25);
    if (!role || block.type !== 'seq' || !isOther({ shape: role.shape, strength: 1.75 }) || isOwn(role.key.key)) continue;
    if (fitsRole(role.shape, block, scope)) add(scope, { shape: role.shape, strength: 1.75 }, tableEntry(role.key, block), block, 1.25);
  }
  const labels = partsOf(node).entries.filter(({ from }) => from === 'label');
  // In a list of risks "Privacy." is the name of one.
  const named = matches.some((match) => match.shape.items?.name !== undefined);
  const bullets = blocksOf(node).flatMap((block) => (block.type === 'seq' && !block.table ? block.items.flatMap(labelOf) : []));
  const rows = blocksOf(node).flatMap((block) =>
    block.type === 'seq' && block.table && !named && !roleOf(scope.root, block) ? rowsOf(block, scope) : [],
  );
  const divided = isDivided([...labels, ...bullets]);
  for (const entry of [...labels, ...bullets.filter((bullet) => !named || isLead(bullet)), ...rows]) {
    const other = otherNamed(entry, scope, divided || isLead(entry));
    if (!isOther(other) || entry.coded || isOwn(entry.key)) continue;
    // Below a subtitle, or in an overview, the first lines are the document's.
    if (other.strength === 3 && scope.path.length === 1 && entry.keySpan[0] < 600 && headLabels.has(other.shape.key)) {
      if (!isOtherThan(other.shape, entry, scope)) add(scope, other, entry, entry.value, 2);
      continue;
    }
    if (isHeader(other.shape)) continue;
    const exact = other.strength >= 2 || (other.strength > 1 && other.shape.key === 'non_goals');
    if (divided ? other.strength === 1 && !fits(other, entry, scope) : !exact || !isTelling(entry.key)) continue;
    add(scope, other, entry, entry.value, 1.25);
  }
}

const headLabels: ReadonlySet<string> = new Set(['owners', 'status', 'updated']);

/** "Risk mitigation strategy" and "Out of scope for now" name what they name without their last words. */
const otherNamed = (entry: Entry, scope: Scope, loose: boolean): Match | undefined =>
  [entry.key, beforeJoint(entry.key), bare(entry.key)]
    .map((words) => matchNames(scope.root, words, false)[0])
    .find((match) => match !== undefined && match.strength >= 2) ?? (loose ? matchNames(scope.root, entry.key)[0] : undefined);

/** What is left out stands among what is built, in many words: "First MVP: excluded features". */
const excludedBy = (entry: Entry, scope: Scope): Match | undefined =>
  matchNames(scope.root, entry.key).find(({ shape, strength }) => shape.key === 'non_goals' && strength > 1);

/** "Out of scope for the first release" is "Out of scope". */
const beforeJoint = (words: string): string => words.replace(/(\S{4})\s+(?:for|in|at|during)\s.{1,60}$/i, '$1');

/** A persona has goals and problems of her own. */
const isOfPeople = (match: Match, other: Match): boolean =>
  /^(?:target_users|who_is_affected)$/.test(match.shape.key) && /^(?:goal|problem|success_statement|feature)$/.test(other.shape.key);

/** One everyday word ("Result:", "Users:") may mean anything inside a section; these, and two words together, do not. */
const isTelling = (words: string): boolean =>
  normalise(words).includes(' ') ||
  /^(?:guardrails?|rollback|privacy|slos?|escalation|decision)$|\p{Script=Han}{3}/u.test(normalise(words));

/** Choices and flags stand in front matter or on a line of their own near the top; a section of that name is something else. */
const isHeader = (shape: Shape): boolean => shape.types.has('boolean') || (shape.choices.length > 0 && shape.properties.size === 0);
/** A section that holds what others write above their first heading. */
const isOfHeader = (heading: string): boolean =>
  /^(?:document (?:information|info|control|details|metadata|properties|history|header)|metadata|meta|about this document|文档信息|基本信息|문서 정보)$/.test(
    normalise(heading),
  );
/** "## Status" with a word or two below is the status; with more it is a section of its own. */
const isOtherSection = ({ shape, strength }: Match, { value }: Entry): boolean =>
  isHeader(shape) && (shape.closed || shape.types.has('boolean') || strength < 3 || proseOf(value).text.length > 40);
/** The first lines, below a subtitle too, and a section of metadata: there "Status: under way" is the document's. */
const isAtHead = (entry: Entry, scope: Scope): boolean =>
  scope.path.length === 0 || (scope.path.length === 1 && entry.keySpan[0] < 600) || isOfHeader(scope.path.at(-1) ?? '');

function isOtherThan(shape: Shape, entry: Entry, scope: Scope): boolean {
  if (!isHeader(shape) || (shape.choices.length > 0 && !shape.closed && isAtHead(entry, scope))) return false;
  const text = proseOf(entry.value).text;
  if (shape.types.has('boolean')) return !/^(?:true|false|yes|no)$/i.test(text);
  return !shape.choices.some((choice) => squash(choice.value) === squash(text));
}

/** Feature lists, stories and appendices speak of goals and rollbacks of their own. */
const isElsewhere = (heading: string): boolean =>
  /\b(?:features?|(?<!\bnon )functional|user stor(?:y|ies)|epics?|stories|faq|appendix|api|schema|data model|tasks?|test cases?|entit(?:y|ies)|endpoints?|references|questions)\b|(?<!非)功能|(?<!비)기능/.test(
    normalise(heading),
  ) || isAside(heading);

/** The schema is what a data readiness report is about. */
const standsElsewhere = (scope: Scope): boolean =>
  scope.path.some(
    (heading) => isElsewhere(heading) && !(scope.root.key === 'data-readiness' && /\b(?:schema|data model)\b/.test(normalise(heading))),
  );

/** These repeat the document's own words and say nothing with them. */
const isAside = (heading: string): boolean =>
  /^(?:table of contents|contents|toc|glossary|目录|목차)$|\b(?:changelog|change log|version history|revision history|checklist (?:results?|execution|assessment))\b/.test(
    normalise(heading),
  );

function fits(match: Match, entry: Entry, scope: Scope): boolean {
  const elsewhere = standsElsewhere(scope);
  if (match.shape.key !== 'related' && scope.path.some(isAside)) return false;
  if (match.strength === 3) return !elsewhere || /^(?:related|non_goals)$/.test(match.shape.key) || isTelling(entry.key);
  if (elsewhere) return false;
  if (match.strength > 1) return true;
  // "Performance" among the non-functional requirements is one of them.
  if (match.shape.divide && scope.path.some((heading) => /\bnon functional\b|非功能|비기능/.test(normalise(heading)))) return false;
  const text = proseOf(entry.value).text;
  if (!match.shape.weak) return text !== '';
  const { words, evidence } = match.shape.weak;
  const lower = text.toLowerCase();
  if (words?.some((word) => hasWord(lower, word.toLowerCase()))) return true;
  if (evidence === 'number')
    return readQuantities(text).some((quantity) => quantity.value.unit !== '' || quantity.value.comparator !== undefined);
  if (evidence === 'stages') return (counted(entry.key) ? [entry.key, ...text.split('\n')] : text.split('\n')).some(isStage);
  if (evidence === 'names' && text.split('\n').filter((line) => rolePair.test(line)).length >= 2) return true;
  // "Product" over a few lines is about the product, whatever name stands there; over a person it is who has it.
  if (evidence === 'names' && /^(?:product|design|engineering|data science)$/.test(normalise(entry.key)) && text.length > 60) return false;
  if (evidence === 'names')
    return text.split('\n').some((line) => {
      const owner = readOwner(line.replace(/^[^:]{1,40}:\s*/, ''));
      return owner !== undefined && ['handle', 'person', 'address'].includes(owner.value.sort);
    });
  return evidence === 'otherwise-absent' && text !== '';
}

/** "Expand the tests" and "all service calls" are words of every plan; "expand to 20 %" is a stage. */
function isStage(line: string): boolean {
  const { type, traffic, confidence } = readStage(line, {});
  if (type?.value === 'ramp' || type?.value === 'full') return traffic !== undefined && line.includes('%');
  return traffic !== undefined || (type !== undefined && confidence >= 0.6);
}

/** "Design: Name", one of a list of roles and who has them. */
const rolePair =
  /^(?:产品|研发|开发|设计|测试|运营|算法|기획|개발|디자인|product|engineering|design|data|legal|security|qa|marketing|support|operations|ml|pm|tech|business|executive)(?:\b|(?<=\P{ASCII}))[^:：\n]{0,24}[:：]\s*\S{1,24}(?:\s\S{1,24}){0,3}$/iu;

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + word.length] ?? ' ';
    if (!/[\p{L}\p{N}]/u.test(before) && (!/[\p{L}\p{N}]/u.test(after) || after === 's')) return true;
    if (/[^\p{ASCII}]/u.test(word)) return true;
  }
  return false;
}

function add(scope: Scope, match: Match, entry: Entry, node: Node, strength: number): void {
  scope.claims.push({ shape: match.shape, entry, node, strength, order: scope.claims.length });
}

/** Keys at the top of YAML or front matter that no field claimed. */
function rawKeys(
  tree: Tree,
  claims: readonly Claim[],
): readonly { words: string; key: Entry['keySpan']; whole: Entry['span']; from: Entry['from']; node: Node }[] {
  const claimed = new Set(claims.map((claim) => claim.entry));
  const top =
    tree.root.type === 'map'
      ? tree.root.entries
      : tree.root.type === 'body' && tree.root.blocks[0]?.type === 'map'
        ? tree.root.blocks[0].entries
        : [];
  return top
    .filter((entry) => (entry.from === 'key' || entry.from === 'front-matter') && !claimed.has(entry))
    .map((entry) => ({ words: entry.key, key: entry.keySpan, whole: entry.span, from: entry.from, node: entry.value }));
}

const extended = new WeakMap<Shape, { readonly headings: LowerOptions['headings']; readonly shape: Shape }>();

function withHeadings(shape: Shape, headings: LowerOptions['headings']): Shape {
  if (!headings || Object.keys(headings).length === 0) return shape;
  const known = extended.get(shape);
  if (known?.headings === headings) return known.shape;
  const properties = new Map(
    [...shape.properties].map(
      ([key, property]) =>
        [
          key,
          Object.hasOwn(headings, key) ? { ...property, headings: [...property.headings, ...(headings[key] ?? [])] } : property,
        ] as const,
    ),
  );
  const wider = { ...shape, properties };
  extended.set(shape, { headings, shape: wider });
  return wider;
}
