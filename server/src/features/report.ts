// The workspace's readiness as an editor draws it: words and places, nothing to compute.
import type { Finding } from '../core/check.js';
import { ownersOf } from '../core/owners.js';
import type { Initiative, Member } from '../core/project.js';
import { responsibilities, shortNames } from '../core/readiness/cells.js';
import { titleOf } from '../core/readiness/readiness.js';
import type { Report } from '../core/report.js';
import { shapeOf } from '../core/schema/look.js';
import { lineIndex, type Span } from '../core/text.js';
import type { ReportPlace } from '../protocol.js';
import { ownersAsData } from './owners.js';
import { toRange } from './ranges.js';
import { uriOf } from './uris.js';

export const candidatesAsData = (candidates: readonly Member[]) =>
  candidates.map(({ path, source, artifact }) => ({
    uri: uriOf(path),
    kind: source.kind,
    title: typeof artifact.data.title === 'string' ? artifact.data.title : shapeOf(source.kind).title,
  }));

/** As people look for them. */
export const byName = (initiatives: readonly Initiative[]): readonly Initiative[] =>
  [...initiatives].sort((one, other) => {
    const [a, b] = [calledBy(one), calledBy(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  });

/** No other initiative has it: an id and a folder of the same name are two things. */
export const keyOf = ({ id, from }: Initiative): string => `${from} ${id}`;

/** What people call it: its id, or its folder's own name; what was never saved has neither. */
export const calledBy = ({ id, from }: Initiative): string => (from === 'id' ? id : id.split('/').at(-1) || 'unsaved');

/** An error that nobody has waived. */
export const closesGate = ({ level, waiver }: Finding): boolean => level === 'error' && !waiver;

/** What did not change since it was last asked for is not written again. */
export function once<T>(writeReport: (report: Report) => T): (report: Report) => T {
  const written = new WeakMap<Report, T>();
  return (report) => {
    const data = written.get(report) ?? writeReport(report);
    written.set(report, data);
    return data;
  };
}

/** Where a span of one of its artifacts is, for an editor. */
export function placesIn({ members }: Initiative): (path: string | undefined, span: Span) => ReportPlace {
  const lines = new Map(members.map(({ path, source }) => [path, lineIndex(source.text)]));
  return (path, span) => {
    const index = path === undefined ? undefined : lines.get(path);
    return path === undefined || !index ? {} : { uri: uriOf(path), range: toRange(index, span) };
  };
}

export const initiativeAsData = once(write);

function write(report: Report) {
  const { initiative, checks, readiness } = report;
  const placeOf = placesIn(initiative);
  return {
    key: keyOf(initiative),
    id: calledBy(initiative),
    phase: readiness.phase,
    score: readiness.score,
    blocking: checks.flatMap(({ findings }) => findings).filter(closesGate).length,
    phases: Object.fromEntries(
      readiness.phases.map(({ phase, score, status, gate, boundBy }) => [phase, { score, status, gate, ...(boundBy ? { boundBy } : {}) }]),
    ) as Record<
      (typeof readiness.phases)[number]['phase'],
      { score: number; status: (typeof readiness.phases)[number]['status']; gate: boolean; boundBy?: string }
    >,
    cells: readiness.cells.map(({ responsibility, phase, primary, status, score, evidence, closedBy, reason }) => ({
      responsibility,
      title: responsibilities[responsibility],
      short: shortNames[responsibility],
      phase,
      primary,
      status,
      score,
      gaps: [
        ...evidence
          .filter(({ credit, gaps }) => credit < 1 || gaps.some(({ waived }) => waived))
          .map(({ kind, pointer, path, span, credit, gaps }) => {
            const what = kind === undefined ? pointer.slice(1).replaceAll('_', ' ') : `${titleOf(kind, pointer)} (${shapeOf(kind).title})`;
            const said = gaps.find(({ waived }) => !waived) ?? gaps[0];
            return {
              title: said ? `${what}: ${said.message}` : credit === 0 ? `${what}: not there yet` : what,
              ...(said?.waived ? { waived: true } : {}),
              ...placeOf(path, span),
            };
          }),
        // What a field already says of itself is not said twice.
        ...closedBy
          .filter(({ message, path }) => !evidence.some((one) => one.path === path && one.gaps[0]?.message === message))
          .map(({ message, waived, path, span }) => ({ title: message, ...(waived ? { waived } : {}), ...placeOf(path, span) })),
      ],
      held: closedBy.filter(({ waived }) => !waived).length,
      ...(reason === undefined ? {} : { reason }),
    })),
    next: readiness.next.map(({ action, path, span, phase, gain }) => ({ action, phase, gain, ...placeOf(path, span) })),
    lenses: readiness.lenses,
    owners: ownersAsData(ownersOf(report), placeOf),
  };
}
