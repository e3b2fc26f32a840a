// Offsets ↔ the protocol's lines and characters: the one place where they meet.
import type { Range } from 'vscode-languageserver-types';
import type { LineIndex, Span } from '../core/text.js';

export const toRange = (lines: LineIndex, [start, end]: Span): Range => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
export const toSpan = (lines: LineIndex, range: Range): Span => [lines.offsetAt(range.start), lines.offsetAt(range.end)];
export const overlap = (a: Span, b: Span): boolean => a[0] <= b[1] && b[0] <= a[1];
