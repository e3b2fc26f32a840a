// The phase that is declared against what the evidence carries. Only primary cells of earlier phases, and only what is missing
// or wrong there: a warning is no closed gate, and the current phase is there to be worked in.
import { responsibilities } from '../../readiness/cells.js';
import type { Cell } from '../../readiness/readiness.js';
import { phases } from '../../schema/look.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'phase-ahead-of-gate',
  group: 'cross-artifact',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'error',
  across: true,
  late: true,
  says: 'The phase claims more than the evidence carries.',
  because: 'What an earlier phase left open comes back later, when it is dearer: in front of users, or at 3 am.',
  source: '"PM responsibilities in AI": the responsibility map',
  noFix: 'the evidence has to be written, or the phase set back, and only the author knows which',
  bad: [
    yaml`
      kind: prd
      id: triage
      phase: <|deploy|>
      goal: cut reading time per scan by 12 % within 90 days while missed findings stay at or below 0.5 %
    `,
    markdown`
      ---
      kind: prd
      id: cv-screen
      phase: <|build|>
      ---
      # CV screening

      ## Goal

      Improve shortlists.
    `,
  ],
  good: [
    yaml`
      kind: prd
      id: triage
      phase: discover
      goal: cut reading time per scan by 12 % within 90 days while missed findings stay at or below 0.5 %
    `,
    markdown`
      ---
      kind: one-pager
      id: forecast
      ---
      # Demand forecast

      ## Problem

      Shops order by feel.
    `,
  ],
  check({ artifact, readiness, phase, initiative, self }, report) {
    // Once an initiative: on the first artifact that declares the latest phase.
    if (!readiness || readiness.phase !== phase || artifact.data.phase === undefined) return;
    if (initiative.members.find((member) => member.phase === phase && member.artifact.data.phase !== undefined) !== self) return;
    const earlier = phases.slice(0, phases.indexOf(phase));
    const open = readiness.cells.filter((cell) => cell.primary && earlier.includes(cell.phase) && isOpen(cell));
    const first = open[0];
    if (!first) return;
    const more = open.length > 1 ? ` and ${open.length - 1} more` : '';
    report(
      '/phase',
      `In ${phase}, yet "${responsibilities[first.responsibility]}" of ${first.phase}${more} ${more ? 'are' : 'is'} open.\n${open.map(why).join('\n')}`,
    );
  },
});

const isOpen = (cell: Cell): boolean =>
  cell.status === 'not started' || cell.evidence.some(({ credit, gaps }) => credit === 0.5 && gaps.some(({ waived }) => !waived));

const why = ({ responsibility, phase, status, evidence, closedBy }: Cell): string => {
  const message =
    evidence.flatMap(({ gaps }) => gaps).find(({ waived }) => !waived)?.message ?? closedBy.find(({ waived }) => !waived)?.message;
  return `${responsibilities[responsibility]}, ${phase}: ${status === 'not started' || !message ? 'nothing yet' : message}`;
};
