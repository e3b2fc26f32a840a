// The map and the stand-up by command, in a window: files as the command line writes them, a page to read, a panel each time.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Extension } from '../../../client/src/sleep.js';
import { type MapFormat, mapFileRequest } from '../../../server/src/protocol.js';
import { closeAll, extension, folder, until } from '../editor.js';

describe('the map by command', () => {
  afterEach(closeAll);

  it('exports each format to a file, as the server writes it', async () => {
    const { ask } = (await extension().activate()) as unknown as Extension;
    for (const format of ['svg', 'html', 'markdown'] satisfies MapFormat[]) {
      const target = vscode.Uri.joinPath(folder(), `readiness.${format}`);
      await vscode.commands.executeCommand('shipworthy.exportMap', { format, target });
      const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
      await vscode.workspace.fs.delete(target);
      assert.equal(written, await ask(mapFileRequest, { format }));
      assert.ok(written.length > 500, format);
    }
  });

  it('opens one panel more each time, and the stand-up as a page', async () => {
    const tabs = () => vscode.window.tabGroups.all.flatMap(({ tabs: list }) => list).map(({ label }) => label);
    await vscode.commands.executeCommand('shipworthy.openMap');
    await vscode.commands.executeCommand('shipworthy.openMap');
    await until('two maps', async () => tabs().filter((label) => /Map/.test(label)).length === 2 || undefined);
    await vscode.commands.executeCommand('shipworthy.standup');
    await until('the stand-up', async () => tabs().some((label) => /Stand-up/.test(label)) || undefined);
  });
});
