// What the playground does with a text by itself: places, edits, marks, and what a pasted text is taken for.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { free, guessSyntax } from '../../../playground/documents.js';
import { applied, difference, editsIn, spanOf } from '../../../playground/edits.js';
import { markedLines } from '../../../playground/marks.js';

const at = (line: number, character: number, toLine = line, to = character) => ({
  start: { line, character },
  end: { line: toLine, character: to },
});

describe('a text in the playground', () => {
  it('is edited as the protocol says: all places count from before', () => {
    const text = 'one\ntwo\nthree';
    const edits = [
      { range: at(0, 0), newText: '# ' },
      { range: at(0, 0), newText: 'a ' },
      { range: at(1, 0, 2, 0), newText: '' },
      { range: at(9, 9), newText: '!' },
    ];
    assert.equal(applied(text, edits), '# a one\nthree!');
    assert.deepEqual(spanOf(text, at(0, 2, 0, 99)), [2, 3], 'no place is behind the end of its line');
    const uri = 'file:///a';
    assert.deepEqual(editsIn({ documentChanges: [{ textDocument: { uri, version: 1 }, edits }] }), editsIn({ changes: { [uri]: edits } }));
  });

  it('is changed in one place that makes all the difference', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '\n') }),
        fc.string({ unit: fc.constantFrom('a', 'b', '\n') }),
        (before, after) => {
          const { start, end, text } = difference(before, after);
          assert.equal(before.slice(0, start) + text + before.slice(end), after);
        },
      ),
    );
  });

  it('is shown in full, whatever is marked, the gravest on top', () => {
    const span = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
    const marks = fc.array(fc.record({ span, severity: fc.integer({ min: 1, max: 4 }), at: fc.nat(5) }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('x', 'y', '\n'), maxLength: 12 }), marks, (text, given) => {
        assert.equal(
          markedLines(text, given)
            .map((pieces) => pieces.map((piece) => piece.text).join(''))
            .join('\n'),
          text,
        );
      }),
    );
    const [line = []] = markedLines('abcdef', [
      { span: [0, 4], severity: 2, at: 0 },
      { span: [2, 6], severity: 1, at: 1 },
      { span: [3, 3], severity: 4, at: 2 },
    ]);
    assert.deepEqual(
      line.map(({ text, mark }) => [text, mark?.severity]),
      [
        ['ab', 2],
        ['c', 1],
        ['d', 1],
        ['ef', 1],
      ],
    );
  });

  it('is taken for what it looks like', () => {
    for (const yaml of ['kind: prd\ngoal: x', '# a comment\ngoal:\n  - x', 'title: "A"']) assert.equal(guessSyntax(yaml), 'yaml', yaml);
    for (const markdown of ['---\nkind: prd\n---\n\n# A', '# A\n\n## Goal\n\nwords', 'Goal: x\n\n## Metrics', 'just words'])
      assert.equal(guessSyntax(markdown), 'markdown', markdown);
  });

  it('has a name that no other has', () => {
    assert.equal(free('mine.prd.md', []), 'mine.prd.md');
    assert.equal(free('mine.prd.md', [{ name: 'mine.prd.md', text: '' }]), 'mine-2.prd.md');
  });
});
