// The readiness of a workspace as an editor asks for it, and the word that it has changed.
import { strict as assert } from 'node:assert';
import { pathToFileURL } from 'node:url';
import { type ReportResult, reportChangedNotification, reportRequest } from '../../server/src/protocol.js';
import { type ScriptedClient, startClient } from './client.js';

describe('the report over stdio', () => {
  let client: ScriptedClient;
  afterEach(async () => assert.equal(await client.stop(), 0));

  it('knows all initiatives of the workspace without an open document, and where each gap stands', async () => {
    client = await startClient({}, pathToFileURL('examples').href);
    const { initiatives, candidates } = (await client.connection.sendRequest(reportRequest)) as ReportResult;
    assert.deepEqual(
      initiatives.map(({ id, score, blocking }) => [id, score === 1, blocking > 0]),
      [
        ['recs', true, false],
        ['recs-draft', false, true],
      ],
    );
    assert.deepEqual(candidates, []);
    const gap = initiatives[1]?.cells.flatMap(({ gaps }) => gaps).find(({ title }) => title.startsWith('Privacy concerns (PRD)'));
    assert.ok(gap?.uri?.endsWith('/recommender-broken/recs.prd.md') && gap.range);
  });

  it('is said to have changed when somebody types', async () => {
    client = await startClient({}, pathToFileURL('examples').href);
    await client.connection.sendRequest(reportRequest);
    const changed = new Promise<void>((resolve) => client.connection.onNotification(reportChangedNotification, () => resolve()));
    const uri = pathToFileURL('examples/recommender/recs.prd.md').href;
    await client.open(uri, 'markdown', '---\nkind: prd\nid: recs\n---\n# Recs\n\n## Goal\n\nImprove personalization.\n');
    await changed;
    const { initiatives } = (await client.connection.sendRequest(reportRequest)) as ReportResult;
    assert.ok((initiatives.find(({ id }) => id === 'recs')?.blocking ?? 0) > 0, 'the open buffer counts, not the file');
  });

  it('sends only what was judged since, and the rest as it arrives', async () => {
    client = await startClient({}, pathToFileURL('examples').href);
    const ask = (since: string) => client.connection.sendRequest(reportRequest, { since }) as Promise<ReportResult>;
    const news = (): Promise<void> =>
      new Promise((resolve) => client.connection.onNotification(reportChangedNotification, () => resolve()));
    const arrived: string[] = [];
    let last: ReportResult | undefined;
    while (arrived.length < 2) {
      const more = news();
      last = await ask(last?.stamp ?? '');
      assert.deepEqual(last.keys, ['id recs', 'id recs-draft'], 'what is still to come is named');
      arrived.push(...last.initiatives.map(({ id }) => id));
      if (arrived.length < 2) await more;
    }
    assert.deepEqual(arrived.sort(), ['recs', 'recs-draft'], 'each is sent once');
    const { stamp } = last as ReportResult;
    assert.deepEqual((await ask(stamp)).initiatives, []);
    const more = news();
    const uri = pathToFileURL('examples/recommender/recs.prd.md').href;
    await client.open(uri, 'markdown', '---\nkind: prd\nid: recs\n---\n# Recs\n\n## Goal\n\nImprove personalization.\n');
    await more;
    assert.deepEqual(
      (await ask(stamp)).initiatives.map(({ id }) => id),
      ['recs'],
    );
    assert.equal((await ask('another-server 99')).initiatives.length, 2, 'the stamp of a server that ended means nothing');
  });
});
