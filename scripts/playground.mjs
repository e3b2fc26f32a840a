// `npm run playground`: dist/playground/index.html, one file that needs no server and opens no connection. Its policy names what may run
// by hash: our script, our styles, and the page of the map. The engine is the very bundle that a window in a browser runs.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';
import MarkdownIt from 'markdown-it';
import { build, root } from './setup.mjs';

const options = { bundle: true, minify: true, legalComments: 'none', charset: 'utf8', absWorkingDir: root, logLevel: 'warning' };

export async function playground() {
  await build();
  const style = await compiled({ entryPoints: ['playground/theme.css', 'playground/page.css'], outdir: 'dist/playground' });
  const mapStyle = (await compiled({ entryPoints: ['playground/theme.css'] })) + read('dist/map.css');
  const mapScript = (await compiled({ entryPoints: ['playground/frame.ts'], target: 'es2022', format: 'iife' })) + read('dist/map.js');
  const script = await compiled({ entryPoints: ['playground/main.ts'], target: 'es2022', format: 'esm' });
  for (const [name, text] of Object.entries({ style, mapStyle, mapScript, script }))
    if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${name} would end its element.`);
  const contents = {
    engine: `${read('dist/serverBrowser.js')}\n${read('dist/engine.js')}`,
    mapPage: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Responsibility map</title><style>${mapStyle}</style></head><body><script>${mapScript}</script></body></html>`,
    ...(await examples()),
    rules: rulePages(),
  };
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)} ${hash(mapScript)}`,
    `style-src ${hash(style)} ${hash(mapStyle)}`,
    'img-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const packed = gzipSync(JSON.stringify(contents), { level: 9 }).toString('base64');
  const icon = readFileSync(join(root, 'media/icon.svg')).toString('base64');
  /** @type {Record<string, string>} */
  const filled = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    icon: `<link rel="icon" href="data:image/svg+xml;base64,${icon}">`,
    style: `<style>${style}</style>`,
    contents: `<script type="application/octet-stream" id="contents">${packed}</script>`,
    script: `<script type="module">${script}</script>`,
  };
  const html = read('playground/index.html').replace(/<!-- (\w+) -->/g, (_, name) => filled[name] ?? '');
  const file = join(root, 'dist', 'playground', 'index.html');
  mkdirSync(join(root, 'dist', 'playground'), { recursive: true });
  writeFileSync(file, html);
  return { file, size: html.length };
}

/** What esbuild makes of some files, one after the other. */
async function compiled(/** @type {import('esbuild').BuildOptions} */ entry) {
  const { outputFiles } = await bundle({ ...options, outdir: 'dist/playground', ...entry, write: false });
  return outputFiles.map(({ text }) => text.trim()).join('');
}

/** Two initiatives, and each document of one of them alone, in both syntaxes. */
async function examples() {
  const out = join(root, 'out', 'examples.mjs');
  await bundle({
    ...options,
    minify: false,
    entryPoints: ['scripts/playgroundExamples.ts'],
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: out,
  });
  const { examplesFrom } = await import(`${pathToFileURL(out)}?${Date.now()}`);
  const folder = (/** @type {string} */ name) =>
    readdirSync(join(root, 'examples', name))
      .filter((file) => /\.[a-z-]+\.(?:md|yaml)$/.test(file))
      .sort()
      .map((file) => ({ name: file, text: read(join('examples', name, file)) }));
  return examplesFrom({ broken: folder('recommender-broken'), whole: folder('recommender') });
}

/** Our own pages as HTML. Their links lead to files that are not here, so only the words stay. */
function rulePages() {
  const markdown = new MarkdownIt({ html: false });
  /** @type {Record<string, { page: string }>} */
  const pages = JSON.parse(read('dist/rules.json'));
  return Object.fromEntries(Object.entries(pages).map(([id, { page }]) => [id, markdown.render(page).replace(/<\/?a\b[^>]*>/g, '')]));
}

const hash = (/** @type {string} */ text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, size } = await playground();
  console.log(`${file}, ${(size / 1e6).toFixed(2)} MB. Open it in a browser, or put it on any static host.`);
}
