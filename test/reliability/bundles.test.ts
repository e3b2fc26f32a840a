// What the built files may call, read from their syntax and not from their text: F16, F26, F27 and F31, and what is hidden from the eye (F37).
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { type Node, parse } from 'acorn';
import { effort } from './sizes.js';

/** What a file may require beyond itself, each with its reason. */
const transports = 'the protocol library offers sockets and pipes as transports; ours are standard input and the channel of the editor';
const warm = 'runs the bundle beside it from what the engine compiled last time, and nothing else (hosts/warm.ts)';
const allowed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'server.cjs': { 'node:vm': warm },
  'cli.cjs': { 'node:vm': warm },
  'serverMain.cjs': {
    net: transports,
    child_process: 'the protocol library, for transports of clients',
    'node:child_process': 'git, read only, with everything switched off that could start a program (hosts/git.ts)',
  },
  'cliMain.cjs': { 'node:child_process': 'git, as in the server' },
  'mcp.cjs': {},
  'client.cjs': {},
  'languageClient.cjs': { net: transports, child_process: 'starts our own server, as the editor foresees it' },
  'clientBrowser.cjs': {},
  'engine.js': {},
  'serverBrowser.js': {},
  'map.js': {},
};
const forbidden = /^(?:node:)?(?:http|https|http2|net|tls|dns|dgram|child_process|cluster|worker_threads|vm|inspector|repl)(?:\/|$)/;

/** Calls and names that reach out, make code or make markup, and how often each file has them for a reason. */
const reasons: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // The worker that is our own server.
  'clientBrowser.cjs': { 'new Worker': 1 },
  // The engine that lies beside it; its own client says where.
  'serverBrowser.js': { importScripts: 1 },
  // lit makes its templates from strings of our own source; words of documents are text nodes.
  'map.js': { '.innerHTML': 1 },
};
const calls = new Set(['eval', 'fetch', 'Function', 'importScripts', 'execScript']);
const makes = new Set(['Function', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'Worker', 'SharedWorker', 'RTCPeerConnection']);
const members = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'createContextualFragment',
  'sendBeacon',
  'setHTMLUnsafe',
  'unsafeHTML',
]);

interface Scan {
  readonly requires: ReadonlySet<string>;
  readonly hits: Readonly<Record<string, number>>;
  readonly patterns: readonly RegExp[];
}

const scans = new Map<string, Scan>();

function scan(file: string): Scan {
  const known = scans.get(file);
  if (known) return known;
  const requires = new Set<string>();
  const hits: Record<string, number> = {};
  const patterns: RegExp[] = [];
  const hit = (what: string) => {
    hits[what] = (hits[what] ?? 0) + 1;
  };
  // biome-ignore lint/suspicious/noExplicitAny: the shape of a syntax tree is known by the type of each node only
  const look = (node: any): void => {
    const name = (of: { readonly type: string; readonly name?: string }) => (of.type === 'Identifier' ? of.name : undefined);
    if (node.type === 'CallExpression') {
      const called = name(node.callee) ?? '';
      if (called === 'require' && node.arguments[0]?.type === 'Literal') requires.add(String(node.arguments[0].value));
      if (calls.has(called)) hit(called);
    }
    if (node.type === 'NewExpression' && makes.has(name(node.callee) ?? '')) hit(`new ${name(node.callee)}`);
    if (node.type === 'ImportExpression' && node.source.type === 'Literal') requires.add(String(node.source.value));
    if (node.type === 'MemberExpression') {
      const property = node.computed ? (node.property.type === 'Literal' ? String(node.property.value) : '') : node.property.name;
      if (members.has(property)) hit(`.${property}`);
    }
    if (node.type === 'Literal' && node.regex) patterns.push(new RegExp(node.regex.pattern, node.regex.flags));
  };
  const open: unknown[] = [parse(readFileSync(`dist/${file}`, 'utf8'), { ecmaVersion: 'latest', allowHashBang: true })];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === null || typeof node !== 'object') continue;
    if (typeof (node as Node).type === 'string') look(node);
    for (const inner of Object.values(node))
      if (inner !== null && typeof inner === 'object' && !(inner instanceof RegExp)) open.push(inner);
  }
  const found = { requires, hits, patterns };
  scans.set(file, found);
  return found;
}

describe('the built files', function () {
  this.timeout(600_000);

  for (const [file, reasoned] of Object.entries(allowed)) {
    it(`F26 F27 ${file} opens no connection, starts no program and makes no code, but for what is explained`, () => {
      const { requires, hits } = scan(file);
      assert.deepEqual([...requires].filter((name) => forbidden.test(name)).sort(), Object.keys(reasoned).sort());
      assert.deepEqual(hits, reasons[file] ?? {});
    });
  }

  it('F26 our own source names no network at all', () => {
    const sources = tracked().filter((name) => /^(?:server|client)\/.*\.ts$/.test(name));
    assert.ok(sources.length > 300);
    const reaching = sources.filter((name) =>
      /from '(?:node:)?(?:http|https|http2|net|tls|dns|dgram)'|\b(?:fetch|WebSocket|XMLHttpRequest|EventSource|sendBeacon)\s*\(/.test(
        readFileSync(name, 'utf8'),
      ),
    );
    assert.deepEqual(reaching, []);
    const starting = sources.filter((name) => /child_process|worker_threads|node:vm/.test(readFileSync(name, 'utf8')));
    assert.deepEqual(starting, ['server/src/hosts/git.ts', 'server/src/hosts/warm.ts']);
  });

  it('F28 nothing asks whether a workspace is trusted: all of it is safe where it is not', () => {
    const asking = tracked().filter(
      (name) => /^client\/src\/.*\.ts$/.test(name) && /isTrusted(?!: false)|onDidGrantWorkspaceTrust/.test(readFileSync(name, 'utf8')),
    );
    assert.deepEqual(asking, []);
    const { capabilities } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal(capabilities.untrustedWorkspaces.supported, true);
  });

  it('F31 the page of the map takes words as text only, and lets in one script and one style', () => {
    const sources = tracked().filter((name) => /^client\/webview\/.*\.ts$/.test(name));
    for (const name of sources)
      assert.doesNotMatch(
        readFileSync(name, 'utf8'),
        /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write|\bon[a-z]+="/,
        name,
      );
    const page = readFileSync('client/src/map/page.ts', 'utf8');
    assert.match(page, /default-src 'none'; script-src 'nonce-\$\{nonce\}'; style-src 'nonce-\$\{nonce\}'/);
    const panels = readFileSync('client/src/map/panels.ts', 'utf8');
    assert.match(panels, /localResourceRoots: \[Uri\.joinPath\(context\.extensionUri, 'dist'\)\]/);
    assert.doesNotMatch(panels, /enableCommandUris/);
  });

  it('F16 no pattern in any bundle takes more than the square of its text', () => {
    const seen = new Map<string, RegExp>();
    for (const file of ['engine.js', 'serverMain.cjs', 'languageClient.cjs', 'map.js', 'cliMain.cjs'])
      for (const pattern of scan(file).patterns) seen.set(String(pattern), pattern);
    assert.ok(seen.size > 1_500, `${seen.size} patterns`);
    const worse: string[] = [];
    for (const pattern of seen.values())
      for (const token of tokensOf(pattern)) {
        // A hundred repetitions of what a pattern is made of, and no end that it likes: what backtracks exponentially does so here.
        const time = (length: number) =>
          effort(() => void pattern[Symbol.replace](`${token.repeat(Math.ceil(length / token.length))}\n!`, ''));
        const once = time(300);
        if (once < 20) continue;
        const least = Math.min(time(300), time(300));
        if (least >= 20) worse.push(`${pattern} on ${JSON.stringify(token)}: ${least.toFixed(0)} ms for 300 signs`);
      }
    assert.deepEqual(worse, []);
  });

  it('F37 no sign that nobody sees stands in our own files', () => {
    // The joiner and the mark of byte order are written as escapes where they are needed.
    const hidden =
      /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e01ef}]|(?<!\p{Extended_Pictographic})[\ufe00-\ufe0f]/u;
    const found = tracked()
      .filter((name) => /\.(?:ts|mjs|js|json|yaml|yml|md|css|svg|html|sh)$/.test(name) && existsSync(name))
      .filter((name) => !/^(?:test\/fixtures|examples)\//.test(name) && hidden.test(readFileSync(name, 'utf8')));
    assert.deepEqual(found, []);
  });
});

/** Single signs and words that a pattern is made of, and a few that everybody's text has. */
function tokensOf({ source }: RegExp): ReadonlySet<string> {
  const words = source.replace(/\\[a-zA-Z]/g, ' ').match(/[A-Za-z]{2,12}/g) ?? [];
  const signs = source.replace(/\\[wsdbpWSDBPnrt]/g, '').match(/[^\\A-Za-z]/gu) ?? [];
  return new Set([' ', 'a', '0', 'a ', '- ', ...words.slice(0, 6), ...signs.slice(0, 12)]);
}

const tracked = (): readonly string[] =>
  execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0')
    .filter((name) => name !== '');
