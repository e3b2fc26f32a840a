// Files that are not ours get nothing: no server is started for them, and nothing is said of them. Tried on documents of other people's
// repositories, without any configuration of ours, and on what published packages carry.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultSettings } from '../../server/src/core/settings.js';
import { readArtifact } from '../../server/src/hosts/artifacts.js';
import { mayBeOurs } from '../../server/src/recognise.js';
import { startClient } from '../protocol/client.js';

const isDocument = (name: string): boolean => /\.(?:ya?ml|md|markdown)$/i.test(name);
const languageOf = (name: string): string => (/\.ya?ml$/i.test(name) ? 'yaml' : 'markdown');
const below = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isDocument(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** What would wake the client, and what the engine would say. */
const loud = (files: readonly string[]): readonly string[] =>
  files.filter((file) => {
    const text = readFileSync(file, 'utf8');
    const ours = mayBeOurs(file, languageOf(file), text);
    const read = readArtifact({ uri: pathToFileURL(file).toString(), text }, { settings: defaultSettings, uri: undefined });
    return ours || read !== undefined;
  });

describe('silence', function () {
  this.timeout(600_000);

  it('about the Markdown and YAML files of at least fifty published packages', () => {
    const packages = readdirSync('node_modules').flatMap((name) =>
      name.startsWith('@') ? readdirSync(join('node_modules', name)).map((own) => join(name, own)) : name.startsWith('.') ? [] : [name],
    );
    const withFiles = packages.map((name) => below(join('node_modules', name))).filter((files) => files.length > 0);
    assert.ok(withFiles.length >= 50, `${withFiles.length} packages have such files`);
    const files = withFiles.flat();
    console.log(`      ${files.length} files of ${withFiles.length} packages`);
    assert.deepEqual(loud(files), []);
  });

  it('about documents of other repositories in a workspace without a configuration', async function () {
    const corpus = join(process.cwd(), '..', 'shared', 'corpus');
    if (!existsSync(corpus)) {
      console.log('      skipped: ../shared/corpus is not there');
      this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    const client = await startClient({ textDocument: { diagnostic: {} } }, pathToFileURL(folder).toString());
    try {
      mkdirSync(join(folder, '.git'));
      cpSync(corpus, join(folder, 'docs'), { recursive: true });
      const files = below(folder);
      assert.ok(files.length >= 100, `${files.length} files`);
      assert.deepEqual(
        loud(files).map((file) => basename(file)),
        [],
      );
      for (const file of files) {
        const uri = pathToFileURL(file).toString();
        await client.open(uri, languageOf(file), readFileSync(file, 'utf8'));
        assert.deepEqual(await client.pull(uri), [], file);
        assert.equal(
          await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 2 } }),
          null,
        );
      }
      const report = (await client.connection.sendRequest('shipworthy/report', {})) as {
        readonly initiatives: unknown;
        readonly candidates: unknown;
      };
      assert.deepEqual([report.initiatives, report.candidates], [[], []]);
      const out = execFileSync(process.execPath, [join(process.cwd(), 'dist', 'cli.cjs'), 'check', '--format', 'json'], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.deepEqual(JSON.parse(out).findings, []);
      console.log(`      ${files.length} files of other repositories`);
    } finally {
      client.process.kill();
      rmSync(folder, { recursive: true });
    }
  });
});
