// The PRD's plan and the runbook's steps for the same stage: the share of traffic and the time it stays.
import type { StageFact } from '../../facts/rollout.js';
import { readDurations } from '../../language/duration.js';
import { readQuantities } from '../../language/quantity.js';
import { textAt } from '../../model/artifact.js';
import type { Member } from '../../project.js';
import { disagree, type Said, titleOf } from '../disagree.js';
import { markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'rollout-mismatch',
  group: 'cross-artifact',
  kinds: ['prd', 'runbook'],
  level: 'error',
  across: true,
  says: 'The plan and the runbook disagree about a stage.',
  because: 'Whoever deploys follows the runbook, whoever approved it read the plan; the sums behind it hold for one of the two.',
  source: '"PM responsibilities in AI": release strategy',
  bad: [
    together(
      yaml`
        kind: prd
        rollout_plan:
          stages: [{name: canary, traffic: <|5 %|>, duration: 7 d}, {name: full, traffic: 100 %}]
      `,
      yaml`
        kind: runbook
        stages: [{name: canary, traffic: <|10 %|>, duration: 7 d}, {name: full, traffic: 100 %}]
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Translation

        ## Rollout plan

        - Shadow mode for <|2 weeks|>
        - Canary on 5 % of traffic for 1 week
      `,
      markdown`
        ---
        kind: runbook
        ---
        # Deploy

        ## Stages

        - Shadow mode for <|3 days|>
        - Canary on 5 % of traffic for 7 days
      `,
    ),
  ],
  good: [
    together(
      yaml`
        kind: prd
        rollout_plan:
          stages: [{name: canary, traffic: 5 %, duration: 1 week}]
      `,
      yaml`
        kind: runbook
        stages: [{name: canary, traffic: 5 %, duration: 7 d}]
      `,
    ),
    together(
      markdown`
        ---
        kind: prd
        ---
        # Translation

        ## Rollout plan

        - Ramp to 25 % for 2 days
        - Ramp to 50 % for 2 days
      `,
      markdown`
        ---
        kind: runbook
        ---
        # Deploy

        ## Stages

        - Ramp to 25 % for 2 days
        - Ramp to 50 % for 2 days
        - Full at 100 %
      `,
    ),
  ],
  check({ facts, initiative, self }, report) {
    const others = initiative.members.filter(
      (member) => member !== self && member.source.kind !== self.source.kind && member.facts.stages.length > 0,
    );
    for (const stage of facts.stages) {
      if (!isSingle(stage, facts.stages)) continue;
      for (const member of others) {
        const other = member.facts.stages.find((candidate) => candidate.type === stage.type && isSingle(candidate, member.facts.stages));
        if (!other) continue;
        if (stage.traffic !== undefined && other.traffic !== undefined && stage.traffic !== other.traffic)
          tell('traffic', stage, other, member);
        if (stage.duration && other.duration && stage.duration.days !== other.duration.days) tell('duration', stage, other, member);
      }
    }

    function tell(part: 'traffic' | 'duration', stage: StageFact, other: StageFact, member: Member): void {
      const [mine, theirs] = [said(part, stage, self), said(part, other, member)];
      if (!mine || !theirs) return;
      disagree(
        report,
        mine,
        [theirs],
        `${nameOf(stage)}: ${mine.at.text} here, ${theirs.at.text} in the ${titleOf(member)}: which is true?`,
      );
    }
  },
});

/** Of several ramps nobody can say which is meant. */
const isSingle = (stage: StageFact, all: readonly StageFact[]): boolean =>
  stage.type !== undefined && all.filter(({ type }) => type === stage.type).length === 1;

const nameOf = ({ name, type }: StageFact): string => {
  const words = name.length > 24 ? (type as string) : name;
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function said(part: 'traffic' | 'duration', stage: StageFact, member: Member): Said | undefined {
  for (const pointer of [`${stage.pointer}/${part}`, stage.pointer, `${stage.pointer}/name`]) {
    const text = textAt(member.artifact, pointer);
    const slot =
      part === 'traffic'
        ? readQuantities(text).find(({ value }) => value.value === stage.traffic && value.unit === '%')
        : readDurations(text, member.artifact.vocabulary).find(({ value }) => value.days === stage.duration?.days);
    if (slot) return { member, at: { pointer, from: slot.span[0], to: slot.span[1], text: text.slice(...slot.span) } };
  }
  return undefined;
}
