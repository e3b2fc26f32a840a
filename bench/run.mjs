// `npm run bench`: everything side by side in one run, as ratios; into bench/results.json and a table. `npm run bench -- quick` takes
// the small sizes only, `-- start`, `-- typing`, `-- checks`, `-- workspaces` one part. Nothing here fails: it measures and says so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, root, run } from '../scripts/setup.mjs';

const here = join(root, 'bench');
if (!existsSync(join(here, 'node_modules', '.package-lock.json')))
  run('npm', ['ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true });
await build();
const { floors } = await import('./bundle.mjs');
await floors();
const { startUp, typing } = await import('./editor.mjs');
const { checks } = await import('./commands.mjs');
const { settled, across } = await import('./workspaces.mjs');
const { prd } = await import('./documents.mjs');
const { median } = await import('./measure.mjs');
const { node } = await import('./servers.mjs');

const asked = process.argv.slice(2);
const quick = asked.includes('quick');
const wants = (part) => asked.filter((word) => word !== 'quick').length === 0 || asked.includes(part);
const rows = [];
const raw = {};

/** One row: what was measured, what against, and the most that we allow ourselves. */
function row(what, value, against, limit, unit = '×') {
  const ratio = against === undefined ? value : value / against;
  rows.push({
    what,
    value: round(value),
    ...(against === undefined ? {} : { against: round(against) }),
    ratio: round(ratio),
    limit,
    unit,
    holds: ratio <= limit,
  });
  process.stderr.write(`  ${what}: ${round(ratio)} ${unit} (at most ${limit})\n`);
}
const round = (value) => Math.round(value * 1000) / 1000;

if (wants('start')) {
  process.stderr.write('Start …\n');
  const started = await startUp(quick ? 3 : 7);
  raw.start = started;
  row(
    'spawn → first diagnostics, YAML 60 lines, of yaml-language-server',
    started.yaml.shipworthy.first,
    started.yaml['yaml-language-server'].first,
    0.35,
  );
  row(
    'the same, Markdown, of the Markdown server',
    started.markdown.shipworthy.first,
    started.markdown['markdown-languageserver'].first,
    1.2,
  );
  const floor = started.yaml.empty.initialize + (await parseFloor('yaml'));
  row('the same, YAML, of the empty server and parsing', started.yaml.shipworthy.first, floor, 1.6);
}

if (wants('typing')) {
  raw.typing = {};
  for (const [syntax, lines] of [
    ['yaml', 600],
    ['markdown', 600],
    ...(quick
      ? []
      : [
          ['yaml', 6000],
          ['markdown', 6000],
        ]),
  ]) {
    process.stderr.write(`Typing, ${syntax}, ${lines} lines …\n`);
    const peer = syntax === 'yaml' ? 'yaml-language-server, delay 0' : 'markdown-languageserver';
    const edits = quick || lines > 1000 ? 200 : 1000;
    const [own, other] = [await typing('shipworthy', syntax, lines, { edits }), await typing(peer, syntax, lines, { edits })];
    raw.typing[`${syntax} ${lines}`] = { shipworthy: own, [peer]: other };
    const of = syntax === 'yaml' ? 'of yaml-language-server without its delay' : 'of the Markdown server';
    row(
      `keystroke → diagnostics p95, ${syntax}, ${lines} lines, ${of}`,
      own.p95,
      other.p95,
      lines > 600 ? 0.12 : syntax === 'yaml' ? 0.3 : 0.5,
    );
    if (syntax === 'yaml') row(`the same in milliseconds`, own.p95, undefined, lines > 600 ? 12 : 8, 'ms');
    row(`burst of ten, last edit → diagnostics, ${syntax}, ${lines} lines, of one keystroke`, own.burst, own.p50, 1.5);
    if (lines === 600) {
      row(`completion after an edit p95, ${syntax}, 600 lines`, own.completion, undefined, 15, 'ms');
      row(`hover after an edit p95, ${syntax}, 600 lines`, own.hover, undefined, 5, 'ms');
      if (syntax === 'yaml') {
        row('memory after open, 600 lines, of yaml-language-server', own.opened, other.opened, 0.75);
        row(`memory after ${edits} edits, 600 lines, of yaml-language-server`, own.after, other.after, 0.4);
      }
    }
  }
}

if (wants('workspaces')) {
  const count = quick ? 100 : 1000;
  process.stderr.write(`Workspace of ${count} artifacts …\n`);
  const own = [];
  const other = [];
  for (let at = 0; at < (quick ? 1 : 3); at++) {
    own.push(await settled('shipworthy', count));
    other.push(await settled('yaml-language-server', count));
  }
  raw.workspace = { shipworthy: own, 'yaml-language-server': other };
  row(
    `${count} artifacts until everything is judged, of yaml-language-server`,
    median(own.map(({ ms }) => ms)),
    median(other.map(({ ms }) => ms)),
    0.6,
  );
  row('its memory', median(own.map(({ mb }) => mb)), median(other.map(({ mb }) => mb)), 0.5);
  row(`a finding in another file after an edit, ${count} artifacts, p95`, await across(count, quick ? 20 : 60), undefined, 30, 'ms');
}

if (wants('checks')) {
  const count = quick ? 100 : 1000;
  raw.checks = {};
  for (const syntax of ['yaml', 'markdown']) {
    process.stderr.write(`check of ${count} documents, ${syntax} …\n`);
    const found = await checks(syntax, count, quick ? 1 : 5, { slow: quick });
    raw.checks[syntax] = found;
    row(`check of ${count} ${syntax} files, of the floor`, found.shipworthy.ms, found.floor.ms, 2);
    row('the same again, nothing changed, of the floor', found.again.ms, found.floor.ms, 0.2);
    if (syntax === 'yaml') {
      row('the same again, of ajv-cli', found.again.ms, found['ajv-cli'].ms, 0.5);
      row('check of them, of ajv-cli, which keeps no positions', found.shipworthy.ms, found['ajv-cli'].ms, 3.5);
      if (found.spectral) row('check of them, of spectral', found.shipworthy.ms, found.spectral.ms, 0.05);
    } else {
      row('check of them, of markdownlint-cli2', found.shipworthy.ms, found['markdownlint-cli2'].ms, 0.4);
      row('check of them, of textlint', found.shipworthy.ms, found.textlint.ms, 0.4);
    }
  }
}

if (wants('sizes')) {
  const kB = (file) => gzipSync(readFileSync(join(root, 'dist', file))).length / 1000;
  row('server in a browser, its engine included, compressed', kB('serverBrowser.js') + kB('engine.js'), undefined, 250, 'kB');
  row('what VS Code loads at first', statSync(join(root, 'dist', 'client.cjs')).size / 1000, undefined, 50, 'kB');
}

const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
const machine = { node: stdout.trim(), cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
writeFileSync(
  join(here, 'results.json'),
  `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), machine, quick, rows, raw }, null, 2)}\n`,
);
const width = Math.max(...rows.map(({ what }) => what.length));
for (const { what, ratio, limit, unit, holds } of rows)
  console.log(`${holds ? ' ' : '!'} ${what.padEnd(width)}  ${String(ratio).padStart(9)} ${unit.padEnd(2)}  at most ${limit}`);

/** ms that parsing 60 lines takes in a fresh process. */
async function parseFloor(syntax) {
  const folder = mkdtempSync(join(tmpdir(), 'shipworthy-bench-'));
  const file = join(folder, syntax === 'yaml' ? 'a.prd.yaml' : 'a.prd.md');
  writeFileSync(file, prd(60, syntax));
  const times = [];
  for (let at = 0; at < 5; at++)
    times.push(Number(spawnSync(node, [join(root, 'out', 'bench', 'floor.cjs'), 'parse', file], { encoding: 'utf8' }).stdout));
  rmSync(folder, { recursive: true });
  return median(times);
}
