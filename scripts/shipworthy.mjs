// `npm run --silent shipworthy -- ARGS`: the command line, built first if stale; stdout is the command's own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, root } from './setup.mjs';

await build();
// npm runs scripts in the package's folder; the user's own is in INIT_CWD.
const child = spawn(process.execPath, [join(root, 'dist', 'cli.cjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: process.env.INIT_CWD ?? process.cwd(),
});
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 3)));
