// Computed numbers beside the text that they follow from, and whether each box of a checklist holds; the tooltip says how,
// from what, and under which assumption.
import type { InlayHint } from 'vscode-languageserver-types';
import type { Check } from '../core/check.js';
import { lineIndex, type Span } from '../core/text.js';
import { isShown } from './shown.js';
import { boxWords, sumWords } from './words.js';

/** `setting` is the editor's `shipworthy.inlayHints`: false for none, or an object that switches kinds off. */
export function inlayHints(check: Check, span: Span, setting?: unknown): InlayHint[] {
  const lines = lineIndex(check.source.text);
  const boxes = isShown(setting, 'checklist') ? check.facts.boxes : [];
  const beside = boxes
    .filter((box) => box.span[1] >= span[0] && box.span[1] <= span[1])
    .map(
      (box): InlayHint => ({
        position: lines.positionAt(box.span[1]),
        label: `${box.holds ? '✓' : '○'} ${box.because}`,
        paddingLeft: true,
        tooltip: { kind: 'markdown', value: boxWords(box) },
      }),
    );
  const sums = check.facts.sums.flatMap((sum): InlayHint[] => {
    if (sum.result === undefined || sum.kind === 'calendar' || sum.span[1] < span[0] || sum.span[1] > span[1]) return [];
    if (!isShown(setting, sum.kind)) return [];
    return [
      {
        position: lines.positionAt(sum.span[1]),
        label: sum.result,
        paddingLeft: true,
        tooltip: { kind: 'markdown', value: sumWords(sum) },
      },
    ];
  });
  return [...sums, ...beside];
}
