// The vocabulary itself: written in the dialect, with words for every property, with names that do not collide,
// with examples that fit. Which fields there are is fields.test.ts's matter; how documents are read with it is tested elsewhere.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { squash } from '../../server/src/core/schema/names.js';

interface Raw {
  readonly $ref?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Raw>>;
  readonly items?: Raw;
  readonly $defs?: Readonly<Record<string, Raw>>;
  readonly 'x-choices'?: Readonly<Record<string, string>>;
  readonly 'x-headings'?: readonly string[];
  readonly 'x-weak'?: { readonly headings: readonly string[]; readonly words?: readonly string[]; readonly evidence?: string };
  readonly 'x-need'?: { readonly as: string; readonly from?: string; readonly when?: Readonly<Record<string, readonly unknown[]>> };
  readonly 'x-prose'?: string;
  readonly 'x-list'?: string;
  readonly 'x-name'?: string;
}

const folder = join(process.cwd(), 'schemas');
const read = (name: string): Raw => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Raw;
const common = read('common.schema.json');
const kinds = readdirSync(folder)
  .filter((name) => name.endsWith('.schema.json') && !/^(?:common|config|dialect)\./.test(name))
  .map((name) => name.replace('.schema.json', ''));

const skeleton = [
  'title',
  'goal',
  'target_users',
  'baseline',
  'data_sources',
  'privacy_concerns',
  'rollout_plan',
  'metrics',
  'risks_and_mitigations',
  'owners',
];

describe('schemas', () => {
  it('hold the seven kinds', () =>
    assert.deepEqual([...kinds].sort(), [
      'data-readiness',
      'experiment-plan',
      'monitoring',
      'one-pager',
      'prd',
      'retrospective',
      'runbook',
    ]));

  for (const name of ['common', ...kinds]) {
    const schema = read(`${name}.schema.json`);
    const shapes = [...shapesOf(name, schema)];

    describe(name, () => {
      it('keeps to the dialect', () => {
        const ajv = new Ajv2020.default({ allErrors: true, strict: false });
        const holds = ajv.compile(read('dialect.schema.json') as object);
        assert.ok(holds(schema), ajv.errorsText(holds.errors));
        assert.equal(schema.$id, `${name}.schema.json`);
      });

      it('has words for every property', () => {
        for (const { at, shape } of shapes) {
          assert.ok(
            shape.title && shape.description && shape.examples && shape.examples.length > 0,
            `${at} lacks a title, a description or an example`,
          );
          assert.match(shape.description, /[.?]$/, `the description of ${at} is no sentence`);
          assert.ok(!/^(?:The|A|An) \w+\.$/.test(shape.description), `the description of ${at} only repeats its title`);
        }
      });

      it('sends loose text to properties that exist', () => {
        for (const { at, shape } of shapes) {
          for (const word of ['x-prose', 'x-list', 'x-name'] as const) {
            const target = shape[word];
            assert.ok(target === undefined || shape.properties?.[target], `${at}: ${word} names ${target}, which is not there`);
          }
        }
      });

      it('calls each thing by names of its own', () => {
        for (const { at, shape } of shapes) {
          const taken = new Map<string, string>();
          for (const [key, raw] of Object.entries(shape.properties ?? {})) {
            const property = resolve(raw, schema).shape;
            for (const words of new Set([key, property.title ?? '', ...(property['x-headings'] ?? [])].map(squash))) {
              assert.ok(
                words !== '' && (taken.get(words) ?? key) === key,
                `${at}: both ${taken.get(words)} and ${key} are called "${words}"`,
              );
              taken.set(words, key);
            }
          }
          for (const [key, raw] of Object.entries(shape.properties ?? {})) {
            const property = resolve(raw, schema).shape;
            for (const words of property['x-weak']?.headings ?? []) {
              assert.ok(!taken.has(squash(words)), `${at}: "${words}" means ${key} at times, and ${taken.get(squash(words))} too`);
              taken.set(squash(words), key);
            }
            for (const words of [...(property['x-headings'] ?? []), ...(property['x-weak']?.headings ?? [])]) {
              assert.equal(words, words.toLowerCase().trim(), `${at}.${key}: "${words}" is not in lower case`);
              assert.doesNotMatch(words, /[&()（）]|^\d+[.)]/, `${at}.${key}: "${words}" is not normalised`);
            }
          }
        }
      });

      it('explains every choice', () => {
        for (const { at, shape } of shapes) {
          assert.equal(shape.enum?.length, shape.enumDescriptions?.length, at);
          for (const words of [...(shape.enumDescriptions ?? []), ...Object.values(shape['x-choices'] ?? {})])
            assert.ok(words.length > 1, `${at}: a choice lacks its words`);
        }
      });

      it('asks for nothing before a flag that exists', () => {
        for (const { at, shape } of shapes) {
          for (const [flag, values] of Object.entries(shape['x-need']?.when ?? {})) {
            const definition = common.$defs?.[flag];
            assert.ok(definition, `${at}: there is no flag ${flag}`);
            for (const value of values)
              assert.ok(
                definition.type === 'boolean' ? typeof value === 'boolean' : definition.enum?.includes(String(value)),
                `${at}: ${flag} is never ${String(value)}`,
              );
          }
        }
      });

      it('gives examples that fit', () => {
        for (const { at, shape, home } of shapes) {
          for (const example of shape.examples ?? []) assert.deepEqual([...misfits(example, shape, home, at)], [], JSON.stringify(example));
        }
      });
    });
  }

  it('keep the order of the PRD skeleton', () => {
    const keys = Object.keys(read('prd.schema.json').properties ?? {});
    const from = keys.indexOf('title');
    assert.deepEqual(keys.slice(from, from + skeleton.length), skeleton);
    const needed = Object.entries(read('prd.schema.json').properties ?? {}).filter(([, raw]) => {
      const need = resolve(raw, common).shape['x-need'];
      return need?.as === 'required' && need.from === 'discover';
    });
    assert.deepEqual(
      needed.map(([key]) => key),
      skeleton,
      'while exploring, the skeleton is all that a PRD needs',
    );
  });

  it('describe the configuration completely', () => {
    const config = read('config.schema.json');
    assert.deepEqual(Object.keys(config.properties ?? {}).sort(), [
      'baseline',
      'custom',
      'extends',
      'files',
      'headings',
      'people',
      'phase',
      'profile',
      'require',
      'rules',
      'thresholds',
      'vocabulary',
    ]);
    for (const { at, shape } of shapesOf('config', config)) assert.ok(shape.description, `${at} lacks a description`);
    const ajv = new Ajv2020.default({ allErrors: true, allowUnionTypes: true });
    for (const word of ['enumDescriptions', 'x-unit']) ajv.addKeyword(word);
    const fits = ajv.compile(config as object);
    for (const example of config.examples ?? []) assert.ok(fits(example), ajv.errorsText(fits.errors));
    assert.ok((config.examples ?? []).length > 0);
    assert.ok(!fits({ phases: 'build' }), 'an unknown key is told');
    assert.ok(!fits({ extends: 'https://example.org/shipworthy.yaml' }), 'nothing remote');
  });
});

interface Found {
  readonly at: string;
  readonly shape: Raw;
  readonly home: Raw;
}

/** The kind itself, its properties and items at every depth, and the definitions. */
function* shapesOf(at: string, schema: Raw): Generator<Found> {
  for (const [key, raw] of Object.entries(schema.properties ?? {})) yield* below(`${at}.${key}`, raw, schema, 0);
  for (const [key, raw] of Object.entries(schema.$defs ?? {})) yield* below(`${at}#${key}`, raw, schema, 0);
  if (schema.properties && schema.examples === undefined) {
    const title = schema.title ?? at;
    yield { at, shape: { ...schema, examples: [{}], title, description: schema.description ?? '' }, home: schema };
  }
}

function* below(at: string, raw: Raw, file: Raw, depth: number): Generator<Found> {
  const { shape, home } = resolve(raw, file);
  yield { at, shape, home };
  if (depth > 8) return;
  for (const [key, property] of Object.entries(shape.properties ?? {})) yield* below(`${at}.${key}`, property, home, depth + 1);
  // The items of a list of plain texts are explained by the list.
  if (shape.items && (shape.items.$ref !== undefined || shape.items.properties !== undefined))
    yield* below(`${at}[]`, shape.items, home, depth + 1);
}

function resolve(raw: Raw, file: Raw): { readonly shape: Raw; readonly home: Raw } {
  if (raw.$ref === undefined) return { shape: raw, home: file };
  const [where, name] = raw.$ref.split('#/$defs/') as [string, string];
  const home = where === '' ? file : common;
  const target = home.$defs?.[name];
  assert.ok(target, `${raw.$ref} leads nowhere`);
  const base = resolve(target, home);
  const { $ref: _, ...own } = raw;
  const headings = [...(own['x-headings'] ?? []), ...(base.shape['x-headings'] ?? [])];
  return { shape: { ...base.shape, ...own, ...(headings.length > 0 ? { 'x-headings': headings } : {}) }, home: base.home };
}

/** What an example has that its shape does not allow. A key that is no field is a slip here, though documents may hold any. */
function* misfits(example: unknown, shape: Raw, home: Raw, at: string): Generator<string> {
  const types = shape.type === undefined ? [] : [shape.type].flat();
  const type = Array.isArray(example) ? 'array' : typeof example;
  if (!types.includes(type)) yield `${at} is ${type}`;
  if (shape.enum && typeof example === 'string' && !shape.enum.includes(example)) yield `${at} is none of the choices: ${example}`;
  if (typeof example === 'number' && (example < (shape.minimum ?? -Infinity) || example > (shape.maximum ?? Infinity)))
    yield `${at} is out of bounds: ${example}`;
  if (Array.isArray(example)) {
    const items = resolve(shape.items ?? {}, home);
    for (const [index, item] of example.entries()) yield* misfits(item, items.shape, items.home, `${at}/${index}`);
  } else if (example !== null && typeof example === 'object') {
    for (const [key, value] of Object.entries(example)) {
      const raw = shape.properties?.[key];
      if (!raw) {
        if (Object.keys(shape.properties ?? {}).length > 0) yield `${at}/${key} is no field`;
        continue;
      }
      const property = resolve(raw, home);
      yield* misfits(value, property.shape, property.home, `${at}/${key}`);
    }
  }
}
