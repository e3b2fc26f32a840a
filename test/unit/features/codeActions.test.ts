// Fixes as edits: adoption changes nothing but the top, "fix all" takes only what has one right answer, edits carry versions.
import { strict as assert } from 'node:assert';
import type { TextDocumentEdit, TextEdit } from 'vscode-languageserver-types';
import { check } from '../../../server/src/core/check.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { applyEdits, lineIndex } from '../../../server/src/core/text.js';
import { codeActions, fixAllKind } from '../../../server/src/features/codeActions.js';
import { recognise } from '../../../server/src/recognise.js';

const run = (text: string, syntax: 'yaml' | 'markdown', candidate = false) =>
  check({ text, syntax, kind: 'prd', kindFrom: candidate ? 'name' : 'suffix', candidate }, { ...defaultSettings, today: '2026-11-24' });

function actions(text: string, syntax: 'yaml' | 'markdown', candidate = false, only?: readonly string[]) {
  return codeActions(run(text, syntax, candidate), {
    uri: 'file:///x',
    version: 7,
    span: [0, text.length],
    able: { documentChanges: true, snippetEdits: false },
    ...(only ? { only } : {}),
  });
}

function apply(text: string, change: TextDocumentEdit): string {
  const lines = lineIndex(text);
  assert.equal(change.textDocument.version, 7);
  const edits = (change.edits as TextEdit[]).map(({ range, newText }) => ({ span: [lines.offsetAt(range.start), lines.offsetAt(range.end)] as const, text: newText }));
  return applyEdits(text, edits);
}

describe('code actions', () => {
  const candidate = '# PRD\n\n## Goals\n\nimprove personalization\n\n## Success metrics\n\nfaster\n';

  it('adopt a candidate by writing its kind, and nothing else', () => {
    for (const [text, syntax] of [
      [candidate, 'markdown'],
      ['---\nstatus: draft\n---\n# PRD\n\n## Goals\n\nx\n', 'markdown'],
      ['goal: x\nmetrics: y\n', 'yaml'],
    ] as const) {
      const action = actions(text, syntax, true).find(({ title }) => title.includes('kind: prd'));
      const adopted = apply(text, action?.edit?.documentChanges?.[0] as TextDocumentEdit);
      assert.equal(recognise(syntax === 'yaml' ? 'prd.yaml' : 'PRD.md', adopted)?.kindFrom, 'declared', adopted);
      assert.ok(adopted.replace(/^---\nkind: prd\n---\n\n|kind: prd\n/, '') === text, adopted);
    }
  });

  it('offer adoption to candidates only, whose findings are hints', () => {
    assert.ok(!actions(candidate, 'markdown').some(({ title }) => title.includes('kind: prd')));
    assert.deepEqual([...new Set(run(candidate, 'markdown', true).findings.map(({ level }) => level))], ['hint']);
  });

  it('fix all that has one right answer, once', () => {
    const text = 'kind: prd\nmertics:\n  business: [CTR ≥ 4 %]\nowners:\n  product: @ana\n';
    const [all] = actions(text, 'yaml', false, [fixAllKind]);
    const fixed = apply(text, all?.edit?.documentChanges?.[0] as TextDocumentEdit);
    assert.equal(fixed, 'kind: prd\nmetrics:\n  business: [CTR ≥ 4 %]\nowners:\n  product: "@ana"\n');
    assert.deepEqual(actions(fixed, 'yaml', false, [fixAllKind]), []);
  });
});
