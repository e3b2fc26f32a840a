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
    today: '2026-11-24',
    able: { documentChanges: true, snippetEdits: false },
    ...(only ? { only } : {}),
  });
}

function apply(text: string, change: TextDocumentEdit): string {
  const lines = lineIndex(text);
  assert.equal(change.textDocument.version, 7);
  const edits = (change.edits as TextEdit[]).map(({ range, newText }) => ({
    span: [lines.offsetAt(range.start), lines.offsetAt(range.end)] as const,
    text: newText,
  }));
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

describe('waivers', () => {
  const goal = 'Cut false declines from 1.4 % to 1.0 % without raising chargebacks';
  const rulesOf = (text: string, syntax: 'yaml' | 'markdown') =>
    run(text, syntax).findings.map(({ rule, waiver }) => `${rule}${waiver ? ' waived' : ''}`);

  it('silence one finding in one field, in both syntaxes, and stay listed', () => {
    const comment = 'shipworthy-ignore goal-no-window until 2027-03-01 by @ana: OKR still open';
    assert.ok(rulesOf(`title: x\n# ${comment}\ngoal: ${goal}\n`, 'yaml').includes('goal-no-window waived'));
    assert.ok(rulesOf(`# x\n\n<!-- ${comment} -->\n\n## Goal\n\n${goal}\n`, 'markdown').includes('goal-no-window waived'));
    assert.ok(rulesOf(`# x\n\n## Baseline\n\nCTR 4 %\n\n<!-- ${comment} -->\n`, 'markdown').every((rule) => !rule.includes('waived')));
  });

  it('count until their last day and not after it', () => {
    const at = (day: string) => rulesOf(`# shipworthy-ignore goal-no-window until ${day} by @ana: why\ngoal: ${goal}\n`, 'yaml');
    assert.ok(at('2026-11-24').includes('goal-no-window waived'));
    assert.ok(at('2026-11-23').includes('goal-no-window'));
    assert.ok(at('2026-11-23').includes('waiver-invalid'));
  });

  it('are written by a fix, and count once who and why are filled in', () => {
    for (const [text, syntax] of [
      [`title: x\ngoal: ${goal}\n`, 'yaml'],
      [`---\nkind: prd\n---\n# x\n\n## Goal\n\n${goal}\n`, 'markdown'],
    ] as const) {
      const action = actions(text, syntax).find(({ title }) => title.includes('goal-no-window wait'));
      const written = apply(text, action?.edit?.documentChanges?.[0] as TextDocumentEdit);
      assert.ok(rulesOf(written, syntax).includes('waiver-invalid'), written);
      const filled = written.replace('@name', '@ana').replace('<reason>', 'OKR still open');
      assert.ok(rulesOf(filled, syntax).includes('goal-no-window waived'), filled);
    }
  });
});
