// `npm start`: sets up what is missing, then opens the broken example with the extension loaded. Where no editor can be
// had, or there is no display, it prints what the editor would show.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, root } from './setup.mjs';

await build();
const example = join(root, 'examples', 'recommender-broken');
const editor = hasDisplay() ? await findEditor() : undefined;
if (editor) {
  console.log('Opening the broken example in VS Code …');
  const child = spawn(
    editor,
    [example, join(example, 'recs.prd.md'), `--extensionDevelopmentPath=${root}`, '--disable-workspace-trust', '--new-window'],
    { stdio: 'ignore', detached: true, shell: process.platform === 'win32' },
  );
  child.on('error', () => printInstead());
  child.unref();
} else printInstead();

function hasDisplay() {
  if (process.env.CI) return false;
  return process.platform === 'win32' || process.platform === 'darwin' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** VS Code on the PATH, else one that @vscode/test-electron downloads; undefined where neither can be had. */
async function findEditor() {
  for (const name of ['code', 'code-insiders', 'codium'])
    if (spawnSync(name, ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0) return name;
  try {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    return await downloadAndUnzipVSCode({ extractSync: true });
  } catch {
    return undefined;
  }
}

function printInstead() {
  console.log('There is no editor or no display here, so this is what the examples look like in the terminal:\n');
  for (const command of ['check', 'map']) {
    spawnSync(process.execPath, [join(root, 'dist', 'cli.cjs'), command, 'examples/recommender-broken', 'examples/recommender'], {
      cwd: root,
      stdio: 'inherit',
    });
    console.log('');
  }
  console.log(`To see it in an editor:
  VS Code   open this folder and press F5, or: code --extensionDevelopmentPath=. examples/recommender-broken
  others    any editor with a language client: node dist/cli.cjs lsp --stdio`);
}
