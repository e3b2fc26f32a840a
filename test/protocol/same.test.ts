// The same everywhere: every example there is, through the engine, the command line and the language server, gives the same bytes.
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { judge } from '../../server/src/core/check.js';
import { reportOf } from '../../server/src/core/report.js';
import { rules } from '../../server/src/core/rules/index.js';
import type { Example, Rule } from '../../server/src/core/rules/rule.js';
import { lineIndex } from '../../server/src/core/text.js';
import { readArtifact } from '../../server/src/hosts/artifacts.js';
import { configurations } from '../../server/src/hosts/configuration.js';
import { knownFiles } from '../../server/src/hosts/known.js';
import { boundsOf, nodeFiles, slashes, walk } from '../../server/src/hosts/nodeFiles.js';
import { project } from '../../server/src/hosts/project.js';
import { today } from '../../server/src/hosts/today.js';
import { recognise } from '../../server/src/recognise.js';
import { type ScriptedClient, startClient } from './client.js';

const levels = ['', 'error', 'warning', 'information', 'hint'];

describe('the same everywhere', function () {
  this.timeout(180_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    mkdirSync(join(folder, '.git'));
    // Everything speaks, so that nothing is the same by silence alone.
    writeFileSync(join(folder, 'shipworthy.yaml'), 'profile: strict\npeople: ["@ana", "@mei"]\n');
    cpSync('examples', join(folder, 'examples'), { recursive: true });
    for (const rule of rules)
      for (const [sort, list] of [
        ['bad', rule.bad],
        ['good', rule.good],
      ] as const)
        list.forEach((example, nth) => {
          const own = join(folder, 'rules', rule.id, `${sort}${nth}`);
          mkdirSync(own, { recursive: true });
          [example, ...(example.beside ?? [])].forEach((document, at) => {
            writeFileSync(
              join(own, `${at}.${kindOf(rule, document)}.${document.syntax === 'yaml' ? 'yaml' : 'md'}`),
              ownInitiative(document.text, `${rule.id}-${sort}${nth}`),
            );
          });
        });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('engine, command line and language server say the same of every example', async () => {
    const files = (await walk(folder)).filter((file) => !file.endsWith('shipworthy.yaml'));
    // The processes work while the engine does.
    const reported = commandLine(folder);
    const client = await startClient({ textDocument: { diagnostic: {} } }, pathToFileURL(folder).toString());
    try {
      const engine = await byEngine(folder, files);
      assert.ok(engine.length > files.length, `${engine.length} findings in ${files.length} files`);
      assert.equal(byCommandLine(await reported).join('\n'), engine.join('\n'));
      assert.equal((await byServer(client, folder, files, engine)).join('\n'), engine.join('\n'));
    } finally {
      assert.equal(await client.stop(), 0);
    }
  });
});

/** One line a finding; what somebody has waived is in reports only. */
const line = (path: string, start: Place, end: Place, level: string, rule: string, message: string, related: readonly string[]): string =>
  JSON.stringify([path, start.line, start.character, end.line, end.character, level, rule, message, ...related]);

interface Place {
  readonly line: number;
  readonly character: number;
}

async function byEngine(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const root = pathToFileURL(folder).toString();
  const resolver = configurations(nodeFiles);
  const index = project();
  const beside = knownFiles(nodeFiles, boundsOf([folder]));
  const settings = { ...(await resolver.forFile(`${root}/x`, [root])).settings, today: today() };
  for (const file of files) {
    await beside.learn(pathToFileURL(file).toString(), readFileSync(file, 'utf8'));
    const member = readArtifact(
      { uri: pathToFileURL(file).toString(), text: readFileSync(file, 'utf8') },
      { settings, uri: `${root}/shipworthy.yaml` },
    );
    if (member)
      index.put({ ...member, exists: (path) => (index.member(path) ? true : beside.exists(path)), have: beside.besideOf(member) });
  }
  const reports = new Map(index.initiatives().map((initiative) => [initiative, reportOf(initiative, () => settings)] as const));
  const pathOf = (path: string) => slashes(path).slice(slashes(folder).length + 1);
  return files.flatMap((file) => {
    const member = index.member(file);
    if (!member) return [];
    const initiative = index.initiativeOf(file);
    const check = (initiative && reports.get(initiative)?.checks.find(({ path }) => path === file)) ?? judge(member, settings);
    const rows = lineIndex(member.source.text);
    return check.findings.flatMap(({ span, level, rule, message, related, waiver }) =>
      waiver
        ? []
        : [
            line(
              pathOf(file),
              rows.positionAt(span[0]),
              rows.positionAt(span[1]),
              level,
              rule,
              message,
              related.map((other) => `${pathOf(other.member.path)} ${other.message}`),
            ),
          ],
    );
  });
}

/** It ends with 1 where something is found, as it does here. */
const commandLine = (folder: string): Promise<string> =>
  new Promise((resolve) => {
    const args = [join(process.cwd(), 'dist', 'cli.cjs'), 'check', '--format', 'json', '--as-of', today()];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 }, (_, stdout) => resolve(stdout));
  });

function byCommandLine(stdout: string): readonly string[] {
  interface Reported {
    readonly path: string;
    readonly range: { readonly start: Place; readonly end: Place };
    readonly level: string;
    readonly rule: string;
    readonly message: string;
    readonly waived?: boolean;
    readonly related: readonly { readonly path: string; readonly message: string }[];
  }
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Reported[] };
  return findings
    .filter(({ waived }) => !waived)
    .map(({ path, range, level, rule, message, related }) =>
      line(
        path,
        range.start,
        range.end,
        level,
        rule,
        message,
        related.map((other) => `${other.path} ${other.message}`),
      ),
    );
}

async function byServer(
  client: ScriptedClient,
  folder: string,
  files: readonly string[],
  expected: readonly string[],
): Promise<readonly string[]> {
  const root = pathToFileURL(folder).toString();
  const pathIn = (uri: string) => decodeURIComponent(uri.slice(root.length + 1));
  const said = async (file: string): Promise<readonly string[]> => {
    const uri = pathToFileURL(file).toString();
    const found: readonly Diagnostic[] = await client.pull(uri);
    return found.map(({ range, severity, code, message, relatedInformation }) =>
      line(
        pathIn(uri),
        range.start,
        range.end,
        levels[severity ?? 0] as string,
        String(code),
        String(message),
        (relatedInformation ?? []).map((other) => `${pathIn(other.location.uri)} ${other.message}`),
      ),
    );
  };
  for (const file of files)
    await client.open(pathToFileURL(file).toString(), /\.md$/.test(file) ? 'markdown' : 'yaml', readFileSync(file, 'utf8'));
  const all = async () => {
    const lines: string[] = [];
    for (const file of files) lines.push(...(await said(file)));
    return lines;
  };
  // Until the workspace is known as a whole, each document is judged alone.
  const across = files.find((file) => file.includes('goal-mismatch/bad0/0.')) as string;
  const wanted = expected.filter((one) => one.startsWith(`["${slashes(across).slice(slashes(folder).length + 1)}"`)).join('\n');
  for (let look = 0; look < 3_000 && (await said(across)).join('\n') !== wanted; look++);
  return all();
}

function kindOf(rule: Rule, { text, syntax }: Example): string {
  const declared = recognise(`x.${syntax === 'yaml' ? 'yaml' : 'md'}`, text);
  return declared && !declared.candidate ? declared.kind : (rule.kinds[0] as string);
}

/** Examples of different rules are no initiative, though they use the same names. */
const ownInitiative = (text: string, suffix: string): string => text.replace(/^(id: ["']?[\w-]+)/m, `$1-${suffix}`);
