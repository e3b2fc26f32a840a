// Required fields that the phase needs and nobody wrote: one finding for the whole artifact, with a fix for each.
import { isOwnersEmpty } from '../../facts/ownership.js';
import { isSpokenOf } from '../../facts/spoken.js';
import { lacking, shapeOfPath } from '../../fieldPath.js';
import { givenBy } from '../../have/fills.js';
import { type Artifact, dataAt, type Pointer } from '../../model/artifact.js';
import { headerKeys, type Phase, reached, type Shape, shapeOf } from '../../schema/look.js';
import { blankOf } from '../../syntax/write.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'field-missing',
  group: 'structure',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: { discover: 'warning', build: 'warning', deploy: 'error', operate: 'error' },
  profile: 'light',
  says: 'Something that this phase needs is missing.',
  because:
    'What nobody wrote down, nobody decided. Most AI projects fail on what was left open at the start: the goal, the data, the owner.',
  source: 'the PRD skeleton and the deliverables list of "PM responsibilities in AI"',
  bad: [
    yaml`
      kind: prd
      title: <|Recommendations on the home page|>
      goal: Increase click-through on recommended items by 8 % relative within 90 days while complaints stay under 0.5 %
      target_users: Returning visitors with at least three orders, about 20,000 a day
      baseline: Popularity ranking, CTR 4.0 % in Q3
      data_sources:
        - "events_db: @mei"
      privacy_concerns: "none: item ids only, no user data joined"
      metrics:
        technical: [p95 latency ≤ 300 ms]
        business: [CTR on recommended items ≥ 4.32 %]
      risks_and_mitigations:
        - "Popularity loop: 5 % of slots are random, @li"
      owners:
        product: "@ana"
    `,
    markdown`
      ---
      kind: prd
      ---
      # <|Fraud scoring for card payments|>

      ## Goal

      Reduce chargebacks by 15 % relative within 120 days of full rollout while false declines stay under 0.3 %.

      ## Non-goals

      - Archived payments are never scored again
    `,
    markdown`
      ---
      kind: one-pager
      ---
      # <|Reminders that arrive in time|>

      ## Problem

      Others remind better than we do.

      ## Success statement

      Cut missed visits from 9 % to 6 % by 2027-03-31 while complaints stay under 0.5 %.

      ## Success metrics

      - Missed visits ≤ 6 %

      ## Top risks

      - Wrong number: two tries, then post, @noor

      ## Data owners

      - visits_db: data team
    `,
  ],
  good: [
    markdown`
      ---
      kind: prd
      ---
      # Search ranking for the help centre

      ## Objective

      Increase self-service resolution from 41 % to 46 % within 90 days of full rollout while CSAT stays at or above 4.2.

      ## Target users

      Customers with an open question, 8,000 searches a day.

      ## Baseline

      BM25, self-service resolution 41 % in October.

      ## Data sources

      - help_articles: @noor
      - search_log: @mei

      ## Privacy

      None: queries are stored without account ids.

      ## Roll-out

      - Shadow mode for 2 weeks
      - Canary on 5 % of traffic for 1 week

      ## Success metrics

      - p95 latency ≤ 250 ms
      - Self-service resolution ≥ 46 %

      ## Risks

      - Stale articles rank high: freshness boost, checked weekly by @noor

      ## Owners

      - Product: @ana
    `,
    yaml`
      kind: runbook
      title: Deploy the fraud scorer
    `,
    markdown`
      ---
      kind: prd
      ---
      # Tide tables

      > **SUPERSEDED**: the plan of the second season counts.
    `,
    markdown`
      ---
      kind: prd
      ---
      # Duplicate finder for bug reports

      Maintainers lose evenings to duplicates. Target users are maintainers of projects with 500 open reports.
      Today one duplicate takes about 9 minutes to find; reporter names count as personal data and are dropped first.

      | Author | Date |
      |---|---|
      | Noor | May |

      ## Goal

      Cut the time to find a duplicate from 9 to 3 minutes by 2027-03-31 while wrong closures stay under 1 %.

      ## Exit criteria

      - Closed by mistake: under 1 %

      ## Assumptions and limitations

      Reports in other languages are left alone.

      ## Phase 2: Public beta

      Twelve projects, pulled from the tracker's API.

      ### Integrations

      The tracker's events.
    `,
  ],
  check({ artifact, facts, phase, settings, tongue, self }, report) {
    // field-placeholder says that it is a template.
    if (facts.setAside || (facts.template && !reached(phase, 'deploy'))) return;
    // In a language whose headings nobody here knows, everything would look missing.
    if (tongue === 'other' && artifact.syntax === 'markdown') return;
    // An empty list of owners has a finding of its own; what is spoken of in another place is not missing, whatever it is worth.
    const missing = missingFields(artifact, phase, settings.require[artifact.kind] ?? []).filter(
      ({ shape, team }) =>
        !(shape.key === 'owners' && artifact.kind === 'prd' && isOwnersEmpty(artifact)) &&
        // What stands in a file that is linked is not missing here.
        !givenBy(self.have, artifact.kind, `/${shape.key}`) &&
        (team || !(isSpokenOf(artifact, shape.key) || (shape.key === 'guardrails' && (facts.goal?.reading.guardrails.length ?? 0) > 0))),
    );
    if (missing.length === 0) return;
    const edits = ({ shape, pointers }: Missing) => pointers.map((add) => ({ add, value: blankOf(shape, { next: 1 }) }));
    const one = (field: Missing): Fix => ({ title: `Add ${field.title}`, sort: 'template', edits: edits(field) });
    const all: Fix = { title: `Add all ${missing.length} missing fields`, sort: 'template', edits: missing.flatMap(edits) };
    const unread = isUnread(artifact, missing.length);
    report('/title', unread ? unreadable(missing) : sentence(missing, phase), {
      ...(unread && !reached(phase, 'deploy') ? { level: 'hint' as const } : {}),
      fix: [...(missing.length > 1 ? [all] : []), ...missing.map(one)],
      parts: missing.flatMap(({ pointers }) => pointers),
    });
  },
});

export interface Missing {
  readonly shape: Shape;
  readonly title: string;
  /** Where it would stand: one place, or one in every row that lacks it. */
  readonly pointers: readonly Pointer[];
  /** The team asks for it, whatever the phase. */
  readonly team: boolean;
}

/** What the phase or the team requires and the artifact does not have. Fields with a rule of their own are left to it. */
export function missingFields(artifact: Artifact, phase: Phase, alsoRequired: readonly string[] = []): readonly Missing[] {
  const whole = [...shapeOf(artifact.kind).properties.values()].flatMap((shape): readonly Missing[] => {
    if (ownRule.has(`${artifact.kind}.${shape.key}`)) return [];
    const needed = shape.need.as === 'required' && reached(phase, shape.need.from ?? 'discover') && applies(artifact, shape);
    const pointer = `/${shape.key}`;
    if (!(needed || alsoRequired.includes(shape.key)) || dataAt(artifact, pointer) !== undefined) return [];
    return [{ shape, title: shape.title, pointers: [pointer], team: !needed }];
  });
  const inside = alsoRequired.flatMap((path): readonly Missing[] => {
    const shape = path.includes('.') ? shapeOfPath(artifact.kind, path) : undefined;
    const pointers = shape ? lacking(artifact, path) : [];
    const holder = shapeOfPath(artifact.kind, path.slice(0, path.lastIndexOf('.')));
    return shape && holder && pointers.length > 0 ? [{ shape, title: `${shape.title} (${holder.title})`, pointers, team: true }] : [];
  });
  return [...whole, ...inside];
}

// rollback-missing and three-am-unanswered say it better.
const ownRule: ReadonlySet<string> = new Set(['runbook.rollback', 'runbook.oncall']);

/** One of the context flags is enough. */
function applies(artifact: Artifact, shape: Shape): boolean {
  const flags = Object.entries(shape.need.when ?? {});
  return flags.length === 0 || flags.some(([flag, values]) => values.includes(dataAt(artifact, `/${flag}`) as never));
}

function sentence(missing: readonly Missing[], phase: Phase): string {
  const titles = missing.map(({ title }) => title);
  if (titles.length === 1 && missing[0]?.team) return `${titles[0]} is missing; this team requires it (shipworthy.yaml).`;
  if (titles.length === 1)
    return `${titles[0]} ${plural(titles[0]) ? 'are missing; they are' : 'is missing; it is'} needed ${phase === 'discover' ? 'from discovery on' : `in the ${phase} phase`}.`;
  const shown = titles.length > 4 ? [...titles.slice(0, 4), `${titles.length - 4} more`] : titles;
  const list = `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
  return titles.length > 4 ? `${list} are missing.\nIn full: ${titles.join(', ')}.` : `${list} are missing.`;
}

/** A page of text in which no section was recognised: it may all be there, in words that the reader does not know. */
const isUnread = (artifact: Artifact, missing: number): boolean =>
  missing > 4 &&
  artifact.source.replaceAll('\r', '').length > 800 &&
  // A heading that was recognised and has nothing below it is a gap, not another word.
  [...artifact.places.keys()].every((at) => at === '/title' || headerKeys.has(at.split('/')[1] as string));

const unreadable = (missing: readonly Missing[]): string => {
  const titles = missing.map(({ title }) => title);
  return `No section here reads as ${titles.slice(0, 3).join(', ')} or ${titles.length - 3} more: which is which?\nIn full: ${titles.join(', ')}.`;
};

const plural = (title = ''): boolean => /[^s]s$/.test(title);
