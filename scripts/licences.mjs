// What of other people is inside the built files, by what the bundler took in, with their licences in full: goes into both packages.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** @param {readonly import('esbuild').BuildResult[]} results of builds with a metafile */
export function writeLicences(results) {
  const folders = new Set(
    results.flatMap(({ metafile }) =>
      Object.keys(metafile?.inputs ?? {}).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
    ),
  );
  const packages = [...folders].map(about).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const text = [
    'Shipworthy holds parts of these packages. Each keeps its own licence.',
    '',
    ...packages.map(({ name, version, licence }) => `${name} ${version}, ${licence}`),
    ...packages.flatMap(({ name, version, words }) => ['', '-'.repeat(80), `${name} ${version}`, '', words]),
    '',
  ].join('\n');
  writeFileSync(join(root, 'dist', 'THIRD_PARTY.txt'), text);
}

function about(/** @type {string} */ folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((entry) => /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(entry));
  const path = file === undefined ? undefined : join(root, folder, file);
  const words = path !== undefined && existsSync(path) ? readFileSync(path, 'utf8').trim() : `${license} licence.`;
  return { name, version, licence: String(license), words };
}
