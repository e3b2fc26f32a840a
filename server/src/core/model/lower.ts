// Tree → Artifact: which heading, label, table row or key means which field of the kind.
// Match on words and on what stands above and below, never on depth. How one field's body is read is value.ts's matter.
import { readGoal } from '../language/goal.js';
import { readOwner } from '../language/owner.js';
import { readQuantities } from '../language/quantity.js';
import { readStage } from '../language/stage.js';
import type { Kind } from '../schema/kinds.js';
import { type Match, matchNames, type Shape, shapeOf } from '../schema/look.js';
import { normalise, squash } from '../schema/names.js';
import type { Entry, Node, ScalarNode, Tree } from '../tree.js';
import { type Artifact, child, type Data, type Place, type Pointer, type Unclaimed } from './artifact.js';
import { blocksOf, isEmpty, pairOf, partsOf, proseOf } from './blocks.js';
import { lowerValue } from './value.js';

export interface LowerOptions {
  /** Further headings a team uses, by field. */
  readonly headings?: Readonly<Record<string, readonly string[]>>;
}

export function lower(tree: Tree, kind: Kind, options: LowerOptions = {}): Artifact {
  const root = withHeadings(shapeOf(kind), options.headings);
  const claims: Claim[] = [];
  const unclaimed: Unclaimed[] = [];
  claimIn(tree.root, { root, claims, unclaimed, path: [], titled: false, headless: !hasFirstLevel(tree.root) });

  const places = new Map<Pointer, Place>();
  const again: { pointer: Pointer; place: Place }[] = [];
  const data: Record<string, Data> = Object.create(null);
  for (const shape of root.properties.values()) {
    const mine = claims.filter((claim) => claim.shape === shape).sort((a, b) => b.strength - a.strength || a.order - b.order);
    const [best, ...others] = pickBest(mine);
    if (!best) continue;
    const pointer = child('', shape.key);
    const value = lowerValue(
      shape,
      best.node,
      pointer,
      { entry: best.entry, from: best.entry.from, strength: best.strength },
      { places, unclaimed },
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
  return { kind, syntax: tree.syntax, source: tree.text, data, places, unclaimed: unclaimed.sort((a, b) => a.key[0] - b.key[0]), again };
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
  readonly path: readonly string[];
  titled: boolean;
  /** There is no first-level heading: the first heading that is no field's is the title. */
  readonly headless: boolean;
}

/** The strongest claim with content wins; sections of a list field are read together. */
function pickBest(claims: readonly Claim[]): readonly Claim[] {
  const filled = claims.filter((claim) => !isEmpty(claim.node));
  const [best, ...others] = filled.length > 0 ? filled : claims;
  if (!best) return [];
  const alike = others.filter(
    (other) => other.strength === best.strength && other.entry.from === 'heading' && best.entry.from === 'heading',
  );
  if (alike.length === 0 || !(best.shape.types.has('array') || best.shape.divide)) return [best, ...others];
  const nodes = [best, ...alike].sort((a, b) => a.order - b.order).map((claim) => claim.node);
  const merged: Node = {
    type: 'body',
    span: [(nodes[0] as Node).span[0], (nodes[nodes.length - 1] as Node).span[1]],
    blocks: nodes.flatMap(blocksOf),
  };
  return [{ ...best, node: merged }, ...others.filter((other) => !alike.includes(other))];
}

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

/** Keys of YAML and front matter must be the field's own names. */
function claimEntry(entry: Entry, scope: Scope): void {
  for (const match of matchNames(scope.root, entry.key, false)) add(scope, match, entry, entry.value, 3.5);
}

/** "Label: value" lines, labelled bullets and two-column tables outside of any claimed section. */
function claimLabels(node: Node, scope: Scope): void {
  if (scope.path.some(isElsewhere)) return;
  const { entries } = partsOf(node);
  for (const entry of entries) {
    if (entry.from !== 'label' && entry.from !== 'list' && entry.from !== 'table') continue;
    const match = matchNames(scope.root, entry.key, false)[0];
    if (match && match.strength === 3 && !isOtherThan(match.shape, entry.value))
      add(scope, match, entry, entry.value, scope.path.length <= 1 ? 2.5 : 1.5);
  }
  for (const block of blocksOf(node)) {
    if (block.type !== 'seq') continue;
    if (block.table && block.items.every((row) => row.type === 'map' && row.entries.length === 2)) claimRows(block.items, scope);
    else for (const item of block.items) claimBullet(item, scope);
  }
}

function claimRows(rows: readonly Node[], scope: Scope): void {
  for (const row of rows) {
    const entry = pairOf(row);
    const match = matchNames(scope.root, entry.key, false)[0];
    if (match?.strength === 3 && !scope.claims.some((claim) => claim.entry.keySpan[0] === entry.keySpan[0]))
      add(scope, match, entry, entry.value, 2);
  }
}

function claimBullet(item: Node, scope: Scope): void {
  if (item.type !== 'scalar' || !item.label) return;
  const match = matchNames(scope.root, item.label.key, false)[0];
  const entry = item.label;
  if (match?.strength === 3 && !scope.claims.some((claim) => claim.entry.keySpan[0] === entry.keySpan[0])) {
    add(
      scope,
      match,
      { ...entry, from: 'label' },
      item.below ? { type: 'body', span: [entry.value.span[0], item.below.span[1]], blocks: [entry.value, item.below] } : entry.value,
      1.5,
    );
  }
}

function claimHeading(entry: Entry, scope: Scope): void {
  if (!scope.titled && (entry.level === 1 || scope.headless)) {
    const title = scope.root.properties.get('title');
    scope.titled = true;
    if (
      title &&
      (entry.level === 1
        ? matchNames(scope.root, entry.key, false)[0]?.shape.key !== 'goal'
        : matchNames(scope.root, entry.key).length === 0)
    ) {
      const words: ScalarNode = {
        type: 'scalar',
        span: entry.keySpan,
        text: entry.key,
        pieces: [{ at: 0, length: entry.key.length, start: entry.keySpan[0], size: entry.keySpan[1] - entry.keySpan[0] }],
      };
      add(scope, { shape: title, strength: 3 }, { ...entry, span: entry.keySpan }, words, 3);
      claimIn(entry.value, scope);
      return;
    }
  }
  const matches = matchNames(scope.root, entry.key).filter(
    (match) => match.shape.key !== 'title' && !isHeader(match.shape) && fits(match, entry, scope),
  );
  if (matches.length === 0) {
    scope.unclaimed.push({ words: entry.key, key: entry.keySpan, whole: entry.span, from: 'heading', under: '' });
    claimIn(entry.value, { ...scope, path: [...scope.path, entry.key] });
    return;
  }
  for (const match of matches)
    add(
      scope,
      match,
      entry,
      matches.length > 1 ? halfOf(match.shape, matches, entry.value, scope.root) : entry.value,
      match.strength - (scope.path.some(isElsewhere) ? 1 : 0),
    );
  if (!isElsewhere(entry.key)) liftOut(entry.value, matches, { ...scope, path: [...scope.path, entry.key] });
}

const hasFirstLevel = (root: Node): boolean =>
  blocksOf(root).some((block) => block.type === 'map' && block.entries.some((entry) => entry.level === 1));

/** Under a compound heading the halves may have headings or labels of their own. */
function halfOf(shape: Shape, matches: readonly Match[], node: Node, root: Shape): Node {
  const { entries } = partsOf(node);
  const named = entries.filter((entry) => matches.some((match) => matchNames(root, entry.key, false)[0]?.shape === match.shape));
  if (named.length === 0) return node;
  return (
    named.find((entry) => matchNames(root, entry.key, false)[0]?.shape === shape)?.value ?? {
      type: 'body',
      span: [node.span[0], node.span[0]],
      blocks: [],
    }
  );
}

/** A heading inside a claimed section that is exactly another field's name, and nothing of this one's, counts where that field has none. */
function liftOut(node: Node, matches: readonly Match[], scope: Scope): void {
  for (const block of blocksOf(node)) {
    if (block.type !== 'map') continue;
    for (const entry of block.entries) {
      if (entry.from !== 'heading') continue;
      const other = matchNames(scope.root, entry.key, false)[0];
      const own = matches.some(
        (match) =>
          matchNames(match.shape, entry.key, false).length > 0 ||
          (match.shape.items && matchNames(match.shape.items, entry.key, false).length > 0),
      );
      if (other?.strength === 3 && !own && !matches.some((match) => match.shape === other.shape))
        add(scope, other, entry, entry.value, 1.5);
      liftOut(entry.value, matches, scope);
    }
  }
}

/** Choices and flags stand in front matter or on a line of their own near the top; a section of that name is something else. */
const isHeader = (shape: Shape): boolean => shape.types.has('boolean') || (shape.choices.length > 0 && shape.properties.size === 0);
function isOtherThan(shape: Shape, value: Node): boolean {
  const text = proseOf(value).text;
  return (
    isHeader(shape) &&
    !(shape.types.has('boolean')
      ? /^(?:true|false|yes|no)$/i.test(text)
      : shape.choices.some((choice) => squash(choice.value) === squash(text)))
  );
}

/** Feature lists, stories and appendices speak of goals and rollbacks of their own. */
const isElsewhere = (heading: string): boolean =>
  /\b(?:features?|functional|user stor(?:y|ies)|epics?|stories|faq|appendix|changelog|change log|version history|api|schema|data model|tasks?|test cases?|glossary|references)\b|功能|기능/.test(
    normalise(heading),
  );

function fits(match: Match, entry: Entry, scope: Scope): boolean {
  const elsewhere = scope.path.some(isElsewhere);
  if (match.strength === 3) return !elsewhere || normalise(entry.key).includes(' ');
  if (elsewhere) return false;
  if (match.strength === 2) return true;
  const text = proseOf(entry.value).text;
  const { words, evidence } = match.shape.weak ?? {};
  const lower = text.toLowerCase();
  if (words?.some((word) => hasWord(lower, word.toLowerCase()))) return true;
  if (evidence === 'number')
    return readQuantities(text).some((quantity) => quantity.value.unit !== '' || quantity.value.comparator !== undefined);
  if (evidence === 'stages')
    return text.split('\n').some((line) => {
      const stage = readStage(line);
      return stage.traffic !== undefined || (stage.type !== undefined && stage.confidence >= 0.6);
    });
  if (evidence === 'names')
    return text.split('\n').some((line) => {
      const owner = readOwner(line.replace(/^[^:]{1,40}:\s*/, ''));
      return owner !== undefined && ['handle', 'person', 'address'].includes(owner.value.sort);
    });
  if (evidence === 'otherwise-absent') return readGoal(text).direction !== undefined || text !== '';
  return false;
}

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
