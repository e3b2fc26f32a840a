// The stand-up in all its places: the command line, the editor's command and the completion say the same words, or what is not crisp.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type StandupResult, standupRequest } from '../../server/src/protocol.js';
import { type ScriptedClient, startClient } from './client.js';

describe('the stand-up', () => {
  let client: ScriptedClient;
  before(async () => {
    client = await startClient({}, pathToFileURL('examples').href);
  });
  after(async () => assert.equal(await client.stop(), 0));

  it('is the same by command in the terminal, by command in the editor, and as a completion', async () => {
    const said = spawnSync(process.execPath, [join(process.cwd(), 'dist', 'cli.cjs'), 'standup'], { cwd: 'examples', encoding: 'utf8' });
    const { initiatives } = await client.connection.sendRequest<StandupResult>(standupRequest);
    const asText = initiatives.map(({ id, paragraph, open }) =>
      [id, ...(paragraph === '' ? [] : [`  ${paragraph}`]), ...open.map((line) => `  Not yet crisp: ${line}`)].join('\n'),
    );
    assert.equal(said.stdout, `${asText.join('\n\n')}\n`);

    const uri = pathToFileURL('examples/recommender/recs.prd.md').href;
    const text = `${readFileSync('examples/recommender/recs.prd.md', 'utf8')}\nstand`;
    await client.open(uri, 'markdown', text);
    const lines = text.split('\n');
    const offered = await client.connection.sendRequest<{ items: readonly { label: string; textEdit?: { newText: string } }[] }>(
      'textDocument/completion',
      { textDocument: { uri }, position: { line: lines.length - 1, character: 5 } },
    );
    const item = offered.items.find(({ label }) => label === 'Stand-up');
    const { paragraph } = initiatives.find(({ id }) => id === 'recs') as StandupResult['initiatives'][number];
    assert.ok(paragraph.startsWith('Success: ') && paragraph.includes('Data owners: ') && paragraph.includes('Biggest risk: '));
    assert.equal(item?.textEdit?.newText.trim(), `## Stand-up\n\n${paragraph}`);
  });

  it('is a page whose words are words, and names what cannot be answered', async () => {
    const { page, initiatives } = await client.connection.sendRequest<StandupResult>(standupRequest);
    assert.match(page, /^# Stand-up\n\n## recs\n\nSuccess: /);
    assert.match(page, /^## recs-draft\n[\s\S]*^- Not yet crisp: biggest risk: none of the 5/m);
    assert.ok(page.includes('@mei'), 'a name is copied as it is written');
    assert.ok(initiatives.every(({ open, paragraph }) => open.length > 0 || paragraph !== ''));
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'yaml', 'kind: prd\nid: hostile\ngoal: "Raise <img src=x> [x](command:y) by 8 %"\n');
    const { page: hostile } = await client.connection.sendRequest<StandupResult>(standupRequest);
    assert.ok(hostile.includes('## hostile') && !hostile.includes('<img') && !hostile.includes('](command'));
  });
});
