// shipworthy.yaml → settings: data only. What is broken is named with its line and key, and nothing else changes.
// Where the file lies and what it extends is the hosts' matter.

import configSchema from '../../../schemas/config.schema.json' with { type: 'json' };
import { validators } from '../generated/validators.js';
import type { Level } from './rules/rule.js';
import { closest } from './schema/closest.js';
import { kinds } from './schema/kinds.js';
import type { Phase } from './schema/look.js';
import { defaultSettings, type Settings } from './settings.js';
import { readYaml } from './syntax/yaml.js';
import type { Span } from './text.js';
import type { Node, Problem } from './tree.js';

export interface ConfigRead {
  readonly data: ConfigData;
  readonly problems: readonly Problem[];
}

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
export type ConfigData = { readonly [key: string]: Plain };

export function readConfig(text: string, knownRules: readonly string[]): ConfigRead {
  const tree = readYaml(text);
  const problems = [...tree.problems];
  const where = new Map<string, { readonly key?: Span; readonly value: Span }>();
  const data = plainOf(tree.root, '', where);
  if (data === null || typeof data !== 'object' || Array.isArray(data)) {
    if (data !== null && data !== '')
      problems.push({ code: 'config', message: 'The configuration is a list of keys such as "phase: build".', at: tree.root.span });
    return { data: {}, problems };
  }
  const validate = validators.config;
  if (validate && !validate(data)) {
    for (const error of validate.errors ?? []) {
      const unknown = error.keyword === 'additionalProperties' ? String(error.params.additionalProperty) : undefined;
      const place = where.get(unknown === undefined ? error.instancePath : `${error.instancePath}/${unknown}`);
      const key = error.instancePath.slice(1).replaceAll('/', '.');
      problems.push({
        code: unknown === undefined ? 'config' : 'config-unknown',
        message:
          unknown === undefined
            ? `${key || 'The configuration'}: ${sentence(error.keyword, error.params)}`
            : unknownKey(unknown, error.instancePath),
        at: (unknown === undefined ? place?.value : place?.key) ?? tree.root.span,
      });
    }
  }
  const rules = (data as ConfigData).rules;
  if (rules && typeof rules === 'object' && !Array.isArray(rules)) {
    for (const id of Object.keys(rules)) {
      if (knownRules.includes(id)) continue;
      const near = closest(id, knownRules);
      problems.push({
        code: 'config-unknown',
        message: `rules.${id}: there is no such rule.${near ? ` Did you mean ${near}?` : ''}`,
        at: where.get(`/rules/${id}`)?.key ?? tree.root.span,
      });
    }
  }
  return { data: data as ConfigData, problems };
}

/** Settings of a configuration on top of others: the nearer file wins key by key. */
export function settingsFrom(data: ConfigData, base: Settings = defaultSettings): Settings {
  const map = (key: string) =>
    data[key] && typeof data[key] === 'object' && !Array.isArray(data[key]) ? (data[key] as { readonly [key: string]: Plain }) : {};
  const byKind = <T>(key: string, read: (value: Plain) => T): Partial<Record<(typeof kinds)[number], T>> =>
    Object.fromEntries(
      Object.entries(map(key)).flatMap(([kind, value]) => (kinds.includes(kind as never) ? [[kind, read(value)] as const] : [])),
    );
  const words = (value: Plain | undefined): readonly string[] =>
    Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : typeof value === 'string' ? [value] : [];
  return {
    ...base,
    ...(isOneOf(data.phase, ['discover', 'build', 'deploy', 'operate']) ? { phase: data.phase as Phase } : {}),
    ...(isOneOf(data.profile, ['light', 'standard', 'strict']) ? { profile: data.profile as Settings['profile'] } : {}),
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
    weasel: [...base.weasel, ...words(map('vocabulary').weasel)],
    files: { ...base.files, ...byKind('files', words) },
    require: { ...base.require, ...byKind('require', words) },
    headings: {
      ...base.headings,
      ...byKind('headings', (value) =>
        value && typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).map(([field, names]) => [field, words(names)]))
          : {},
      ),
    },
  };
}

const levels = ['error', 'warning', 'information', 'hint', 'off'];
const isOneOf = (value: Plain | undefined, choices: readonly string[]): boolean => typeof value === 'string' && choices.includes(value);

function unknownKey(key: string, at: string): string {
  const holder = at === '' ? Object.keys(configSchema.properties) : [];
  const near = closest(key, holder);
  return `${at === '' ? '' : `${at.slice(1).replaceAll('/', '.')}.`}${key}: there is no such key.${near ? ` Did you mean ${near}?` : ''}`;
}

function sentence(keyword: string, params: Readonly<Record<string, unknown>>): string {
  if (keyword === 'enum') return `known are ${(params.allowedValues as readonly unknown[]).join(', ')}.`;
  if (keyword === 'type')
    return `this takes ${[params.type]
      .flat()
      .map((type) => kindsOfValue[String(type)] ?? String(type))
      .join(' or ')}.`;
  if (keyword === 'required') return `${String(params.missingProperty)} is missing.`;
  if (keyword === 'minimum' || keyword === 'exclusiveMinimum') return `the least possible is ${String(params.limit)}.`;
  if (keyword === 'maximum') return `the most possible is ${String(params.limit)}.`;
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
function plainOf(node: Node, pointer: string, where: Map<string, { readonly key?: Span; readonly value: Span }>): Plain {
  if (!where.has(pointer)) where.set(pointer, { value: node.span });
  if (node.type === 'seq') return node.items.map((item, at) => plainOf(item, `${pointer}/${at}`, where));
  if (node.type === 'map') {
    const data: Record<string, Plain> = Object.create(null);
    for (const entry of node.entries) {
      const at = `${pointer}/${entry.key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
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
