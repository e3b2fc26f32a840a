// A phase is reached and the document that it needs does not exist. Said once for an initiative, where people look first.
import { launchOf } from '../../facts/launch.js';
import { type Initiative, type Member, membersOf } from '../../project.js';
import type { Kind } from '../../schema/kinds.js';
import { type Phase, phases, reached } from '../../schema/look.js';
import { daysBetween } from '../../waivers.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'artifact-missing-for-phase',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'error',
  says: 'This phase needs a document that the initiative does not have.',
  because: 'Each phase rests on a few documents. Where one is missing, its questions are answered in production.',
  source: '"PM responsibilities in AI": deliverables and artifacts',
  noFix: 'it is a file of its own: the command "New artifact" or `shipworthy new` writes it from what the others say',
  bad: [
    together(
      yaml`
        kind: prd
        id: forecast
        phase: build
        title: <|Demand forecast by depot|>
      `,
      markdown`
        ---
        kind: data-readiness
        id: forecast
        ---
        # Data for the forecast
      `,
    ),
    together(
      markdown`
        ---
        kind: one-pager
        id: triage
        phase: deploy
        ---
        # <|Triage of claims|>
      `,
      yaml`
        kind: data-readiness
        id: triage
      `,
      yaml`
        kind: experiment-plan
        id: triage
      `,
      yaml`
        kind: runbook
        id: triage
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        id: forecast
        phase: build
      `,
      yaml`
        kind: data-readiness
        id: forecast
      `,
      markdown`
        ---
        kind: experiment-plan
        id: forecast
        ---
        # Experiments for the forecast
      `,
    ),
    together(
      markdown`
        ---
        kind: one-pager
        id: search
        phase: discover
        ---
        # Search in the help centre
      `,
      yaml`
        kind: data-readiness
        id: search
      `,
    ),
  ],
  check({ initiative, self, settings }, report) {
    const [spoken] = [...membersOf(initiative, 'prd'), ...membersOf(initiative, 'one-pager'), ...initiative.members];
    if (spoken !== self) return;
    // A document that is judged by itself may have company that nobody has read yet. Thirty runbooks in a folder are thirty runbooks.
    if (
      (initiative.id === '' && initiative.members.length < 2) ||
      (initiative.from === 'folder' && membersOf(initiative, 'prd', 'one-pager').length === 0)
    )
      return;
    const phase = phaseOf(initiative);
    const missing = needed
      .filter(({ from }) => reached(phase, from))
      .filter(({ kinds }) => membersOf(initiative, ...kinds).length === 0)
      .filter(({ kinds }) => !kinds.includes('retrospective') || isDue(initiative, settings.today))
      // Who lacks a PRD need not be told to write "a one-pager or PRD" as well.
      .filter(
        ({ kinds }, _, all) => !all.some((other) => other.kinds.length < kinds.length && other.kinds.every((kind) => kinds.includes(kind))),
      );
    if (missing.length === 0) return;
    const names = missing.map(({ title }) => title);
    const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
    report(
      '/title',
      names.length < 3
        ? `The ${phase} phase needs ${list}; this initiative has none.`
        : `The ${phase} phase needs ${names.length} documents that this initiative does not have.\nIt lacks ${list}.`,
    );
  },
});

/** Domain knowledge: which document is the first that a phase cannot do without. */
const needed: readonly { readonly kinds: readonly Kind[]; readonly from: Phase; readonly title: string }[] = [
  { kinds: ['prd', 'one-pager'], from: 'discover', title: 'a one-pager or PRD' },
  { kinds: ['prd'], from: 'build', title: 'a PRD' },
  { kinds: ['data-readiness'], from: 'build', title: 'a data readiness report' },
  { kinds: ['experiment-plan'], from: 'build', title: 'an experiment plan' },
  { kinds: ['runbook'], from: 'deploy', title: 'a runbook' },
  { kinds: ['monitoring'], from: 'deploy', title: 'a monitoring document' },
  { kinds: ['retrospective'], from: 'operate', title: 'a retrospective' },
];

/** The furthest that any of its documents says. */
const phaseOf = ({ members }: Initiative): Phase =>
  phases[Math.max(...members.map((member) => phases.indexOf(member.phase)))] ?? 'discover';

/** The retrospective is due when the goal's window after launch is over; without a day of launch nobody can tell. */
function isDue(initiative: Initiative, today: string): boolean {
  const window = (member: Member): number | undefined => member.facts.goal?.reading.window?.value.length?.days;
  const days = initiative.members.map(window).find((length) => length !== undefined);
  const launch = initiative.members.map((member) => launchOf(member.artifact)?.moment.date).find((date) => date !== undefined);
  return launch !== undefined && daysBetween(launch, today) >= (days ?? 90);
}
