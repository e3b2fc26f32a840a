// Seventy billion weights and 200 ms do not go together; a nightly batch would do, or a smaller model.
import { textBelow } from '../../facts/rows.js';
import { readModels } from '../../language/models.js';
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'heavy-in-realtime',
  group: 'model-selection',
  kinds: ['prd'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'A heavy model has to answer while somebody waits.',
  because: 'Where people wait, latency and cost favour the small model. A heavy one belongs where the answer can be prepared.',
  source: '"PM responsibilities in AI", latency and cost: real time favours simple, batch may be complex',
  bad: [
    yaml`
      kind: prd
      serving: realtime
      slos: [p95 latency ≤ 200 ms]
      model_decision: <|Llama 70B answers every search query.|>
    `,
    markdown`
      ---
      kind: prd
      serving: realtime
      ---
      # Fraud check at the till

      ## SLOs

      - 99 % of payments are scored in under 150 ms over 30 days

      ## Model decision

      <|An ensemble of 12 deep networks scores each payment.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      serving: batch
      slos: [p95 latency ≤ 200 ms]
      model_decision: Llama 70B writes the summaries at night.
    `,
    markdown`
      ---
      kind: prd
      serving: realtime
      ---
      # Fraud check at the till

      ## SLOs

      - 99 % of payments are scored in under 150 ms over 30 days

      ## Model decision

      Boosted trees, measured p95 12 ms; the deep ensemble needed 400 ms.
    `,
  ],
  check({ artifact, facts, flags, threshold }, report) {
    const serving = textBelow(artifact, '/infra/serving') || textBelow(artifact, '/infra');
    const realtime =
      flags.serving === 'realtime' || (flags.serving === undefined && /\breal[- ]?time\b|\bsynchronous(?:ly)?\b/i.test(serving));
    const limit = Math.min(...facts.latency.promised.map(({ ms }) => ms), Number.POSITIVE_INFINITY);
    if (!realtime || limit > threshold('realtime_ms')) return;
    const { chosen } = facts.comparison;
    // Measured and fast enough is an answer, however large it is.
    if (chosen?.candidate.latencyMs !== undefined && chosen.candidate.latencyMs <= limit) return;
    for (const { pointer, text } of leaves(artifact)) {
      if (
        !/^\/(?:model_decision(?:\/(?:choice|rationale))?|feature(?:\/scope)?|infra(?:\/serving)?)$/.test(pointer) &&
        pointer !== `${chosen?.candidate.pointer}/name`
      )
        continue;
      const words = text.text.split(/\b(?:instead of|rather than|over|not|while|needed)\b/i)[0] ?? '';
      if (
        /\b(?:batch|nightly|offline|precomput\w+|at night|overnight|cached?|distill\w*|quanti[sz]ed|measured|asynchronous(?:ly)?)\b/i.test(
          text.text,
        )
      )
        continue;
      const heavy = readModels(words).find(
        ({ parameters, sort }) =>
          (parameters ?? 0) >= threshold('heavy_model') * 1e9 ||
          (sort === 'language' && limit <= threshold('realtime_ms') / 2 && parameters === undefined),
      );
      const ensemble =
        /\bensembles? of (?:\d{1,3}|five|six|seven|eight|nine|ten|twelve|twenty) (?:deep |neural |large )?(?:networks|models|transformers|berts?)\b/i.exec(
          words,
        );
      if (!heavy && !ensemble) continue;
      const name = heavy?.name ?? ensemble?.[0] ?? '';
      report(pointer, `${name.slice(0, 40)} has ${limit} ms while somebody waits: batch, or something smaller?`, {
        fix: {
          title: 'Say how it is fast enough',
          sort: 'template',
          edits: [
            {
              within: pointer,
              from: text.text.trimEnd().length - 1,
              to: text.text.trimEnd().length,
              text: `${text.text
                .trimEnd()
                .slice(-1)
                .replace(/[\\$}]/g, '\\$&')} \${1:Distilled to a smaller model}, measured p95 \${2:${Math.floor(limit * 0.6)}} ms.`,
            },
          ],
        },
      });
      return;
    }
  },
});
