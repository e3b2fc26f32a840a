// A window whose files say nothing of what they are, until a shipworthy.yaml says it for them.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, extension, findings, folder, show, until } from '../editor.js';

describe('a shipworthy.yaml', () => {
  const config = () => vscode.Uri.joinPath(folder(), 'shipworthy.yaml');
  after(closeAll);

  it('wakes the extension when it appears, and makes a PRD of what it names', async () => {
    const { document } = await show('notes.md');
    await until('the extension to be activated by the language', () => extension().isActive || undefined);
    assert.equal(extension().exports.state(), 'asleep');
    await vscode.workspace.fs.writeFile(config(), new TextEncoder().encode("files:\n  prd: ['notes.md']\n"));
    await until('findings', () => findings(document.uri)[0]);
    assert.equal(extension().exports.state(), 'running');
  });

  it('lets go of its files when it is gone', async () => {
    const { document } = await show('notes.md');
    await until('findings', () => findings(document.uri)[0]);
    await vscode.workspace.fs.delete(config());
    await until('silence', () => findings(document.uri).length === 0 || undefined);
  });
});
