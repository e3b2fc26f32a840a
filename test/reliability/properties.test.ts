// What holds for any text: P2, P3 and P9. Whatever failed once stands in fixtures/found.json and is tried first.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { readTree } from '../../server/src/core/check.js';
import { lower } from '../../server/src/core/model/lower.js';
import type { Kind } from '../../server/src/core/schema/kinds.js';
import type { Syntax } from '../../server/src/core/tree.js';
import found from '../fixtures/found.json' with { type: 'json' };
import { judged, noneThrew, said } from './engine.js';
import { effort, nightly, times, tryOut } from './sizes.js';
import { anyText, documents, mutated, type Sample } from './texts.js';

const inside = (text: string, spans: readonly (readonly [number, number])[], what: string): void => {
  for (const [start, end] of spans)
    assert.ok(start >= 0 && start <= end && end <= text.length, `${what} at ${start}–${end} of ${text.length}`);
};

function soundness({ text, syntax, kind }: Sample): void {
  const result = judged(text, syntax, kind);
  noneThrew(result);
  for (const { rule, span, related } of result.findings) inside(text, [span, ...related.map((other) => other.span)], rule);
}

describe('for any text', function () {
  this.timeout(nightly ? 3_600_000 : 600_000);

  it('what failed once does not fail again', () => {
    for (const { text, syntax, kind } of found) soundness({ name: '', text, syntax: syntax as Syntax, kind: kind as Kind });
  });

  it('P2 reading never fails', () => {
    tryOut('P2 texts read', times(40_000, 2_000_000), anyText, ({ text, syntax, kind }) => {
      const tree = readTree(text, syntax);
      const { places } = lower(tree, kind);
      for (const [pointer, { value, whole, key }] of places) inside(text, [value, whole, ...(key ? [key] : [])], pointer);
    });
  });

  it('P2 no rule throws, every place lies inside, and 4 kB take at most 50 ms', () => {
    const slow: string[] = [];
    tryOut('P2 texts judged', times(5_000, 200_000), anyText, (sample) => {
      const took = effort(() => soundness(sample));
      // The runtime's own work, such as compiling and collecting, is no property of the text.
      if (
        took > 50 &&
        Math.min(
          effort(() => soundness(sample)),
          effort(() => soundness(sample)),
        ) > 50
      )
        slow.push(JSON.stringify(sample));
    });
    assert.deepEqual(slow.slice(0, 3), []);
  });

  /** What findings say and the words that they point at, whatever ends the lines. */
  const pointedAt = ({ findings }: ReturnType<typeof judged>, text: string): readonly string[] =>
    findings.map(({ rule, message, span }) => `${rule}|${message}|${text.slice(...span).replace(/\r\n?/g, '\n')}`).sort();

  it('P3 a finding points at the same words whatever ends the lines, with a mark at the start, after any signs', () => {
    const signs = fc.constantFrom('🎯', 'e\u0301', '雨', '👩‍👩‍👧', '\u2028', '\u0085', 'ｆｕｌｌ', '𝒳', '\ufe0f');
    const plain = mutated(documents, 1_200).filter(({ text }) => !/[\r\ufeff\0\ud800-\udfff\u2028\u0085]/.test(text) && text.length > 0);
    tryOut(
      'P3 texts',
      times(500, 100_000),
      fc.tuple(plain, fc.constantFrom('\r\n', '\r'), signs),
      ([{ text, syntax, kind }, end, sign]) => {
        const plainly = pointedAt(judged(text, syntax, kind), text);
        const turned = text.replaceAll('\n', end);
        assert.deepEqual(pointedAt(judged(turned, syntax, kind), turned), plainly, `line ends ${JSON.stringify(end)}`);
        const marked = `\ufeff${text}`;
        const withMark = pointedAt(judged(marked, syntax, kind), marked).map((line) => line.replace('\ufeff', ''));
        assert.deepEqual(withMark, plainly, 'a byte order mark');
        // A comment above shifts every place by its own length, in UTF-16 units; the first line is where the document as a whole is.
        if (syntax !== 'yaml' || /^(?:---|%|\.\.\.|[[{])/m.test(text)) return;
        const above = `# ${sign}\n`;
        const places = (check: ReturnType<typeof judged>, shift: number) =>
          check.findings.filter(({ span }) => span[0] > shift).map(({ rule, span }) => `${rule} ${span[0] - shift} ${span[1] - shift}`);
        const own = judged(text, syntax, kind);
        assert.deepEqual(places(judged(above + text, syntax, kind), above.length), places(own, 0), 'a comment above');
      },
    );
  });

  it('P9 what changes nothing for a reader changes no finding', () => {
    const whole = fc.constantFrom(...documents);
    const words = (text: string, syntax: Syntax, kind: Kind) => [...said(judged(text, syntax, kind))].sort();
    tryOut(
      'P9 changes',
      times(800, 40_000),
      fc.tuple(whole, fc.nat(), fc.constantFrom('comment', 'line ends', 'blank line', 'trailing space', 'indent')),
      ([{ text, syntax, kind }, place, change]) => {
        const lines = text.split('\n');
        const at = place % lines.length;
        let changed = text;
        if (change === 'line ends') changed = text.replaceAll('\n', '\r\n');
        // Between two fields of YAML, or two blocks of Markdown, where nothing is quoted.
        const gap = lines.findIndex((line, row) => row >= at && line === '' && !fencedAt(lines, row));
        if (change === 'comment' && syntax === 'yaml' && gap !== -1 && !literalAt(lines, gap))
          changed = [...lines.slice(0, gap), '# a note', ...lines.slice(gap)].join('\n');
        if (change === 'comment' && syntax === 'markdown' && gap > 0)
          changed = [...lines.slice(0, gap), '', '<!-- a note -->', '', ...lines.slice(gap + 1)].join('\n');
        if (change === 'blank line' && gap > 0 && !literalAt(lines, gap))
          changed = [...lines.slice(0, gap), '', ...lines.slice(gap)].join('\n');
        if (change === 'trailing space' && syntax === 'yaml' && /^[a-z_]+:$/.test(lines[at] as string))
          changed = lines.map((line, row) => (row === at ? `${line}  ` : line)).join('\n');
        if (change === 'indent' && syntax === 'yaml')
          changed = lines.some((line) => /[|>]-?$/.test(line))
            ? text
            : lines.map((line) => line.replace(/^ +/, (lead) => `${lead} `)).join('\n');
        assert.deepEqual(words(changed, syntax, kind), words(text, syntax, kind), change);
      },
    );
  });
});

const fencedAt = (lines: readonly string[], row: number): boolean =>
  lines.slice(0, row).filter((line) => /^\s*(?:```|~~~)/.test(line)).length % 2 === 1;
const literalAt = (lines: readonly string[], row: number): boolean => {
  const open = lines.slice(0, row).findLastIndex((line) => /:\s*[|>][-+]?$|^\S/.test(line));
  return open !== -1 && /[|>][-+]?$/.test(lines[open] as string);
};
