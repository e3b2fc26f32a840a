// The life of the server: restart by command, recovery from a crash, and silence about files that are not ours.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, extension, finding, findings, folder, show, until } from '../editor.js';
import { canListProcesses, serverProcesses } from '../processes.js';

describe('the server', () => {
  afterEach(closeAll);

  it('starts by itself for a document of ours, once', async () => {
    const { document } = await show('recs.prd.md');
    await finding(document, 'goal-vague');
    assert.equal(extension().isActive, true);
    assert.equal(extension().exports.state(), 'running');
    if (canListProcesses) assert.equal(serverProcesses().length, 1);
  });

  it('restarts by command and finds the same again', async () => {
    const { document } = await show('recs.prd.md');
    await finding(document, 'goal-vague');
    const before = findings(document.uri).length;
    const old = canListProcesses ? serverProcesses() : [];
    await vscode.commands.executeCommand('shipworthy.restartServer');
    await until('the same findings', () => findings(document.uri).length === before || undefined);
    assert.equal(extension().exports.state(), 'running');
    if (canListProcesses) await until('the old process to end', () => !serverProcesses().some((pid) => old.includes(pid)) || undefined);
  });

  it('leaves one server after two restarts at once', async () => {
    const { document } = await show('recs.prd.yaml');
    await Promise.all([
      vscode.commands.executeCommand('shipworthy.restartServer'),
      vscode.commands.executeCommand('shipworthy.restartServer'),
    ]);
    await finding(document, 'goal-vague');
    if (canListProcesses) await until('one process', () => serverProcesses().length === 1 || undefined);
  });

  it('comes back when it is killed, with the findings of the unsaved buffer', async function () {
    if (!canListProcesses) this.skip();
    const editor = await show('recs.prd.md');
    await finding(editor.document, 'goal-vague');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '<!-- a line above -->\n\n'));
    for (const pid of serverProcesses()) process.kill(pid, 'SIGKILL');
    await until('its end to be noticed', () => extension().exports.state() !== 'running' || undefined);
    const vague = await finding(editor.document, 'goal-vague');
    assert.equal(vague.range.start.line, 6);
    assert.equal(serverProcesses().length, 1);
  });

  it('comes back when it hangs', async function () {
    if (!canListProcesses) this.skip();
    this.timeout(60_000);
    const { document } = await show('recs.prd.yaml');
    await finding(document, 'goal-vague');
    const stuck = serverProcesses();
    for (const pid of stuck) process.kill(pid, 'SIGSTOP');
    ask(document);
    await until('another process', () => serverProcesses().some((pid) => !stuck.includes(pid)) || undefined, 30_000);
    await finding(document, 'goal-vague');
    assert.equal(serverProcesses().length, 1);
  });

  it('stays down when it ends again and again, until somebody restarts it', async function () {
    if (!canListProcesses) this.skip();
    this.timeout(60_000);
    const { document } = await show('recs.prd.md');
    await vscode.commands.executeCommand('shipworthy.restartServer');
    for (let times = 0; extension().exports.state() !== 'stopped'; times++) {
      assert.ok(times < 5, 'the fifth end is the last');
      for (const pid of serverProcesses()) process.kill(pid, 'SIGKILL');
      await until('its end to be noticed', () => extension().exports.state() !== 'running' || undefined);
      await until('a decision', () => ['running', 'stopped'].includes(extension().exports.state()) || undefined);
    }
    assert.deepEqual(serverProcesses(), []);
    assert.deepEqual(findings(document.uri), []);
    await vscode.commands.executeCommand('shipworthy.restartServer');
    await finding(document, 'goal-vague');
  });

  it('shows its log when asked', async () => {
    await show('recs.prd.md');
    await vscode.commands.executeCommand('shipworthy.showLog');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});

describe('a file that is not ours', () => {
  afterEach(closeAll);

  for (const name of ['plain.md', 'plain.yaml']) {
    it(`${name} gets nothing while its neighbour is checked`, async () => {
      const { document } = await show(name);
      const { document: ours } = await show(name.replace('plain', 'recs.prd'));
      await finding(ours, 'goal-vague');
      assert.deepEqual(findings(document.uri), []);
      const at = document.positionAt(document.getText().indexOf('Improve') + 2);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
      assert.deepEqual(hovers, []);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
      assert.deepEqual(lenses, []);
    });
  }
});

describe('a comparison with an older state', () => {
  afterEach(closeAll);

  it('reports the working copy only', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('git', {
      provideTextDocumentContent: () => '# Recommendations\n\n## Goal\n\nImprove personalization.\n',
    });
    const now = vscode.Uri.joinPath(folder(), 'recs.prd.md');
    const then = now.with({ scheme: 'git' });
    await vscode.commands.executeCommand('vscode.diff', then, now);
    await until('findings on the right', () => findings(now)[0]);
    assert.deepEqual(findings(then), []);
    provider.dispose();
  });
});

/** Leaves a hover unanswered; what comes of it is of no interest. */
function ask({ uri }: vscode.TextDocument): void {
  vscode.commands.executeCommand('vscode.executeHoverProvider', uri, new vscode.Position(0, 0)).then(undefined, () => undefined);
}
