// What we write into somebody's document: fixes and completions on documents with a seeded defect. F30, P4 and P5.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import type { Check } from '../../server/src/core/check.js';
import type { Fix } from '../../server/src/core/rules/rule.js';
import { plain, spell } from '../../server/src/core/syntax/write.js';
import { lineIndex } from '../../server/src/core/text.js';
import { safeFixes } from '../../server/src/features/codeActions.js';
import { completion } from '../../server/src/features/completion.js';
import { toSpan } from '../../server/src/features/ranges.js';
import { judged, noneThrew } from './engine.js';
import { nightly, times, tryOut } from './sizes.js';
import { documents, type Sample } from './texts.js';

interface Edit {
  readonly span: readonly [number, number];
  readonly text: string;
}

/** Later edits first, so that earlier places hold; as an editor applies them. */
function applied(text: string, edits: readonly { readonly span: readonly [number, number]; readonly text: string }[]): string {
  const ordered = edits.map((edit, at) => ({ edit, at })).sort((a, b) => b.edit.span[0] - a.edit.span[0] || b.at - a.at);
  return ordered.reduce((done, { edit }) => done.slice(0, edit.span[0]) + edit.text + done.slice(edit.span[1]), text);
}

const troubles = ({ findings }: Check): readonly string[] =>
  findings.filter(({ rule }) => rule === 'syntax' || rule === 'handle-unquoted').map(({ rule, message }) => `${rule} ${message}`);

/** A document that was fine, with lines taken out, emptied, filled with samples or turned into something vague. */
const defective: fc.Arbitrary<Sample> = fc
  .tuple(
    fc.constantFrom(...documents),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('drop', 'drop', 'empty', 'vague', 'sample', 'number')), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('\n', '\n', '\r\n'),
  )
  .map(([sample, changes, end]) => {
    const lines = sample.text.split('\n');
    for (const [place, how] of changes) {
      const at = place % lines.length;
      const line = lines[at] as string;
      if (/^(?:---|```)/.test(line)) continue;
      if (how === 'drop') lines.splice(at, 1);
      else if (how === 'empty') lines[at] = line.replace(/(:\s+)\S.*$/, '$1').trimEnd();
      else if (how === 'vague') lines[at] = line.replace(/\d+(?:\.\d+)? ?%/, 'fast');
      else if (how === 'sample') lines[at] = line.replace(/\b\d+\b/, 'TBD');
      else lines[at] = line.replace(/\b(\d+)\b/, '$1$1');
    }
    return { ...sample, text: lines.join(end) };
  });

describe('what is written', function () {
  this.timeout(nightly ? 3_600_000 : 600_000);

  it('P4 F30 a fix leaves a document that reads as well as before, takes its finding away and changes nothing twice', () => {
    let tried = 0;
    tryOut('P4 documents', times(900, 20_000), fc.tuple(defective, fc.nat()), ([{ text, syntax, kind }, pick]) => {
      const before = judged(text, syntax, kind);
      const fixes = before.findings.flatMap((finding) =>
        finding.fixes.filter(({ member }) => !member).map((fix): readonly [typeof finding, Fix] => [finding, fix]),
      );
      const chosen = fixes[pick % Math.max(1, fixes.length)];
      if (!chosen) return;
      const [finding, fix] = chosen;
      const edits = spell(before.artifact, fix.edits) as readonly Edit[] | undefined;
      if (!edits) return;
      tried++;
      const written = applied(
        text,
        edits.map((edit) => ({ ...edit, text: plain(edit.text) })),
      );
      const what = `${finding.rule}: ${fix.title}\n${text}\n=====\n${written}`;
      const after = judged(written, syntax, kind);
      noneThrew(after);
      // What could be read can be read; where it could not, nobody can say where a field belongs.
      if (troubles(before).length === 0) assert.deepEqual(troubles(after), [], `${troubles(after)} after ${what}`);
      // A line end of another kind slips in nowhere.
      if (!/(?<!\r)\n/.test(text) && text.includes('\r\n')) assert.doesNotMatch(written, /(?<!\r)\n/, what);
      if (fix.sort !== 'safe') return;
      assert.ok(
        !after.findings.some(
          ({ rule, pointer, message }) =>
            rule === finding.rule && pointer === finding.pointer && message === finding.message && !text.includes(written),
        ),
        `still there after ${what}`,
      );
    });
    console.log(`      P4: ${tried} fixes were applied`);
    assert.ok(tried > 100);
  });

  it('P4 F30 everything safe at once ends: what is mended needs no mending', () => {
    tryOut('P4 documents mended', times(500, 10_000), defective, ({ text, syntax, kind }) => {
      let now = text;
      for (let turn = 0; turn < 6; turn++) {
        const fixes = safeFixes(judged(now, syntax, kind));
        if (fixes.length === 0) return;
        const next = applied(
          now,
          fixes.flatMap(({ edits }) => edits).map((edit) => ({ ...edit, text: plain(edit.text) })),
        );
        assert.notEqual(next, now, `${fixes.map(({ title }) => title)} changes nothing`);
        now = next;
      }
      assert.fail(
        `still not mended after six turns: ${safeFixes(judged(now, syntax, kind)).map(({ finding, title }) => `${finding.rule} ${title}`)}\n${text}`,
      );
    });
  });

  it('P5 a completion leaves a document that reads as well as before', () => {
    let tried = 0;
    tryOut(
      'P5 places',
      times(700, 20_000),
      fc.tuple(fc.constantFrom(...documents), fc.nat(), fc.nat()),
      ([{ text, syntax, kind }, place, pick]) => {
        // Where people complete: at the end of a line, or on an empty one.
        const rows = lineIndex(text);
        const offset = rows.lineSpan(place % rows.lineCount)[1];
        const before = judged(text, syntax, kind);
        const items = completion(before, { offset, snippets: true, others: [], standup: () => '' });
        const item = items[pick % Math.max(1, items.length)];
        if (!item) return;
        tried++;
        const written = taken(text, offset, item);
        const after = judged(written, syntax, kind);
        noneThrew(after);
        const old = troubles(before);
        assert.ok(
          troubles(after).length <= old.length,
          `${item.label}: ${troubles(after)[0]}\n${written.slice(Math.max(0, offset - 200), offset + 300)}`,
        );
      },
    );
    console.log(`      P5: ${tried} items were taken`);
    assert.ok(tried > 100);
  });
});

function taken(text: string, offset: number, item: CompletionItem): string {
  const lines = lineIndex(text);
  const edit = item.textEdit as TextEdit | undefined;
  const own: Edit = edit
    ? { span: toSpan(lines, edit.range), text: edit.newText }
    : { span: [offset, offset], text: item.insertText ?? item.label };
  const more = (item.additionalTextEdits ?? []).map((other): Edit => ({ span: toSpan(lines, other.range), text: other.newText }));
  return applied(
    text,
    [...more, own].map((each) => ({ ...each, text: plain(each.text) })),
  );
}
