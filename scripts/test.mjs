// `npm test`: everything that needs no download of its own, fast things first. `npm test -- unit` runs one part.
import { join } from 'node:path';
import { build, install, root, run, tool } from './setup.mjs';

install();
const only = process.argv[2];
const steps = {
  unit: () => mocha('unit'),
  types: () => run(tool('tsc'), ['-b']),
  format: () => run(tool('biome'), ['ci', '--colors=off', '--error-on-warnings', '.']),
  promises: () =>
    run(tool('oxlint'), [
      '--type-aware',
      '--deny',
      'typescript/no-floating-promises',
      '--deny',
      'typescript/no-misused-promises',
      '--quiet',
      'server/src',
      'client/src',
      'client/webview',
      'playground',
      'test',
    ]),
  thorough: () => mocha('thorough'),
  corpus: () => mocha('corpus'),
  protocol: () => mocha('protocol'),
  reliability: () => mocha('reliability', ['--parallel', '--jobs', '2'], process.env.SHIPWORTHY_NIGHTLY === '1' ? '7200000' : '600000'),
};
await build({ tests: true });
for (const [name, step] of Object.entries(steps)) {
  if (only !== undefined && only !== name) continue;
  const start = performance.now();
  await step();
  console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Every process of the tests is offline; what they start makes no code from strings, but where tests run side by side, whose runner does. */
function deniedIn(folder) {
  const preload = `--require=${JSON.stringify(join(root, 'scripts', 'denied.cjs'))}`;
  return {
    NODE_OPTIONS: [process.env.NODE_OPTIONS, preload, folder === 'corpus' ? '--disallow-code-generation-from-strings' : '', '--expose-gc']
      .filter(Boolean)
      .join(' '),
    SHIPWORTHY_STRICT: folder === 'reliability' ? '0' : '1',
  };
}

function mocha(folder, options = [], timeout = '60000') {
  const args = [
    '--enable-source-maps',
    join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'),
    '--reporter',
    join(root, 'scripts', 'reporter.mjs'),
    '--timeout',
    timeout,
    ...options,
    `out/test/${folder}/**/*.test.mjs`,
  ];
  // What runs of the command line keep stays out of the developer's own cache.
  run(process.execPath, args, { env: { ...deniedIn(folder), XDG_CACHE_HOME: join(root, 'out', 'cache') } });
}
