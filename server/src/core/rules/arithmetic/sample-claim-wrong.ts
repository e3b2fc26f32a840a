// "5,000 per arm": how many it takes follows from rate, change, alpha and power, and those are written beside it.
import { goalChange, plannedChange } from '../../facts/sums/change.js';
import { designOf } from '../../facts/sums/sampleSize.js';
import { count, percent } from '../../facts/sums/sum.js';
import { meanSample, rateSample, splitSample } from '../../math/sampleSize.js';
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'sample-claim-wrong',
  group: 'arithmetic',
  kinds: ['experiment-plan'],
  level: 'warning',
  prose: true,
  says: 'This sample size does not follow from rate, change, alpha and power.',
  because:
    'Too few units miss the effect, too many cost weeks. Either one of the inputs was another one, or the result was never computed.',
  source: 'Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions; arithmetic (A1)',
  bad: [
    yaml`
      kind: experiment-plan
      hypothesis: the new ranking raises click-through by 8 % relative
      primary_metric: {name: click-through, baseline: 4.0 %}
      online_test:
        sample_size: <|5,000|> per arm
    `,
    markdown`
      ## Hypothesis

      Reason codes raise the share of accepted quotes from 10 % to 11 %.

      ## Online test

      A/B test, needs <|40,000|> customers per variant for 80 % power.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      hypothesis: the new ranking raises click-through by 8 % relative
      primary_metric: {name: click-through, baseline: 4.0 %}
      online_test: {sample_size: "61,119 per arm, 122,238 in all"}
    `,
    markdown`
      ## Hypothesis

      Reason codes raise the share of accepted quotes from 10 % to 11 %.

      ## Online test

      - Power: 90 %
      - Sample size: about 19,750 customers per variant
    `,
  ],
  check({ artifact, facts }, report) {
    const design = designOf(artifact, facts.usual);
    const goal = goalChange(artifact, facts.goal);
    const changes = [goal, plannedChange(artifact, goal)].flatMap((change) => change ?? []);
    if (facts.experiment?.ratio) return;
    const share = facts.experiment?.treatmentShare ?? 0.5;
    const needs = changes.flatMap(({ base, readings, sd, difference }) => {
      if (base && readings.length > 0)
        return readings.flatMap(({ words, targetRate }) => {
          const split = splitSample({ baseRate: base.value, targetRate, treatmentPerControl: share / (1 - share), ...design });
          const each = rateSample({ baseRate: base.value, targetRate, ...design });
          return split && each
            ? [
                {
                  words: `${percent(base.value, 2)} → ${percent(targetRate, 2)} (${words})`,
                  each,
                  total: split.total,
                  arms: [split.control, split.treatment],
                },
              ]
            : [];
        });
      const n = sd && difference ? meanSample({ sd: sd.value, difference, ...design }) : undefined;
      return n ? [{ words: `a difference of ${difference}`, each: n, total: 2 * n, arms: [n, n] }] : [];
    });
    const [first] = needs;
    if (!first || !Number.isFinite(first.each)) return;
    for (const { pointer, text } of leaves(artifact)) {
      if (!/^\/(?:online_test|hypothesis|decision_rule)(?:\/|$)/.test(pointer) || text.verbatim === 'code') continue;
      const field = pointer.endsWith('/sample_size');
      for (const found of text.text.matchAll(field ? stated : claimed)) {
        const words = found[1] as string;
        const n = sizeOf(words);
        const after = /^[^,;(.]{0,30}/.exec(text.text.slice(found.index + found[0].indexOf(words) + words.length))?.[0] ?? '';
        const inAll =
          /\b(?:in all|in total|total|altogether|overall)\b/i.test(after) ||
          /\btotal\b[^.;\d]{0,12}$/i.test(text.text.slice(0, found.index));
        const perArm = /\b(?:per|each|every)\b|\/ ?arm/i.test(after);
        // Twice the need may be wanted for guardrails or slices; a claim of fewer units is one that cannot hold.
        const near = (need: number) => n >= need * 0.9 && n <= need * 1.1;
        if (n < 20 || needs.some(({ each, total, arms }) => (!inAll && (near(each) || arms.some(near))) || (!perArm && near(total))))
          continue;
        if (!perArm && !inAll && !field) continue;
        // "180k searchers a day" is traffic.
        if (/(?:\/|\bper|\ba|\beach|\bevery) ?(?:day|week|month|hour)\b|\bdaily\b|\bweekly\b/i.test(after)) continue;
        const needed = inAll ? first.total : first.each;
        const from = found.index + found[0].indexOf(words);
        report(
          { pointer, from, to: from + words.length },
          `${first.words} takes ${count(needed)} ${inAll ? 'in all' : 'per arm'}, not ${words.trim()}.`.slice(0, 100) +
            `\nAssumes alpha ${design.alpha}, ${design.sides === 1 ? 'one' : 'two'}-sided, power ${percent(design.power)}.`,
          {
            ...(n > needed ? { level: 'information' as const } : {}),
            fix: needs.slice(0, 2).map((need) => ({
              title: `Write ${count(inAll ? need.total : need.each)}`,
              sort: 'choice' as const,
              edits: [{ within: pointer, from, to: from + words.length, text: count(inAll ? need.total : need.each) }],
            })),
          },
        );
        return;
      }
    }
  },
});

const number = String.raw`(\d{1,3}(?:[, \u202f]\d{3})+|\d+(?:\.\d+)?\s?[kKM](?![a-z])|\d{2,9})`;
const stated = new RegExp(String.raw`(?<![\d.,])${number}(?!\s?%|[\d.]*\s?(?:days?|weeks?)\b)`, 'g');
const claimed = new RegExp(
  String.raw`(?<![\d.,])${number}(?= (?:[a-z]+ ){0,3}?(?:per|in each|in every|each) ?(?:arm|variant|group|side|branch|cell)\b|\/arm\b)`,
  'g',
);

function sizeOf(words: string): number {
  const value = Number.parseFloat(words.replace(/[, \u202f](?=\d{3})/g, ''));
  return /k/i.test(words) ? value * 1000 : /M/.test(words) ? value * 1e6 : value;
}
