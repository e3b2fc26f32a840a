// Somebody writes a PRD: opens it, sees what is missing, asks why, takes a fix, completes a section, looks at the problems.

import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import {
  editor,
  goToEndOf,
  hoverBox,
  languageStatus,
  line,
  markers,
  openFile,
  openFixes,
  openWorkbench,
  photograph,
  runCommand,
  selectLine,
  squiggles,
  suggestions,
  textOf,
  treeRow,
  until,
  type Workbench,
} from './workbench.js';

describe('writing a PRD', () => {
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    workbench = await openWorkbench();
    page = workbench.page;
  });
  after(() => workbench?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(page, `failed-${this.currentTest.title.replace(/\W+/g, '-')}`);
    await page.keyboard.press('Escape');
    await runCommand(page, 'View: Revert and Close Editor');
    await editor(page).waitFor({ state: 'detached' });
  });

  it('leaves a plain file alone', async () => {
    await openFile(page, 'plain.md');
    await line(page, 'Improve personalization').waitFor();
    assert.equal(await squiggles(page).count(), 0);
    await languageStatus(page).click();
    await hoverBox(page).getByText('Markdown link validation').waitFor();
    assert.equal(await hoverBox(page).getByText('Shipworthy').count(), 0);
  });

  it('underlines the vague goal in Markdown', async () => {
    await openFile(page, 'recs.prd.md');
    await squiggles(page).first().waitFor();
    await photograph(page, 'squiggle-markdown');
  });

  it('underlines the vague goal in YAML', async () => {
    await openFile(page, 'recs.prd.yaml');
    await squiggles(page).first().waitFor();
    await photograph(page, 'squiggle-yaml');
  });

  it('underlines what is typed, and lets go when it is mended', async () => {
    await openFile(page, 'recs.prd.md');
    await squiggles(page).first().waitFor();
    await selectLine(page, 'Improve personalization');
    await page.keyboard.type(
      'Increase click-through on recommended items by 8 % relative within 90 days while NPS drops by at most 3 points',
    );
    await until(async () => !(await markedLines(page)).some((words) => words.includes('Increase')), 'the goal is accepted');
    await selectLine(page, 'Increase');
    await page.keyboard.type('Improve personalization');
    await until(async () => (await markedLines(page)).some((words) => words.includes('Improve')), 'a new squiggle');
    await photograph(page, 'squiggle-typed');
  });

  it('explains a finding on hover', async () => {
    await openFile(page, 'recs.prd.md');
    await squiggles(page).first().waitFor();
    await hoverOver(page, 'Improve personalization');
    assert.match(await textOf(hoverBox(page)), /shipworthy/);
    await photograph(page, 'hover-finding');
  });

  it('explains a field on hover', async () => {
    await openFile(page, 'recs.prd.yaml');
    await squiggles(page).first().waitFor();
    await hoverOver(page, 'target_users', 30);
    await photograph(page, 'hover-field');
  });

  it('offers a fix with slots to fill in', async () => {
    await openFile(page, 'recs.prd.md');
    await squiggles(page).first().waitFor();
    await goToEndOf(page, 'Improve personalization');
    await page.keyboard.press('ArrowLeft');
    await openFixes(page);
    await photograph(page, 'fix-menu');
    await page.keyboard.press('Enter');
    await until(async () => !(await textOf(editor(page))).includes('Improve personalization'), 'the goal is replaced');
    await photograph(page, 'fix-applied');
    await page.keyboard.press('Tab');
    await page.keyboard.type('checkout conversion');
    await until(async () => /increase checkout conversion by/i.test(await textOf(editor(page))), 'the second slot is filled in');
    await photograph(page, 'fix-filled');
  });

  it('completes a missing field in YAML', async () => {
    await openFile(page, 'recs.prd.yaml');
    await squiggles(page).first().waitFor();
    await goToEndOf(page, 'model:');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+Space');
    await suggestions(page).first().waitFor();
    await photograph(page, 'completion-yaml');
  });

  it('completes a missing section in Markdown', async () => {
    await openFile(page, 'recs.prd.md');
    await squiggles(page).first().waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n## ');
    await page.keyboard.press('Control+Space');
    await suggestions(page).first().waitFor();
    await photograph(page, 'completion-markdown');
  });

  it('lists everything in the Problems panel', async () => {
    await openFile(page, 'recs.prd.yaml');
    await squiggles(page).first().waitFor();
    await page.keyboard.press('Control+Shift+M');
    await markers(page).nth(1).waitFor();
    await photograph(page, 'problems');
    await page.keyboard.press('Control+Shift+M');
  });

  it('only hints at what a runbook lacks while its launch is far', async () => {
    await openFile(page, 'recs.runbook.md');
    await squiggles(page).first().waitFor();
    assert.equal(await editor(page).locator('.squiggly-error').count(), 0);
    await hoverOver(page, 'figure it out');
    await photograph(page, 'hover-runbook');
  });

  it('says in the language status what the document is', async () => {
    await openFile(page, 'recs.prd.md');
    await squiggles(page).first().waitFor();
    await languageStatus(page).click();
    await hoverBox(page).getByText('PRD').waitFor();
    await photograph(page, 'status');
    await hoverBox(page).getByText('Show Log').click();
    await page.locator('.panel .view-line', { hasText: 'server' }).first().waitFor();
    await photograph(page, 'log');
    await runCommand(page, 'View: Hide Panel');
  });

  it('shows how ready the initiative is, and opens the place of a gap', async () => {
    await openFile(page, 'recs.prd.md');
    await squiggles(page).first().waitFor();
    await runCommand(page, 'Shipworthy: Focus on Readiness View');
    await treeRow(page, 'Discover').waitFor();
    await treeRow(page, 'R1 Framing').click();
    await treeRow(page, 'Goal').first().waitFor();
    await photograph(page, 'readiness');
    await treeRow(page, 'Goal').first().click();
    await page.locator('.tab.active[aria-label^="recs.prd"]').waitFor();
    await runCommand(page, 'View: Show Explorer');
  });

  it('raised no toast in all this', () => {
    assert.deepEqual(workbench.toasts, []);
  });
});

async function hoverOver(page: Page, words: string, x = 60): Promise<void> {
  await line(page, words).hover({ position: { x, y: 10 } });
  await hoverBox(page).waitFor();
}

/** The lines with an error or a warning, found by place; hints may stay. */
async function markedLines(page: Page): Promise<string[]> {
  const boxes = await Promise.all(
    (await editor(page).locator('.squiggly-error, .squiggly-warning').all()).map((mark) => mark.boundingBox()),
  );
  const lines = await Promise.all(
    (await editor(page).locator('.view-line').all()).map(async (each) => ({
      box: await each.boundingBox(),
      text: await textOf(each),
    })),
  );
  return boxes.flatMap((box) => lines.filter((each) => box && each.box && Math.abs(box.y - each.box.y) < 3).map(({ text }) => text));
}
