// "Explain Rule…": the page of a rule opens, and a diagnostic's code leads to it.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, findings, show, until } from '../editor.js';

describe('the page of a rule', () => {
  after(closeAll);

  it('opens by the command', async () => {
    await vscode.commands.executeCommand('shipworthy.explainRule', 'goal-vague');
    await until('the page', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes('goal-vague')),
    );
  });

  it('is where the code of a diagnostic leads', async () => {
    const { document } = await show('recs.prd.md');
    const [first] = await until('findings', () => (findings(document.uri).length > 0 ? findings(document.uri) : undefined));
    const code = first?.code as { readonly value: string; readonly target: vscode.Uri };
    assert.ok(code.target.path.endsWith(`/docs/rules/${code.value}.md`), JSON.stringify(code));
    await vscode.workspace.fs.stat(code.target);
  });
});
