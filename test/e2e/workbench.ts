// The workbench as its user sees it: names for the few selectors of VS Code that the tests need.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Frame, type FrameLocator, type Locator, type Page } from 'playwright-core';

export interface Workbench {
  readonly page: Page;
  /** The words of every notification that came up since the window was opened, whether it is still there or not. */
  readonly toasts: readonly string[];
  close(): Promise<void>;
}

/** On the folder of the run, on another, or in a window without one. */
export async function openWorkbench(folder?: string | null): Promise<Workbench> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'];
  const browser: Browser = await chromium.launch({ executablePath: setting('SHIPWORTHY_BROWSER'), args });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const raised: string[] = [];
  await page.exposeFunction('onToast', (words: string) => void raised.push(words));
  await page.addInitScript(watchToasts);
  const url = new URL(setting('SHIPWORTHY_URL'));
  if (folder !== undefined) url.search = folder === null ? 'ew=true' : new URLSearchParams({ folder }).toString();
  await page.goto(url.href);
  await page
    .locator(`.monaco-workbench ${folder === null ? '.activitybar' : '.explorer-folders-view'}`)
    .first()
    .waitFor();
  return { page, toasts: raised, close: () => browser.close() };
}

/** Runs in the page. */
function watchToasts(): void {
  const { onToast } = globalThis as unknown as { onToast(words: string): void };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof Element && node.matches('.notification-toast, .notification-toast-container')) onToast(node.textContent ?? '');
  }).observe(document, { subtree: true, childList: true });
}

export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await pick(page, name, name);
  await page.locator(`.tab.active[aria-label^="${name}"]`).waitFor();
  await page.locator('.view-line').first().waitFor();
  // A file opened before comes back scrolled to where it was left.
  await page.keyboard.press('Control+Home');
}

export async function runCommand(page: Page, title: string): Promise<void> {
  // A page that has just been drawn may take the focus, and the palette goes.
  for (let times = 1; ; times++) {
    await page.keyboard.press('F1');
    try {
      return await pick(page, `>${title}`, title, 4_000);
    } catch (error) {
      if (times === 3) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** By click: the first row may still be one of the rows from before the filter. */
async function pick(page: Page, filter: string, label: string, timeout = 10_000): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  await widget.locator('input').first().fill(filter, { timeout });
  await widget.locator(`.monaco-list-row[aria-label^="${label}"]`).first().click({ timeout });
  // The list is gone, or the command has put its own there.
  await page.waitForFunction(
    (before) => {
      const shown = document.querySelector<HTMLElement>('.quick-input-widget');
      return !shown || shown.style.display === 'none' || shown.querySelector('input')?.value !== before;
    },
    filter,
    { timeout: 10_000 },
  );
}

/** The folder that the run has opened, on disk. */
export const workspaceFolder = (): string => new URL(setting('SHIPWORTHY_URL')).searchParams.get('folder') as string;

export const editor = (page: Page): Locator => page.locator('.editor-instance .monaco-editor').first();

/** Any of ours, whatever its level: a hint is drawn as dots, the others as waves. */
export const squiggles = (page: Page): Locator =>
  editor(page).locator('.squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint');

/** The visible line that contains some words. */
export const line = (page: Page, words: string): Locator =>
  editor(page)
    .locator('.view-line', { hasText: words.replaceAll(' ', '\u00a0') })
    .first();

export const hoverBox = (page: Page): Locator => page.locator('.monaco-hover:visible').first();
export const suggestions = (page: Page): Locator => page.locator('.suggest-widget.visible .monaco-list-row');
export const actions = (page: Page): Locator => page.locator('.action-widget .monaco-list-row.action');
export const markers = (page: Page): Locator => page.locator('.markers-panel .monaco-list-row');
export const languageStatus = (page: Page): Locator => page.locator('#status\\.languageStatus');

/** A row of the view Readiness. */
export const treeRow = (page: Page, words: string): Locator => page.locator('.pane-body .monaco-list-row', { hasText: words }).first();

/** The editor draws spaces as no-break spaces. */
export const textOf = async (place: Locator): Promise<string> => ((await place.textContent()) ?? '').replaceAll('\u00a0', ' ');

/** Asks again when the first answer was empty: VS Code drops it while extensions still register theirs. */
export async function openFixes(page: Page): Promise<void> {
  for (let times = 0; times < 5; times++) {
    await page.keyboard.press('Control+.');
    const there = await actions(page)
      .first()
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
    if (there) return;
    await page.keyboard.press('Escape');
  }
  throw new Error('No quick fix was offered.');
}

/** Places the caret behind the last character of the line that contains some words. */
export async function goToEndOf(page: Page, words: string): Promise<void> {
  await line(page, words).click({ position: { x: 4, y: 8 } });
  await page.keyboard.press('End');
}

/** Selects a whole line without its end, wrapped or not. */
export async function selectLine(page: Page, words: string): Promise<void> {
  await goToEndOf(page, words);
  for (const key of ['Home', 'Home', 'Shift+End', 'Shift+End']) await page.keyboard.press(key);
}

/** The page inside the first map that is open: a frame in a frame. */
export const mapFrame = (page: Page): FrameLocator => page.frameLocator('iframe.webview.ready').first().frameLocator('iframe#active-frame');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a screen reader or a weak eye would stumble over, in one frame. */
export async function violationsIn(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
      }
    ).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
  });
}

export async function until(holds: () => Promise<boolean>, what: string, patience = 15_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} s until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync('out/screenshots', { recursive: true });
  await page.screenshot({ path: `out/screenshots/${name}-${setting('SHIPWORTHY_THEME')}.png`, animations: 'disabled', caret: 'initial' });
}

export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run npm run test:e2e.`);
  return value;
}
