// What is still to be done: an action item, who does it, by when, where it is followed, and whether it is ticked off.
import { readDeadline } from '../language/date.js';
import { readOwners } from '../language/owner.js';
import { type Artifact, type Pointer, textAt } from '../model/artifact.js';
import { isSomebody } from './ownership.js';
import { type Row, rowsAt } from './rows.js';

export interface Task {
  readonly row: Row;
  /** Where its own sentence stands. */
  readonly at: Pointer;
  readonly text: string;
  readonly owned: boolean;
  readonly dated: boolean;
  /** An issue or a ticket is named: its state is the tracker's. */
  readonly tracked: boolean;
  readonly done: boolean;
}

export const tasksOf = (artifact: Artifact): readonly Task[] =>
  rowsAt(artifact, '/action_items').map((row) => {
    const at = row.prose ? row.pointer : `${row.pointer}/what`;
    const said = (part: string): boolean => textAt(artifact, `${row.pointer}/${part}`).trim() !== '';
    return {
      row,
      at,
      text: textAt(artifact, at),
      owned: said('owner') || namesOwner(row.text),
      dated: said('due') || readDeadline(row.text) !== undefined || spokenDate.test(row.text),
      tracked: said('tracker') || /(?:^|[\s(])#\d+|\b[A-Z]{2,10}-\d+\b|https?:/.test(row.text),
      done: isDone(artifact, row.pointer),
    };
  });

const spokenDate = /\b\d{4}-\d{2}-\d{2}\b|\bQ[1-4]\b|\bby (?:end of |next )?\w+|\bsprint\b|\bweek\b/i;

/** "Add the alert — Luis Ortega — 15 July", "(Jun, end of August)", "Sam: add the test", "add the test → Sam". */
const namesOwner = (text: string): boolean =>
  /\bowner\b/.test(text) ||
  readOwners(text).some(({ value, confidence }) => isSomebody(value) && confidence >= 0.7) ||
  text
    .split(/\s[–—-]\s|→|->|[()[\]|\n]|(?<=^[^:]{1,40}):\s/)
    .slice(0, 20)
    .some((part) => part.split(/\s+/).length <= 7 && readOwners(part.trim()).some(({ value }) => isSomebody(value)));

/** "[x]", "~~…~~", "done", a column that says "closed": anything on its lines counts. */
function isDone({ source, places }: Artifact, row: Pointer): boolean {
  const [start, end] = places.get(row)?.whole ?? [0, 0];
  const lines = source.slice(source.lastIndexOf('\n', start - 1) + 1, Math.max(end, source.indexOf('\n', start)));
  return /\[[xX]\]|~~|✓|✔|✅|☑|\b(?:done|closed|completed?|finished|resolved|shipped|fixed|dropped|cancelled|canceled|won't (?:do|fix)|obsolete)\b/i.test(
    lines,
  );
}
