// shipworthy.yaml in the editor: what is offered, explained and mended there. `<|>` marks the cursor.
import { strict as assert } from 'node:assert';
import type { CompletionItem, MarkupContent, TextDocumentEdit, TextEdit } from 'vscode-languageserver-types';
import { readConfig } from '../../../server/src/core/config.js';
import { rules } from '../../../server/src/core/rules/index.js';
import { applyEdits, lineIndex } from '../../../server/src/core/text.js';
import { configCompletion } from '../../../server/src/features/configCompletion.js';
import { configActions, configDiagnostics } from '../../../server/src/features/configDiagnostics.js';
import { configHover } from '../../../server/src/features/configHover.js';

function at(marked: string): readonly [text: string, offset: number] {
  const offset = marked.indexOf('<|>');
  return [marked.replace('<|>', ''), offset];
}
const offers = (marked: string): CompletionItem[] => configCompletion(...at(marked));
const labels = (marked: string): string[] => offers(marked).map(({ label }) => label);
/** The text after an offer is taken. */
function taken(marked: string, label: string): string {
  const [text] = at(marked);
  const edit = offers(marked).find((offer) => offer.label === label)?.textEdit as TextEdit;
  assert.ok(edit, `${label} is not among ${labels(marked).join(', ')}`);
  const lines = lineIndex(text);
  return applyEdits(text, [{ span: [lines.offsetAt(edit.range.start), lines.offsetAt(edit.range.end)], text: edit.newText }]);
}
const words = (marked: string, over?: (key: string) => string): string =>
  (configHover(...at(marked), over)?.contents as MarkupContent | undefined)?.value ?? '';

describe('completion in shipworthy.yaml', () => {
  it('offers the keys that are not there yet', () => {
    const keys = labels('phase: build\n<|>');
    assert.ok(keys.includes('profile') && keys.includes('custom') && !keys.includes('phase'));
    assert.equal(taken('pro<|>', 'profile'), 'profile: ');
    assert.equal(taken('thr<|>\n', 'thresholds'), 'thresholds:\n  \n');
  });

  it('offers values: phases, profiles, levels', () => {
    assert.deepEqual(labels('phase: <|>\n'), ['discover', 'build', 'deploy', 'operate']);
    assert.deepEqual(labels('profile: st<|>\n'), ['light', 'standard', 'strict']);
    assert.deepEqual(labels('rules:\n  weasel-word: <|>\n'), ['error', 'warning', 'information', 'hint', 'off']);
    assert.deepEqual(labels('rules: { weasel-word: o<|> }\n'), ['error', 'warning', 'information', 'hint', 'off']);
    assert.equal(taken('rules: { weasel-word: o<|> }\n', 'off'), 'rules: { weasel-word: off }\n');
  });

  it('offers every rule with what it says, in blocks and in braces', () => {
    for (const marked of ['rules:\n  goal-<|>\n', 'rules: { goal-<|> }\n']) {
      const offer = offers(marked).find(({ label }) => label === 'goal-vague');
      assert.match((offer?.documentation as MarkupContent | undefined)?.value ?? '', /cannot pass or fail/, marked);
      assert.equal(labels(marked).length, rules.length);
    }
    assert.equal(taken('rules: { goal-<|> }\n', 'goal-vague'), 'rules: { goal-vague:  }\n');
    assert.ok(!labels('rules:\n  goal-vague: off\n  <|>\n').includes('goal-vague'));
  });

  it('offers thresholds with default and unit', () => {
    const offer = offers('thresholds:\n  <|>\n').find(({ label }) => label === 'labels');
    assert.equal(offer?.detail, 'default 2000 labels');
    assert.deepEqual(labels('thresholds:\n  labels: <|>\n'), ['2000']);
  });

  it('offers kinds and the fields of a kind where they are named', () => {
    assert.ok(labels('require:\n  <|>\n').includes('data-readiness'));
    assert.ok(labels('require:\n  prd:\n    - <|>\n').includes('privacy_concerns.sign_off'));
    assert.ok(labels('require: { runbook: [roll<|>] }\n').includes('rollback'));
    assert.ok(labels('headings:\n  prd:\n    <|>\n').includes('goal'));
    assert.ok(labels('custom:\n  - id: a-b\n    kinds: [runbook]\n    require:\n      - <|>\n').includes('rollback.last_tested'));
    assert.ok(labels('custom:\n  - id: a-b\n    <|>\n').includes('require'));
    assert.deepEqual(labels('custom:\n  - id: a-b\n    when:\n      personal_data: <|>\n'), ['none', 'indirect', 'direct', 'special']);
    assert.deepEqual(labels('custom:\n  - id: a-b\n    when: { regulated: <|> }\n'), ['true', 'false']);
  });

  it('says nothing in comments, and nothing breaks anywhere in a file', () => {
    assert.deepEqual(labels('# <|>\n'), []);
    const text = 'extends: ./a.yaml\nrules: { weasel-word: off, "x": [\nrequire:\n  prd: [a, b]\ncustom:\n  - id: x\n    when: {a: b}\n';
    for (let offset = 0; offset <= text.length; offset += 4) {
      configCompletion(text, offset);
      configHover(text, offset);
    }
  });
});

describe('hover in shipworthy.yaml', () => {
  it('explains keys, rules, values and thresholds, with defaults and who reads them', () => {
    assert.match(words('pro<|>file: strict\n'), /How much is checked/);
    assert.match(words('profile: str<|>ict\n'), /All rules/);
    assert.match(words('rules:\n  goal-va<|>gue: off\n'), /goal\\-vague[\s\S]*cannot pass or fail/);
    assert.match(words('thresholds: { lab<|>els: 3 }\n'), /Default 2000 labels[\s\S]*`labels-below-2000`/);
    assert.match(words('headings: { prd: { go<|>al: [x] } }\n'), /Goal/);
    assert.equal(words('nothing<|>: 3\n'), '');
  });

  it('says what a decision wins over', () =>
    assert.match(
      words('pha<|>se: build\n', (key) => (key === 'phase' ? 'Wins over base.' : '')),
      /Wins over base/,
    ));
});

describe('diagnostics of shipworthy.yaml', () => {
  it('are errors where check stops, warnings where all else holds, each mended by its fix', () => {
    const text = 'phaze: build\nprofile: strikt\nrules:\n  wesel-word: off\n';
    const { problems } = readConfig(text);
    assert.deepEqual(
      configDiagnostics(text, problems).map(({ severity, range }) => [severity, range.start.line]),
      [
        [2, 0],
        [1, 1],
        [2, 3],
      ],
    );
    const actions = configActions(text, problems, {
      uri: 'file:///shipworthy.yaml',
      version: 3,
      span: [0, text.length],
      able: { documentChanges: true, snippetEdits: false },
    });
    const lines = lineIndex(text);
    const edits = actions.flatMap(({ edit }) => {
      const change = edit?.documentChanges?.[0] as TextDocumentEdit;
      assert.equal(change.textDocument.version, 3);
      return (change.edits as TextEdit[]).map(({ range, newText }) => ({
        span: [lines.offsetAt(range.start), lines.offsetAt(range.end)] as const,
        text: newText,
      }));
    });
    const mended = applyEdits(text, edits);
    assert.deepEqual(readConfig(mended).problems, [], mended);
  });
});
