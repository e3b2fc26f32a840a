// What may stand where, in what words: the schemas as plain shapes with their references resolved.
// Everything that speaks of a field (hover, completion, messages, docs) asks here; nothing here reads documents.
import common from '../../../../schemas/common.schema.json' with { type: 'json' };
import { type Kind, schemas } from './kinds.js';
import { halves, normalise, squash } from './names.js';

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
}

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
  let shape: Shape | undefined = shapeOf(kind);
  for (const part of pointer.split('/').slice(1)) {
    if (shape === undefined) return undefined;
    shape = /^\d+$/.test(part) && shape.items ? shape.items : shape.properties.get(part);
  }
  return shape;
}

export interface Match {
  readonly shape: Shape;
  /** 3 the field's own name, 2 a name with words around it, 1 weak: the body must agree. */
  readonly strength: 1 | 2 | 3;
}

/** Which fields of `parent` the author's words name. Compound names may give several. */
export function matchNames(parent: Shape, words: string, loose = true): readonly Match[] {
  const names = namesOf(parent);
  const whole = names.strong.get(squash(words));
  if (whole) return [{ shape: whole, strength: 3 }];
  const parts = halves(words);
  if (parts.length > 1) {
    const found = [...new Set(parts.flatMap((part) => names.strong.get(squash(part)) ?? []))];
    if (found.length > 0) return found.map((shape): Match => ({ shape, strength: found.length === parts.length ? 3 : 2 }));
  }
  if (!loose) return [];
  const weak = names.weak.get(squash(words));
  if (weak) return [{ shape: weak, strength: 1 }];
  const inside = insideLonger(names.strong, words);
  return inside ? [{ shape: inside, strength: 2 }] : [];
}

interface Names {
  readonly strong: ReadonlyMap<string, Shape>;
  readonly weak: ReadonlyMap<string, Shape>;
}

const shapesByKind = new Map<Kind, Shape>();
const namesByShape = new WeakMap<Shape, Names>();

function namesOf(parent: Shape): Names {
  let names = namesByShape.get(parent);
  if (!names) {
    const strong = new Map<string, Shape>();
    const weak = new Map<string, Shape>();
    for (const shape of parent.properties.values()) {
      for (const name of [shape.key, shape.title, ...shape.headings]) if (!strong.has(squash(name))) strong.set(squash(name), shape);
      for (const name of shape.weak?.headings ?? []) weak.set(squash(name), shape);
    }
    names = { strong, weak };
    namesByShape.set(parent, names);
  }
  return names;
}

/** "Phase 1 success metrics" and "Risks of the pilot" name a field; "Goal tracking" does not: the noun comes last, or "for" follows. */
function insideLonger(strong: ReadonlyMap<string, Shape>, words: string): Shape | undefined {
  const list = normalise(words).split(' ');
  if (list.length < 2 || list.length > 7) return undefined;
  for (let from = 1; from < list.length; from++) {
    const shape = strong.get(squash(list.slice(from).join(' ')));
    if (shape && from <= 3) return shape;
  }
  const joint = list.findIndex((word, at) => at > 0 && ['for', 'of', 'in', 'at', 'during'].includes(word));
  return joint === -1 ? undefined : strong.get(squash(list.slice(0, joint).join(' ')));
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
  return { shape: { ...base.shape, ...raw }, home: base.home };
}
