// How many come in a day: power, canary and cost are computed from it, and the documents have to mean the same world.
import { readQuantity } from '../../language/quantity.js';
import { textAt } from '../../model/artifact.js';
import type { Member } from '../../project.js';
import { disagree, type Said, titleOf } from '../disagree.js';
import { markdown, rule, together, yaml } from '../rule.js';

/** Which fields count the same thing, a day. Eligible units may be fewer than users, so only more of them is a contradiction. */
const places: readonly { readonly subject: 'users' | 'requests' | 'peak'; readonly pointer: string }[] = [
  { subject: 'users', pointer: '/traffic/users_per_day' },
  { subject: 'users', pointer: '/online_test/eligible_units_per_day' },
  { subject: 'requests', pointer: '/traffic/requests_per_day' },
  { subject: 'requests', pointer: '/cost/requests_per_day' },
  { subject: 'peak', pointer: '/traffic/peak_rps' },
  { subject: 'peak', pointer: '/infra/peak_rps' },
];

export default rule({
  id: 'traffic-mismatch',
  group: 'cross-artifact',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring'],
  level: 'warning',
  across: true,
  says: 'The documents of this initiative count on different traffic.',
  because: 'Power, canary and cost are computed from it: with the wrong one the test ends too early or the bill is a surprise.',
  source: 'arithmetic (A2, A12)',
  bad: [
    together(
      yaml`
        kind: prd
        traffic: {users_per_day: <|20000|>}
      `,
      yaml`
        kind: experiment-plan
        online_test: {eligible_units_per_day: <|5000|>}
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        traffic: {requests_per_day: <|40000|>}
        ---
        # Support bot

        ## Goal

        Resolve 20 % of tickets without an agent within 90 days while CSAT stays at or above 4.2.
      `,
      yaml`
        kind: monitoring
        traffic: {requests_per_day: <|1.2 M|>}
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        traffic: {users_per_day: 20000}
      `,
      yaml`
        kind: experiment-plan
        online_test: {eligible_units_per_day: 18000}
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        traffic: {requests_per_day: 40000}
        ---
        # Support bot

        ## Goal

        Resolve 20 % of tickets without an agent within 90 days while CSAT stays at or above 4.2.
      `,
      yaml`
        kind: monitoring
        traffic: {requests_per_day: 40 k, peak_rps: 30}
      `,
    ),
  ],
  check({ self, initiative, threshold }, report) {
    const largest = threshold('traffic_difference') / 100;
    for (const subject of ['users', 'requests', 'peak'] as const)
      for (const mine of countsOf(self, subject)) {
        const other = initiative.members
          .filter((member) => member !== self)
          .flatMap((member) => countsOf(member, subject))
          .find(({ count }) => Math.abs(count - mine.count) > largest * Math.max(count, mine.count));
        if (!other) continue;
        const percent = Math.round((Math.abs(other.count - mine.count) / Math.max(other.count, mine.count)) * 100);
        disagree(
          report,
          mine.said,
          [other.said],
          `${mine.said.at.text} ${words[subject]} here, ${other.said.at.text} in the ${titleOf(other.said.member)}: ${percent} % apart.`,
        );
      }
  },
});

const words = { users: 'users a day', requests: 'requests a day', peak: 'requests a second' } as const;

function countsOf(member: Member, subject: string): readonly { readonly count: number; readonly said: Said }[] {
  return places
    .filter((place) => place.subject === subject)
    .flatMap(({ pointer }) => {
      const text = textAt(member.artifact, pointer);
      const slot = text === '' ? undefined : readQuantity(text);
      if (!slot || slot.value.high !== undefined || !(slot.value.value > 0)) return [];
      return [
        {
          count: slot.value.value,
          said: { member, at: { pointer, from: slot.span[0], to: slot.span[1], text: text.slice(...slot.span) } },
        },
      ];
    });
}
