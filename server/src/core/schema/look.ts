// What may stand where, in what words: the schemas as plain shapes with their references resolved.
// Everything that speaks of a field (hover, completion, messages, docs) asks here; nothing here reads documents.
import common from '../../../../schemas/common.schema.json' with { type: 'json' };
import { type Kind, schemas } from './kinds.js';
import { counted, fillers, halves, inside, isQuestion, normalise, sides, squash } from './names.js';

export type Phase = 'discover' | 'build' | 'deploy' | 'operate';
export const phases: readonly Phase[] = ['discover', 'build', 'deploy', 'operate'];
export const reached = (now: Phase, from: Phase): boolean => phases.indexOf(now) >= phases.indexOf(from);

export type Type = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';

export interface Need {
  readonly as: 'required' | 'recommended' | 'optional';
  readonly from?: Phase;
  /** Context flags and the values that switch the need on. */
  readonly when?: Readonly<Record<string, readonly unknown[]>>;
}

/** One property, or a whole kind, or the items of a list. */
export interface Shape {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly examples: readonly unknown[];
  readonly types: ReadonlySet<Type>;
  readonly properties: ReadonlyMap<string, Shape>;
  readonly items?: Shape;
  readonly choices: readonly { readonly value: string; readonly description: string }[];
  /** No other value than the choices. */
  readonly closed: boolean;
  readonly headings: readonly string[];
  readonly weak?: {
    readonly headings: readonly string[];
    readonly words?: readonly string[];
    readonly evidence?: 'number' | 'stages' | 'names' | 'otherwise-absent';
  };
  readonly need: Need;
  readonly evidence: readonly string[];
  readonly prose?: string;
  readonly list?: string;
  readonly name?: string;
  readonly split?: 'names' | 'clauses' | 'stages';
  readonly divide?: 'metrics';
  readonly reads?: string;
  readonly guide?: string;
  /** Its parts may stand under headings of their own where it has none. */
  readonly apart: boolean;
  /** Nouns that mean this field in a heading that is a question. */
  readonly asked?: readonly string[];
  /** Columns, or parts, one of which makes a table under any heading this field's. */
  readonly table?: readonly string[];
}

/** What stands above the content: it says what the document is, and is front matter in Markdown. */
export const headerKeys: ReadonlySet<string> = new Set(
  'kind id status phase updated review_every related serving generative agentic personal_data regulated customer_facing risk_class risk_reason team_size not_applicable traffic'.split(
    ' ',
  ),
);

/** The whole kind as a shape. */
export function shapeOf(kind: Kind): Shape {
  let shape = shapesByKind.get(kind);
  if (!shape) {
    shape = resolve(kind, schemas[kind] as RawShape, schemas[kind] as RawShape, 0);
    shapesByKind.set(kind, shape);
  }
  return shape;
}

/** The shape at a JSON Pointer; list indexes step into the items. */
export function shapeAt(kind: Kind, pointer: string): Shape | undefined {
  const cut = pointer.lastIndexOf('/');
  if (cut === -1) return shapeOf(kind);
  const above = shapeAt(kind, pointer.slice(0, cut));
  if (above === undefined) return undefined;
  const part = pointer.slice(cut + 1);
  return above.items && isIndex(part) ? above.items : above.properties.get(part);
}

const isIndex = (part: string): boolean => {
  for (let at = 0; at < part.length; at++) if (part.charCodeAt(at) < 48 || part.charCodeAt(at) > 57) return false;
  return part !== '';
};

export interface Match {
  readonly shape: Shape;
  /** 3 the field's own name, 2 one of two names, 1.75 a name inside longer words, 1 weak: the body must agree. */
  readonly strength: 1 | 1.75 | 2 | 3;
}

/** Which fields of `parent` the author's words name. Compound names may give several. Asked again for every word on every keystroke. */
export function matchNames(parent: Shape, words: string, loose = true): readonly Match[] {
  const names = namesOf(parent);
  const before = loose ? names.matched.loosely : names.matched.exactly;
  let matches = before.get(words);
  if (!matches) {
    matches = match(names, words, loose);
    if (before.size >= 2_000) before.clear();
    before.set(words, matches);
  }
  return matches;
}

function match(names: Names, words: string, loose: boolean): readonly Match[] {
  const whole = names.strong.get(squash(words));
  // As a heading, "Phases" is not the header's word but the series "Phase 1, Phase 2".
  if (whole)
    return [{ shape: whole, strength: 3 }, ...(loose && whole.key === 'phase' ? inSeries(names, { word: 'phase', time: true }) : [])];
  const series = counted(words);
  if (series) return loose ? inSeries(names, series) : [];
  const parts = halves(words, loose);
  if (parts.length > 1) {
    const found = [...new Set(parts.flatMap((part) => names.strong.get(squash(part)) ?? []))];
    // "Scope & non-goals": the weak half counts too, if its body bears it out.
    const others = loose ? parts.flatMap((part) => names.weak.get(squash(part)) ?? []).filter((shape) => !found.includes(shape)) : [];
    if (found.length > 0)
      return [...found.map((shape): Match => ({ shape, strength: found.length === parts.length ? 3 : 2 })), ...weakly(others)];
  }
  if (!loose) return [];
  if (isQuestion(words)) return askedBy(names, words);
  const weak = names.weak.get(squash(words));
  if (weak) return weakly(weak);
  // "What this run got right" asks without a question mark.
  const wondered = /^(?:what|how|why|who|where|when)\s/.test(normalise(words)) ? askedInPassing(names, words) : [];
  if (wondered.length > 0) return wondered;
  const bySide = new Set(sides(words).flatMap((side) => firstOf(names.strong, inside(side)) ?? []));
  const ofSides = [...bySide].filter(isOfDocument);
  if (ofSides.length > 0) return ofSides.map((shape): Match => ({ shape, strength: 2 }));
  for (const part of [words, ...(parts.length > 1 ? parts : [])]) {
    const shape = firstOf(names.strong, inside(part), isOfDocument);
    if (shape) return [{ shape, strength: 1.75 }];
  }
  // "Scope & requirements" is about the feature, "Data & tech notes" about something else.
  const weakParts = parts.map((part) => names.weak.get(squash(part)) ?? []);
  const both = weakParts.every((shapes) => shapes.length > 0) ? weakParts.flat() : [];
  return weakly([...both, ...[...sides(words), words].flatMap((part) => names.weak.get(squash(unversioned(part))) ?? [])]);
}

/** "Phase 1 scope" and "v0.1 scope" are about the scope. */
const unversioned = (words: string): string =>
  words.replace(/^\P{L}*(?:phase|stage|release|version|iteration|mvp|poc|prototype|pilot|initial|first|v)\s*[\d.]*\s+(?=\p{L})/iu, '');

/** "Are there recommended data splits?": the longest name in the question that a question may use. */
function askedBy(names: Names, words: string): readonly Match[] {
  // "Audience: who is it for?"
  const lead = words.includes(':') ? match(names, words.slice(0, words.indexOf(':')), true) : [];
  if (lead.length > 0) return lead;
  return longestAsked(names, normalise(words).split(' '), 1);
}

/** Without a question mark one word says too little: "What the milestone proves" is about what it proves. */
const askedInPassing = (names: Names, words: string): readonly Match[] =>
  longestAsked(
    names,
    normalise(words)
      .split(' ')
      .filter((word) => !fillers.has(word)),
    2,
  );

function longestAsked(names: Names, list: readonly string[], shortest: number): readonly Match[] {
  for (let length = Math.min(5, list.length); length >= shortest; length--)
    for (let from = 0; from + length <= list.length; from++) {
      const shape = names.asked.get(squash(list.slice(from, from + length).join(' ')));
      if (shape) return [{ shape, strength: 1.75 }];
    }
  return [];
}

const firstOf = (strong: Names['strong'], words: readonly string[], fits = (_: Shape): boolean => true): Shape | undefined =>
  words.flatMap((name) => strong.get(squash(name)) ?? []).find(fits);

const weakly = (shapes: readonly Shape[]): Match[] => [...new Set(shapes)].map((shape): Match => ({ shape, strength: 1 }));

/** "Risk 2: bias" is one of the risks; "Phase 2: beta" is delivery or release, and its body decides which. */
function inSeries(names: Names, { word, time }: { readonly word: string; readonly time: boolean }): readonly Match[] {
  if (time) {
    const delivery = names.strong.get(squash('delivery phase'));
    return weakly([...(names.weak.get(squash('release phase')) ?? []), ...(delivery ? [delivery] : [])]);
  }
  const shape = names.strong.get(squash(word));
  return shape && isOfDocument(shape) ? [{ shape, strength: 1.75 }] : [];
}

/** Links, dates and sizes of the header count under their own names only. */
const isOfDocument = (shape: Shape): boolean => shape.need.as !== 'optional' || shape.evidence.length > 0 || shape.key === 'owners';

interface Names {
  readonly strong: ReadonlyMap<string, Shape>;
  readonly weak: ReadonlyMap<string, readonly Shape[]>;
  readonly asked: ReadonlyMap<string, Shape>;
  readonly matched: { readonly loosely: Map<string, readonly Match[]>; readonly exactly: Map<string, readonly Match[]> };
}

const shapesByKind = new Map<Kind, Shape>();
const namesByShape = new WeakMap<Shape, Names>();

function namesOf(parent: Shape): Names {
  let names = namesByShape.get(parent);
  if (!names) {
    const strong = new Map<string, Shape>();
    const weak = new Map<string, Shape[]>();
    const asked = new Map<string, Shape>();
    for (const shape of parent.properties.values()) {
      for (const name of [shape.key, shape.title, ...shape.headings]) if (!strong.has(squash(name))) strong.set(squash(name), shape);
      for (const name of shape.asked ?? []) if (!asked.has(squash(name))) asked.set(squash(name), shape);
      for (const name of shape.weak?.headings ?? []) weak.set(squash(name), [...(weak.get(squash(name)) ?? []), shape]);
    }
    names = { strong, weak, asked, matched: { loosely: new Map(), exactly: new Map() } };
    namesByShape.set(parent, names);
  }
  return names;
}

interface RawShape {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: Type | readonly Type[];
  readonly properties?: Readonly<Record<string, RawShape>>;
  readonly items?: RawShape;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly $defs?: Readonly<Record<string, RawShape>>;
  readonly 'x-choices'?: Readonly<Record<string, string>>;
  readonly 'x-headings'?: readonly string[];
  readonly 'x-weak'?: Shape['weak'];
  readonly 'x-need'?: Need;
  readonly 'x-evidence'?: readonly string[];
  readonly 'x-prose'?: string;
  readonly 'x-list'?: string;
  readonly 'x-name'?: string;
  readonly 'x-split'?: Shape['split'];
  readonly 'x-divide'?: 'metrics';
  readonly 'x-reads'?: string;
  readonly 'x-guide'?: string;
  readonly 'x-apart'?: boolean;
  readonly 'x-asked'?: readonly string[];
  readonly 'x-table'?: readonly string[];
}

/** Structures refer to themselves at most a few levels deep; deeper ones are cut. */
const depthLimit = 8;

function resolve(key: string, raw: RawShape, file: RawShape, depth: number): Shape {
  const { shape, home } = dereference(raw, file);
  const deep = depth < depthLimit;
  const properties = new Map<string, Shape>();
  if (deep)
    for (const [name, property] of Object.entries(shape.properties ?? {})) properties.set(name, resolve(name, property, home, depth + 1));
  return {
    key,
    title: shape.title ?? key,
    description: shape.description ?? '',
    examples: shape.examples ?? [],
    types: new Set<Type>(shape.type === undefined ? ['string'] : Array.isArray(shape.type) ? shape.type : [shape.type as Type]),
    properties,
    ...(shape.items && deep ? { items: resolve(key, shape.items, home, depth + 1) } : {}),
    choices: shape['x-choices']
      ? Object.entries(shape['x-choices']).map(([value, description]) => ({ value, description }))
      : (shape.enum ?? []).map((value, at) => ({ value, description: shape.enumDescriptions?.[at] ?? '' })),
    closed: shape.enum !== undefined,
    headings: shape['x-headings'] ?? [],
    ...optional('weak', shape['x-weak']),
    need: shape['x-need'] ?? { as: 'optional' },
    evidence: shape['x-evidence'] ?? [],
    ...optional('prose', shape['x-prose']),
    ...optional('list', shape['x-list']),
    ...optional('name', shape['x-name']),
    ...optional('split', shape['x-split']),
    ...optional('divide', shape['x-divide']),
    ...optional('reads', shape['x-reads']),
    ...optional('guide', shape['x-guide']),
    apart: shape['x-apart'] ?? false,
    ...optional('asked', shape['x-asked']),
    ...optional('table', shape['x-table']),
  };
}

const optional = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: V });

function dereference(raw: RawShape, file: RawShape): { readonly shape: RawShape; readonly home: RawShape } {
  if (raw.$ref === undefined) return { shape: raw, home: file };
  const [where, path] = raw.$ref.split('#/$defs/') as [string, string];
  const home = where === '' ? file : (common as unknown as RawShape);
  const target = home.$defs?.[path];
  if (!target) throw new Error(`schema: ${raw.$ref} leads nowhere`);
  const base = dereference(target, home);
  // A field's own headings stand beside those of the shape it uses: neither list has to repeat the other.
  const headings = [...(raw['x-headings'] ?? []), ...(base.shape['x-headings'] ?? [])];
  return { shape: { ...base.shape, ...raw, ...(headings.length > 0 ? { 'x-headings': headings } : {}) }, home: base.home };
}
