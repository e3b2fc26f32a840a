// A value of another document moved after somebody last looked at what is built on it here.
// Beyond the catalogue: the design of suspect links asks for it. What depends on what stands in suspect/dependencies.ts.
import { isAmong } from '../../people.js';
import type { Member } from '../../project.js';
import { shapeOf } from '../../schema/look.js';
import { checkedWords } from '../../suspect/checked.js';
import { type Suspect, suspectsOf } from '../../suspect/suspects.js';
import { type Context, type Fix, markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'suspect-link',
  group: 'cross-artifact',
  kinds: ['monitoring', 'runbook', 'experiment-plan', 'prd', 'retrospective'],
  level: 'information',
  across: true,
  says: 'A value that this is built on moved after somebody last looked here.',
  because:
    'Sample sizes, alerts and rollback limits are worked out from numbers in other documents, and nothing tells them that one moved.',
  source: 'Requirements management: suspect links',
  bad: [
    together(
      yaml`
        kind: monitoring
        # shipworthy-checked prd/slos/availability/objective by @ana on 2026-01-10: 99.9 %
        <|alerts|>: [error rate above 1.44 % for 1 h pages @sam]
      `,
      yaml`
        kind: prd
        slos: ["availability 99.5 % over 30 days"]
      `,
    ),
    together(
      markdown`
        ---
        kind: experiment-plan
        ---
        # Shortlists

        <!-- shipworthy-checked prd/goal/number by @ana on 2026-01-10: 8 % relative -->

        ## Online test

        <|A/B test on 61,119 visitors in each arm for 14 days|>
      `,
      yaml`
        kind: prd
        goal: Increase click-through by 5 % relative within 90 days of launch
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: monitoring
        # shipworthy-checked prd/slos/p95-latency/limit by @ana on 2026-01-10: 0.3 s
        alerts: [p95 latency above 300 ms for 10 min pages @sam]
      `,
      yaml`
        kind: prd
        slos: ["p95 latency ≤ 300 ms over 30 days"]
      `,
    ),
    together(
      markdown`
        ---
        kind: experiment-plan
        ---
        # Shortlists

        <!-- shipworthy-checked prd/goal/number by @ana on 2026-01-10: 8 % relative -->

        ## Hypothesis

        If shortlists are ranked, click-through rises by 5 % relative.
      `,
      yaml`
        kind: prd
        goal: Increase click-through by 5 % relative within 90 days of launch
      `,
    ),
  ],
  check(context, report) {
    const { self, initiative } = context;
    for (const suspect of suspectsOf(self, initiative)) {
      const { source, sourceAt, what, from, to, at } = suspect;
      const title = titleOf(source);
      report(
        at,
        `The ${title}'s ${short(what, Math.max(8, 26 - title.length))} moved from ${short(from, 12)} to ${short(to, 12)} after this was reviewed.\n${storyOf(suspect)} Does what stands here still hold?`,
        {
          fix: confirm(context, suspect),
          related: [{ member: source, at: sourceAt, message: `Now ${to}` }],
        },
      );
    }
  },
});

/** Since when, and who looked last. */
function storyOf({ moved, looked, record }: Suspect): string {
  const when = moved ? `It moved on ${moved.day} (${moved.id.slice(0, 7)})` : 'The change is not committed yet';
  return record
    ? `${record.by} saw ${record.seen} on ${record.on}. ${when}.`
    : `${when}; this was last changed${looked ? ` on ${looked.day}` : ' before'}.`;
}

function confirm({ self, settings }: Context, { at, link, to, record }: Suspect): Fix {
  const by = me(self, settings.people) ?? '${1:@name}';
  const text = checkedWords({ link, by, on: settings.today, seen: to }).replace(/\\/g, '\\\\');
  const comment = self.source.syntax === 'yaml' ? `# ${text}` : `<!-- ${text} -->`;
  return {
    title: `I checked it: ${short(to)} is right for this`,
    sort: by.startsWith('$') ? 'template' : 'choice',
    edits: [record ? { rename: record.at, text: comment } : { note: at, text }],
  };
}

/** As the people's list calls whoever works here, else as git does. */
function me({ past }: Member, people: Context['settings']['people']): string | undefined {
  const author = past?.()?.author;
  if (!author) return undefined;
  const known = people?.find((person) => isAmong([person], author) || (author.email !== '' && isAmong([person], { name: author.email })));
  const name = (known?.handle ?? (author.name || author.email)).replace(/[\r\n$}\\:]/g, ' ').trim();
  return name === '' ? undefined : name;
}

const titleOf = ({ source }: Member): string =>
  source.kind === 'prd' ? 'PRD' : shapeOf(source.kind).title.toLowerCase().replace(' readiness', '');
/** "within 90 days of full rollout" → "90 days" */
function short(text: string, length = 16): string {
  const core = text.replace(/^within\s+/i, '').replace(/\s+(?:of|after|from)\s.*$/is, '');
  return core.length > length ? `${core.slice(0, length - 1).trimEnd()}…` : core;
}
