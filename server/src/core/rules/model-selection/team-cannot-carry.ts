// Two people and four pipelines: whoever is on holiday, something runs unattended.
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'team-cannot-carry',
  group: 'model-selection',
  kinds: ['prd'],
  level: 'information',
  profile: 'strict',
  prose: true,
  says: 'More own pipelines than so few people can carry.',
  because: 'Each pipeline breaks at its own time. A small team that keeps several alive builds nothing else, and nobody replaces anybody.',
  source: '"PM responsibilities in AI", maintenance: small teams favour simple; Sculley et al., Hidden technical debt',
  noFix: 'what to give up, to buy or to hire for is the author’s decision',
  bad: [
    yaml`
      kind: prd
      team_size: 2
      infra: <|four custom pipelines|> for features, training, scoring and feedback
    `,
    markdown`
      ---
      kind: prd
      team_size: 3
      ---
      # Demand forecast

      ## Infrastructure

      - Serving: batch, <|3 self-hosted training pipelines|> and a feature store of our own
    `,
  ],
  good: [
    yaml`
      kind: prd
      team_size: 2
      infra: four managed pipelines, run by the platform team
    `,
    markdown`
      ---
      kind: prd
      team_size: 9
      ---
      # Demand forecast

      ## Infrastructure

      - Serving: batch, 3 self-hosted training pipelines
    `,
  ],
  check({ artifact, flags, threshold }, report) {
    const size = flags.teamSize;
    if (size === undefined || size < 1 || size > threshold('small_team')) return;
    for (const { pointer, text } of leaves(artifact)) {
      if (!/^\/(?:infra|feature|model_decision)(?:\/|$)/.test(pointer) || text.verbatim === 'code') continue;
      for (const found of text.text.matchAll(pipelines)) {
        const word = words.indexOf((found[1] as string).toLowerCase());
        const count = word >= 0 ? word + 2 : Number(found[1]);
        const near = text.text.slice(Math.max(0, found.index - 20), found.index + found[0].length + 60);
        if (
          count < threshold('team_pipelines') ||
          /\b(?:managed|vendor|platform team|provider|third[- ]party|bought|saas|existing)\b/i.test(near)
        )
          continue;
        report(
          { pointer, from: found.index, to: found.index + found[0].length },
          `${size === 1 ? 'One person' : `${size} people`} for ${found[0]}: who carries them while one is away?`,
        );
        return;
      }
    }
  },
});

const words = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const pipelines =
  /\b(two|three|four|five|six|seven|eight|nine|ten|[2-9]|1\d) (?:(?:custom|own|separate|self-hosted|bespoke|home-?grown|in-house|different|data|training|feature|ml|model|streaming|batch)[ -]){0,3}pipelines\b/gi;
