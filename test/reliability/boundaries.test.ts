// Where words of documents leave the engine, and where they could make it reach out: F25, F29, F33, F34, F36 of the table, by payloads
// in every place where an author writes.
import { strict as assert } from 'node:assert';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MarkdownIt from 'markdown-it';
import type { MarkupContent } from 'vscode-languageserver-types';
import { codeLens } from '../../server/src/features/codeLens.js';
import { completion } from '../../server/src/features/completion.js';
import { diagnostics } from '../../server/src/features/diagnostics.js';
import { documentLinks } from '../../server/src/features/documentLinks.js';
import { hover } from '../../server/src/features/hover.js';
import { inlayHints } from '../../server/src/features/inlayHints.js';
import { pathOf } from '../../server/src/features/uris.js';
import { configurations } from '../../server/src/hosts/configuration.js';
import type { Files } from '../../server/src/hosts/files.js';
import { nodeFiles } from '../../server/src/hosts/nodeFiles.js';
import { within } from '../../server/src/hosts/within.js';
import { workspace } from '../../server/src/hosts/workspace.js';
import { startClient } from '../protocol/client.js';
import { judged, noneThrew } from './engine.js';
import { markup, orders, paths } from './payloads.js';
import { nightly, seed, times } from './sizes.js';

const evil = /evil|javascript:|command:|vscode:|vbscript:|data:|file:|etc\/passwd/i;

/** As a renderer that forbids nothing would take it. */
const renderer = new MarkdownIt({ html: true, linkify: true });
renderer.validateLink = () => true;

// What editors make links of by themselves: addresses with http or www, and of mail.
renderer.linkify.add('//', null).add('ftp:', null);

/** Fails with the words around what must not be there, and not with all of it. */
function without(text: string, pattern: RegExp, what = ''): void {
  const at = text.search(pattern);
  assert.equal(at, -1, `${what} ${JSON.stringify(text.slice(Math.max(0, at - 80), at + 40))}`);
}

interface Token {
  readonly type: string;
  readonly content: string;
  readonly attrs: readonly (readonly [string, string])[] | null;
  readonly children: readonly Token[] | null;
}

/** Links to where nobody of us leads, pictures, and elements that are not ours. */
function markupIn(text: string, ours: RegExp): readonly string[] {
  const found: string[] = [];
  const look = (tokens: readonly Token[]): void => {
    for (const { type, content, attrs, children } of tokens) {
      if (type === 'image') found.push(`a picture in ${content}`);
      // GitHub and VS Code take an address of mail with letters of ASCII only; the joiner makes it another one.
      if (type === 'link_open' && attrs?.some(([, value]) => evil.test(value) && !/^mailto:[^@]*@xn--/.test(value)))
        found.push(`a link to ${attrs[0]?.[1]}`);
      if (type.startsWith('html') && content.replace(ours, '').trim() !== '') found.push(`the element ${content}`);
      if (children) look(children);
    }
  };
  look(renderer.parse(text, {}) as unknown as readonly Token[]);
  return found;
}

const yaml = (payload: string): string => {
  const said = (words: string) => JSON.stringify(`${words} ${payload}`).replace(/\u007f/g, '\\x7f');
  return [
    'kind: prd',
    'phase: deploy',
    `title: ${said('Recommendations')}`,
    `updated: ${said('2020-01-01')}`,
    `goal: ${said('Improve personalization')}`,
    `owners:\n  product: ${said('everyone')}\n  data: ${said('@ana and @li')}`,
    `target_users: ${said('all users')}`,
    `baseline: ${said('fast')}`,
    `data_sources:\n  - name: ${said('clicks')}\n    owner: ${said('the team')}`,
    `metrics:\n  business:\n    - ${said('CTR')}\n  technical:\n    - name: ${said('latency')}\n      target: ${said('< 300 ms')}`,
    `guardrails:\n  - ${said('NPS must not drop')}`,
    `rollout_plan:\n  - stage: ${said('canary')}\n    traffic: ${said('5 %')}\n  - stage: ${said('full')}\n    traffic: ${said('3 %')}`,
    `risks:\n  - risk: ${said('drift')}\n    mitigation: ${said('monitor it')}\n    owner: ${said('TBD')}`,
    `rollback: ${said('when things look bad, we go back')}`,
    `slos:\n  - ${said('100 %')}`,
    `oncall: ${said("we'll figure it out")}`,
    `${JSON.stringify(payload)}: ${said('x')}`,
    '',
  ].join('\n');
};
const prose = (payload: string): string =>
  `# Deploying ${payload}\n\n**Owner:** everyone ${payload}\n\n## Stages\n\n| Stage | Traffic | ${payload.replace(/[\r\n|]/g, ' ')} |\n|---|---|---|\n| canary ${payload.replace(/[\r\n|]/g, ' ')} | 5 % | x |\n| full | 100 % | x |\n\n## Rollback\n\nThe team decides ${payload} what to do.\n\n## On-call\n\nWe'll figure it out ${payload}\n\n## ${payload}\n\nTBD ${payload}\n`;

describe('words of documents', function () {
  this.timeout(600_000);

  it('F29 become no link, picture, element or icon in a hover, a lens or a hint', () => {
    assert.ok(markup.length >= 300);
    for (const payload of markup)
      for (const [text, syntax, kind] of [
        [yaml(payload), 'yaml', 'prd'],
        [prose(payload), 'markdown', 'runbook'],
      ] as const) {
        const result = judged(text, syntax, kind);
        noneThrew(result);
        const offsets = [...result.artifact.places.values()].flatMap(({ key, value }) => [key?.[0] ?? 0, value[0], value[0] + 2]);
        for (const offset of new Set([...offsets, ...result.findings.map(({ span }) => span[0] + 1)])) {
          const shown = (hover(result, offset)?.contents as MarkupContent | undefined)?.value ?? '';
          assert.deepEqual(markupIn(shown, /^$/), [], `${JSON.stringify(payload)}: ${shown}`);
          assert.doesNotMatch(shown, /(?<!\\)\$\(/, 'an icon');
        }
        for (const { message, codeDescription } of diagnostics(result)) {
          assert.equal(typeof message, 'string');
          assert.equal(codeDescription, undefined);
        }
        for (const { command } of codeLens(result, undefined))
          if (command) assert.match(command.command, /^(?:shipworthy\.[\w.]+|)$/, command.command);
        for (const hint of inlayHints(result, [0, text.length], undefined)) assert.equal(typeof hint.label, 'string');
      }
  });

  it('F29 F34 are words in what a completion offers', () => {
    for (const payload of markup.slice(0, 60)) {
      const text = `${yaml(payload)}approvals:\n  - who: `;
      const result = judged(text, 'yaml');
      for (const item of completion(result, { offset: text.length, snippets: true, others: [], standup: () => payload })) {
        const documentation = typeof item.documentation === 'object' ? item.documentation.value : '';
        assert.deepEqual(markupIn(documentation, /^$/), [], documentation);
        assert.equal(item.command, undefined);
      }
    }
  });

  describe('F34 on their way out, in every format', () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
      mkdirSync(join(folder, '.git'));
      writeFileSync(join(folder, 'shipworthy.yaml'), 'profile: strict\n');
      // Another fifth in each run; all of them at night.
      const tried = nightly ? markup : markup.filter((_, at) => at % 5 === seed % 5);
      tried.forEach((payload, at) => {
        const own = join(folder, `p${at}`);
        mkdirSync(own);
        writeFileSync(join(own, 'x.prd.yaml'), `id: ${JSON.stringify(`i${at} ${payload}`).replace(/\u007f/g, '\\x7f')}\n${yaml(payload)}`);
        writeFileSync(join(own, 'x.runbook.md'), prose(payload));
      });
    });
    after(() => rmSync(folder, { recursive: true }));

    const said = (...args: readonly string[]): Promise<string> =>
      new Promise((resolve) => {
        execFile(process.execPath, [join(process.cwd(), 'dist', 'cli.cjs'), ...args], { cwd: folder, maxBuffer: 1 << 29 }, (_, stdout) =>
          resolve(stdout),
        );
      });

    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
    /** Every `<` begins an element of ours with attributes of ours. */
    const onlyTags = (text: string, names: RegExp, attributes: RegExp): void => {
      const rest = text.replace(/<\/?([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"<>]*")?)*)\s*\/?>/g, (tag, name: string, given: string) => {
        assert.match(name, names, tag);
        for (const [, attribute] of given.matchAll(/([\w:-]+)(?:="[^"]*")?/g)) assert.match(attribute as string, attributes, tag);
        return '';
      });
      const at = rest.indexOf('<');
      assert.equal(at, -1, rest.slice(at, at + 120));
    };

    it('text, for a terminal', async () => {
      for (const args of [['check'], ['map'], ['standup'], ['owners'], ['drill'], ['inspect', 'p3/x.prd.yaml']]) {
        const out = await said(...args);
        assert.ok(out.length > 200, args.join(' '));
        without(out, controls, args.join(' '));
      }
    });

    it('annotations', async () => {
      const out = await said('check', '--format', 'github');
      for (const line of out.split(/\r\n|\r|\n/))
        if (/^\s*::/.test(line)) assert.match(line, /^::(?:error|warning|notice) file=|^::(?:end)?group::/, line);
      without(out, /##\[/);
      without(out, controls);
    });

    it('sarif, gitlab and json', async () => {
      const sarif = JSON.parse(await said('check', '--format', 'sarif'));
      const results = sarif.runs[0].results as readonly { readonly message: { readonly text: string } }[];
      assert.ok(results.length > markup.length / 5);
      for (const { message } of results) assert.doesNotMatch(message.text, /\]\(/);
      for (const format of ['gitlab', 'json']) JSON.parse(await said('check', '--format', format));
    });

    it('junit', async () => {
      const out = await said('check', '--format', 'junit');
      onlyTags(
        out.replace(/^<\?xml[^>]*\?>/, ''),
        /^(?:testsuites|testsuite|testcase|failure|skipped|system-out|properties|property)$/,
        /^(?:name|tests|failures|errors|skipped|classname|time|file|line|message|type|value)$/,
      );
      without(out, controls);
    });

    it('html and svg', async () => {
      const html = await said('map', '--format', 'html');
      assert.ok(html.length > 20_000);
      onlyTags(
        html.replace(/<!doctype html>/, '').replace(/<style>[^<]*<\/style>/, ''),
        /^(?:html|meta|title|main|h[1-6]|p|section|ul|ol|li|div|table|caption|thead|tbody|tfoot|tr|td|th|b|br|span|details|summary|code|svg|g|rect|text|path|circle|line|polyline|a|em|strong|small)$/,
        /^(?:lang|charset|name|content|http-equiv|class|scope|aria-[a-z]+|role|viewBox|width|height|fill|x|y|d|cx|cy|r|x1|x2|y1|y2|points|stroke[a-z-]*|font-[a-z]+|text-anchor|xmlns|id|transform|open|tabindex|href|rx|ry|opacity|colspan)$/,
      );
      const svg = await said('map', '--format', 'svg');
      onlyTags(
        svg.replace(/^<\?xml[^>]*\?>/, '').replace(/<style>[^<]*<\/style>/g, ''),
        /^(?:svg|g|rect|text|tspan|title|desc|path|circle|line|polyline|defs|marker|pattern)$/,
        /^(?!on|href|xlink|style$)[\w:-]+$/,
      );
      for (const out of [html, svg]) without(out, /href="(?!#|\.)/);
    });

    it('markdown', async () => {
      for (const args of [
        ['check', '--format', 'markdown'],
        ['map', '--format', 'markdown'],
      ]) {
        const out = await said(...args);
        assert.ok(out.length > 5_000);
        assert.deepEqual(markupIn(out, /<!-- shipworthy -->|<\/?(?:details|summary|br|sub|b|code)>/g).slice(0, 5), [], args.join(' '));
        without(out, controls);
      }
    });
  });

  it('F25 open nothing outside of the workspace, whatever path they name', async () => {
    assert.ok(new Set(paths).size >= 400);
    const looked: string[] = [];
    const root = 'file:///w/project';
    const texts = new Map<string, string>();
    const spy: Files = {
      read: async (uri) => {
        looked.push(`read ${uri}`);
        return texts.get(uri);
      },
      list: async () => [...texts.keys()],
      exists: async (uri) => {
        looked.push(`exists ${uri}`);
        return texts.has(uri);
      },
      real: async (uri) => uri,
    };
    for (const scheme of ['file:///w/project', 'vscode-vfs://github/w/project']) {
      const files = within(spy, () => [scheme]);
      for (const path of paths) {
        texts.clear();
        texts.set(
          `${scheme}/shipworthy.yaml`,
          `extends: ${JSON.stringify(path)}\npeople: ${JSON.stringify(path)}\nbaseline: ${JSON.stringify(path)}\n`,
        );
        const uri = `${scheme}/docs/x.prd.md`;
        const text = `---\nkind: prd\nrunbook: ${JSON.stringify(path)}\n---\n# T\n\n[a](${path}) [b](<${path}>) ![c](${path})\n\n- Runbook: ${path}\n`;
        const document = { uri, languageId: 'markdown', version: 1, getText: () => text };
        const space = workspace(configurations(files), files, {
          get: (asked) => (asked === uri ? document : undefined),
          all: () => [document],
        });
        space.roots = [scheme];
        const check = await space.check(document);
        assert.ok(check);
        noneThrew(check);
        await space.filesChanged([path, `${scheme}/${path}`]);
      }
    }
    const outside = looked.filter((one) => {
      const path = pathOf(one.slice(one.indexOf(' ') + 1));
      return !/^(?:\/w\/project|vscode-vfs:\/\/github\/w\/project)\//.test(path) || /\/\.\.\//.test(path);
    });
    assert.deepEqual(outside.slice(0, 5), []);
    assert.ok(looked.length > paths.length);
    assert.equal(root, 'file:///w/project');
  });

  it('F25 a link of the file system that leads out is not followed, one that stays is', async function () {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    const folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    try {
      writeFileSync(join(outside, 'secret.yaml'), 'phase: operate\n');
      writeFileSync(join(folder, 'own.yaml'), 'phase: build\n');
      try {
        symlinkSync(join(outside, 'secret.yaml'), join(folder, 'away.yaml'));
        symlinkSync(join(folder, 'own.yaml'), join(folder, 'here.yaml'));
        symlinkSync(outside, join(folder, 'folder'));
        symlinkSync('..', join(folder, 'loop'));
      } catch {
        console.log('      skipped: this system makes no links');
        this.skip();
      }
      const uri = (name: string) => pathToFileURL(join(folder, name)).toString();
      const files = within(nodeFiles, () => [pathToFileURL(folder).toString()]);
      assert.equal(await files.read(uri('away.yaml')), undefined);
      assert.equal(await files.read(uri('folder/secret.yaml')), undefined);
      assert.equal(await files.read(uri('here.yaml')), 'phase: build\n');
      const start = performance.now();
      const listed = await files.list(pathToFileURL(folder).toString());
      assert.ok(performance.now() - start < 1_000);
      assert.ok(
        listed.every((one) => !/secret|loop/.test(one)),
        listed.join(),
      );
    } finally {
      rmSync(folder, { recursive: true });
      rmSync(outside, { recursive: true });
    }
  });

  it('F25 links in documents lead to files by their path, never to a command or another scheme', () => {
    for (const path of paths) {
      const text = `---\nkind: runbook\n---\n# T\n\n[a](${path})\n\n## Dashboards\n\n${path}\n`;
      for (const { target } of documentLinks(judged(text, 'markdown', 'runbook'), 'file:///w/project/docs/x.runbook.md', true))
        assert.match(String(target), /^file:\/\/\/(?!\/)/, path);
    }
  });

  it('F33 stay out of the log, of standard error and of what is said when something breaks', async () => {
    const canary = 'CANARY9c4e';
    const client = await startClient({ textDocument: { diagnostic: {} } }, 'file:///w/project', {
      config: { phase: canary, rules: { [canary]: canary } },
    });
    try {
      const count = times(60, 500);
      for (let at = 0; at < count; at++) {
        const payload = `${canary} ${markup[at % markup.length]}`;
        const uri = `file:///w/project/${canary}${at}.prd.${at % 2 ? 'md' : 'yaml'}`;
        await client.open(
          uri,
          at % 2 ? 'markdown' : 'yaml',
          at % 2 ? prose(payload) : at % 4 ? yaml(payload) : `kind: prd\n${canary}: [\n? {${canary}: 1}\n: "${canary}\n`,
        );
        await client.pull(uri);
      }
      await client.open(`file:///w/project/shipworthy.yaml`, 'yaml', `${canary}: ${canary}\nphase: ${canary}\nextends: ./${canary}.yaml\n`);
      for (const method of ['shipworthy/report', 'shipworthy/map', 'shipworthy/mapFile', 'workspace/symbol', canary])
        await client.connection.sendRequest(method, { query: canary, format: canary, initiative: canary }).catch(() => undefined);
      await client.connection.sendRequest('textDocument/hover', { textDocument: { uri: canary }, position: canary }).catch(() => undefined);
      assert.deepEqual(
        client.log.filter((line) => line.includes(canary)),
        [],
      );
    } finally {
      client.process.kill();
    }
  });

  it('F36 reach an assistant in quoted fields only: orders change no shape of an answer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    try {
      mkdirSync(join(folder, '.git'));
      orders.forEach((order, at) => void writeFileSync(join(folder, `o${at}.prd.yaml`), `id: o${at}\n${yaml(order)}`));
      const calls = ['check', 'readiness', 'standup'].map((name) => ({ name, arguments: {} }));
      calls.push({ name: 'inspect', arguments: { path: 'o3.prd.yaml' } });
      const answers = await assistant(folder, calls);
      assert.equal(answers.length, calls.length);
      for (const answer of answers) {
        assert.deepEqual(Object.keys(answer).sort(), ['content', 'structuredContent']);
        for (const part of answer.content) {
          assert.equal(part.type, 'text');
          // What is said is JSON, so that words of documents stand between quotation marks.
          JSON.parse(part.text);
        }
        const first = answer.content[0]?.text ?? '';
        assert.ok(first.startsWith('{'), first.slice(0, 80));
      }
      const found = answers[0]?.structuredContent.findings as readonly object[];
      for (const finding of found)
        for (const key of Object.keys(finding)) assert.match(key, /^(?:rule|level|message|path|line|pointer|waived)$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

interface Answer {
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly structuredContent: Readonly<Record<string, unknown>>;
}

/** Asks as an assistant would, over standard input and output. */
function assistant(folder: string, calls: readonly { readonly name: string; readonly arguments: object }[]): Promise<readonly Answer[]> {
  const child = spawn(process.execPath, [join(process.cwd(), 'dist', 'cli.cjs'), 'mcp'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const say = (body: object) => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...body })}\n`);
  const answers = new Map<number, Answer>();
  let rest = '';
  return new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      rest += chunk;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const { id, result } = JSON.parse(line) as { readonly id: number; readonly result: Answer };
        if (id > 0) answers.set(id, result);
      }
      if (answers.size < calls.length) return;
      child.stdin.end();
      resolve([...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer));
    });
    say({
      id: 0,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '0' } },
    });
    say({ method: 'notifications/initialized' });
    calls.forEach((call, at) => void say({ id: at + 1, method: 'tools/call', params: call }));
  });
}
