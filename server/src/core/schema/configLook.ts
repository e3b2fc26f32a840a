// What may stand where in shipworthy.yaml, in what words: the schema, and what it leaves to the rules and to the kinds.
// Completion, hover, suggestions and messages ask here; nothing here reads a configuration.
import configSchema from '../../../../schemas/config.schema.json' with { type: 'json' };
import { thresholdUse } from '../../generated/thresholds.js';
import { kindNamed } from '../../recognise.js';
import { keysBelow, shapeOfPath } from '../fieldPath.js';
import { rules } from '../rules/index.js';
import { levelIn } from '../rules/rule.js';
import { type Kind, kinds } from './kinds.js';
import { phases, type Shape } from './look.js';

export interface ConfigShape {
  readonly title?: string;
  readonly description: string;
  readonly types: readonly string[];
  readonly choices: readonly { readonly value: string; readonly description: string }[];
  /** Names of the keys below it, in the order in which they are offered. */
  readonly keys: readonly string[];
  /** Other keys than these may stand here too. */
  readonly open: boolean;
  readonly items: boolean;
  readonly unit?: string;
  readonly default?: string | number;
  /** Which rules compare with it. */
  readonly rules?: readonly string[];
  readonly examples: readonly unknown[];
}

/** At a path of keys and list indexes; `valueAt` gives what the file says elsewhere. Undefined: nothing is known to stand there. */
export function configShape(
  path: readonly string[],
  valueAt: (path: readonly string[]) => unknown = () => undefined,
): ConfigShape | undefined {
  const [top, second, third, fourth] = path;
  if (top === 'rules' && path.length === 1) return { ...fromSchema(path), keys: rules.map(({ id }) => id) } as ConfigShape;
  if (top === 'rules' && path.length === 2) {
    const rule = rules.find(({ id }) => id === second);
    const shape = fromSchema(path);
    if (!shape || !rule) return shape;
    const own = [...new Set(phases.map((phase) => levelIn(rule.level, phase)))].join(', ');
    return { ...shape, title: rule.id, description: `${rule.says} ${rule.because}`, default: own };
  }
  if (top === 'thresholds' && path.length === 2) {
    const shape = fromSchema(path);
    const used = Object.hasOwn(thresholdUse, second ?? '') ? thresholdUse[second ?? ''] : undefined;
    return shape && (used ? { ...shape, rules: used } : shape);
  }
  const kind = second === undefined ? undefined : kindNamed(second);
  if (top === 'require' && kind && path.length === 3) return asChoices(fromSchema(path), fieldPaths([kind]));
  if (top === 'headings' && kind && path.length === 2) return { ...fromSchema(path), keys: names(keysBelow(kind, '')) } as ConfigShape;
  if (top === 'headings' && kind && path.length === 3) return asField(fromSchema(path), shapeOfPath(kind, third ?? ''));
  if (top === 'custom' && third === 'require' && path.length === 4)
    return asChoices(fromSchema(path), fieldPaths(kindsOf(second, valueAt)));
  if (top === 'custom' && third === 'when' && path.length === 3)
    return {
      ...fromSchema(path),
      keys: [...new Set(kindsOf(second, valueAt).flatMap((each) => names(keysBelow(each, ''))))],
    } as ConfigShape;
  if (top === 'custom' && third === 'when' && path.length >= 4) {
    const field = kindsOf(second, valueAt).flatMap((each) => shapeOfPath(each, fourth ?? '') ?? [])[0];
    const shape = asField(fromSchema(path.slice(0, 4)), field);
    if (!shape || !field) return shape;
    const truth = ['true', 'false'].map((value) => ({ value, description: field.title }));
    return { ...shape, choices: field.types.has('boolean') ? truth : field.choices };
  }
  return fromSchema(path);
}

/** Fields that a path may name: those of the first level, and those one step inside. */
export function fieldPaths(of: readonly Kind[]): readonly { readonly value: string; readonly description: string }[] {
  const found = new Map<string, string>();
  for (const kind of of)
    for (const field of keysBelow(kind, '')) {
      if (!found.has(field.key)) found.set(field.key, field.description);
      for (const inner of keysBelow(kind, field.key)) {
        const path = `${field.key}.${inner.key}`;
        if (!found.has(path)) found.set(path, inner.description);
      }
    }
  return [...found].map(([value, description]) => ({ value, description }));
}

/** The kinds that a custom check names; all of them where it names none. */
function kindsOf(nth: string | undefined, valueAt: (path: readonly string[]) => unknown): readonly Kind[] {
  const named = nth === undefined ? undefined : valueAt(['custom', nth, 'kinds']);
  const known = Array.isArray(named) ? named.flatMap((name) => (typeof name === 'string' ? (kindNamed(name) ?? []) : [])) : [];
  return known.length > 0 ? known : kinds;
}

const names = (shapes: readonly Shape[]): readonly string[] => shapes.map(({ key }) => key);

const asChoices = (shape: ConfigShape | undefined, choices: ConfigShape['choices']): ConfigShape | undefined =>
  shape && { ...shape, choices };

const asField = (shape: ConfigShape | undefined, field: Shape | undefined): ConfigShape | undefined =>
  shape && field ? { ...shape, title: field.title, description: field.description } : shape;

interface Raw {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly properties?: Readonly<Record<string, Raw>>;
  readonly additionalProperties?: boolean | Raw;
  readonly items?: Raw;
  readonly anyOf?: readonly Raw[];
  readonly default?: string | number;
  readonly examples?: readonly unknown[];
  readonly 'x-unit'?: string;
}

function fromSchema(path: readonly string[]): ConfigShape | undefined {
  let raw: Raw | undefined = configSchema as unknown as Raw;
  let above = '';
  for (const key of path) {
    raw = below(raw, key);
    if (raw === undefined) return undefined;
    above = raw.description ?? above;
  }
  const ways = [raw, ...(raw.anyOf ?? [])];
  const choice = ways.find((way) => way.enum);
  return {
    ...(raw.title === undefined ? {} : { title: raw.title }),
    description: above,
    types: ways.flatMap((way) => way.type ?? []),
    choices: (choice?.enum ?? []).map((value, at) => ({ value, description: choice?.enumDescriptions?.[at] ?? '' })),
    keys: ways.flatMap((way) => Object.keys(way.properties ?? {})),
    open: ways.some((way) => typeof way.additionalProperties === 'object'),
    items: ways.some((way) => way.items !== undefined),
    ...(raw['x-unit'] === undefined ? {} : { unit: raw['x-unit'] }),
    ...(raw.default === undefined ? {} : { default: raw.default }),
    examples: raw.examples ?? [],
  };
}

function below(raw: Raw, key: string): Raw | undefined {
  for (const way of [raw, ...(raw.anyOf ?? [])].flatMap((one) => [one, ...(one.anyOf ?? [])])) {
    if (/^\d+$/.test(key) && way.items) return way.items;
    if (way.properties && Object.hasOwn(way.properties, key)) return way.properties[key];
    if (typeof way.additionalProperties === 'object') return way.additionalProperties;
  }
  return undefined;
}
