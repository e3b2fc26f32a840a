// Lines and offsets: LF, CRLF and a lone CR end a line; what is out of range is clamped; edits do not disturb each other.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { applyEdits, lineIndex } from '../../../server/src/core/text.js';

describe('text', () => {
  it('counts lines as the protocol does', () => {
    const lines = lineIndex('a\r\nb\rc\n');
    assert.equal(lines.lineCount, 4);
    assert.deepEqual(lines.positionAt(3), { line: 1, character: 0 });
    assert.deepEqual(lines.positionAt(5), { line: 2, character: 0 });
    assert.deepEqual(lines.lineSpan(0), [0, 1]);
    assert.deepEqual(lines.positionAt(999), { line: 3, character: 0 });
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 1);
  });

  it('finds every offset again that is not inside a line break', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '\r', '\n', '🎯', '\u2028')).map((parts) => parts.join('')),
        (text) => {
          const lines = lineIndex(text);
          for (let at = 0; at <= text.length; at++) {
            const back = lines.offsetAt(lines.positionAt(at));
            if (!/[\r\n]/.test(text[at - 1] ?? '') || text[at] !== '\n') assert.equal(back, at);
          }
        },
      ),
    );
  });

  it('applies edits by their place in the old text', () => {
    assert.equal(
      applyEdits('abcdef', [
        { span: [4, 5], text: 'E' },
        { span: [0, 1], text: 'AA' },
        { span: [1, 1], text: '-' },
      ]),
      'AA-bcdEf',
    );
  });
});
