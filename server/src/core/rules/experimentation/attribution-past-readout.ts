// Who enters on the last day has 14 days to buy: a readout before that counts them as people who did not.
import { maturation } from '../../facts/maturation.js';
import { textBelow } from '../../facts/rows.js';
import { textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'attribution-past-readout',
  group: 'experimentation',
  kinds: ['experiment-plan', 'prd'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'The result is read before the last who entered can have converted.',
  because: 'Those who enter last are counted as if they had decided. The effect looks smaller than it is, and differently so in each arm.',
  source: 'Kohavi, Tang & Xu, Trustworthy Online Controlled Experiments; arithmetic (A6)',
  bad: [
    yaml`
      kind: experiment-plan
      online_test:
        duration: 7 days
        attribution_window: <|14 days|>
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Trial reminder

      ## Primary metric

      <|Paid subscriptions within 30 days of sign-up|>

      ## Online test

      - Design: A/B
      - Duration: 14 days
    `,
    yaml`
      kind: prd
      rollout_plan:
        stages:
          - {name: A/B test, type: ab, traffic: 50 %, duration: 7 days}
      metrics:
        business:
          - {name: purchases per visitor, target: +3 %, attribution_window: <|28 days|>}
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      online_test:
        duration: 7 days
        attribution_window: 14 days, so we read on day 21
    `,
    markdown`
      ## Primary metric

      Paid subscriptions within 30 days of sign-up

      ## Online test

      - Design: A/B
      - Duration: 14 days, then 30 days of waiting before the readout
    `,
  ],
  check({ artifact }, report) {
    const found = maturation(artifact);
    if (!found) return;
    const { days, window, readout, words } = found;
    const needed = Math.ceil(days + window.days);
    if (readout === undefined ? waits.test(words) : readout >= needed - 0.5) return;
    // A day at the end of a month moves nothing.
    if (readout === undefined && window.days < days / 10) return;
    const text = textAt(artifact, window.pointer);
    const at =
      window.pointer === '/online_test'
        ? ({ pointer: window.pointer, from: window.words[0], to: window.words[1] } as const)
        : window.pointer;
    const by = ` (readout on day \${1:${needed}}, when the last have matured)`;
    report(
      at,
      readout !== undefined
        ? `Read on day ${round(readout)}; who enters on day ${round(days)} is done on day ${needed}.`
        : days < window.days
          ? `${round(days)} days of test for a window of ${round(window.days)}: at the end nobody has had the whole of it.`
          : `Who enters on day ${round(days)} needs until day ${needed}: when is the result read?`,
      {
        // A window that is short against the test touches few; whether somebody waits may just not be written.
        ...(readout === undefined && days >= window.days ? { level: 'hint' as const } : {}),
        fix: {
          title: `Read on day ${needed}`,
          sort: 'template',
          edits:
            artifact.kind === 'experiment-plan' &&
            textBelow(artifact, '/online_test/attribution_window') === '' &&
            textAt(artifact, '/online_test') === ''
              ? [{ add: '/online_test/attribution_window', value: `${round(window.days)} days${by}` }]
              : [behind(window.pointer, text, text.trimEnd().length, by)],
        },
      },
    );
  },
});

const waits =
  /\b(?:(?:is|are) known|complete(?:d)? windows?|read-?out:? after|wait(?:s|ing|ed)?|matur\w+|cool-?down|follow-?up (?:of|period)|observation period|after the last|once the last|before (?:the )?read(?:out|ing)|burn-?in after|let .{1,30} settle)\b|\+ ?\d{1,3} ?d(?:ays?)?\b/i;
const round = (days: number): number => Number(days.toFixed(1));
