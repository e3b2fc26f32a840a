// `map` and `standup` as people and scripts call them; the words of a document are never markup.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (cwd: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(process.cwd(), 'dist', 'cli.cjs'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });

describe('the map on the command line', () => {
  it('is full for the complete example and says what is next for the broken one', () => {
    const whole = run('examples/recommender', 'map');
    assert.match(whole.stdout, /^recs: 100 % ready in operate/);
    assert.doesNotMatch(whole.stdout, /Next/);
    const broken = run('examples/recommender-broken', 'map');
    assert.match(broken.stdout, /Bound by +R7/);
    assert.match(broken.stdout, /Next\n +\+\d/);
  });

  it('says the same as data, as Markdown, as a picture and as a page, byte for byte each time', () => {
    for (const format of ['json', 'markdown', 'svg', 'html']) {
      const [first, second] = [0, 1].map(() => run('examples/recommender-broken', 'map', '--format', format, '--as-of', '2026-11-24'));
      assert.equal(first?.status, 0, first?.stderr);
      assert.equal(first?.stdout, second?.stdout);
      assert.match(first?.stdout ?? '', /recs-draft|recs\\-draft/);
    }
    const { initiatives } = JSON.parse(run('examples/recommender-broken', 'map', '--format', 'json').stdout) as {
      readonly initiatives: readonly { readonly cells: readonly unknown[] }[];
    };
    assert.equal(initiatives[0]?.cells.length, 32);
  });

  it('is one page that needs nothing else: no script, no address', () => {
    const page = run('examples', 'map', '--format', 'html').stdout;
    assert.match(page, /^<!doctype html>[\s\S]*<\/html>\s*$/i);
    assert.doesNotMatch(page, /<(?:script|link|iframe|img)\b|\b(?:src|href)="(?!#)|url\(|@import/);
  });

  it('lets a gate be asked: open, or closed by the cells that it names', () => {
    assert.equal(run('examples/recommender', 'check', '--gate', 'deploy').status, 0);
    const closed = run('examples/recommender-broken', 'check', '--gate', 'deploy');
    assert.equal(closed.status, 1);
    assert.match(closed.stdout + closed.stderr, /the gate of deploy is closed: R1 discover .*R7 deploy/);
  });

  it('shows the same evidence by the lists of others', () => {
    for (const list of ['ml-test-score', 'nist-ai-rmf', 'eu-ai-act', 'iso-42001']) {
      const { stdout, status } = run('examples/recommender', 'map', '--projection', list);
      assert.equal(status, 0, list);
      assert.match(stdout, /judges nothing/);
      assert.match(stdout, /as of \d{4}-\d{2}-\d{2}/i);
    }
    assert.equal(run('examples/recommender', 'map', '--projection', 'nobody').status, 2);
  });

  it('takes the words of a document for words', () => {
    const folder = mkdtempSync(join(tmpdir(), 'shipworthy-'));
    try {
      const payload = `<img src=x onerror=alert(1)>"'&](javascript:alert(1))|`;
      writeFileSync(
        join(folder, 'x.prd.yaml'),
        `kind: prd\nid: ${JSON.stringify(payload)}\nphase: build\ngoal: ${JSON.stringify(`improve ${payload}`)}\nnot_applicable: [{cell: R3 deploy, reason: ${JSON.stringify(`there is nobody to split ${payload}`)}}]\n`,
      );
      for (const format of ['svg', 'html', 'markdown']) {
        const { stdout, status } = run(folder, 'map', '--format', format);
        assert.equal(status, 0);
        assert.ok(stdout.includes('onerror'), `${format} shows the id`);
        assert.doesNotMatch(stdout, format === 'markdown' ? /<img|[^\\]\]\(javascript/ : /<img/);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('brings the three answers to the stand-up, or says which is missing', () => {
    const whole = run('examples/recommender', 'standup');
    assert.equal(whole.status, 0);
    assert.match(whole.stdout, /Success: Increase click-through.*Data owners: events_db: @mei.*Biggest risk: /);
    const broken = run('examples/recommender-broken', 'standup');
    assert.equal(broken.status, 1);
    assert.match(broken.stdout, /Not yet crisp: biggest risk/);
  });
});
