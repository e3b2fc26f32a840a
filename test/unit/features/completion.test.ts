// What is offered where, in both spellings; and that inserting any of it anywhere leaves a document that parses.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { check } from '../../../server/src/core/check.js';
import { readMarks } from '../../../server/src/core/rules/rule.js';
import type { Kind } from '../../../server/src/core/schema/kinds.js';
import { defaultSettings } from '../../../server/src/core/settings.js';
import { applyEdits, lineIndex } from '../../../server/src/core/text.js';
import type { Syntax } from '../../../server/src/core/tree.js';
import { completion } from '../../../server/src/features/completion.js';

describe('completion', () => {
  const cases: readonly (readonly [string, Syntax, Kind, string, readonly string[], readonly string[]])[] = [
    ['a missing field on an empty line', 'yaml', 'prd', 'kind: prd\n<||>\n', ['goal', 'owners'], ['kind']],
    ['a field half typed between others', 'yaml', 'prd', 'kind: prd\nbas<||>\ntitle: x\n', ['baseline'], ['title', 'kind']],
    ['the choices of an enum', 'yaml', 'prd', 'phase: <||>\n', ['discover', 'deploy'], ['goal']],
    ['the parts of a structure', 'yaml', 'runbook', 'rollback:\n  steps: [x]\n  <||>\n', ['authority', 'triggers'], ['steps', 'oncall']],
    ['the parts of a list item', 'yaml', 'prd', 'risks_and_mitigations:\n  - risk: bias\n    mi<||>\n', ['mitigation'], ['risk', 'goal']],
    ['the five slots in a goal', 'yaml', 'prd', 'goal: <||>\n', ['Measurable goal in five slots'], []],
    ['choices in front matter', 'markdown', 'prd', '---\nkind: prd\nphase: <||>\n---\n# T\n', ['build'], []],
    ['fields in front matter', 'markdown', 'prd', '---\nkind: prd\nse<||>\n---\n# T\n', ['serving'], ['kind']],
    ['a section after a hash', 'markdown', 'prd', '# T\n\n## Goal\n\nx\n\n## <||>\n', ['## Owners', '## Baseline'], ['## Goal']],
    ['a section on an empty line', 'markdown', 'prd', '# T\n\n## Goal\n\nx\n\n<||>\n', ['## Owners'], ['## Goal']],
    ['the five slots in a goal section', 'markdown', 'prd', '# T\n\n## Goal\n\n<||>\n', ['Measurable goal in five slots'], []],
    ['people who are named already', 'yaml', 'prd', 'owners:\n  product: "@ana"\n  data: <||>\n', ['@ana'], []],
  ];
  for (const [name, syntax, kind, marked, has, lacks] of cases) {
    it(`offers ${name}`, () => {
      const labels = offers(marked, syntax, kind).items.map(({ label }) => label);
      for (const label of has) assert.ok(labels.includes(label), `${label} is not among ${labels.join(', ')}`);
      for (const label of lacks) assert.ok(!labels.includes(label), `${label} is offered`);
    });
  }

  it('offers nothing in a comment', () => assert.deepEqual(offers('kind: prd\n# go<||>\n', 'yaml', 'prd').items, []));

  it('leaves a document that parses, here and there in the examples', () => {
    for (const [file, syntax, kind] of [
      ['recs.prd.md', 'markdown', 'prd'],
      ['recs.runbook.yaml', 'yaml', 'runbook'],
    ] as const) {
      const text = readFileSync(`examples/recommender/${file}`, 'utf8');
      const before = syntaxFindings(text, syntax, kind);
      let tried = 0;
      for (const { index } of text.matchAll(/(?<=\s)\S|\n(?=\n)/g)) {
        if (index % 41 !== 0) continue;
        for (const item of complete(text, index, syntax, kind).slice(0, 4)) {
          const after = insert(text, item);
          assert.ok(
            syntaxFindings(after, syntax, kind) <= before,
            `${item.label} at ${index} of ${file} gives\n${after.slice(Math.max(0, index - 120), index + 200)}`,
          );
          tried++;
        }
      }
      assert.ok(tried > 10, `${tried} tried`);
    }
  });
});

function offers(marked: string, syntax: Syntax, kind: Kind): { readonly text: string; readonly items: CompletionItem[] } {
  const { text, marks } = readMarks(marked);
  return { text, items: complete(text, marks[0]?.[0] ?? 0, syntax, kind) };
}

const run = (text: string, syntax: Syntax, kind: Kind) =>
  check({ text, syntax, kind, kindFrom: 'forced', candidate: false }, { ...defaultSettings, today: '2026-11-24' });
const complete = (text: string, offset: number, syntax: Syntax, kind: Kind) =>
  completion(run(text, syntax, kind), { offset, snippets: false });
const syntaxFindings = (text: string, syntax: Syntax, kind: Kind) =>
  run(text, syntax, kind).findings.filter(({ rule }) => rule === 'syntax').length;

function insert(text: string, item: CompletionItem): string {
  const edit = item.textEdit as TextEdit;
  const lines = lineIndex(text);
  return applyEdits(text, [{ span: [lines.offsetAt(edit.range.start), lines.offsetAt(edit.range.end)], text: edit.newText }]);
}
