// Draws icon.png from icon.svg, because the Marketplace takes no SVG. Run it by hand after a change: node media/draw.mjs
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../scripts/host/server.mjs';

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const size = 256;
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${readFileSync(here('icon.svg'), 'utf8')}`);
await page.screenshot({ path: here('icon.png'), omitBackground: true });
await browser.close();
