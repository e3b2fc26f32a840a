// What changed since a commit, and the 3 am drill, as an editor shows them: sentences with places.
import type { Change } from '../core/diff/changes.js';
import { drillOf } from '../core/drill.js';
import { nearest } from '../core/model/artifact.js';
import type { Initiative } from '../core/project.js';
import type { Report } from '../core/report.js';
import { lineIndex } from '../core/text.js';
import { drillWords } from './drill.js';
import { toRange } from './ranges.js';
import { calledBy } from './report.js';
import { uriOf } from './uris.js';

export function changesAsData(day: string, found: readonly { readonly initiative: Initiative; readonly changes: readonly Change[] }[]) {
  return {
    day,
    initiatives: found
      .filter(({ changes }) => changes.length > 0)
      .map(({ initiative, changes }) => ({
        id: calledBy(initiative),
        changes: changes.map(({ way, sentence, at }) => ({
          way,
          sentence,
          ...(at ? { uri: uriOf(at.member.path), range: toRange(lineIndex(at.member.source.text), at.span) } : {}),
        })),
      })),
  };
}

export function drillAsData(reports: readonly Report[], today: string) {
  return {
    initiatives: reports.map((report) => {
      const drill = drillOf(report, today);
      const [first] = drill?.shifts ?? [];
      const check = first && report.checks.find(({ path }) => path === first.path);
      const span = check && first ? nearest(check.artifact, first.pointer)?.place.value : undefined;
      return {
        id: calledBy(report.initiative),
        lines: drill ? drillWords(drill) : [],
        open: drill ? drill.week.hours - drill.covered : 0,
        place: check && span ? { uri: uriOf(check.path), range: toRange(lineIndex(check.source.text), span) } : {},
      };
    }),
  };
}
