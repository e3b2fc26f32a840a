// The floors, bundled as our own server is, so that what is compared is the work and not the packing; and validators that are made
// from the schemas ahead of time, which the floor of a command line runs.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { root } from '../scripts/setup.mjs';

export function floors() {
  writeValidators();
  return Promise.all(
    ['emptyServer', 'floor'].map((name) =>
      build({
        entryPoints: [join(root, 'bench', `${name}.cjs`)],
        outfile: join(root, 'out', 'bench', `${name}.cjs`),
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        logLevel: 'warning',
        nodePaths: [join(root, 'node_modules')],
      }),
    ),
  );
}

/** By kind, and of what a schema says only what the floor asks: types, choices and numbers. */
function writeValidators() {
  const read = (name) =>
    JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8'), (key, value) => (words.has(key) ? undefined : value));
  const ajv = new Ajv2020.default({
    allErrors: true,
    ownProperties: true,
    strict: false,
    messages: false,
    inlineRefs: false,
    code: { source: true, lines: true },
  });
  ajv.addSchema(read('common.schema.json'));
  const names = {};
  for (const name of readdirSync(join(root, 'schemas')).sort()) {
    const schema = read(name);
    if (schema['x-kind'] === undefined) continue;
    ajv.addSchema(schema);
    names[schema['x-kind'].replaceAll('-', '_')] = schema.$id; // a JavaScript name
  }
  mkdirSync(join(root, 'out', 'bench'), { recursive: true });
  writeFileSync(join(root, 'out', 'bench', 'validators.cjs'), standalone.default(ajv, names));
}

const words = new Set(['examples', 'enumDescriptions', 'x-headings', 'x-guide', 'x-choices', 'x-weak']);
