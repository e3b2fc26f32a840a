// New documents from templates: the same text as on the command line, nothing overwritten, no server needed.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { plain } from '../../../server/src/core/syntax/write.js';
import { template } from '../../../server/src/core/templates/template.js';
import { newInitiative } from '../../../server/src/newFiles.js';
import { closeAll, finding, folder } from '../editor.js';

describe('new files', () => {
  afterEach(closeAll);

  for (const syntax of ['markdown', 'yaml'] as const)
    it(`New AI Artifact opens the ${syntax} template, unsaved and recognised`, async () => {
      await vscode.commands.executeCommand('shipworthy.newArtifact', { kind: 'prd', syntax });
      const { document, selection } = vscode.window.activeTextEditor as vscode.TextEditor;
      assert.equal(document.isUntitled, true);
      assert.equal(document.languageId, syntax);
      assert.equal(document.getText().replaceAll('\r\n', '\n'), plain(template('prd', syntax)));
      assert.match(document.lineAt(selection.active.line).text, /^id: ""/);
      await finding(document, 'field-missing');
    });

  it('New AI Initiative writes seven files once', async () => {
    const target = vscode.Uri.joinPath(folder(), 'initiative');
    const names = async () => (await vscode.workspace.fs.readDirectory(target)).map(([name]) => name).sort();
    const given = { name: 'Answer suggestions', syntax: 'yaml', folder: target };
    await vscode.commands.executeCommand('shipworthy.newInitiative', given);
    const files = newInitiative(given.name, 'yaml', (kind) => template(kind, 'yaml'));
    assert.deepEqual(await names(), files.map(({ name }) => name).sort());
    for (const { name, text } of files)
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(target, name))), text);

    const mine = vscode.Uri.joinPath(target, files[0]?.name ?? '');
    await vscode.workspace.fs.writeFile(mine, new TextEncoder().encode('kind: one-pager\n'));
    await vscode.commands.executeCommand('shipworthy.newInitiative', given);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(mine)), 'kind: one-pager\n');
    assert.equal((await names()).length, 7);
  });
});
