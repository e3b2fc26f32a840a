// shipworthy.yaml → settings: data only. What is broken is named with its line and key, and nothing else changes.
// Where the file lies and what it extends is the hosts' matter.

import configSchema from '../../../schemas/config.schema.json' with { type: 'json' };
import { kindNamed } from '../recognise.js';
import type { Baseline } from './baseline.js';
import type { CustomCheck } from './custom.js';
import { keysBelow, shapeOfPath } from './fieldPath.js';
import type { MetricEntry } from './language/types.js';
import { type Person, peopleOf } from './people.js';
import { rules as catalogue } from './rules/index.js';
import type { Level } from './rules/rule.js';
import { closest } from './schema/closest.js';
import { configShape } from './schema/configLook.js';
import { type Kind, kinds } from './schema/kinds.js';
import { type Phase, phases } from './schema/look.js';
import { type Keyword, misfits } from './schema/misfits.js';
import { defaultSettings, profiles, type Settings } from './settings.js';
import { readYaml } from './syntax/yaml.js';
import type { Edit, Span } from './text.js';
import type { Node, Problem } from './tree.js';

export interface ConfigRead {
  readonly data: ConfigData;
  readonly problems: readonly ConfigProblem[];
  /** Where each key and value stands, by JSON Pointer. */
  readonly places: ReadonlyMap<string, ConfigPlace>;
}

export interface ConfigPlace {
  readonly key?: Span;
  readonly value: Span;
}

/** `syntax`: it cannot be read; `config`: a value that cannot be; `config-unknown`: a name that nothing goes by, and all else holds. */
export interface ConfigProblem extends Problem {
  readonly code: 'syntax' | 'config' | 'config-unknown';
  readonly fix?: { readonly title: string; readonly edit: Edit };
}

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
export type ConfigData = { readonly [key: string]: Plain };

/** `alsoRules`: ids of checks that an extended configuration defines. */
export function readConfig(text: string, alsoRules: readonly string[] = []): ConfigRead {
  const tree = readYaml(text);
  // What else would be said of a file that cannot be read follows from that; the first place is the one to mend.
  const broken = tree.problems.slice(0, 1).map(({ message, at }): ConfigProblem => ({ code: 'syntax', message, at }));
  const places = new Map<string, ConfigPlace>();
  const data = plainOf(tree.root, '', places);
  if (broken.length > 0) return { data: isMap(data) ? data : {}, problems: broken, places };
  const problems: ConfigProblem[] = [];
  if (!isMap(data)) {
    if (data !== null && data !== '')
      problems.push({ code: 'config', message: 'The configuration is a list of keys such as "phase: build".', at: tree.root.span });
    return { data: {}, problems, places };
  }
  const whole = tree.root.span;
  problems.push(...unfit(data, places, whole), ...unknownNames(data, places, whole, alsoRules));
  problems.sort((a, b) => a.at[0] - b.at[0]);
  return { data, problems, places };
}

/** Any YAML as plain data; null where it is empty. */
export function readPlain(text: string): { readonly data: Plain; readonly broken: boolean } {
  const tree = readYaml(text);
  return { data: plainOf(tree.root, '', new Map()), broken: tree.problems.length > 0 };
}

/** What stands in files that a configuration names; the host has read them. */
export interface Beside {
  readonly people?: readonly Person[];
  readonly baseline?: Baseline;
}

/** Settings of a configuration on top of others: the nearer file wins key by key. Lists of words, metrics and checks grow. */
export function settingsFrom(data: ConfigData, base: Settings = defaultSettings, beside: Beside = {}): Settings {
  const map = (key: string) => mapOf(data[key]);
  const byKind = <T>(key: string, read: (value: Plain) => T): Partial<Record<Kind, T>> =>
    Object.fromEntries(
      Object.entries(map(key)).flatMap(([kind, value]) => (kinds.includes(kind as never) ? [[kind, read(value)] as const] : [])),
    );
  const metrics = listOf(map('vocabulary').metrics).flatMap(metricOf);
  const custom = listOf(data.custom).flatMap(customOf);
  const people = beside.people ?? (Array.isArray(data.people) ? peopleOf(data.people) : undefined);
  return {
    ...base,
    ...(isOneOf(data.phase, phases) ? { phase: data.phase as Phase } : {}),
    ...(isOneOf(data.profile, profiles) ? { profile: data.profile as Settings['profile'] } : {}),
    rules: new Map([
      ...base.rules,
      ...Object.entries(map('rules')).flatMap(([id, level]): [string, Level][] =>
        isOneOf(level, levels) ? [[id, level as Level]] : level === false ? [[id, 'off']] : [],
      ),
    ]),
    thresholds: new Map([
      ...base.thresholds,
      ...Object.entries(map('thresholds')).flatMap(([name, value]): [string, number][] =>
        typeof value === 'number' ? [[name, value]] : [],
      ),
    ]),
    weasel: [...new Set([...base.weasel, ...words(map('vocabulary').weasel)])],
    metrics: metrics.length === 0 ? base.metrics : [...metrics, ...base.metrics.filter(({ id }) => metrics.every((own) => own.id !== id))],
    files: { ...base.files, ...byKind('files', words) },
    require: { ...base.require, ...byKind('require', words) },
    headings: headingsOver(
      base.headings,
      byKind('headings', (value) => Object.fromEntries(Object.entries(mapOf(value)).map(([field, names]) => [field, words(names)]))),
    ),
    custom: custom.length === 0 ? base.custom : [...base.custom.filter(({ id }) => custom.every((own) => own.id !== id)), ...custom],
    ...(people === undefined ? {} : { people }),
    ...(beside.baseline === undefined ? {} : { baseline: beside.baseline }),
  };
}

/** Every decision that a configuration takes, as fine as one file wins over another: "rules.weasel-word", and its value in words. */
export function decisionsOf(data: ConfigData): readonly (readonly [key: string, value: string])[] {
  const said = (value: Plain): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(data).flatMap(([key, value]): (readonly [string, string])[] => {
    if (key === 'custom') return listOf(value).map((check) => [`custom.${String(mapOf(check).id)}`, said(mapOf(check).require ?? null)]);
    if (key === 'vocabulary')
      return [
        ...words(mapOf(value).weasel).map((word) => [`vocabulary.weasel.${word}`, word] as const),
        ...listOf(mapOf(value).metrics).map((metric) => [`vocabulary.metrics.${String(mapOf(metric).name)}`, said(metric)] as const),
      ];
    if (key === 'headings')
      return Object.entries(mapOf(value)).flatMap(([kind, fields]) =>
        Object.entries(mapOf(fields)).map(([field, names]) => [`headings.${kind}.${field}`, words(names).join(', ')] as const),
      );
    if (key === 'people' && Array.isArray(value)) return [[key, `${value.length} listed`]];
    if (isMap(value))
      return Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, Array.isArray(one) ? words(one).join(', ') : said(one)]);
    return [[key, said(value)]];
  });
}

const levels = ['error', 'warning', 'information', 'hint', 'off'];
const isOneOf = (value: Plain | undefined, choices: readonly string[]): boolean => typeof value === 'string' && choices.includes(value);
const isMap = (value: Plain | undefined): value is ConfigData => value !== null && typeof value === 'object' && !Array.isArray(value);
const mapOf = (value: Plain | undefined): ConfigData => (isMap(value) ? value : {});
const listOf = (value: Plain | undefined): readonly Plain[] => (Array.isArray(value) ? value : []);
const words = (value: Plain | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : typeof value === 'string' ? [value] : [];

/** What is left open says nothing: neither way is good, and the share of units is what most rates are. */
function metricOf(plain: Plain): readonly MetricEntry[] {
  const metric = mapOf(plain);
  if (typeof metric.name !== 'string' || metric.name.trim() === '') return [];
  const one = <T extends string>(key: string, fallback: T, ...others: readonly T[]): T =>
    [fallback, ...others].find((choice) => choice === metric[key]) ?? fallback;
  return [
    {
      id: metric.name.trim().toLowerCase(),
      names: [metric.name.trim(), ...words(metric.names)],
      type: one<MetricEntry['type']>('type', 'proportion', 'mean', 'percentile', 'score', 'money', 'count', 'duration'),
      better: one<MetricEntry['better']>('better', 'band', 'up', 'down'),
      group: one<MetricEntry['group']>('group', 'business', 'technical', 'model', 'adoption', 'safety', 'cost'),
      timing: one<MetricEntry['timing']>('timing', 'leading', 'lagging'),
    },
  ];
}

function customOf(plain: Plain): readonly CustomCheck[] {
  const check = mapOf(plain);
  const require = words(check.require);
  if (typeof check.id !== 'string' || require.length === 0 || isRuleId(check.id)) return [];
  const named = words(check.kinds).flatMap((name) => kindNamed(name) ?? []);
  const scalars = (value: Plain) =>
    [value].flat().filter((one): one is string | number | boolean => one !== null && typeof one !== 'object');
  return [
    {
      id: check.id,
      kinds: named.length > 0 ? named : kinds,
      when: Object.entries(mapOf(check.when)).map(([path, value]) => [path, scalars(value)] as const),
      from: isOneOf(check.from, phases) ? (check.from as Phase) : 'discover',
      require,
      message: typeof check.message === 'string' && check.message.trim() !== '' ? check.message.trim() : undefined,
      level: isOneOf(check.level, levels) ? (check.level as Level) : 'warning',
    },
  ];
}

/** Kind by kind and field by field. */
const headingsOver = (base: Settings['headings'], own: Settings['headings']): Settings['headings'] =>
  Object.fromEntries(kinds.flatMap((kind) => (base[kind] || own[kind] ? [[kind, { ...base[kind], ...own[kind] }] as const] : [])));

const ids: ReadonlySet<string> = new Set(catalogue.map(({ id }) => id));
const isRuleId = (id: string): boolean => ids.has(id);

/** What the schema does not allow, one problem a place. */
function unfit(data: ConfigData, places: ReadonlyMap<string, ConfigPlace>, whole: Span): readonly ConfigProblem[] {
  const found = new Map<string, ConfigProblem>();
  for (const { pointer, keyword, limit } of misfits(data, configSchema)) {
    if (keyword === 'anyOf' || keyword === 'const') continue;
    const path = pointer.split('/').slice(1).map(unescapePointer);
    if (keyword === 'additionalProperties') {
      const key = String(limit);
      const at = places.get(`${pointer}/${escapePointer(key)}`)?.key;
      found.set(`${pointer}/${key}`, unknown([...path, key], configShape(path)?.keys ?? [], at, whole));
      continue;
    }
    const before = found.get(pointer);
    // The ways in which a value may be written are one answer.
    if (before && keyword !== 'enum') continue;
    const at = places.get(pointer)?.value ?? whole;
    const written = valueAt(data, path);
    const near = keyword === 'enum' ? closest(String(written), limit as readonly string[]) : undefined;
    found.set(pointer, {
      code: 'config',
      message: `${path.join('.') || 'The configuration'}: ${sentence(keyword, limit, path)}${near ? ` Did you mean ${near}?` : ''}`,
      at,
      ...(near ? { fix: { title: `Change to ${near}`, edit: { span: at, text: near } } } : {}),
    });
  }
  return [...found.values()];
}

/** Names of rules, fields and kinds that the schema cannot know. */
function unknownNames(
  data: ConfigData,
  places: ReadonlyMap<string, ConfigPlace>,
  whole: Span,
  alsoRules: readonly string[],
): readonly ConfigProblem[] {
  const found: ConfigProblem[] = [];
  const custom = listOf(data.custom).map(mapOf);
  const known = [...ids, ...custom.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])), ...alsoRules];
  for (const id of Object.keys(mapOf(data.rules)))
    if (!known.includes(id)) found.push(unknown(['rules', id], known, places.get(`/rules/${escapePointer(id)}`)?.key, whole, 'rule'));
  for (const [kind, paths] of Object.entries(mapOf(data.require)))
    words(paths).forEach((path, at) => {
      const named = kindNamed(kind);
      if (named) found.push(...unknownField([named], path, ['require', kind], places.get(`/require/${kind}/${at}`)?.value, whole));
    });
  for (const [kind, fields] of Object.entries(mapOf(data.headings)))
    for (const field of Object.keys(mapOf(fields))) {
      const named = kindNamed(kind);
      const at = places.get(`/headings/${kind}/${escapePointer(field)}`)?.key;
      if (named) found.push(...unknownField([named], field, ['headings', kind], at, whole));
    }
  custom.forEach((check, nth) => {
    const at = `/custom/${nth}`;
    const of = words(check.kinds).flatMap((name) => kindNamed(name) ?? []);
    const named = of.length > 0 ? of : kinds;
    const id = typeof check.id === 'string' ? check.id : '';
    const place = places.get(`${at}/id`)?.value ?? whole;
    if (isRuleId(id))
      found.push({
        code: 'config',
        message: `custom.${nth}.id: there is a rule ${id} already; begin with the name of your team.`,
        at: place,
      });
    else if (id !== '' && custom.findIndex((other) => other.id === id) < nth)
      found.push({ code: 'config', message: `custom.${nth}.id: another check goes by ${id} too.`, at: place });
    words(check.require).forEach((path, which) => {
      found.push(...unknownField(named, path, ['custom', String(nth), 'require'], places.get(`${at}/require/${which}`)?.value, whole));
    });
    for (const path of Object.keys(mapOf(check.when)))
      found.push(
        ...unknownField(named, path, ['custom', String(nth), 'when'], places.get(`${at}/when/${escapePointer(path)}`)?.key, whole),
      );
  });
  return found;
}

/** A path that none of the kinds has; where all but its end is right, the suggestion keeps that. */
function unknownField(
  of: readonly Kind[],
  path: string,
  above: readonly string[],
  at: Span | undefined,
  whole: Span,
): readonly ConfigProblem[] {
  if (of.some((kind) => shapeOfPath(kind, path) !== undefined)) return [];
  const cut = path.lastIndexOf('.');
  const stem = cut === -1 ? '' : path.slice(0, cut);
  const known = of.flatMap((kind) => keysBelow(kind, stem).map(({ key }) => (stem === '' ? key : `${stem}.${key}`)));
  const near = closest(path, [...new Set(known)]);
  return [
    {
      code: 'config-unknown',
      message: `${above.join('.')}: ${of.length === 1 ? `${of[0]} has` : 'no kind has'} ${of.length === 1 ? 'no ' : ''}field ${path}.${near ? ` Did you mean ${near}?` : ''}`,
      at: at ?? whole,
      ...(near && at ? { fix: { title: `Change to ${near}`, edit: { span: at, text: near } } } : {}),
    },
  ];
}

function unknown(path: readonly string[], known: readonly string[], at: Span | undefined, whole: Span, what = 'key'): ConfigProblem {
  const near = closest(path[path.length - 1] as string, known);
  return {
    code: 'config-unknown',
    message: `${path.join('.')}: there is no such ${what}.${near ? ` Did you mean ${near}?` : ''}`,
    at: at ?? whole,
    ...(near && at ? { fix: { title: `Change to ${near}`, edit: { span: at, text: near } } } : {}),
  };
}

function valueAt(data: Plain, path: readonly string[]): Plain {
  let at: Plain | undefined = data;
  for (const key of path) {
    if (at === null || typeof at !== 'object') return null;
    at = Array.isArray(at) ? (at as readonly Plain[])[Number(key)] : Object.hasOwn(at, key) ? (at as ConfigData)[key] : undefined;
    if (at === undefined) return null;
  }
  return at;
}

const escapePointer = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');
const unescapePointer = (key: string): string => key.replace(/~1/g, '/').replace(/~0/g, '~');

function sentence(keyword: Keyword, limit: unknown, path: readonly string[]): string {
  const shape = configShape(path);
  if (keyword === 'enum') return `known are ${(limit as readonly unknown[]).join(', ')}.`;
  if (keyword === 'type') {
    const types = shape && shape.types.length > 0 ? shape.types : [limit].flat().map(String);
    return `this takes ${[...new Set(types)].map((type) => kindsOfValue[type] ?? type).join(' or ')}.`;
  }
  if (keyword === 'required') return `${String(limit)} is missing.`;
  const unit = shape?.unit ? ` (${shape.unit})` : '';
  if (keyword === 'minimum') return `the least possible is ${String(limit)}${unit}.`;
  if (keyword === 'exclusiveMinimum') return `it must be more than ${String(limit)}${unit}.`;
  if (keyword === 'maximum') return `the most possible is ${String(limit)}${unit}.`;
  if (keyword === 'pattern' && path[path.length - 1] === 'id')
    return 'an id is made of small letters, digits and dashes, such as acme-dpo.';
  if (keyword === 'pattern') return 'this takes a relative path such as ./name; nothing remote.';
  if (keyword === 'minLength' || keyword === 'minItems') return 'this is empty.';
  if (keyword === 'maxLength') return `at most ${String(limit)} characters.`;
  return 'this cannot be understood.';
}

const kindsOfValue: Readonly<Record<string, string>> = {
  object: 'keys below it',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

/** Data with YAML's own types; places by JSON Pointer. Names such as __proto__ are plain keys. */
function plainOf(node: Node, pointer: string, where: Map<string, ConfigPlace>): Plain {
  if (!where.has(pointer)) where.set(pointer, { value: node.span });
  if (node.type === 'seq') return node.items.map((item, at) => plainOf(item, `${pointer}/${at}`, where));
  if (node.type === 'map') {
    const data: Record<string, Plain> = Object.create(null);
    for (const entry of node.entries) {
      const at = `${pointer}/${escapePointer(entry.key)}`;
      where.set(at, { key: entry.keySpan, value: entry.value.span });
      data[entry.key] = plainOf(entry.value, at, where);
    }
    return data;
  }
  if (node.type === 'body') return null;
  const quoted = node.pieces[0] !== undefined && node.pieces[0].start !== node.span[0];
  if (quoted) return node.text;
  if (node.text === '' || node.text === 'null' || node.text === '~') return null;
  if (node.text === 'true' || node.text === 'false') return node.text === 'true';
  return /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(node.text) ? Number(node.text) : node.text;
}
