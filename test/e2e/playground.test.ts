// The playground as somebody finds it: one file in a browser. It says what the command line says, mends, follows, is used by keyboard
// alone, is read aloud, and sends nothing anywhere.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { photograph, setting, until, violationsIn } from './workbench.js';

const file = join(process.cwd(), 'dist', 'playground', 'index.html');

describe('the playground', () => {
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];
  const requests: string[] = [];
  before(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'];
    browser = await chromium.launch({ executablePath: setting('SHIPWORTHY_BROWSER'), args });
    page = await opened(pathToFileURL(file).href);
  });
  after(() => browser?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(page, `failed-${this.currentTest.title.replace(/\W+/g, '-')}`);
  });

  async function opened(url: string, colorScheme: 'light' | 'dark' = 'light', width = 1500): Promise<Page> {
    const fresh = await browser.newPage({ viewport: { width, height: 1000 }, colorScheme });
    fresh.setDefaultTimeout(10_000);
    fresh.on('pageerror', ({ message }) => troubles.push(message));
    fresh.on('request', (request) => requests.push(request.url()));
    await fresh.goto(url);
    await fresh.locator('.finding').first().waitFor();
    await map(fresh).locator('main[aria-busy="false"]').waitFor();
    return fresh;
  }

  const map = (of = page) => of.frameLocator('iframe');
  const area = () => page.locator('textarea');
  const finding = (rule: string) => page.locator('.finding', { hasText: rule });
  const mapFrame = async (of = page): Promise<Frame> => (await (await of.locator('iframe').elementHandle())?.contentFrame()) as Frame;

  async function example(title: string, group = ''): Promise<void> {
    const value = await page.locator(`#example optgroup[label^="${group}"] option`, { hasText: title }).first().getAttribute('value');
    await page.locator('#example').selectOption(value as string);
  }

  /** Rule and line of every finding of every document that is open, when the engine has become quiet. */
  async function shown(): Promise<readonly string[]> {
    const all: string[] = [];
    for (const tab of await page.locator('.tab:not(.plus)').all()) {
      await tab.click();
      const name = ((await tab.textContent()) ?? '').trim().split(/\s/)[0];
      const wanted = Number(/\d+(?= findings)/.exec((await tab.textContent()) ?? '')?.[0] ?? 0);
      await until(async () => (await page.locator('.finding').count()) === wanted, `the findings of ${name}`);
      const rows = await page
        .locator('.finding')
        .evaluateAll((items) =>
          items.map(
            (item) => `${item.querySelector('code')?.textContent} ${/\d+/.exec(item.querySelector('.line')?.textContent ?? '')?.[0]}`,
          ),
        );
      all.push(...rows.map((row) => `${name} ${row}`));
    }
    return all.sort();
  }

  for (const [title, folder] of [
    ['With the mistakes', 'recommender-broken'],
    ['With nothing left', 'recommender'],
  ] as const)
    it(`says of examples/${folder} what the command line says`, async () => {
      await example(title, 'Seven');
      const said = commandLine(folder);
      await until(async () => JSON.stringify(await shown()) === JSON.stringify(said), 'the same findings').catch(() => undefined);
      assert.deepEqual(await shown(), said);
      assert.equal(await page.locator('.tab:not(.plus)').count(), 7);
    });

  it('has an example of each kind in both syntaxes, with mistakes that are found', async () => {
    const titles = await page.locator('#example optgroup[label$="mistakes"] option').allTextContents();
    assert.equal(titles.length, 14);
    assert.equal(titles.filter((title) => title.endsWith('YAML')).length, 7);
    for (const title of titles) {
      await example(title, 'One document');
      const kind = title.replace(/, (?:YAML|Markdown)$/, '');
      assert.equal(await page.locator('#kind option:checked').textContent(), kind);
      assert.equal(await page.locator('#syntax option:checked').textContent(), title.slice(kind.length + 2));
      await page.locator('.finding').first().waitFor();
    }
  });

  it('mends, and takes it back', async () => {
    await example('With the mistakes', 'Seven');
    await page.locator('mark', { hasText: 'Improve personalization' }).waitFor();
    await photograph(page, 'playground-wide');
    await finding('goal-vague').locator('.fix').first().click();
    await finding('goal-vague').waitFor({ state: 'detached' });
    assert.match(await area().inputValue(), /within/);
    await page.keyboard.press('Control+Z');
    await finding('goal-vague').waitFor();
    assert.match(await area().inputValue(), /Improve personalization\./);
  });

  it('mends another document where the fix belongs there', async () => {
    const before = await page.locator('.tab', { hasText: 'recs.monitoring' }).textContent();
    await finding('metric-unmonitored').locator('.fix').first().click();
    await finding('metric-unmonitored').waitFor({ state: 'detached' });
    await page.locator('.tab', { hasText: 'recs.monitoring' }).click();
    assert.match(await area().inputValue(), /recall/, before ?? '');
  });

  it('is used by keyboard alone', async () => {
    await example('PRD, Markdown', 'One document');
    await page.locator('.finding').first().waitFor();
    await area().focus();
    await page.keyboard.press('F8');
    const first = await page.locator('.finding.current code').textContent();
    assert.equal(
      await area().evaluate((element: HTMLTextAreaElement) => element.selectionEnd > element.selectionStart),
      true,
      'it is selected',
    );
    await page.keyboard.press('F8');
    await page.keyboard.press('Shift+F8');
    assert.equal(await page.locator('.finding.current code').textContent(), first);
    await page.keyboard.press('Control+.');
    await page.keyboard.press('Enter');
    await finding(first as string).waitFor({ state: 'detached' });
    // Tab leaves the text, as anywhere on the web.
    await area().focus();
    await page.keyboard.press('Tab');
    assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA');
  });

  it('takes a text that somebody pastes, for what they say it is', async () => {
    await page.locator('button', { hasText: 'Paste your own' }).click();
    await area().focus();
    await page.keyboard.insertText('title: Search\ngoal: improve search\nrollout:\n  - all users\n');
    await until(async () => (await page.locator('#syntax').inputValue()) === 'yaml', 'it is taken for YAML');
    await finding('goal-vague').waitFor();
    await page.locator('#kind').selectOption('runbook');
    await finding('goal-vague').waitFor({ state: 'detached' });
    await page.locator('.tab', { hasText: 'mine.runbook.yaml' }).waitFor();
  });

  it('takes words for words', async () => {
    await page.locator('button', { hasText: 'Paste your own' }).click();
    await area().focus();
    await page.keyboard.insertText(
      '---\nid: "<img src=x onerror=alert(1)>"\n---\n\n# <img src=x>\n\n## Goal\n\nImprove <script>alert(1)</script>\n\n## Metrics\n\n- <img src=x>\n',
    );
    await finding('goal-').first().waitFor();
    await until(async () => ((await map().locator('body').textContent()) ?? '').includes('<img'), 'the map has the words');
    assert.equal((await page.locator('img, main script').count()) + (await map().locator('img').count()), 0);
  });

  it('shows the map of what is open, which opens, begins and follows', async () => {
    await example('With the mistakes', 'Seven');
    await map().locator('header select option', { hasText: 'recs-draft' }).waitFor({ state: 'attached' });
    assert.equal(await map().locator('[data-cell]').count(), 32);
    const lens = () => map().locator('.lens').first().textContent();
    const before = await lens();
    await map().locator('[data-cell="R1 discover"]').click();
    await map().locator('aside button[aria-label^="Open"][aria-label*="recs.prd.md:12"]').first().click();
    await until(() => area().evaluate((element) => element === document.activeElement), 'the text has the keyboard');
    await page.keyboard.insertText('Increase click-through by 8 % relative within 90 days while NPS drops by at most 3 points.');
    await until(async () => (await lens()) !== before, 'the map follows');
    await map().locator('[data-cell="R8 build"]').click();
    await map().locator('aside button', { hasText: 'Write it' }).first().click();
    await until(async () => /adoption/i.test(await area().inputValue()), 'the section is there');
    const down = page.waitForEvent('download');
    await map().locator('button', { hasText: 'SVG' }).click();
    assert.equal((await down).suggestedFilename(), 'readiness.svg');
  });

  it('begins a document that is missing', async () => {
    await example('PRD, Markdown', 'One document');
    await map().locator('[data-cell="R5 deploy"]').click();
    await map().locator('aside button', { hasText: 'Write it' }).first().click();
    await page.locator('.tab[aria-current]', { hasText: '.runbook.md' }).waitFor();
    assert.match(await area().inputValue(), /^kind: runbook$/m);
  });

  it('explains a rule', async () => {
    await example('With the mistakes', 'Seven');
    await finding('goal-vague').locator('button', { hasText: 'Why' }).click();
    await page.locator('dialog[open] h1', { hasText: 'goal-vague' }).waitFor();
    assert.deepEqual(await violationsIn(page.mainFrame()), []);
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });

  for (const [scheme, width] of [
    ['light', 1500],
    ['dark', 1500],
    ['light', 480],
    ['dark', 480],
  ] as const)
    it(`has nothing that a screen reader or a weak eye would stumble over, ${scheme}, ${width} wide`, async () => {
      const other = await opened(pathToFileURL(file).href, scheme, width);
      assert.deepEqual(await violationsIn(other.mainFrame()), []);
      assert.deepEqual(await violationsIn(await mapFrame(other)), []);
      assert.equal(await other.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing sticks out');
      await photograph(other, `playground-${scheme}-${width}`);
      await other.close();
    });

  it('asks nobody for anything: one file from disk, one request from a host, and a policy that stops whatever would', async () => {
    assert.deepEqual(
      requests.filter((url) => !/^(?:blob:|data:|about:)/.test(url) && url !== pathToFileURL(file).href),
      [],
    );
    const asked: string[] = [];
    const { server, url } = await serve(asked);
    const hosted = await opened(url);
    const attempts = (address: string) => async () => {
      const tried = await Promise.allSettled([
        fetch(`${address}fetch`, { mode: 'no-cors' }),
        new Promise((resolve, reject) => {
          const socket = new WebSocket(`${address.replace('http', 'ws')}socket`);
          socket.onopen = resolve;
          socket.onerror = reject;
        }),
      ]);
      return tried.map(({ status }) => status);
    };
    const inPage = `(${attempts.toString()})(${JSON.stringify(url)})()`;
    assert.deepEqual(await hosted.evaluate(inPage), ['rejected', 'rejected']);
    assert.deepEqual(await (await mapFrame(hosted)).evaluate(inPage), ['rejected', 'rejected']);
    assert.deepEqual(await hosted.workers()[0]?.evaluate(inPage), ['rejected', 'rejected']);
    await hosted.evaluate((address) => {
      new Image().src = `${address}image`;
      navigator.sendBeacon(`${address}beacon`, 'x');
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${address}style` });
      const script = Object.assign(document.createElement('script'), { src: `${address}script` });
      document.head.append(link, script);
    }, url);
    await hosted.waitForTimeout(300);
    assert.deepEqual(asked, ['/']);
    await hosted.close();
    server.close();
    server.closeAllConnections();
  });

  it('raised no error in all this', () => {
    assert.deepEqual(troubles, []);
  });
});

function commandLine(folder: string): readonly string[] {
  // Without the history that the repository gives it, which a page cannot have.
  const scratch = mkdtempSync(join(tmpdir(), 'shipworthy-'));
  cpSync(join('examples', folder), scratch, { recursive: true });
  const { stdout: output } = spawnSync(process.execPath, [join(process.cwd(), 'dist', 'cli.cjs'), 'check', '--format', 'json'], {
    cwd: scratch,
    encoding: 'utf8',
  });
  rmSync(scratch, { recursive: true });
  const { findings } = JSON.parse(output) as {
    readonly findings: readonly { path: string; rule: string; waived?: boolean; range: { start: { line: number } } }[];
  };
  return findings
    .filter(({ waived }) => !waived)
    .map(({ path, rule, range }) => `${path.split('/').at(-1)} ${rule} ${range.start.line + 1}`)
    .sort();
}

async function serve(asked: string[]): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    answer.writeHead(200, { 'content-type': 'text/html' }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
