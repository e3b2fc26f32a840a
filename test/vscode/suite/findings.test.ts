// From text to squiggle and back: findings, hover, completion, quick fix, in both spellings, on the unsaved buffer.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, everything, finding, findings, folder, gone, quickFixes, replace, show, until } from '../editor.js';

const wish = 'Improve personalization';
const sentence = 'Increase click-through on recommended items by 8 % relative within 90 days while NPS drops by at most 3 points';

/** Written here rather than kept as a file: checkouts and formatters change line ends. */
before(async () => {
  const text = ['# Search on the product page', '', '## Goal', '', `${wish}.`, '', '## Owners', '', '- Product: @mira', ''].join('\r\n');
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), 'crlf.prd.md'), new TextEncoder().encode(text));
});

for (const name of ['recs.prd.md', 'recs.prd.yaml', 'crlf.prd.md']) {
  describe(name, () => {
    afterEach(closeAll);

    it('marks the vague goal, exactly', async () => {
      const { document } = await show(name);
      const vague = await finding(document, 'goal-vague');
      assert.match(document.getText(vague.range), /^Improve personalization\.?$/);
      assert.ok(vague.message.split('\n')[0]?.length ?? 0 <= 100, 'the first line is short');
    });

    it('is read with the line ends it has', async () => {
      const { document } = await show(name);
      assert.equal(document.eol === vscode.EndOfLine.CRLF, name.startsWith('crlf'));
    });

    it('reads the buffer, not the file', async () => {
      const editor = await show(name);
      await finding(editor.document, 'goal-vague');
      await replace(editor, rangeOf(editor.document, wish), sentence);
      await gone(editor.document, 'goal-vague');
      await replace(editor, rangeOf(editor.document, sentence), wish);
      const vague = await finding(editor.document, 'goal-vague');
      assert.match(editor.document.getText(vague.range), /^Improve personalization\.?$/);
    });

    it('explains the goal on hover', async () => {
      const { document } = await show(name);
      await finding(document, 'goal-vague');
      const words = await until('a hover on the goal', async () => {
        const at = rangeOf(document, wish).start.translate(0, 2);
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
        const text = hovers.flatMap(({ contents }) => contents).map((part) => (typeof part === 'string' ? part : part.value));
        return text.length > 0 ? text.join('\n') : undefined;
      });
      assert.match(words, /goal/i);
    });

    it('offers a fix that takes the finding away, and undo brings it back', async () => {
      const editor = await show(name);
      const { document } = editor;
      const before = document.getText();
      const vague = await finding(document, 'goal-vague');
      const fix = await until('a quick fix', async () => (await quickFixes(document, vague.range))[0]);
      assert.ok(fix.title.length > 0);
      assert.ok(await vscode.workspace.applyEdit(fix.edit as vscode.WorkspaceEdit));
      assert.notEqual(document.getText(), before);
      await gone(document, 'goal-vague');
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
      await finding(document, 'goal-vague');
    });
  });
}

describe('completion', () => {
  afterEach(closeAll);

  it('names the fields that a YAML PRD still lacks', async () => {
    const editor = await show('recs.prd.yaml');
    const { document } = editor;
    const end = document.positionAt(document.getText().length);
    const labels = await until('completions', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, end);
      const found = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return found.some((label) => /roll-?out/i.test(label)) ? found : undefined;
    });
    assert.ok(!labels.includes('goal'), 'what is there already is not offered again');
  });

  it('names the sections that a Markdown PRD still lacks', async () => {
    const editor = await show('recs.prd.md');
    const { document } = editor;
    await replace(editor, new vscode.Range(document.lineCount, 0, document.lineCount, 0), '\n## ');
    await until('a completion for the missing metrics', async () => {
      const end = document.positionAt(document.getText().length);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, end);
      return list.items.find(({ label }) => /metrics/i.test(typeof label === 'string' ? label : label.label));
    });
  });
});

describe('a runbook', () => {
  afterEach(closeAll);

  it('is asked who is there at 3 am', async () => {
    const { document } = await show('recs.runbook.md');
    const open = await finding(document, 'three-am-unanswered');
    assert.match(document.getText(open.range), /We'll figure it out/);
  });
});

describe('a new document', () => {
  afterEach(closeAll);

  it('gets findings before it is ever saved, as soon as it says what it is', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: '' });
    const editor = await vscode.window.showTextDocument(document);
    await replace(editor, everything(document), `title: Search\ngoal: ${wish}\n`);
    await replace(editor, new vscode.Range(0, 0, 0, 0), 'kind: prd\n');
    await finding(document, 'goal-vague');
    await replace(editor, new vscode.Range(0, 0, 1, 0), '');
    await until('silence', () => findings(document.uri).length === 0 || undefined);
  });
});

function rangeOf(document: vscode.TextDocument, words: string): vscode.Range {
  const start = document.getText().indexOf(words);
  assert.ok(start >= 0, `"${words}" stands in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + words.length));
}
