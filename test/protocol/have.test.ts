// What teams have in other formats, in the editor and on the command line: it counts, it is followed as it is typed, it is never underlined.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import type { MapResult, OpenSloResult, TemplatesResult } from '../../server/src/protocol.js';
import { type ScriptedClient, startClient } from './client.js';
import { hasGit, scripted } from './repository.js';

const plan = `kind: monitoring
id: claims
related: [./alerts.yml, ./slo.yaml]
alerts:
  - {name: ClaimsErrors, signal: error rate, op: ">", threshold: 2 %, for: 5 min, severity: page, owner: "@li"}
slos: [Availability 99.9 % over 28 days]
oncall: "@ana, then @li after 15 min, ack within 10 min; Mon to Fri 8:00 to 18:00 CET"
`;
const rules = (held: string, annotations = '{runbook_url: https://example.org/rb}') =>
  `groups:\n  - name: claims\n    rules:\n      - alert: ClaimsErrors\n        expr: errors / requests > 0.02\n        for: ${held}\n        annotations: ${annotations}\n`;
const slo = (target: string) =>
  `apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: claims-availability}\nspec: {objectives: [{target: ${target}}]}\n`;

describe('what teams have already', () => {
  let folder: string;
  let client: ScriptedClient | undefined;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'shipworthy-have-')));
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, 'claims.monitoring.yaml'), plan);
    writeFileSync(join(folder, 'alerts.yml'), rules('5m'));
    writeFileSync(join(folder, 'slo.yaml'), slo('0.999'));
  });
  afterEach(async () => {
    if (client) assert.equal(await client.stop(), 0);
    client = undefined;
    rmSync(folder, { recursive: true });
  });
  const uri = (name: string) => pathToFileURL(join(folder, name)).href;
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve('dist/cli.cjs'), ...args], { cwd: folder, encoding: 'utf8' });

  it('is followed on disk and as it is typed, named as a related place, and never underlined', async () => {
    client = await startClient({ textDocument: { publishDiagnostics: { relatedInformation: true } } }, pathToFileURL(folder).href);
    const own = uri('claims.monitoring.yaml');
    await client.open(own, 'yaml', plan);
    const codes = (items: readonly { readonly code?: unknown }[]) => items.map(({ code }) => code);
    await client.eventually(own, (items) => !codes(items).includes('alert-no-runbook') && !codes(items).includes('slo-mismatch'));
    writeFileSync(join(folder, 'slo.yaml'), slo('0.995'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri('slo.yaml'), type: 2 }] });
    await client.eventually(own, (items) =>
      items.some(({ code, relatedInformation }) => code === 'slo-mismatch' && relatedInformation?.[0]?.location.uri === uri('slo.yaml')),
    );
    await client.open(uri('alerts.yml'), 'yaml', rules('5m'));
    await client.change(uri('alerts.yml'), 2, rules('30m', '{}'));
    await client.eventually(own, (items) => codes(items).includes('alert-rule-differs') && codes(items).includes('alert-no-runbook'));
    assert.deepEqual(await client.pushed(uri('alerts.yml'), 2), []);
  });

  it('shows in the hover over its link, in inspect and in the map; over the on-call stand the hours of the week', async () => {
    client = await startClient({}, pathToFileURL(folder).href);
    const own = uri('claims.monitoring.yaml');
    await client.open(own, 'yaml', plan);
    const map = (await client.connection.sendRequest('shipworthy/map', null)) as MapResult;
    assert.ok(map.map);
    const hover = async (words: string) => {
      const offset = plan.indexOf(words);
      const line = plan.slice(0, offset).split('\n').length - 1;
      const position = { line, character: offset - plan.lastIndexOf('\n', offset) };
      const found = (await client?.connection.sendRequest('textDocument/hover', { textDocument: { uri: own }, position })) as Hover | null;
      return (found?.contents as MarkupContent | undefined)?.value ?? '';
    };
    assert.match(await hover('./alerts.yml'), /\*\*From alerts\\?\.yml:\*\* 1 alert rule: ClaimsErrors/);
    const oncall = await hover('oncall');
    assert.match(oncall, /50 of 168 hours/);
    assert.match(oncall, /Fri 18:00 – Mon 08:00, 62 h/);
    assert.match(oncall, /10 min/);
    assert.match(run('inspect', 'claims.monitoring.yaml').stdout, /\/alerts from alerts\.yml: 1 alert rule: ClaimsErrors/);
  });

  it('begins documents, and leaves as OpenSLO, for the editor too', async () => {
    client = await startClient({}, pathToFileURL(folder).href);
    await client.open(uri('claims.monitoring.yaml'), 'yaml', plan);
    const written = (await client.connection.sendRequest('shipworthy/openSlo', { uri: uri('claims.monitoring.yaml') })) as OpenSloResult;
    assert.equal(written.text, run('export', 'openslo', 'claims.monitoring.yaml').stdout);
    assert.match(written.text, /target: 0\.999/);
    const ask = (name: string, text: string) =>
      client?.connection.sendRequest('shipworthy/templates', {
        syntax: 'yaml',
        beside: [],
        from: { name, text },
      }) as Promise<TemplatesResult>;
    const { begins, templates } = await ask('alerts.yml', rules('5m'));
    assert.deepEqual(begins, ['monitoring']);
    assert.match(templates.monitoring ?? '', /name: ClaimsErrors/);
    assert.deepEqual((await ask('notes.yaml', 'a: b\n')).begins, []);
  });

  (hasGit ? it : it.skip)('counts at a commit as it was there: what did not change is no change', () => {
    const repo = scripted();
    try {
      repo.write('claims.monitoring.yaml', plan.replace(/^alerts:\n.*\nslos.*\n/m, 'phase: deploy\n'));
      repo.write('alerts.yml', rules('5m'));
      repo.write('slo.yaml', slo('0.999'));
      repo.commit('2026-03-01', 'All of it');
      assert.match(repo.run(['diff', 'HEAD']).stdout, /nothing changed/i);
      const score = (...args: readonly string[]) =>
        (
          JSON.parse(repo.run(['map', '--format', 'json', '--as-of', '2026-03-01', ...args]).stdout) as {
            readonly initiatives: readonly { readonly score: number }[];
          }
        ).initiatives[0]?.score;
      assert.ok((score() ?? 0) > 0);
      assert.equal(score('--at', 'HEAD'), score());
    } finally {
      repo.remove();
    }
  });
});
