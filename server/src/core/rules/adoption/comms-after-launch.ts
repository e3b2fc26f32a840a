// The canary starts on the third, the training is on the tenth: for a week support explains what it has never seen.
import { launchIn } from '../../facts/launch.js';
import { daysFrom, readMoments } from '../../language/moment.js';
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'comms-after-launch',
  group: 'adoption',
  kinds: ['runbook'],
  level: 'warning',
  prose: true,
  says: 'Support meets the feature before its training.',
  because: 'The first users of a canary call as well. Who answers them has to know that it exists, and what it may not do.',
  source: '"PM responsibilities in AI": plan training and documentation for customer-facing teams',
  bad: [
    yaml`
      kind: runbook
      stages:
        - name: canary
          traffic: 5 %
          start: 2026-05-03
      comms:
        support_training: <|2026-05-10|>
        docs: https://example.org/help
        faq: https://example.org/faq
        escalation_path: "#recs"
    `,
    markdown`
      # Release of the triage model

      ## Stages

      | Stage | Traffic | Start |
      |---|---|---|
      | Shadow | 0 % | 1 April |
      | Pilot | 2 wards | 4 May |

      ## Communication

      - **Support training:** <|11 May|>, two hours a ward
      - **FAQ:** https://example.org/faq
    `,
  ],
  good: [
    yaml`
      kind: runbook
      stages:
        - name: shadow
          start: 2026-04-20
        - name: canary
          traffic: 5 %
          start: 2026-05-03
      comms:
        support_training: 2026-04-28
    `,
    markdown`
      # Release of the triage model

      ## Stages

      | Stage | Traffic | Start |
      |---|---|---|
      | Pilot | 2 wards | 4 May |

      ## Communication

      Training of the wards on 27 April; the FAQ is updated again on 20 June.
    `,
  ],
  check({ artifact, initiative }, report) {
    const launch = launchIn(initiative, artifact);
    if (!launch) return;
    for (const { pointer, text } of leaves(artifact)) {
      if (!/^\/comms(?:\/|$)/.test(pointer)) continue;
      const [moment] = readMoments(text.text);
      const about = pointer === '/comms' || !/\/(?:support_training|docs|faq|myth_busting)/.test(pointer);
      // In free prose the first date belongs to the training only where it is said so near it.
      if (
        !moment ||
        (about && !/\b(?:train|FAQ|docs|documentation|help page|brief)[^.;\n]{0,60}$/i.test(text.text.slice(0, moment.span[0])))
      )
        continue;
      if (/\b(?:updated?|again|refresh|second|follow[ -]?up|repeat)\b/i.test(text.text.slice(0, moment.span[0]))) continue;
      const days = daysFrom(launch.moment, moment);
      if (days === undefined || days <= 0) continue;
      const at = { pointer, from: moment.span[0], to: moment.span[1] };
      const before = launch.moment.date;
      const many = days === 1 ? '1 day' : `${days} days`;
      const apart =
        moment.day !== undefined && launch.moment.day !== undefined && launch.moment.month === moment.month ? `${many} after` : 'after';
      report(at, `This is ${apart} ${launch.name} (${launch.moment.words}): support meets it unprepared.`, {
        ...(before && moment.date
          ? {
              fix: {
                title: 'Move it before the first users',
                sort: 'choice' as const,
                edits: [{ within: pointer, from: at.from, to: at.to, text: weekBefore(before) }],
              },
            }
          : {}),
      });
    }
  },
});

function weekBefore(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day - 7)).toISOString().slice(0, 10);
}
