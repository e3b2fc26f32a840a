// Somebody looks at the whole: the map by mouse and by keyboard alone, read aloud, reloaded, twice at once; and the view beside it.

import { strict as assert } from 'node:assert';
import type { Frame, FrameLocator, Page } from 'playwright-core';
import {
  editor,
  mapFrame,
  openFile,
  openWorkbench,
  photograph,
  runCommand,
  selectLine,
  textOf,
  treeRow,
  until,
  violationsIn,
  type Workbench,
} from './workbench.js';

describe('the responsibility map', () => {
  let workbench: Workbench;
  let page: Page;
  let map: FrameLocator;
  const troubles: string[] = [];

  before(async () => {
    workbench = await openWorkbench();
    page = workbench.page;
    page.on('console', (message) => {
      if (
        /Content Security Policy|Refused to/.test(message.text()) &&
        /script|img|style/.test(message.text()) &&
        isOurs(message.location().url)
      )
        troubles.push(message.text());
    });
    await openFile(page, 'recs.prd.md');
    await open();
  });
  after(() => workbench?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(page, `failed-${this.currentTest.title.replace(/\W+/g, '-')}`);
  });

  async function open(): Promise<void> {
    await runCommand(page, 'Shipworthy: Open Responsibility Map');
    map = mapFrame(page);
    await map.locator('main[aria-busy="false"]').waitFor();
  }

  it('shows eight responsibilities by four phases of the initiative that was looked at', async () => {
    await map.locator('[data-cell]').first().waitFor();
    assert.equal(await map.locator('[data-cell]').count(), 32);
    assert.deepEqual(
      (await map.locator('header select option').allTextContents()).map((words) => words.split(' ·')[0]?.trim()),
      ['<img src=x onerror=alert(1)>', 'recs', 'recs-draft'],
    );
    await choose('recs-draft');
    await photograph(page, 'map');
  });

  it('has nothing that a screen reader or a weak eye would stumble over', async () => {
    assert.deepEqual(await violations(), []);
    await map.locator('[data-cell="R7 discover"]').click();
    await map.locator('aside h2', { hasText: 'R7' }).waitFor();
    assert.deepEqual(await violations(), [], 'with a cell open');
    await map.locator('.lens').first().click();
    assert.deepEqual(await violations(), [], 'with a lens on');
    await map.locator('.toggle', { hasText: 'Table' }).click();
    await map.locator('table.list').waitFor();
    assert.deepEqual(await violations(), [], 'as a table');
    await map.locator('.toggle', { hasText: /^Map$/ }).click();
    await map.locator('.lens').first().click();
    await choose('<img');
    assert.deepEqual(await violations(), [], 'of hostile words');
    await choose('recs-draft');
    await map.locator('aside button', { hasText: 'Close' }).click();
  });

  it('takes the words of a document for words', async () => {
    await choose('<img');
    await map.locator('h2', { hasText: 'From goal' }).waitFor();
    assert.equal(await map.locator('img').count(), 0);
    assert.ok((await textOf(map.locator('body'))).includes('<img src=x onerror=alert(1)>'));
    await choose('recs-draft');
    assert.deepEqual(troubles, []);
  });

  it('shows the same evidence as another list asks for it, and judges nothing', async () => {
    await choose('recs-draft');
    const lists = map.locator('section[aria-labelledby="projection"]');
    for (const [name, asks] of [
      ['ml-test-score', /Data/],
      ['eu-ai-act', /Annex IV/],
    ] as const) {
      await lists.locator('select').selectOption(name);
      await lists.locator('table.asked').waitFor();
      await until(async () => asks.test(await textOf(lists)), `${name} is there`);
    }
    assert.match(await textOf(lists), /as of \d{4}-\d{2}-\d{2}/);
    await lists.scrollIntoViewIfNeeded();
    await photograph(page, 'map-projection');
    assert.deepEqual(await violations(), []);
    await lists.locator('select').selectOption('');
    assert.equal(await lists.locator('table.asked').count(), 0);
  });

  it('is walked through by keyboard alone, down to the line of a document', async () => {
    await runCommand(page, 'View: Focus Active Editor Group');
    await tabTo('header select');
    // Past the view, the export, the lenses: what Tab reaches next is one cell of the grid.
    await tabTo('[data-cell]');
    for (const key of ['Home', 'PageUp', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    assert.equal(await focused('data-cell'), 'R3 build');
    await page.keyboard.press('End');
    assert.equal(await focused('data-cell'), 'R3 operate');
    for (const key of ['Home', 'PageUp', 'Enter']) await page.keyboard.press(key);
    await map.locator('aside h2', { hasText: 'R1 Problem framing' }).waitFor();
    assert.equal(await map.locator('aside h2').evaluate((heading) => heading === document.activeElement), true);
    await page.keyboard.press('Escape');
    assert.equal(await focused('data-cell'), 'R1 discover', 'back where it came from');
    await page.keyboard.press('t');
    await map.locator('table.list').waitFor();
    assert.equal(await map.locator('table.list tbody tr').count(), 32);
    await page.keyboard.press('t');
    await map.locator('table.map').waitFor();
    await tabTo('[data-cell="R1 discover"]');
    await page.keyboard.press('Enter');
    await tabTo('aside .lines button.link');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active[aria-label*="recs."]').waitFor();
    await editor(page).waitFor();
    await runCommand(page, 'View: Close Editor');
    await map.locator('aside button', { hasText: 'Close' }).click();
  });

  it('begins what is missing where it belongs', async () => {
    await map.locator('[data-cell="R8 build"]').click();
    await map.locator('aside button', { hasText: 'Write it' }).first().click();
    await page.locator('.tab.active[aria-label^="recs.prd.md"]').waitFor();
    await until(async () => /adoption/i.test(await textOf(editor(page))), 'the section is there');
    await photograph(page, 'map-writes');
    await runCommand(page, 'View: Revert and Close Editor');
    await map.locator('aside button', { hasText: 'Close' }).click();
  });

  it('is drawn again as it was after a reload', async () => {
    await map.locator('.lens').nth(1).click();
    await map.locator('[data-cell="R2 discover"]').click();
    await map.locator('aside h2', { hasText: 'R2' }).waitFor();
    // The window's own way to reload: it writes down first what its editors show.
    const gone = page.waitForEvent('domcontentloaded');
    await runCommand(page, 'Developer: Reload Window').catch(() => undefined);
    await gone;
    await map.locator('main[aria-busy="false"]').waitFor({ timeout: 30_000 });
    assert.equal(await map.locator('[data-cell="R2 discover"]').getAttribute('aria-selected'), 'true');
    assert.equal(await map.locator('.lens').nth(1).getAttribute('aria-pressed'), 'true');
    assert.match((await map.locator('header select option:checked').textContent()) ?? '', /^recs-draft/);
    await map.locator('.lens').nth(1).click();
    await map.locator('aside button', { hasText: 'Close' }).click();
  });

  it('follows what is typed, and so does the view', async () => {
    await runCommand(page, 'Shipworthy: Focus on Readiness View');
    await treeRow(page, 'recs-draft').waitFor();
    const vague = () => textOf(map.locator('.lens').first());
    const inTree = () => textOf(treeRow(page, 'recs-draft'));
    const before = [await vague(), await inTree()];
    await map.locator('[data-cell="R7 discover"]').click();
    await map.locator('aside .link', { hasText: 'Privacy concerns' }).first().click();
    await page.locator('.tab.active[aria-label^="recs.prd.md"]').waitFor();
    await treeRow(page, 'Discover').waitFor();
    const folded = await page
      .locator('.pane-body .monaco-list-row[aria-expanded]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-expanded')));
    await selectLine(page, 'Improve personalization');
    await page.keyboard.type('Increase click-through by 8 % relative within 90 days while NPS drops by at most 3 points');
    await until(async () => (await vague()) !== before[0], 'the map counts fewer vague goals');
    await until(async () => (await inTree()) !== before[1], 'the view has another score');
    assert.deepEqual(
      await page
        .locator('.pane-body .monaco-list-row[aria-expanded]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-expanded'))),
      folded,
      'what was unfolded still is',
    );
    await photograph(page, 'map-follows');
    await runCommand(page, 'View: Revert and Close Editor');
    await map.locator('aside button', { hasText: 'Close' }).click();
  });

  it('stands open twice, for two initiatives', async () => {
    await runCommand(page, 'Shipworthy: Open Responsibility Map');
    await until(async () => (await page.locator('.tab[aria-label^="Map: "]').count()) === 2, 'a second map');
    await map.locator('main[aria-busy="false"]').waitFor();
    await choose('recs');
    await page.locator('.tab[aria-label^="Map: recs-draft"]').first().waitFor();
    await runCommand(page, 'View: Close Editor');
    await runCommand(page, 'View: Close Editor');
  });

  it('is one with a tree that keys unfold, and whose gaps open their line', async () => {
    await runCommand(page, 'Shipworthy: Focus on Readiness View');
    const row = page.locator('.pane-body .monaco-list-row.focused').first();
    const reaches = (reached: RegExp, key: string) =>
      until(async () => reached.test((await row.getAttribute('aria-label')) ?? ''), `${key} reaches ${reached}`);
    /** What is unfolded is there only when its rows are. */
    const hasRowsBelow = (): Promise<boolean> =>
      page.locator('.pane-body .monaco-list-row').evaluateAll((rows) => {
        const place = (one: Element) => Number(one.getAttribute('data-index'));
        const level = (one: Element | undefined) => Number(one?.getAttribute('aria-level') ?? 0);
        const focused = rows.find((one) => one.classList.contains('focused'));
        return focused !== undefined && level(rows.find((one) => place(one) === place(focused) + 1)) > level(focused);
      });
    // Down to the last initiative, all others folded on the way.
    await page.keyboard.press('Home');
    for (const name of [/^<img/, /^recs,/]) {
      await reaches(name, 'Home or ArrowDown');
      if ((await row.getAttribute('aria-expanded')) === 'true') await page.keyboard.press('ArrowLeft');
      await until(async () => (await row.getAttribute('aria-expanded')) === 'false', 'it is folded');
      await page.keyboard.press('ArrowDown');
    }
    await reaches(/^recs-draft/, 'ArrowDown');
    await treeRow(page, 'Discover').waitFor();
    const steps: readonly (readonly [key: string, reached: RegExp, unfolds?: true])[] = [
      ['ArrowDown', /^discover phase/],
      ['ArrowRight', /^discover phase/, true],
      ['ArrowDown', /^R1 Problem framing and success, in progress/],
      ['ArrowRight', /^R1 /, true],
      ['ArrowDown', /^(?:Goal|Target users|Metrics|Success)/],
    ];
    for (const [key, reached, unfolds] of steps) {
      await page.keyboard.press(key);
      await reaches(reached, key);
      if (unfolds) await until(hasRowsBelow, `${key} unfolds it`);
    }
    await page.keyboard.press('Enter');
    await page.locator('.tab.active[aria-label^="recs."]').waitFor();
  });

  it('counts in its badge what closes a gate', async () => {
    let blocking = 0;
    await runCommand(page, 'Shipworthy: Open Responsibility Map');
    map = mapFrame(page);
    await map.locator('main[aria-busy="false"]').waitFor();
    for (const name of ['<img', 'recs', 'recs-draft']) {
      await choose(name);
      blocking += Number(/(\d+) findings? in the way/.exec(await textOf(map.locator('.verdict')))?.[1] ?? 0);
    }
    await until(
      async () =>
        (await textOf(
          page.locator('.activitybar .action-item', { has: page.locator('a[aria-label^="Shipworthy"]') }).locator('.badge-content'),
        )) === String(blocking),
      `the badge says ${blocking}`,
    );
    await map.locator('.verdict .link').click();
    assert.equal((await map.locator('#blockers li').count()) > 0 && (await map.locator('#blockers').getAttribute('open')) !== null, true);
    assert.equal(await focused('id'), null);
    assert.equal(await (await frame()).evaluate(() => document.activeElement?.tagName), 'SUMMARY');
    assert.deepEqual(await violations(), [], 'with what closes the gate unfolded');
    await map.locator('#blockers .link').first().click();
    await page.locator('.tab.active[aria-label*=".prd."], .tab.active[aria-label*="recs."]').first().waitFor();
    await runCommand(page, 'View: Close All Editors');
  });

  it('shows only what one person answers for, or nobody', async () => {
    await runCommand(page, 'Shipworthy: Focus on Readiness View');
    const filterBy = async (owner: string) => {
      await runCommand(page, 'Shipworthy: Filter Readiness');
      await page.locator(`.quick-input-list .monaco-list-row[aria-label^="${owner}"]`).first().click();
    };
    const cells = async (): Promise<readonly string[]> =>
      (
        await page
          .locator('.pane-body .monaco-list-row[aria-label^="R"]')
          .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''))
      ).filter((label) => /^R\d /.test(label));
    /** Down to a row, whatever is unfolded already. */
    const unfold = async (...path: readonly string[]) => {
      for (const [at, words] of path.entries()) {
        const row = page.locator(`.pane-body .monaco-list-row[aria-label^="${words}"]`).first();
        await row.waitFor();
        if (at < path.length - 1 && (await row.getAttribute('aria-expanded')) === 'false') await row.click();
      }
    };
    await filterBy('@mei');
    await treeRow(page, 'recs-draft').waitFor({ state: 'detached' });
    await unfold('recs,', 'operate phase', 'R2 Data');
    assert.ok(
      (await cells()).every((label) => /, owner [^,]*@mei/.test(label)),
      (await cells()).join('\n'),
    );
    await photograph(page, 'readiness-owner');
    await filterBy('nobody');
    await unfold('recs-draft,', 'operate phase', 'R8 ');
    assert.ok(
      (await cells()).every((label) => label.endsWith('owner nobody')),
      (await cells()).join('\n'),
    );
    await runCommand(page, 'Shipworthy: Clear Readiness Filter');
    await until(async () => (await cells()).some((label) => label.includes('@')), 'everybody is back');
  });

  it('shows only one phase where that is asked for', async () => {
    await runCommand(page, 'Shipworthy: Filter Readiness');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'build' }).first().click();
    await treeRow(page, 'Discover').waitFor({ state: 'detached' });
    await treeRow(page, 'Build').waitFor();
    await photograph(page, 'readiness-filtered');
    await runCommand(page, 'Shipworthy: Clear Readiness Filter');
    await treeRow(page, 'Discover').waitFor();
  });

  it('says by command who answers at 3 am, and what changed or why that cannot be told', async () => {
    const list = page.locator('.quick-input-list');
    await runCommand(page, 'Shipworthy: Run the 3 am Drill');
    await list.locator('.monaco-list-row', { hasText: 'in all 168 hours of the week' }).first().waitFor();
    await photograph(page, 'drill');
    await page.keyboard.press('Escape');
    await runCommand(page, 'Shipworthy: What Changed Since');
    await page.locator('.quick-input-widget input').first().fill('HEAD');
    await page.keyboard.press('Enter');
    await list
      .locator('.monaco-list-row', { hasText: /No repository here knows "HEAD"|Nothing changed/ })
      .first()
      .waitFor();
    await photograph(page, 'what-changed');
    await page.keyboard.press('Escape');
  });

  it('says the stand-up by command, and asks what decides between a simpler and a more complex model', async () => {
    await runCommand(page, 'Shipworthy: Show the Stand-up');
    const preview = page.frameLocator('iframe.webview.ready').first().frameLocator('iframe#active-frame');
    await preview.locator('h2', { hasText: 'recs-draft' }).waitFor();
    const words = await textOf(preview.locator('body'));
    assert.ok(/Success: .*Data owners: .*Biggest risk: /.test(words) && words.includes('Not yet crisp: biggest risk'));
    assert.equal(await preview.locator('img').count(), 0);
    await photograph(page, 'standup');
    await runCommand(page, 'View: Close Editor');
    await openFile(page, 'recs.prd.md');
    await runCommand(page, 'Shipworthy: Weigh a Trade-off');
    const list = page.locator('.quick-input-list');
    for (let at = 1; at <= 7; at++) {
      await page.locator('.quick-input-titlebar', { hasText: `(${at} of 7)` }).waitFor();
      await page.keyboard.press('Enter');
    }
    await page.locator('.quick-input-titlebar', { hasText: 'decided by' }).waitFor();
    await list.locator('.monaco-list-row', { hasText: 'Copy the rationale' }).waitFor();
    await photograph(page, 'tradeoff');
    await page.keyboard.press('Escape');
  });

  it('raised no toast in all this', () => {
    assert.deepEqual(workbench.toasts, []);
  });

  async function choose(name: string): Promise<void> {
    const value = await map
      .locator('header select option', { hasText: new RegExp(`^${name.replace(/[<(]/g, '\\$&')}[^-]`) })
      .first()
      .getAttribute('value');
    await map.locator('header select').selectOption(value as string);
    await page.locator(`.tab[aria-label^="Map: ${name}"]`).first().waitFor();
  }

  async function tabTo(selector: string): Promise<void> {
    for (let times = 0; times < 40; times++) {
      await page.keyboard.press('Tab');
      if (await (await frame()).evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    }
    throw new Error(`Tab never reached ${selector}.`);
  }

  const focused = async (attribute: string): Promise<string | null> =>
    (await frame()).evaluate((name) => document.activeElement?.getAttribute(name) ?? null, attribute);

  async function frame(): Promise<Frame> {
    return (await (await map.locator('body').elementHandle())?.ownerFrame()) as Frame;
  }

  const violations = async (): Promise<readonly string[]> => violationsIn(await frame());
});

const isOurs = (url: string): boolean => /shipworthy|webview/.test(url);
