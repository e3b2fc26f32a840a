// What is new is clicked because it is new: a week is too short to tell.
import { textBelow } from '../../facts/rows.js';
import { readDurations } from '../../language/duration.js';
import { type Artifact, type Pointer, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'novelty-unhandled',
  group: 'experimentation',
  kinds: ['experiment-plan', 'retrospective'],
  level: 'information',
  profile: 'strict',
  prose: true,
  says: 'A visible change is read after so few days that curiosity may be what is measured.',
  because:
    'People try what is new, and others dislike what has moved. Both fade; the effect of the first week is seldom that of the tenth.',
  source: 'Kohavi, Tang & Xu, Trustworthy Online Controlled Experiments, ch. 23',
  bad: [
    yaml`
      kind: experiment-plan
      hypothesis: a carousel of suggestions raises clicks by 6 % relative
      online_test: {design: A/B, duration: <|7 days|>}
    `,
    markdown`
      ---
      kind: retrospective
      ---
      # Summary button in the inbox

      ## Experiment result

      A/B over <|9 days|>: replies +4 % [1, 7].
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      hypothesis: a carousel of suggestions raises clicks by 6 % relative
      online_test: {design: A/B, duration: 7 days, novelty_handling: effect by day and for new users apart}
    `,
    markdown`
      ---
      kind: retrospective
      ---
      # Summary button in the inbox

      ## Experiment result

      A/B over 28 days: replies +4 % [1, 7], +5 % in the first week.
    `,
  ],
  check({ artifact, threshold }, report) {
    const field = artifact.kind === 'retrospective' ? '/experiment_result' : '/online_test';
    const found = lengthOf(artifact, field);
    const visibleIn = ['/title', '/hypothesis', '/online_test', '/experiment_result'].map((part) => textBelow(artifact, part)).join('\n');
    if (
      !found ||
      found.days >= threshold('novelty_days') ||
      found.days < 1 ||
      !visible.test(visibleIn) ||
      handled.test(`${textBelow(artifact, field)}\n${textBelow(artifact, '/results')}`)
    )
      return;
    const text = textAt(artifact, found.pointer);
    report(
      { pointer: found.pointer, from: found.from, to: found.to },
      `${Number(found.days.toFixed(1))} days for something people see: how much of the effect is curiosity?`,
      {
        fix: {
          title: 'Look at the effect by week',
          sort: 'template',
          edits:
            textAt(artifact, field) === '' && field === '/online_test'
              ? [{ add: `${field}/novelty_handling`, value: '${1:effect by week, new users apart}' }]
              : [behind(found.pointer, text, text.trimEnd().length, ' (${1:effect by week, new users apart})')],
        },
      },
    );
  },
});

function lengthOf(
  artifact: Artifact,
  field: Pointer,
): { readonly days: number; readonly pointer: Pointer; readonly from: number; readonly to: number } | undefined {
  for (const pointer of [`${field}/duration`, field, `${field}/effect`, `${field}/design`]) {
    const text = textAt(artifact, pointer);
    const durations = readDurations(text, artifact.vocabulary).filter(
      ({ value, span }) => value.days >= 1 && !/\b(?:per|every|within)\s+$/i.test(text.slice(Math.max(0, span[0] - 8), span[0])),
    );
    const only = durations[0];
    if (only && durations.length === 1) return { days: only.value.days, pointer, from: only.span[0], to: only.span[1] };
  }
  return undefined;
}

const visible =
  /\b(?:buttons?|carousels?|banners?|layouts?|redesign\w*|design of|screens?|widgets?|colou?rs?|icons?|badges?|home ?page|landing page|pages?|feeds?|labels?|prompts?|tooltips?|pop-?ups?|modals?|cards?|forms?|copy|wording|placement|panel|sidebar|chat ?bot|assistant|suggestions?|recommendations? (?:row|strip|shelf)|ui|interface|onboarding)\b/i;
const handled =
  /\b(?:novelty|primacy|by (?:week|day)|per (?:week|day)|over time|time trend|each (?:week|day)|new users|first week|hold-?back|long[- ]term|day by day|decay\w*|weekly effect|burn-?in)\b/i;
