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
    markdown`
      ---
      kind: prd
      team_size: 2
      ---
      # Returns forecast

      ## Infrastructure

      All built by us: <|feature pipeline, training pipeline and scoring pipeline|>.
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
      const own = [...text.text.matchAll(/\b([a-z]{3,20}) pipeline\b/gi)];
      if (
        own.length >= threshold('team_pipelines') &&
        /\b(?:built by us|our own|of our own|custom|self-hosted|we (?:build|run|maintain)|in-house|hand-?written)\b/i.test(text.text) &&
        !bought.test(text.text)
      ) {
        const [first, last] = [own[0] as RegExpMatchArray, own.at(-1) as RegExpMatchArray];
        const from = first.index as number;
        report(
          { pointer, from, to: (last.index as number) + last[0].length },
          `${who(size)} for ${own.length} own pipelines: who carries them while one is away?`,
        );
        return;
      }
      for (const found of text.text.matchAll(pipelines)) {
        const word = words.indexOf((found[1] as string).toLowerCase());
        const count = word >= 0 ? word + 2 : Number(found[1]);
        const near = text.text.slice(Math.max(0, found.index - 20), found.index + found[0].length + 60);
        if (count < threshold('team_pipelines') || bought.test(near)) continue;
        report(
          { pointer, from: found.index, to: found.index + found[0].length },
          `${who(size)} for ${found[0]}: who carries them while one is away?`,
        );
        return;
      }
    }
  },
});

const words = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const pipelines =
  /\b(two|three|four|five|six|seven|eight|nine|ten|[2-9]|1\d) (?:(?:custom|own|separate|self-hosted|bespoke|home-?grown|in-house|different|data|training|feature|ml|model|streaming|batch)[ -]){0,3}pipelines\b/gi;
const bought = /\b(?:managed|vendor|platform team|provider|third[- ]party|bought|saas|existing)\b/i;
const who = (size: number): string => (size === 1 ? 'One person' : `${size} people`);
