// Command lines over a folder of documents: wall time and peak memory of the whole process.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspace } from './documents.mjs';
import { inTurn, median } from './measure.mjs';
import { here, node } from './servers.mjs';

const root = join(here, '..');
const peer = (path) => join(here, 'node_modules', path);

const own = [join(root, 'dist', 'cli.cjs'), 'check', '.', '--format', 'json', '--output', '/dev/null', '--as-of', '2026-11-25'];

const commands = {
  shipworthy: () => [...own, '--no-cache'],
  /** The same again, nothing changed: the run that is not counted keeps what this one finds. */
  again: () => own,
  floor: () => [join(root, 'out', 'bench', 'floor.cjs'), 'check', '.'],
  'ajv-cli': (folder) => [
    peer('ajv-cli/dist/index.js'),
    'validate',
    '--spec=draft2020',
    '--strict=false',
    '-s',
    join(folder, 'prd.json'),
    '-d',
    '**/*.yaml',
  ],
  spectral: (folder) => [
    peer('@stoplight/spectral-cli/dist/index.js'),
    'lint',
    '**/*.yaml',
    '--ruleset',
    join(folder, 'spectral.json'),
    '--quiet',
  ],
  'markdownlint-cli2': () => [peer('markdownlint-cli2/markdownlint-cli2-bin.mjs'), '**/*.md'],
  textlint: () => [peer('textlint/bin/textlint.js'), '--rule', peer('textlint-rule-no-todo'), '**/*.md'],
};

const peersOf = { yaml: ['floor', 'ajv-cli', 'spectral'], markdown: ['floor', 'markdownlint-cli2', 'textlint'] };

/** ms and MB of each over so many documents. */
export async function checks(syntax, count, runs, { slow = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shipworthy-bench-'));
  try {
    workspace(folder, count, syntax);
    writeRulesOfPeers(folder);
    const names = ['shipworthy', 'again', ...peersOf[syntax].filter((name) => slow || name !== 'spectral')];
    for (const name of names) if (name !== 'spectral') once(commands[name](folder), folder);
    const measured = await inTurn(names, runs, (name) => once(commands[name](folder), folder));
    const rows = Object.entries(measured).map(([name, values]) => [
      name,
      { ms: median(values.map(({ ms }) => ms)), mb: median(values.map(({ mb }) => mb)) },
    ]);
    return Object.fromEntries(rows);
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(`${folder}-cache`, { recursive: true, force: true });
  }
}

/** What a team would write for them by hand: the shape of a PRD, and a few fields that must be there. */
function writeRulesOfPeers(folder) {
  const list = (properties) => ({ type: 'array', items: { type: ['object', 'string'], properties } });
  const text = { type: 'string' };
  const schema = {
    type: 'object',
    required: ['kind', 'id', 'title', 'goal'],
    properties: {
      kind: { enum: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'] },
      phase: { enum: ['discover', 'build', 'deploy', 'operate'] },
      goal: { type: 'string', pattern: '\\d' },
      owners: { type: 'object', properties: { accountable: { type: 'string', pattern: '^@' } } },
      data_sources: list({ name: text, owner: { type: 'string', pattern: '^@' }, refresh_cadence: text }),
      metrics: { type: 'object', properties: { technical: list({ name: text, target: { type: 'string', pattern: '\\d' } }) } },
      risks_and_mitigations: list({ risk: text, mitigation: text, owner: text }),
    },
  };
  // Spectral's own word; as a plain property a linter takes it for a promise.
  const then = (what) => Object.fromEntries([['then', what]]);
  const must = (given, field) => ({ given, severity: 'warn', ...then({ field, function: 'truthy' }) });
  writeFileSync(join(folder, 'prd.json'), JSON.stringify(schema));
  writeFileSync(
    join(folder, 'spectral.json'),
    JSON.stringify({
      rules: {
        shape: { given: '$', severity: 'warn', ...then({ function: 'schema', functionOptions: { schema } }) },
        source: must('$.data_sources[*]', 'owner'),
        risk: must('$.risks_and_mitigations[*]', 'mitigation'),
      },
    }),
  );
}

function once(args, cwd) {
  const peak = join(cwd, 'peak');
  const begun = performance.now();
  const { status, error } = spawnSync(node, ['--require', join(here, 'peak.cjs'), ...args], {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, BENCH_PEAK: peak, XDG_CACHE_HOME: `${cwd}-cache` },
  });
  const ms = performance.now() - begun;
  if (error || status === null || status > 2) throw new Error(`${args[0]} ended with ${status}`);
  return { ms, mb: Number(readFileSync(peak, 'utf8')) / 1024 };
}
