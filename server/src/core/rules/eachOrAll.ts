// A list in which every row lacks the same thing is one finding on the list; else there is one on each row that lacks it.
import type { Pointer } from '../model/artifact.js';
import type { Fix, ModelEdit, ReportFinding, Spot } from './rule.js';

export interface Lacking {
  readonly at: Spot;
  readonly message: string;
  /** The edits that mend this row; none where it has no place for them. */
  readonly edits?: readonly ModelEdit[];
}

/** `all` is said instead where more than `most` rows are written and each of them lacks it. */
export function eachOrAll(
  report: ReportFinding,
  list: { readonly field: Pointer; readonly rows: number; readonly lacking: readonly Lacking[] },
  say: { readonly all: string; readonly title: string; readonly most?: number },
): void {
  const fixOf = (edits: readonly ModelEdit[]): { readonly fix?: Fix } =>
    edits.length > 0 ? { fix: { title: say.title, sort: 'template', edits } } : {};
  if (list.rows > (say.most ?? 3) && list.lacking.length === list.rows) {
    report({ keyOf: list.field }, say.all, fixOf(list.lacking.flatMap(({ edits }) => edits ?? [])));
    return;
  }
  for (const { at, message, edits } of list.lacking) report(at, message, fixOf(edits ?? []));
}
