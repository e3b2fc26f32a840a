// One percent better and twice as heavy: work is being invented. Weighs the chosen candidate against the simplest one (A13).
import type { CandidateFact } from '../../facts/candidates.js';
import { percent, significant } from '../../facts/sums/sum.js';
import { complexityFactor, errorReduction, judgeComplexity } from '../../math/complexity.js';
import { leaves } from '../../model/artifact.js';
import { type Context, markdown, type ReportFinding, rule, yaml } from '../rule.js';

export default rule({
  id: 'complexity-not-worth-it',
  group: 'model-selection',
  kinds: ['experiment-plan', 'prd'],
  level: 'warning',
  prose: true,
  says: 'So little better for so much more to carry.',
  because: 'Each service, feature and gigabyte is carried for years. One percent of quality is gone with the next shift in the data.',
  source: '"PM responsibilities in AI": 1 % better at double the complexity is inventing work; arithmetic (A13)',
  noFix: 'which of the models is right is the author’s decision; the trade-off table is where it is written',
  bad: [
    yaml`
      kind: experiment-plan
      candidates:
        - {name: popularity, simple: "yes", metric: NDCG@10 0.2500, latency_p95_ms: 25, complexity: {features: 12, services: 1}}
        - {name: <|two-tower network|>, metric: NDCG@10 0.2525, latency_p95_ms: 60, complexity: {features: 38, services: 3}}
      decision: {winner: two-tower network}
    `,
    markdown`
      ---
      kind: prd
      ---
      # Demand forecast

      ## Model decision

      The transformer is <|0.8 % better in WAPE at three times the complexity|>.
    `,
    markdown`
      ---
      kind: experiment-plan
      ---
      # Fraud scoring

      ## Candidates

      | Model | AUC | CI | p95 latency | Cost per 1k requests |
      |---|---|---|---|---|
      | Logistic regression | 0.900 | 0.890 to 0.910 | 8 ms | €0.02 |
      | <|BERT on transactions|> | 0.905 | 0.895 to 0.915 | 70 ms | €0.30 |
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      candidates:
        - {name: popularity, simple: "yes", metric: NDCG@10 0.250, latency_p95_ms: 25, complexity: {features: 12, services: 1}}
        - {name: boosted trees, metric: NDCG@10 0.265, latency_p95_ms: 30, complexity: {features: 18, services: 1}}
      decision: {winner: boosted trees}
    `,
    markdown`
      ## Results

      The new ranking is 6 % better in NDCG at 1.4 times the complexity.
    `,
  ],
  check(context, report) {
    sentences(context, report);
    const { baseline, candidates, chosen } = context.facts.comparison;
    const all = [...(baseline ? [baseline] : []), ...candidates];
    const simplest = baseline?.metric ? baseline : candidates.find(({ simple, metric }) => simple && metric);
    const heavier = candidates.filter(({ metric, simple }) => metric && !simple && metric.id === simplest?.metric?.id);
    const candidate = chosen?.candidate ?? (heavier.length === 1 ? heavier[0] : best(heavier));
    if (!simplest?.metric || !candidate?.metric || candidate === simplest || candidate.metric.id !== simplest.metric.id || all.length < 2)
      return;
    weigh(context, simplest, candidate, report);
  },
});

function weigh({ threshold }: Context, from: CandidateFact, to: CandidateFact, report: ReportFinding): void {
  if (!from.metric || !to.metric || from.metric.value === 0) return;
  const sign = from.metric.better === 'down' ? -1 : 1;
  const relative = (value: number) => (sign * (value - (from.metric?.value ?? 0))) / Math.abs(from.metric?.value ?? 1);
  const gain = relative(to.metric.value);
  const dimensions = dimensionsOf(from, to);
  const factor = complexityFactor(dimensions.map(({ ratio }) => ratio));
  if (factor === undefined) return;
  const scale = from.metric.value > 1 ? 100 : 1;
  const fewer = sign > 0 ? errorReduction(from.metric.value / scale, to.metric.value / scale) : undefined;
  // The worse end of its own interval, against today's value.
  const worst = to.interval && relative(sign > 0 ? to.interval[0] : to.interval[1]);
  const found = judgeComplexity(
    { gain, complexity: factor, errorReduction: fewer, gainLow: worst },
    { ratio: threshold('complexity_ratio'), gain: threshold('complexity_gain') / 100 },
  );
  const heavier = `${significant(factor)}× heavier than ${from.name.slice(0, 30)}`;
  const how = `${to.metric.name} ${from.metric.value} → ${to.metric.value}; heavier is the geometric mean over ${dimensions.map(({ name }) => name).join(', ')}.`;
  const at = to.prose ? to.pointer : `${to.pointer}/name`;
  if (found?.verdict === 'unproven' && factor >= 0.75 * threshold('complexity_ratio'))
    report(at, `${heavier}: does it gain anything? Its interval reaches that one.\n${how}`);
  // Five percent and more is a gain that somebody may well want to pay for, whatever it weighs.
  if (found?.verdict !== 'thin' || gain > 5 * (threshold('complexity_gain') / 100)) return;
  report(
    at,
    `${significant(gain * 100)} % better and ${heavier}: inventing work?\n${how} ${percent(found.gainPerUnit, 1)} gained per extra unit.`,
    found.soft ? { level: 'information' } : {},
  );
}

function dimensionsOf(from: CandidateFact, to: CandidateFact): readonly { readonly name: string; readonly ratio: number }[] {
  const pairs: (readonly [string, number | undefined, number | undefined])[] = [
    ['p95 latency', from.latencyMs, to.latencyMs],
    ['cost', from.cost?.amount, from.cost?.currency === to.cost?.currency ? to.cost?.amount : undefined],
    ...[...from.carries].map(([name, value]) => [name, value, to.carries.get(name)] as const),
  ];
  return pairs.flatMap(([name, a, b]) => (a && b && a > 0 && b > 0 ? [{ name, ratio: b / a }] : []));
}

function best(candidates: readonly CandidateFact[]): CandidateFact | undefined {
  const [first] = candidates;
  const sign = first?.metric?.better === 'down' ? -1 : 1;
  return candidates.reduce(
    (top, one) => (sign * ((one.metric?.value ?? 0) - (top.metric?.value ?? 0)) > 0 ? one : top),
    first as CandidateFact,
  );
}

/** "1 % better for double the complexity", "+1.0 % NDCG at 2.6× the services". */
function sentences({ artifact, threshold }: Context, report: ReportFinding): void {
  for (const { pointer, text } of leaves(artifact)) {
    if (text.verbatim === 'code' || !/^\/(?:model_decision|candidates|results|decision|baseline|feature)/.test(pointer)) continue;
    for (const match of text.text.matchAll(weighed)) {
      const gain = Number(match[1]);
      const factor = /^\d/.test(match[2] ?? '') ? Number.parseFloat(match[2] as string) : words.get((match[2] ?? '').toLowerCase());
      if (factor === undefined || gain > threshold('complexity_gain') || factor < threshold('complexity_ratio')) continue;
      if (
        /\b(?:not|isn't|n't|rejected|against|too little)\b/i.test(
          text.text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40),
        )
      )
        continue;
      report(
        { pointer, from: match.index, to: match.index + match[0].length },
        `${gain} % better and ${factor}× heavier: what would the simpler one lack?`,
      );
    }
  }
}

const weighed =
  /(?<![\d.])\+?(\d(?:\.\d{1,2})?) ?% (?:(?:relative|higher|more|in|on|of|gain|better|improvement|lift|[A-Z][\w@]{1,12}|accuracy|quality)[ ,;]{1,2}){1,5}(?:at|for|with|and|but|against)?[ ,]{0,2}(\d{1,2}(?:\.\d)?(?: ?[×x]| times)|double|twice|triple|two times|three times|four times)(?: as (?:complex|heavy|much))?(?: (?:the |its |our )?(?:complexity|services|maintenance|features|cost|effort|weight|parameters|infrastructure|as heavy|as complex|heavier|more complex))?/gi;
const words: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['twice', 2],
  ['two times', 2],
  ['triple', 3],
  ['three times', 3],
  ['four times', 4],
]);
