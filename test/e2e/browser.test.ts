// A window in a browser without any server behind it: the extension's browser entry, the language server in a worker.

import { strict as assert } from 'node:assert';
import {
  editor,
  goToEndOf,
  mapFrame,
  openFile,
  openFixes,
  openWorkbench,
  photograph,
  runCommand,
  squiggles,
  type Workbench,
} from './workbench.js';

describe('a window without a server', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench?.close());

  for (const name of ['recs.prd.md', 'recs.prd.yaml']) {
    it(`finds and mends the vague goal of ${name}`, async () => {
      const { page } = workbench;
      await openFile(page, name);
      await squiggles(page).first().waitFor();
      await goToEndOf(page, 'Improve personalization');
      for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft');
      await openFixes(page);
      await page.keyboard.press('Enter');
      await editor(page).getByText('Improve personalization').waitFor({ state: 'detached' });
      await photograph(page, `web-${name}`);
      await page.keyboard.press('Escape');
    });
  }

  it('draws the map and says the stand-up', async () => {
    const { page } = workbench;
    await runCommand(page, 'Shipworthy: Open Responsibility Map');
    await mapFrame(page).locator('main[aria-busy="false"] [data-cell]').first().waitFor();
    await photograph(page, 'web-map');
    await runCommand(page, 'View: Close Editor');
    await runCommand(page, 'Shipworthy: Show the Stand-up');
    await page.locator('.tab.active[aria-label*="Stand-up"]').waitFor();
    assert.deepEqual(workbench.toasts, []);
  });
});
