// Items of a list field, however they were written: one sentence, a table row, a structure.
import { type Artifact, child, type Data, dataAt, leavesBelow, type Pointer } from '../model/artifact.js';

export interface Row {
  readonly pointer: Pointer;
  /** All of its text, in reading order. */
  readonly text: string;
  /** The item is one sentence rather than a structure. */
  readonly prose: boolean;
  readonly data: Data;
}

export function rowsAt(artifact: Artifact, field: Pointer): readonly Row[] {
  const data = dataAt(artifact, field);
  if (!Array.isArray(data)) return [];
  return (data as readonly Data[]).map((item, at) => {
    const pointer = child(field, at);
    return { pointer, text: textBelow(artifact, pointer), prose: typeof item !== 'object', data: item };
  });
}

/** The text of a leaf, or of all leaves below, a line each. */
export function textBelow(artifact: Artifact, pointer: Pointer): string {
  const own = artifact.places.get(pointer)?.text;
  if (own) return own.text;
  return leavesBelow(artifact, pointer)
    .map(({ text }) => text.text)
    .join('\n');
}

/** The leaves of some fields, each with its text. */
export const textsUnder = (
  artifact: Artifact,
  fields: readonly Pointer[],
): readonly { readonly pointer: Pointer; readonly text: string }[] =>
  fields.flatMap((field) => leavesBelow(artifact, field)).map(({ pointer, text }) => ({ pointer, text: text.text }));

/** The text of a part of a structured row, '' where there is none. */
export const partOf = (artifact: Artifact, row: Row, key: string): string =>
  row.prose ? '' : textBelow(artifact, child(row.pointer, key));
