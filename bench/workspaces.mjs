// A whole workspace in the server: until every finding and the readiness of everything is there; a finding in another file after an edit.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workspace } from './documents.mjs';
import { start } from './drive.mjs';
import { percentile } from './measure.mjs';

/** Ours reads the folder itself; the peer, which does not, has every file opened. */
export async function settled(name, count) {
  const folder = mkdtempSync(join(tmpdir(), 'shipworthy-bench-'));
  try {
    const files = workspace(folder, count, 'yaml');
    const server = await start(name, { folder: pathToFileURL(folder).href });
    if (name === 'shipworthy') await server.request('shipworthy/report');
    else await Promise.all(files.map((file) => server.open(pathToFileURL(file).href, 'yaml', readFileSync(file, 'utf8'))));
    const ms = performance.now() - server.begun;
    const mb = server.memory();
    await server.stop();
    return { ms, mb };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An edit in one artifact until the diagnostics of the other are there, in a workspace of so many. */
export async function across(count, times) {
  const folder = mkdtempSync(join(tmpdir(), 'shipworthy-bench-'));
  try {
    const files = workspace(folder, count, 'yaml');
    const server = await start('shipworthy', { folder: pathToFileURL(folder).href });
    await server.request('shipworthy/report');
    const [prd, , , plan] = files;
    const text = readFileSync(prd, 'utf8');
    await server.open(pathToFileURL(prd).href, 'yaml', text);
    await server.open(pathToFileURL(plan).href, 'yaml', readFileSync(plan, 'utf8'));
    const offset = text.indexOf('8 %');
    const measured = [];
    for (let at = 0; at < times; at++) {
      const other = server.published(pathToFileURL(plan).href);
      const begun = performance.now();
      void server.edit(pathToFileURL(prd).href, offset, 1, String(2 + (at % 7)));
      await other;
      measured.push(performance.now() - begun);
    }
    await server.stop();
    return percentile(measured, 95);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
