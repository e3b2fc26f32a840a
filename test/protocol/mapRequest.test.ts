// What the map draws, asked over stdio: evidence with its place, the rollout in days, metrics followed, fields begun, files written.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isTrendMessage } from '../../client/webview/messages.js';
import {
  type MapResult,
  mapFileRequest,
  mapRequest,
  reportRequest,
  type TrendResult,
  trendRequest,
  type WriteResult,
  writeRequest,
} from '../../server/src/protocol.js';
import { type ScriptedClient, startClient } from './client.js';
import { hasGit, type Scripted, scripted } from './repository.js';

describe('the map over stdio', () => {
  let client: ScriptedClient;
  before(async () => {
    client = await startClient({}, pathToFileURL('examples').href);
  });
  after(async () => assert.equal(await client.stop(), 0));

  const ask = (initiative?: string) =>
    client.connection.sendRequest(mapRequest, initiative === undefined ? {} : { initiative }) as Promise<MapResult>;

  it('names all initiatives and draws the one that is asked for', async () => {
    const { initiatives, map } = await ask('id recs-draft');
    assert.deepEqual(
      initiatives.map(({ key, id }) => [key, id]),
      [
        ['id recs', 'recs'],
        ['id recs-draft', 'recs-draft'],
      ],
    );
    assert.equal(map?.id, 'recs-draft');
    assert.equal(map?.cells.length, 32);
    const { map: of } = (await client.connection.sendRequest(mapRequest, {
      uri: pathToFileURL('examples/recommender-broken/recs.prd.md').href,
    })) as MapResult;
    assert.equal(of?.id, 'recs-draft', 'the one that a document belongs to');
  });

  it('draws what somebody looks at before the rest of a large workspace is read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shipworthy-large-'));
    for (let team = 1; team <= 12; team++) {
      const to = join(folder, `team-${team}`);
      cpSync('examples/recommender', to, { recursive: true });
      for (const name of readdirSync(to))
        writeFileSync(join(to, name), readFileSync(join(to, name), 'utf8').replace(/^id: recs$/m, `id: recs-${team}`));
    }
    const file = join(folder, 'team-9', 'recs.prd.md');
    const uri = pathToFileURL(file).href;
    const large = await startClient({}, pathToFileURL(folder).href);
    try {
      await large.open(uri, 'markdown', readFileSync(file, 'utf8'));
      const first = (await large.connection.sendRequest(mapRequest, { uri })) as MapResult;
      assert.equal(first.map?.id, 'recs-9');
      assert.ok(first.reading && first.initiatives.length < 12, 'the others are still to come, and it says so');
      await large.connection.sendRequest(reportRequest);
      const second = (await large.connection.sendRequest(mapRequest, { uri })) as MapResult;
      assert.deepEqual([second.reading, second.initiatives.length, second.map?.score], [false, 12, first.map?.score]);
    } finally {
      await large.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it('says of each field what it is worth, where it stands, and how to begin it', async () => {
    const { map } = await ask('id recs-draft');
    const framing = map?.cells.find(({ responsibility, phase }) => responsibility === 'R1' && phase === 'discover');
    const half = framing?.evidence.find(({ credit }) => credit > 0 && credit < 1);
    assert.ok(half && half.uri?.includes('/recommender-broken/') && half.range && half.gaps.length > 0);
    assert.equal(half.write, undefined, 'it is there: it is opened, not begun');
    const missing = map?.cells.flatMap(({ evidence }) => evidence).find(({ write }) => write !== undefined);
    assert.ok(missing && missing.credit === 0);
  });

  it('begins a field where its document is, and a document where there is none', async () => {
    const { map } = await ask('id recs-draft');
    const all = map?.cells.flatMap(({ evidence }) => evidence).filter(({ write }) => write !== undefined) ?? [];
    const answers = await Promise.all(all.map(({ write }) => client.connection.sendRequest(writeRequest, write) as Promise<WriteResult>));
    assert.deepEqual(
      all.filter((_, at) => answers[at] === null).map(({ title }) => title),
      [],
      'whatever is offered can be written',
    );
    const [first] = answers;
    assert.ok(first && 'snippet' in first && /\$\{\d/.test(first.snippet));
    const nothing = await client.connection.sendRequest(writeRequest, { initiative: 'id recs', kind: 'prd', pointer: '/no_such' });
    assert.equal(nothing, null);
  });

  it('lays the rollout out in days against the window of the goal', async () => {
    const { map } = await ask('id recs');
    const { calendar } = map ?? {};
    assert.deepEqual(
      calendar?.steps.map(({ name, sort, start, days, known }) => [name.toLowerCase(), sort, start, days, known]),
      [
        ['shadow', 'stage', 0, 14, 'written'],
        ['canary', 'stage', 14, 7, 'written'],
        ['ramp', 'stage', 21, 2, 'written'],
        ['a/b test', 'test', 23, 14, 'written'],
        ['full', 'stage', 37, 0, 'written'],
        ['maturation', 'maturation', 37, 7, 'usual'],
        ['readout', 'readout', 44, 3, 'usual'],
      ],
    );
    assert.deepEqual(calendar?.window, { start: 37, atEarliest: false, days: 90 });
  });

  it('follows each metric from goal to retrospective', async () => {
    const { map } = await ask('id recs');
    const thread = map?.threads.find(({ name }) => /click-through/i.test(name));
    assert.deepEqual(
      thread?.lanes.map(({ title, places }) => [title, places.length > 0]),
      [
        ['Goal', true],
        ['Experiment', true],
        ['Rollout gate', true],
        ['Alert', true],
        ['Runbook step', false],
        ['Retrospective', true],
      ],
    );
  });

  it('writes the same file as the command line', async () => {
    const cli = join(process.cwd(), 'dist', 'cli.cjs');
    for (const format of ['svg', 'html', 'markdown']) {
      const written = spawnSync(process.execPath, [cli, 'map', '--format', format], { cwd: 'examples', encoding: 'utf8' }).stdout;
      assert.equal(await client.connection.sendRequest(mapFileRequest, { format }), written, format);
    }
  });
});

(hasGit ? describe : describe.skip)('the trend over stdio', () => {
  let repo: Scripted;
  let client: ScriptedClient;
  before(async () => {
    repo = scripted('recommender');
    const whole = readFileSync(join(repo.folder, 'recs.prd.md'), 'utf8');
    repo.write('recs.prd.md', whole.slice(0, whole.indexOf('## Data sources')));
    repo.commit('2026-03-10', 'A goal');
    repo.write('recs.prd.md', whole);
    repo.commit('2026-05-01', 'The rest');
    client = await startClient({}, pathToFileURL(repo.folder).href);
  });
  after(async () => {
    assert.equal(await client.stop(), 0);
    repo.remove();
  });

  it('tells how ready an initiative was at each commit, and nothing of one that is not there', async () => {
    const trend = (await client.connection.sendRequest(trendRequest, { initiative: 'id recs' })) as TrendResult;
    const scores = trend?.points.map(({ day, score }) => [day, score] as const) ?? [];
    assert.deepEqual(
      scores.slice(-2).map(([day]) => day),
      ['2026-03-10', '2026-05-01'],
    );
    const [before, now] = scores.slice(-2).map(([, score]) => score);
    assert.ok(before !== undefined && now !== undefined && before < now && now === 1);
    assert.ok(isTrendMessage({ type: 'trend', initiative: 'id recs', trend }), 'the page takes it as it is');
    assert.equal(await client.connection.sendRequest(trendRequest, { initiative: 'id other' }), null);
  });
});
