// What of a value does not fit its schema, and where: the few keywords of JSON Schema that our schemas are written in.
// A keyword, a place and its limits; the sentences are made by those who ask. A test holds it equal to a full validator.
import common from '../../../../schemas/common.schema.json' with { type: 'json' };

export interface Misfit {
  /** JSON Pointer of the value. */
  readonly pointer: string;
  readonly keyword: Keyword;
  /** What the keyword says: the choices, the types, the number, the pattern, the name of the key. */
  readonly limit: unknown;
}

export type Keyword =
  | 'type'
  | 'enum'
  | 'const'
  | 'anyOf'
  | 'required'
  | 'additionalProperties'
  | 'minItems'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum';

interface Raw {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Raw>>;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Raw[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Raw>>;
  readonly additionalProperties?: boolean | Raw;
  readonly items?: Raw;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** All of them, those of one place in the order in which the first one says most: its type, its limits, its choices. */
export function misfits(data: unknown, schema: unknown): readonly Misfit[] {
  const found: Misfit[] = [];
  look(data, '', schema as Raw, schema as Raw, found);
  return found;
}

function look(data: unknown, pointer: string, raw: Raw, file: Raw, found: Misfit[]): void {
  const miss = (keyword: Keyword, limit: unknown): void => void found.push({ pointer, keyword, limit });
  if (raw.type !== undefined && !(typeof raw.type === 'string' ? isOf(data, raw.type) : raw.type.some((type) => isOf(data, type))))
    miss('type', raw.type);
  if (typeof data === 'number') lookAtNumber(data, raw, miss);
  else if (typeof data === 'string') lookAtText(data, raw, miss);
  if (raw.$ref !== undefined) {
    const [home, shape] = target(raw.$ref, file);
    look(data, pointer, shape, home, found);
  }
  if (raw.anyOf) lookAtWays(data, pointer, raw.anyOf, file, found);
  if (raw.const !== undefined && raw.const !== data) miss('const', raw.const);
  if (raw.enum && !raw.enum.includes(data)) miss('enum', raw.enum);
  if (Array.isArray(data)) {
    if (raw.minItems !== undefined && data.length < raw.minItems) miss('minItems', raw.minItems);
    const { items } = raw;
    if (items)
      data.forEach((item, at) => {
        look(item, `${pointer}/${at}`, items, file, found);
      });
  } else if (isObject(data)) {
    for (const key of raw.required ?? []) if (!Object.hasOwn(data, key)) miss('required', key);
    for (const [key, value] of Object.entries(data)) {
      const property = raw.properties && Object.hasOwn(raw.properties, key) ? raw.properties[key] : raw.additionalProperties;
      if (property === false) miss('additionalProperties', key);
      else if (typeof property === 'object' && value !== undefined) look(value, `${pointer}/${escapeKey(key)}`, property, file, found);
    }
  }
}

function lookAtNumber(data: number, raw: Raw, miss: (keyword: Keyword, limit: unknown) => void): void {
  if (raw.maximum !== undefined && !(data <= raw.maximum)) miss('maximum', raw.maximum);
  if (raw.minimum !== undefined && !(data >= raw.minimum)) miss('minimum', raw.minimum);
  if (raw.exclusiveMinimum !== undefined && !(data > raw.exclusiveMinimum)) miss('exclusiveMinimum', raw.exclusiveMinimum);
}

function lookAtText(data: string, raw: Raw, miss: (keyword: Keyword, limit: unknown) => void): void {
  if (raw.maxLength !== undefined && [...data].length > raw.maxLength) miss('maxLength', raw.maxLength);
  if (raw.minLength !== undefined && [...data].length < raw.minLength) miss('minLength', raw.minLength);
  if (raw.pattern !== undefined && !new RegExp(raw.pattern, 'u').test(data)) miss('pattern', raw.pattern);
}

/** Where no way fits, what is wrong with each of them. */
function lookAtWays(data: unknown, pointer: string, ways: readonly Raw[], file: Raw, found: Misfit[]): void {
  const tried: Misfit[] = [];
  for (const way of ways) {
    const before = tried.length;
    look(data, pointer, way, file, tried);
    if (tried.length === before) return;
  }
  found.push(...tried, { pointer, keyword: 'anyOf', limit: undefined });
}

function isOf(data: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(data);
  if (type === 'object') return isObject(data);
  if (type === 'integer') return Number.isInteger(data);
  if (type === 'number') return Number.isFinite(data);
  return typeof data === type;
}

const isObject = (data: unknown): data is object => data !== null && typeof data === 'object' && !Array.isArray(data);

function target(ref: string, file: Raw): readonly [home: Raw, shape: Raw] {
  const [where, name] = ref.split('#/$defs/') as [string, string];
  const home = where === '' ? file : (common as unknown as Raw);
  return [home, home.$defs?.[name] as Raw];
}

const escapeKey = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');
