// Who may import what. The picture is in docs/architecture.md; this is what holds it.
import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = process.cwd();

interface Layer {
  readonly name: string;
  readonly folder: string;
  /** Package names, or folders relative to the root. */
  readonly may: readonly string[];
}

const layers: readonly Layer[] = [
  {
    name: 'core',
    folder: 'server/src/core',
    may: ['server/src/core', 'server/src/generated', 'server/src/recognise', 'schemas', 'yaml', 'markdown-it'],
  },
  {
    name: 'features',
    folder: 'server/src/features',
    may: [
      'server/src/core',
      'server/src/features',
      'server/src/recognise',
      'server/src/protocol',
      'vscode-languageserver-types',
      'vscode-uri',
    ],
  },
  {
    name: 'hosts',
    folder: 'server/src/hosts',
    // sarif is types and nothing else.
    may: [
      'server/src',
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
      'vscode-uri',
      'ignore',
      'tinyglobby',
      'sarif',
      '@modelcontextprotocol/sdk',
      'zod',
      'node:',
    ],
  },
  {
    name: 'client',
    folder: 'client/src',
    may: [
      'client/src',
      'client/webview/messages',
      'server/src/protocol',
      'server/src/recognise',
      'server/src/newFiles',
      'vscode',
      'vscode-languageclient',
    ],
  },
  { name: 'webview', folder: 'client/webview', may: ['client/webview', 'server/src/protocol', 'lit'] },
  {
    name: 'playground',
    folder: 'playground',
    may: [
      'playground',
      'client/webview',
      'server/src/protocol',
      'server/src/recognise',
      'server/src/newFiles',
      'server/src/core/syntax/tabStops',
      'lit',
      'vscode-languageserver-types',
    ],
  },
];

describe('layers', () => {
  for (const layer of layers) {
    it(`${layer.name} imports only what it may`, () => {
      const wrong = filesIn(layer.folder).flatMap((file) =>
        importsOf(file)
          .filter((target) => !layer.may.some((allowed) => allows(allowed, target)))
          .map((target) => `${file} → ${target}`),
      );
      assert.deepEqual(wrong, []);
    });
  }

  it('a rule never imports another rule but the one that silences it', () => {
    const wrong = filesIn('server/src/core/rules').flatMap((file) =>
      importsOf(file)
        .filter((target) => /core\/rules\/[^/]+\/[^/]+/.test(target) && !file.endsWith('rules/index.ts') && !target.endsWith('/goal-vague'))
        .map((target) => `${file} → ${target}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('only server, node and browser know the language server library', () => {
    const wrong = filesIn('server/src/hosts').filter(
      (file) =>
        importsOf(file).some((target) => target === 'vscode-languageserver' || target.startsWith('vscode-languageserver/')) &&
        !/\/(?:server|node|browser|guard)\.ts$/.test(file),
    );
    assert.deepEqual(wrong, []);
  });

  it('language and math read words and numbers, never documents', () => {
    const wrong = ['language', 'math'].flatMap((folder) =>
      filesIn(`server/src/core/${folder}`).flatMap((file) =>
        importsOf(file)
          .filter((target) => target.startsWith('server/') && !/core\/(?:language|math|text)/.test(target))
          .map((target) => `${file} → ${target}`),
      ),
    );
    assert.deepEqual(wrong, []);
  });

  it('the core names no clock, no timer, no network', () => {
    const wrong = filesIn('server/src/core').filter((file) =>
      /\b(?:Date\.now|new Date\(\)|setTimeout|setInterval|fetch\(|XMLHttpRequest|WebSocket|eval\(|new Function)\b/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
    assert.deepEqual(wrong, []);
  });

  it('every file opens by saying what it knows', () => {
    const silent = ['server/src', 'client/src', 'client/webview', 'playground', 'scripts']
      .flatMap(filesIn)
      .filter((file) => !file.includes('/generated/') && !/^(?:#!.*\n)?(?:\/\/|\/\*\*)/.test(readFileSync(join(root, file), 'utf8')));
    assert.deepEqual(silent, []);
  });
});

function filesIn(folder: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true })
    .map(String)
    .filter((name) => /\.(?:ts|mjs)$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s[^;]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm)]
    .map((found) => (found[1] ?? found[2] ?? found[3]) as string)
    .map((target) =>
      target.startsWith('.')
        ? relative(root, join(root, dirname(file), target))
            .replaceAll('\\', '/')
            .replace(/\.js$/, '')
        : target,
    );
}

const allows = (allowed: string, target: string): boolean =>
  target === allowed ||
  target.startsWith(`${allowed}/`) ||
  (allowed.endsWith(':') && target.startsWith(allowed)) ||
  target === `${allowed}.js`;
