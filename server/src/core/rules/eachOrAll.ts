// A list of which nearly every row lacks the same thing is one finding on the list; else there is one on each row that lacks it.
import type { Pointer } from '../model/artifact.js';
import type { Fix, ModelEdit, ReportFinding, Spot } from './rule.js';

export interface Lacking {
  readonly at: Spot;
  readonly message: string;
  /** The edits that mend this row; none where it has no place for them. */
  readonly edits?: readonly ModelEdit[];
}

/**
 * `all` is said instead where more than three rows lack it: as it stands where every row does, and of "None of the 5" or
 * "Only 1 of the 5" where it takes the share and at least four in five do.
 */
export function eachOrAll(
  report: ReportFinding,
  list: { readonly field: Pointer; readonly rows: number; readonly lacking: readonly Lacking[] },
  say: { readonly all: string | ((share: string) => string); readonly title: string },
): void {
  const fixOf = (edits: readonly ModelEdit[]): { readonly fix?: Fix } =>
    edits.length > 0 ? { fix: { title: say.title, sort: 'template', edits } } : {};
  const n = list.lacking.length;
  const every = n === list.rows;
  if (n > 3 && (every || (typeof say.all === 'function' && n * 5 >= list.rows * 4))) {
    const share = every ? `None of the ${n}` : `Only ${list.rows - n} of the ${list.rows}`;
    const message = typeof say.all === 'string' ? say.all : say.all(share);
    report({ keyOf: list.field }, message, fixOf(list.lacking.flatMap(({ edits }) => edits ?? [])));
    return;
  }
  for (const { at, message, edits } of list.lacking) report(at, message, fixOf(edits ?? []));
}
