// Somebody's first minutes: an empty folder, what the view offers, an initiative in three actions, the walkthrough to its end.

import { strict as assert } from 'node:assert';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  actions,
  editor,
  goToEndOf,
  mapFrame,
  openFixes,
  openWorkbench,
  photograph,
  runCommand,
  squiggles,
  textOf,
  treeRow,
  until,
  type Workbench,
  workspaceFolder,
} from './workbench.js';

/** Outside the folder of the run, which stays empty. */
function made(name: string, only?: string): string {
  const folder = join(workspaceFolder(), '..', name);
  mkdirSync(folder);
  if (only)
    writeFileSync(join(folder, only), readFileSync('examples/recommender-broken/recs.prd.md', 'utf8').replace(/^---[\s\S]*?\n---\n/, ''));
  else cpSync('examples/recommender', folder, { recursive: true });
  return folder;
}

describe('the first minutes', () => {
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    workbench = await openWorkbench();
    page = workbench.page;
  });
  after(() => workbench?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(page, `failed-${this.currentTest.title.replace(/\W+/g, '-')}`);
  });

  it('begin with a view that says what to do in an empty folder', async () => {
    await page.locator('.activitybar a[aria-label^="Shipworthy"]').first().click();
    await page.locator('.welcome-view:visible', { hasText: 'No document of an AI product is here yet' }).waitFor();
    await photograph(page, 'welcome');
  });

  const states: readonly (readonly [state: string, folder: () => string | null, says: string])[] = [
    ['no folder', () => null, 'Readiness is about the documents of a folder'],
    ['only what looks like it', () => made('candidates', 'PRD.md'), 'Nothing here says yet that it belongs to an AI product'],
    ['everything ready', () => made('ready'), 'Everything that applies is ready'],
  ];
  for (const [state, folder, says] of states)
    it(`begin with a view that says what it sees with ${state}`, async () => {
      const other = await openWorkbench(folder());
      try {
        await other.page.locator('.activitybar a[aria-label^="Shipworthy"]').first().click();
        await other.page.locator('.pane-body:visible', { hasText: says }).first().waitFor();
        await photograph(other.page, `welcome-${state.replaceAll(' ', '-')}`);
        if (state !== 'only what looks like it') return;
        await treeRow(other.page, 'PRD.md').waitFor();
        await runCommand(other.page, 'Shipworthy: Open Responsibility Map');
        await mapFrame(other.page).locator('main.empty .link', { hasText: 'PRD.md' }).click();
        await other.page.locator('.tab.active[aria-label^="PRD.md"]').waitFor();
      } finally {
        await other.close();
      }
    });

  it('lead from there to seven documents, the first of them valid, in three actions', async () => {
    await page.locator('.welcome-view:visible .monaco-button', { hasText: 'New AI Initiative' }).click();
    const input = page.locator('.quick-input-widget input').first();
    await input.fill('Search ranking');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget', { hasText: 'success look like' }).waitFor();
    await input.fill('Increase self-service resolution from 41 % to 46 % within 90 days of full rollout while CSAT stays at or above 4.2');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active[aria-label^="search-ranking.one-pager.md"]').waitFor();
    await until(async () => /Increase self-service resolution/.test(await textOf(editor(page))), 'the goal stands in it');
    await page.locator('.codelens-decoration', { hasText: 'measurable' }).first().waitFor();
    assert.equal(await editor(page).locator('.squiggly-error').count(), 0, 'nothing in it is an error');
    await treeRow(page, 'search-ranking').waitFor();
    await photograph(page, 'first-artifact');
  });

  it('go on to a walkthrough that ends in a real catch', async () => {
    await runCommand(page, 'Shipworthy: Open an Example PRD');
    await page.locator('.tab.active[aria-label^="Untitled"]').waitFor();
    await squiggles(page).first().waitFor();
    await goToEndOf(page, 'Improve personalization');
    await page.keyboard.press('ArrowLeft');
    await openFixes(page);
    await actions(page).filter({ hasText: 'five slots' }).first().waitFor();
    await photograph(page, 'catch');
    await page.keyboard.press('Escape');
    await runCommand(page, 'View: Revert and Close Editor');
  });

  it('and in the map', async () => {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input').first();
    for (const [filter, row] of [
      ['>Welcome: Open Walkthrough', 'Open Walkthrough'],
      ['Ship AI', 'Ship AI Products That Work'],
    ] as const) {
      await input.fill(filter);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click();
    }
    await page.locator('.getting-started-step', { hasText: 'Begin an initiative' }).first().waitFor();
    assert.equal(await page.locator('.getting-started-step:visible').count(), 5);
    await photograph(page, 'walkthrough');
    await page.locator('.getting-started-step', { hasText: 'Look at the whole' }).first().click();
    await page.locator('.getting-started-step.expanded .monaco-button', { hasText: 'Open Responsibility Map' }).click();
    await mapFrame(page).locator('main[aria-busy="false"]').waitFor();
    assert.match(await textOf(mapFrame(page).locator('header select option:checked')), /search-ranking/);
    await photograph(page, 'map-first');
    await page.locator('.tab[aria-label^="Walkthrough"], .tab[aria-label^="Welcome"]').first().click();
    await page
      .locator('.getting-started-step', { hasText: 'Look at the whole' })
      .locator('.codicon-getting-started-step-checked:visible')
      .waitFor();
  });

  it('raise no toast', () => {
    assert.deepEqual(workbench.toasts, []);
  });
});
