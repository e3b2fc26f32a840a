// Every offer at every word of the examples: inserting it leaves a document that parses.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { check } from '../../server/src/core/check.js';
import type { Kind } from '../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../server/src/core/settings.js';
import { applyEdits, lineIndex } from '../../server/src/core/text.js';
import type { Syntax } from '../../server/src/core/tree.js';
import { completion } from '../../server/src/features/completion.js';

describe('completion at every word', () => {
  it('leaves a document that parses, whatever is taken', function () {
    this.timeout(120_000);
    for (const [file, syntax, kind] of [
      ['recs.prd.md', 'markdown', 'prd'],
      ['recs.runbook.yaml', 'yaml', 'runbook'],
    ] as const) {
      const text = readFileSync(`examples/recommender/${file}`, 'utf8');
      const before = syntaxFindings(text, syntax, kind);
      const checked = run(text, syntax, kind);
      let tried = 0;
      for (const { index } of text.matchAll(/(?<=\s)\S|\n(?=\n)/g)) {
        for (const item of completion(checked, { offset: index, snippets: false })) {
          const after = insert(text, item);
          assert.ok(
            syntaxFindings(after, syntax, kind) <= before,
            `${item.label} at ${index} of ${file} gives\n${after.slice(Math.max(0, index - 120), index + 200)}`,
          );
          tried++;
        }
      }
      assert.ok(tried > 500, `${tried} tried`);
    }
  });
});

const run = (text: string, syntax: Syntax, kind: Kind) =>
  check({ text, syntax, kind, kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-24' });
const syntaxFindings = (text: string, syntax: Syntax, kind: Kind) =>
  run(text, syntax, kind).findings.filter(({ rule }) => rule === 'syntax').length;

function insert(text: string, item: CompletionItem): string {
  const edit = item.textEdit as TextEdit;
  const lines = lineIndex(text);
  return applyEdits(text, [{ span: [lines.offsetAt(edit.range.start), lines.offsetAt(edit.range.end)], text: edit.newText }]);
}
