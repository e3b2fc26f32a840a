// "Explain Rule…": the page of a rule opens, and a diagnostic's code leads to it.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, findings, show, until } from '../editor.js';

describe('the page of a rule', () => {
  after(closeAll);

  it('opens by the command', async () => {
    await vscode.commands.executeCommand('shipworthy.explainRule', 'goal-vague');
    // As a preview where the editor draws one, as text where it does not.
    await until('the page', () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
      const texts = vscode.workspace.textDocuments.map(({ uri }) => uri.path);
      return [...tabs, ...texts].find((name) => name.includes('goal-vague'));
    });
  });

  it('is where the code of a diagnostic leads', async () => {
    const { document } = await show('recs.prd.md');
    const [first] = await until('findings', () => (findings(document.uri).length > 0 ? findings(document.uri) : undefined));
    const code = first?.code as { readonly value: string; readonly target: vscode.Uri };
    assert.equal(code.target.toString(), `shipworthy:/rules/${code.value}.md`);
    const page = await vscode.workspace.openTextDocument(code.target);
    assert.ok(page.getText().startsWith(`# ${code.value}\n`));
    assert.equal(findings(page.uri).length, 0, 'its examples are no documents');
  });
});
