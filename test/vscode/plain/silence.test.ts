// A window that holds no file of ours: the extension may be active, but nothing of it runs.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, extension, finding, findings, replace, show, until } from '../editor.js';
import { canListProcesses, serverProcesses } from '../processes.js';

describe('a window without any file of ours', () => {
  after(closeAll);

  it('starts no server', async () => {
    await show('values.yaml');
    const { document } = await show('notes.md');
    await until('the extension to be activated by the language', () => extension().isActive || undefined);
    assert.equal(extension().exports.state(), 'asleep');
    if (canListProcesses) assert.deepEqual(serverProcesses(), []);
    assert.deepEqual(findings(document.uri), []);
  });

  it('wakes when somebody declares what a document is', async () => {
    const editor = await show('values.yaml');
    await replace(editor, new vscode.Range(0, 0, 0, 0), 'kind: prd\n');
    await finding(editor.document, 'goal-vague');
    assert.equal(extension().exports.state(), 'running');
  });
});
