// Reviewed every quarter, and last looked at a year ago; or older than the plan it follows.
import { readDate } from '../../language/date.js';
import { readDuration } from '../../language/duration.js';
import { readSchedule } from '../../language/schedule.js';
import { textAt } from '../../model/artifact.js';
import type { Member } from '../../project.js';
import type { Kind } from '../../schema/kinds.js';
import { daysBetween } from '../../waivers.js';
import { type Fix, markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'artifact-stale',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'warning',
  says: 'Nobody has gone through this document for longer than it asks for.',
  because: 'An old runbook is followed at night as if it were true. Looking through it costs an hour.',
  source: 'EU AI Act, Annex IV(6): changes over the lifecycle; production readiness reviews',
  bad: [
    yaml`
      kind: monitoring
      title: Monitoring of the forecast
      updated: <|2025-10-20|>
      review_every: every quarter
    `,
    together(
      markdown`
        ---
        kind: monitoring
        updated: <|2026-03-02|>
        related: [./1]
        ---
        # Monitoring of the shortlist
      `,
      yaml`
        kind: runbook
        updated: 2026-09-14
      `,
    ),
  ],
  good: [
    yaml`
      kind: monitoring
      updated: 2026-09-25
      review_every: 90 days
    `,
    markdown`
      ---
      kind: prd
      status: superseded
      updated: 2024-02-02
      review_every: 6 months
      ---
      # Shortlists, first version
    `,
  ],
  check({ artifact, initiative, self, settings }, report) {
    const updated = dateAt(self);
    if (updated === undefined || artifact.data.status === 'superseded' || updated > settings.today) return;
    const fix: Fix = { title: `Reviewed today: ${settings.today}`, sort: 'choice', edits: [{ put: '/updated', text: settings.today }] };
    const cadence = textAt(artifact, '/review_every');
    const every = (readDuration(cadence, artifact.vocabulary)?.value ?? readSchedule(cadence)?.value.every)?.days;
    const age = daysBetween(updated, settings.today);
    if (every !== undefined && age > every) {
      report('/updated', `Last looked at ${age} days ago; it asks for a review every ${Math.round(every)} days.`, { fix });
      return;
    }
    const newer = initiative.members.find((member) => member !== self && follows(self, member) && (dateAt(member) ?? '') > updated);
    if (newer)
      report('/updated', `The ${names[newer.source.kind]} it follows changed on ${dateAt(newer)}, this one not since ${updated}.`, {
        related: [{ member: newer, at: '/updated', message: 'Changed later' }],
        fix,
        // A word that was mended last week asks for nothing yet.
        ...(daysBetween(updated, dateAt(newer) ?? updated) < 30 ? { level: 'information' as const } : {}),
      });
  },
});

const dateAt = ({ artifact }: Member): string | undefined => readDate(textAt(artifact, '/updated'))?.value;

/** What is built on what: a change there asks for a look here, and not the other way round. */
const order: readonly Kind[] = ['one-pager', 'prd', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'];

const follows = (self: Member, other: Member): boolean =>
  order.indexOf(other.source.kind) < order.indexOf(self.source.kind) && linksTo(self, other.path.slice(other.path.lastIndexOf('/') + 1));

/** By its name in `related`: a change of a document that nobody links to asks for nothing. */
function linksTo({ artifact }: Member, name: string): boolean {
  for (const [pointer, place] of artifact.places)
    if (pointer.startsWith('/related/') && place.text?.text.split(/[#?]/)[0]?.split('/').pop() === name) return true;
  return false;
}

const names: Readonly<Record<Kind, string>> = {
  'one-pager': 'one-pager',
  prd: 'PRD',
  'data-readiness': 'data readiness report',
  'experiment-plan': 'experiment plan',
  runbook: 'runbook',
  monitoring: 'monitoring',
  retrospective: 'retrospective',
};
