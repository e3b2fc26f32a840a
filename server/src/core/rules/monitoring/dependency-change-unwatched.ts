// The provider changes the model behind the same name, and the product changes with it.
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';
import { watchSignal } from '../watchSignal.js';

export default rule({
  id: 'dependency-change-unwatched',
  group: 'monitoring',
  kinds: ['monitoring'],
  level: 'information',
  profile: 'strict',
  prose: true,
  says: 'Nobody is told when this provider changes its model or interface.',
  because: 'What is hosted elsewhere changes there. The first sign is then a user who complains.',
  source: 'ML Test Score, Monitor 1: dependency changes result in notification; Hidden technical debt in ML systems',
  bad: [
    yaml`
      kind: monitoring
      signals:
        technical: [latency of the <|hosted LLM|>, error rate]
    `,
    markdown`
      ## Signals

      - p95 latency of the <|third-party translation API|>
      - error rate
    `,
  ],
  good: [
    yaml`
      kind: monitoring
      signals:
        technical: [latency of the hosted LLM, "model version and changelog of the provider, daily"]
    `,
    markdown`
      ## Signals

      - p95 latency of the third-party translation API
      - 50 golden sentences, translated daily and compared
    `,
  ],
  check({ artifact }, report) {
    if (noticed.test(artifact.source)) return;
    for (const { pointer, text } of leaves(artifact)) {
      if (!/^\/(?:signals|dashboards|alerts|drift|slos|retraining|feedback)(?:\/|$)/.test(pointer)) continue;
      const found = hosted.exec(text.text);
      if (!found) continue;
      report(
        { pointer, from: found.index, to: found.index + found[0].length },
        `Nobody is told when ${found[0].length > 40 ? 'this provider' : `the ${found[0].replace(/^the /i, '')}`} changes.`,
        {
          fix: watchSignal(artifact, 'Watch for changes', 'model version and changelog of ${1:the provider}, daily'),
        },
      );
      return;
    }
  },
});

const hosted =
  /\b(?:hosted|third[- ]party|vendor(?:'s)?|external|provider(?:'s)?) (?:[a-z]{2,16} ){0,2}(?:llms?|models?|apis?|scorer|classifier|embeddings?)\b|\b(?:openai|azure openai|anthropic|bedrock|vertex ai|cohere|mistral)(?:'s)? (?:api|models?|endpoint)\b|\bllm provider\b/i;
const noticed =
  /\bchange-?logs?\b|\brelease notes\b|\bdeprecat|\b(?:model|prompt|api|schema|provider|contract)(?:'s)? (?:versions?|changes?|updates?|upgrades?)\b|\bpinned\b|\bpinning\b|\bupstream\b|\bcontract tests?\b|\bschema (?:checks?|tests?|registry|validation|drift)\b|\bstatus page\b|\bgolden\b|\bregression (?:suite|tests?|prompts?)\b|\bcanary prompts?\b|\bself[- ]hosted\b/i;
