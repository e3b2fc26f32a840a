// New documents from templates: the same text as on the command line, nothing overwritten, no server needed.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { plain } from '../../../server/src/core/syntax/write.js';
import { template } from '../../../server/src/core/templates/template.js';
import { newInitiative } from '../../../server/src/newFiles.js';
import { closeAll, folder, until } from '../editor.js';

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
      // A template that nobody has filled in is left alone; what it is shows in what its headings are said to be for.
      const goal = document.positionAt(document.getText().search(/^(?:## Goal|goal:)/m) + 3);
      await until('the words of a field', async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, goal);
        return hovers.length > 0 || undefined;
      });
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

  it('New AI Initiative beside a PRD writes the other six, filled from it', async () => {
    const target = vscode.Uri.joinPath(folder(), 'joined');
    const prd = vscode.Uri.joinPath(target, 'recs.prd.md');
    const mine = '---\nkind: prd\nid: recs\n---\n\n# Recommendations\n\n## Rollout plan\n\n- Canary on 5 % of traffic for 1 week\n';
    await vscode.workspace.fs.writeFile(prd, new TextEncoder().encode(mine));
    await vscode.commands.executeCommand('shipworthy.newInitiative', { name: 'recs', syntax: 'yaml', folder: target });
    const read = async (name: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(target, name)));
    assert.equal((await vscode.workspace.fs.readDirectory(target)).length, 7);
    assert.equal(await read('recs.prd.md'), mine);
    assert.match(await read('recs.runbook.yaml'), /name: Canary\n\s+type: canary\n\s+traffic: 5 %\n\s+duration: 1 week/);

    await vscode.window.showTextDocument(vscode.Uri.joinPath(target, 'recs.prd.md'));
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(target, 'recs.runbook.yaml'));
    await vscode.commands.executeCommand('shipworthy.newArtifact', { kind: 'runbook', syntax: 'yaml' });
    const text = (vscode.window.activeTextEditor as vscode.TextEditor).document.getText().replaceAll('\r\n', '\n');
    assert.match(
      text,
      /^id: "recs"\nphase: discover\nrelated: \[[^\n]*\.\/recs\.prd\.md[^\n]*\]\n(?:#[^\n]*\n)*title: "Recommendations"$/m,
    );
    assert.match(text, /name: Canary\n\s+type: canary\n\s+traffic: 5 %\n\s+duration: 1 week/);
  });

  it('New AI Artifact from File begins with what the file says and points at it; the SLOs leave as OpenSLO', async () => {
    const target = vscode.Uri.joinPath(folder(), 'begun');
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(target, name), new TextEncoder().encode(text));
    await write('alerts.yml', 'groups:\n  - rules:\n      - {alert: ErrorsHigh, expr: ratio > 0.02, for: 5m}\n');
    await vscode.commands.executeCommand('shipworthy.newFromFile', vscode.Uri.joinPath(target, 'alerts.yml'), { syntax: 'yaml' });
    const { document } = vscode.window.activeTextEditor as vscode.TextEditor;
    const text = document.getText().replaceAll('\r\n', '\n');
    assert.equal(document.isUntitled, true);
    assert.match(text, /^kind: monitoring$/m);
    assert.match(text, /^related: \[\.\/alerts\.yml\]$/m);
    assert.match(text, /name: ErrorsHigh\n\s+signal: ratio\n\s+op: ">"\n\s+threshold: "?0\.02"?\n\s+for: 5 min/);

    await write('claims.prd.yaml', 'kind: prd\nid: claims\nslos: [{sli: claims answered, objective: 99.9 %, window: 28 days}]\n');
    await vscode.window.showTextDocument(vscode.Uri.joinPath(target, 'claims.prd.yaml'));
    await vscode.commands.executeCommand('shipworthy.writeOpenSlo');
    const written = (vscode.window.activeTextEditor as vscode.TextEditor).document;
    assert.equal(written.isUntitled, true);
    assert.match(written.getText(), /displayName: claims answered[\s\S]*duration: 28d[\s\S]*target: 0\.999/);
  });
});
