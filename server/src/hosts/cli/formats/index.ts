// In which forms `check` can say what it found: one file and one row each.
import type { Run } from '../run.js';
import { asJson } from './json.js';
import { asText } from './text.js';

/** The same run gives the same bytes; colour only where a terminal shows it. */
export type Format = (run: Run, shown: { readonly colour: boolean }) => string;
export type FormatName = keyof typeof formats;

export const formats = {
  text: asText,
  json: asJson,
} as const satisfies Readonly<Record<string, Format>>;
