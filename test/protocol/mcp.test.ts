// The built command line as a server for assistants: it answers what people are answered, reads nothing outside, writes nothing.
import { strict as assert } from 'node:assert';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const cli = join(process.cwd(), 'dist', 'cli.cjs');

describe('the server for assistants', () => {
  let folder: string;
  let client: Client;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    mkdirSync(join(folder, 'work', '.git'), { recursive: true });
    cpSync(join('examples', 'recommender-broken'), join(folder, 'work', 'recs'), { recursive: true });
    writeFileSync(join(folder, 'secret.prd.md'), '# Secret\n\n## Goal\n\nimprove it\n');
    symlinkSync(join(folder, 'secret.prd.md'), join(folder, 'work', 'link.prd.md'));
    client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: ['--disallow-code-generation-from-strings', cli, 'mcp'],
        cwd: join(folder, 'work'),
      }),
    );
  });
  after(async () => {
    await client.close();
    rmSync(folder, { recursive: true });
  });
  const ask = async (name: string, args: Record<string, unknown> = {}) => {
    const { structuredContent, isError, content } = await client.callTool({ name, arguments: args });
    return { data: structuredContent as Record<string, never>, isError: isError === true, words: JSON.stringify(content) };
  };
  const bytes = () =>
    readdirSync(join(folder, 'work', 'recs')).map((name) => [name, readFileSync(join(folder, 'work', 'recs', name), 'utf8')]);

  it('has tools that only read, each with what it takes and gives', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map(({ name }) => name).sort(), ['check', 'explain', 'inspect', 'readiness', 'standup', 'template']);
    for (const { name, annotations, outputSchema, description } of tools) {
      assert.equal(annotations?.readOnlyHint, true, name);
      assert.ok(outputSchema && description, name);
    }
  });

  it('finds what the command line finds, the worst first, and says how much more there is', async () => {
    const { data } = await ask('check', { limit: 5 });
    const { summary, findings, more } = data as unknown as {
      readonly summary: { readonly error: number; readonly warning: number };
      readonly findings: readonly { readonly level: string; readonly path: string }[];
      readonly more: number;
    };
    assert.ok(summary.error > 5 && findings.length === 5 && more > 0);
    assert.ok(findings.every(({ level, path }) => level === 'error' && path.startsWith('recs/')));
  });

  it('explains, inspects, says how ready it is, and brings the stand-up', async () => {
    assert.match((await ask('explain', { name: 'goal-no-window' })).words, /# goal-no-window/);
    assert.match((await ask('inspect', { path: 'recs/recs.prd.md' })).words, /"\/goal|\\"\/goal/);
    const { data } = await ask('readiness');
    assert.equal((data.initiatives as unknown as readonly { readonly id: string }[])[0]?.id, 'recs-draft');
    assert.match((await ask('standup')).words, /recs-draft/);
  });

  it('gives the text of a template and writes nothing', async () => {
    const before = bytes();
    const { data } = await ask('template', { what: 'prd', name: 'Search', syntax: 'yaml' });
    const [file] = data.files as unknown as readonly { readonly name: string; readonly text: string }[];
    assert.equal(file?.name, 'search.prd.yaml');
    assert.match(file?.text ?? '', /kind: prd/);
    assert.deepEqual(bytes(), before);
    assert.deepEqual(readdirSync(join(folder, 'work')).sort(), ['.git', 'link.prd.md', 'recs']);
  });

  it('looks at nothing outside the working folder, by name or by link', async () => {
    for (const path of ['..', '../secret.prd.md', join(folder, 'secret.prd.md'), 'link.prd.md', '/etc/passwd']) {
      const { isError, words } = await ask('inspect', { path });
      assert.ok(isError, path);
      assert.match(words, /not below the working folder/);
      assert.ok((await ask('check', { paths: [path] })).isError, path);
    }
  });

  it('says in one line what it was asked wrongly, and goes on', async () => {
    const { isError, words } = await ask('explain', { name: 'goal-no-windw' });
    assert.ok(isError);
    assert.match(words, /Did you mean goal-no-window/);
    assert.ok((await ask('check', { limit: 'many' })).isError);
    assert.match((await ask('explain', { name: 'prd' })).words, /PRD/i);
  });
});
