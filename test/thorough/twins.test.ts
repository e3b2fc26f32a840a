// One artifact in both spellings lowers to equal data with the same pointers. Artifacts are generated from the schemas
// themselves, so a new field is in this test the moment it is in its schema.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { lower } from '../../server/src/core/model/lower.js';
import type { Template } from '../../server/src/core/rules/rule.js';
import { kinds } from '../../server/src/core/schema/kinds.js';
import { type Shape, shapeOf } from '../../server/src/core/schema/look.js';
import { readMarkdown } from '../../server/src/core/syntax/markdown.js';
import { writeArtifact } from '../../server/src/core/syntax/write.js';
import { readYaml } from '../../server/src/core/syntax/yaml.js';

describe('twins', () => {
  for (const kind of kinds) {
    it(`of kind ${kind} lower alike`, () => {
      fc.assert(
        fc.property(artifact(shapeOf(kind)), (data) => {
          const yaml = lower(readYaml(writeArtifact(shapeOf(kind), data, 'yaml')), kind);
          const text = writeArtifact(shapeOf(kind), data, 'markdown');
          const markdown = lower(readMarkdown(text), kind);
          assert.equal(json(markdown.data), json(yaml.data), text);
          assert.deepEqual([...markdown.places.keys()].sort(), [...yaml.places.keys()].sort(), text);
          assert.equal(json(yaml.data), json(data), 'what was written is read back');
        }),
        { numRuns: 30 },
      );
    });
  }
});

const json = (data: unknown): string =>
  JSON.stringify(data, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : typeof value === 'string' && /^(?:true|false)$/.test(value)
        ? value === 'true'
        : typeof value === 'string' && /^\d+$/.test(value)
          ? Number(value)
          : value,
  );

// Words that no field is called by, so that prose stays prose.
const words = fc
  .array(fc.constantFrom('zebra', 'lilac', 'quartz', 'umbrella', 'tundra', 'ébène', '🎯', '8 %'), { minLength: 1, maxLength: 5 })
  .map((list) => list.join(' '))
  .filter((text) => /^[a-z]/.test(text) && /[a-zé]$/.test(text));

function artifact(shape: Shape): fc.Arbitrary<{ readonly [key: string]: Template }> {
  const entries = [...shape.properties.values()]
    .filter((property) => property.key !== 'kind')
    .map((property) => [property.key, fc.option(value(property, 0), { nil: undefined })] as const);
  return fc.record(Object.fromEntries(entries)).map(
    (data) =>
      Object.fromEntries(Object.entries({ ...data, title: 'Zebra quartz' }).filter(([, part]) => part !== undefined)) as {
        [key: string]: Template;
      },
  );
}

function value(shape: Shape, depth: number): fc.Arbitrary<Template> {
  const plain =
    shape.choices.length > 0
      ? fc.constantFrom(...shape.choices.map((choice) => choice.value))
      : shape.types.has('boolean')
        ? fc.constantFrom('true', 'false')
        : !shape.types.has('string') && (shape.types.has('number') || shape.types.has('integer'))
          ? fc.integer({ min: 1, max: 5 }).map(String)
          : words;
  if (shape.types.has('array') && shape.items) return fc.array(item(shape.items, depth + 1), { minLength: 1, maxLength: 3 });
  if (shape.types.has('object') && shape.properties.size > 0)
    return shape.types.has('string') && depth > 0 ? fc.oneof(plain, structure(shape, depth)) : structure(shape, depth);
  return plain;
}

const item = (shape: Shape, depth: number): fc.Arbitrary<Template> =>
  shape.types.has('object') && shape.properties.size > 0 ? structure(shape, depth) : value(shape, depth);

/** Deep structures keep to plain parts: nobody writes five levels of bullets. */
function structure(shape: Shape, depth: number): fc.Arbitrary<Template> {
  const properties = [...shape.properties.values()].filter(
    (property) => depth < 2 || !(property.types.has('object') || property.types.has('array')),
  );
  const named = shape.name !== undefined ? properties.find(({ key }) => key === shape.name) : undefined;
  return fc
    .subarray(properties, { minLength: Math.min(2, properties.length), maxLength: Math.min(4, properties.length) })
    .chain((chosen) => {
      const all =
        named && !chosen.includes(named)
          ? [named, ...chosen]
          : named
            ? [named, ...chosen.filter((property) => property !== named)]
            : chosen;
      return fc
        .tuple(...all.map((property) => value(property, depth + 1)))
        .map((values) => Object.fromEntries(all.map((property, at) => [property.key, values[at] as Template])));
    });
}
