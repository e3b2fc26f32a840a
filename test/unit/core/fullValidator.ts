// ajv over our schemas, as a second opinion: what it says in the terms of ours, sorted, and documents that are made to be wrong.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import { type Kind, kinds, schemas } from '../../../server/src/core/schema/kinds.js';
import { type Misfit, misfits } from '../../../server/src/core/schema/misfits.js';

const files = new Map<string, object>();
function read(name: string): object {
  const file = files.get(name) ?? (JSON.parse(readFileSync(join(process.cwd(), 'schemas', `${name}.schema.json`), 'utf8')) as object);
  files.set(name, file);
  return file;
}

let ajv: Ajv2020.default | undefined;

/** What ajv finds in the order in which it finds it, all places together; and what we find. */
export function bothWays(data: unknown, name: Kind | 'config'): { readonly ours: readonly string[]; readonly theirs: readonly string[] } {
  if (!ajv) {
    ajv = new Ajv2020.default({ allErrors: true, ownProperties: true, allowUnionTypes: true, strict: false, inlineRefs: false });
    ajv.addSchema(read('common'));
    for (const one of [...kinds, 'config']) ajv.addSchema(read(one), one);
  }
  const validate = ajv.getSchema(name) as ValidateFunction;
  validate(data);
  const theirs = (validate.errors ?? []).map(({ instancePath, keyword, params }) => said(instancePath, keyword, limitIn(keyword, params)));
  const ours = misfits(data, name === 'config' ? read('config') : schemas[name]).map(({ pointer, keyword, limit }) =>
    said(pointer, keyword, limit),
  );
  return { ours: byPlace(ours), theirs: byPlace(theirs) };
}

const said = (pointer: string, keyword: string, limit: unknown): string => `${pointer}\u0000${keyword} ${JSON.stringify(limit) ?? ''}`;

/** The order of places is nobody's matter; that of what is said of one place is. */
const byPlace = (all: readonly string[]): readonly string[] =>
  [...all].sort((a, b) => {
    const [one, other] = [a.split('\u0000')[0] as string, b.split('\u0000')[0] as string];
    return one < other ? -1 : one > other ? 1 : 0;
  });

function limitIn(keyword: string, params: Readonly<Record<string, unknown>>): Misfit['limit'] {
  if (keyword === 'enum') return params.allowedValues;
  if (keyword === 'const') return params.allowedValue;
  if (keyword === 'required') return params.missingProperty;
  if (keyword === 'additionalProperties') return params.additionalProperty;
  return params.type ?? params.limit ?? params.pattern;
}

/** So many documents that are wrong in every way; how many misfits both found in them. */
export function compareMany(name: Kind | 'config', many: number): number {
  let seed = 7;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  let found = 0;
  for (let at = 0; at < many; at++) {
    const { ours, theirs } = bothWays(somethingLike(name, next), name);
    assert.deepEqual(ours, theirs);
    found += ours.length;
  }
  return found;
}

interface Raw {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Raw>>;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly Raw[];
  readonly properties?: Readonly<Record<string, Raw>>;
  readonly additionalProperties?: boolean | Raw;
  readonly items?: Raw;
}

/** Data in the shape of a schema, of which every other value is something else; `next` gives numbers from 0 to 1. */
function somethingLike(name: Kind | 'config', next: () => number): unknown {
  const file = read(name) as Raw;
  const common = read('common') as Raw;
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  const wrong = (): unknown => pick(odd);
  const make = (raw: Raw, home: Raw, depth: number): unknown => {
    if (depth > 9 || next() < 0.12) return wrong();
    if (raw.$ref !== undefined) {
      const [where, path] = raw.$ref.split('#/$defs/') as [string, string];
      const at = where === '' ? home : common;
      return make(at.$defs?.[path] ?? {}, at, depth + 1);
    }
    if (raw.anyOf && next() < 0.8) return make(pick(raw.anyOf), home, depth + 1);
    if (raw.properties || typeof raw.additionalProperties === 'object') {
      const own = Object.entries(raw.properties ?? {}).filter(() => next() < 0.6);
      const more = next() < 0.4 ? pick(['more', 'a/b', '~tilde', '__proto__', 'constructor']) : undefined;
      const rest = typeof raw.additionalProperties === 'object' ? raw.additionalProperties : {};
      const data: Record<string, unknown> = Object.create(null);
      for (const [key, property] of own) data[key] = make(property, home, depth + 1);
      if (more) data[more] = make(rest, home, depth + 1);
      return data;
    }
    if (raw.items) return Array.from({ length: Math.floor(next() * 4) }, () => make(raw.items as Raw, home, depth + 1));
    if (raw.enum && next() < 0.6) return pick(raw.enum);
    return raw.examples && next() < 0.5 ? pick(raw.examples) : wrong();
  };
  return make(file, file, 0);
}

const odd: readonly unknown[] = [
  '',
  'words',
  'x'.repeat(300),
  './path',
  '𝒳',
  0,
  -1,
  1,
  0.5,
  1e9,
  true,
  false,
  null,
  [],
  [1, 'a', {}],
  {},
  { a: 1 },
];
