// A stage without a share of traffic or a duration is a word.
import type { StageFact } from '../../facts/rollout.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'stage-incomplete',
  group: 'rollout',
  kinds: ['prd', 'runbook'],
  level: 'warning',
  prose: true,
  says: 'A stage lacks its share of traffic or its duration: how much, how long?',
  because: 'Share and duration decide how many users a stage can hurt and whether it can see anything at all.',
  source: '"PM responsibilities in AI": "Canary on 5% traffic for 1 week"',
  bad: [
    yaml`
      kind: prd
      rollout_plan:
        - Shadow mode for 2 weeks
        - <|canary|>
        - full rollout
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the ranker

      ## Stages

      - <|Canary on 5 % of traffic|>
      - Ramp to 100 %
    `,
    markdown`
      ---
      kind: prd
      ---
      # Route planner

      ## Rollout plan

      Shadow mode for 2 weeks, then <|canary on 5 % of drivers|>, then everybody.
    `,
  ],
  good: [
    markdown`
      ---
      kind: runbook
      ---
      # Bedside summaries

      ## Stages

      1. Canary: 10 handlers, 2 weeks
      1. Internal wave
         Scope: two wards' own staff.
         Exit gate: every summary of a day was read by a nurse.
      2. Everybody
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Rollout of the screening assistant

      ## Stages

      ### Shadow (weeks 1–2)

      Nobody sees its marks.

      ### Canary on 5 % of traffic (weeks 3–4)

      The marks are seen by two clinics.
    `,
    yaml`
      kind: prd
      rollout_plan: Shadow for 2 weeks, then canary on 5 % for 7 days, then ramp to 100 %
    `,
    markdown`
      ---
      kind: runbook
      ---
      # Deploy the ranker

      ## Stages

      | Stage | Traffic | Duration |
      |---|---|---|
      | Shadow | | 2 weeks |
      | Canary | 5 % | 7 d |
      | Full | 100 % | |
    `,
  ],
  check({ facts }, report) {
    facts.stages.forEach((stage, at) => {
      const last = at === facts.stages.length - 1;
      const lacks = lacking(stage, last);
      // "Rollout strategy (big bang / pilot):" asks; "widen covered memory classes" is about something else than users.
      const other = stage.prose && (/:\s*$/.test(stage.text) || (stage.type === 'ramp' && !rampWords.test(stage.text)));
      if (lacks.length === 0 || other) return;
      report(
        stage.at,
        `${titleOf(stage)} has no ${lacks.join(' and no ')}: ${lacks.length === 2 ? 'how much, how long' : lacks[0] === 'duration' ? 'how long' : 'how much of the traffic'}?`,
        { fix: complete(stage, lacks), ...(stage.reading.confidence < 0.5 && stage.prose ? { level: 'hint' } : {}) },
      );
    });
  },
});

type Lack = 'share of traffic' | 'duration';

/** Shadow serves nobody, full and the last ramp last for ever, a test has a plan of its own. */
function lacking(stage: StageFact, last: boolean): readonly Lack[] {
  if (stage.type === undefined || stage.type === 'full' || stage.type === 'ab' || stage.type === 'holdback' || stage.traffic === 100)
    return [];
  const lacks: Lack[] = [];
  // "10 handlers", "two wards": whom it can hurt is said.
  const people =
    /\b(?:\d[\d,.]*\s?k?|one|two|three|four|five|six|ten)\s+(?:[a-z-]+\s)?(?!(?:second|minute|hour|day|week|month|sprint|percent)s?\b)[a-z]{3,20}(?:s|people|staff)\b/i.test(
      stage.text,
    );
  if ((stage.type === 'canary' || stage.type === 'ramp') && stage.traffic === undefined && !people) lacks.push('share of traffic');
  if (stage.duration === undefined && !(last && stage.type === 'ramp') && !dated.test(`${stage.name} ${stage.text}`) && !gated(stage))
    lacks.push('duration');
  return stage.type === 'ramp' ? lacks.filter((lack) => lack !== 'duration') : lacks;
}

/** "until 3 March", "weeks 1–2": its end is said. */
const dated = /\buntil\b|\d{4}-\d{2}-\d{2}|\b(?:weeks?|days?|months?|sprints?) \d{1,3}\s?(?:-|–|—|to|through)\s?\d{1,3}\b/i;

/** A wave of invited people lasts until its gate is met, and says so; a share of traffic needs its days. */
const gated = (stage: StageFact): boolean =>
  stage.type !== 'canary' &&
  stage.type !== 'shadow' &&
  stage.traffic === undefined &&
  /\b(?:exit|gate|criteri(?:a|on)|sign-?off)\b/i.test(stage.text);

function complete(stage: StageFact, lacks: readonly Lack[]): Fix {
  const traffic = lacks.includes('share of traffic');
  const duration = lacks.includes('duration');
  if (stage.prose) {
    const end = stage.lead.length + stage.text.replace(/(?<![.\s])[.\s]+$/, '').length;
    return {
      title: 'Add what is missing',
      sort: 'template',
      edits: [
        {
          within: stage.pointer,
          from: end,
          to: end,
          text: `${traffic ? ' on ${1:5} % of traffic' : ''}${duration ? ' for ${2:1 week}' : ''}`,
        },
      ],
    };
  }
  return {
    title: 'Add what is missing',
    sort: 'template',
    edits: [
      ...(traffic ? [{ add: `${stage.pointer}/traffic`, value: '${1:5 %}' }] : []),
      ...(duration ? [{ add: `${stage.pointer}/duration`, value: '${2:1 week}' }] : []),
    ],
  };
}

const titleOf = (stage: StageFact): string => {
  const name = stage.prose ? (stage.type ?? 'stage') : stage.name;
  return `${name.charAt(0).toUpperCase()}${name.slice(1, 40)}`;
};

const rampWords =
  /\bramp|roll-?\s?out|rolled out|traffic|users?\b|customers?|accounts?|tenants?|regions?|%|percent|everybody|everyone|all\b|full|phased|gradual|expand(?:ed)? to/i;
