// `npm run package`: dist/shipworthy.vsix for editors of the VS Code family, dist/shipworthy.tgz for npm (server and command
// line, no dependencies). Time stamps are fixed, so that two builds give the same bytes.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root, run, tool } from './setup.mjs';

await build();
// The npm package, staged so that it holds built files only.
const stage = mkdtempSync(join(tmpdir(), 'shipworthy-package-'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const manifest = { ...JSON.parse(readFileSync(join(root, 'server', 'package.json'), 'utf8')), version };
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
for (const [from, to] of [
  ...['cli.cjs', 'cliMain.cjs', 'server.cjs', 'serverMain.cjs', 'engine.js', 'mcp.cjs', 'rules.json'].map((name) => [
    join('dist', name),
    name,
  ]),
  ['README.md', 'README.md'],
  ['LICENSE', 'LICENSE'],
  ['SECURITY.md', 'SECURITY.md'],
  ['dist/THIRD_PARTY.txt', 'THIRD_PARTY.txt'],
])
  cpSync(join(root, from), join(stage, to));
mkdirSync(join(root, 'dist'), { recursive: true });
run('npm', ['pack', stage, '--pack-destination', join(root, 'dist'), '--loglevel=error'], { quiet: true });
renameSync(join(root, 'dist', `shipworthy-${version}.tgz`), join(root, 'dist', 'shipworthy.tgz'));
rmSync(stage, { recursive: true });

run(
  tool('vsce'),
  ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', join('dist', 'shipworthy.vsix')],
  {
    env: { SOURCE_DATE_EPOCH: '1767225600' },
  },
);
console.log('dist/shipworthy.vsix and dist/shipworthy.tgz');
