// A recall of 104 %: a share of something cannot be more than all of it.
import { findMetric } from '../../language/metrics.js';
import { readQuantities } from '../../language/quantity.js';
import { type Artifact, dataAt, leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'share-over-100',
  group: 'arithmetic',
  kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
  level: 'error',
  prose: true,
  says: 'A share cannot be more than 100 %.',
  because: 'One of the numbers is a slip, and everything computed from it is wrong.',
  source: 'arithmetic',
  bad: [
    yaml`
      kind: prd
      metrics:
        technical: [recall ≥ <|104 %|>]
    `,
    markdown`
      ## Rollout plan

      - Canary on <|150 %|> of traffic for 1 week
    `,
  ],
  good: [
    yaml`
      kind: prd
      metrics:
        technical: [recall ≥ 94 %]
        business: [revenue +120 %, traffic grows by 150 %, recall +312 % over rules]
    `,
    markdown`
      ## Goal

      Increase conversion by 110 % relative within 90 days while recall stays at 90 %.
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code' || !text.text.includes('%')) continue;
      for (const { value, span } of readQuantities(text.text)) {
        if (value.unit !== '%' || (value.value <= 100 && (value.high ?? 0) <= 100 && value.value >= 0)) continue;
        if (
          /^\s*\+/.test(text.text.slice(...span)) ||
          value.basis === 'relative' ||
          value.basis === 'points' ||
          changes.test(text.text.slice(Math.max(0, span[0] - 24), span[0]))
        )
          continue;
        const ofWhat = shareOf(artifact, pointer, text.text.slice(0, span[0]), text.text.slice(span[1]));
        if (!ofWhat) continue;
        const words = text.text.slice(...span);
        const number = /[-−]?\d[\d,]*(?:\.\d+)?/.exec(words);
        const at = span[0] + (number?.index ?? 0);
        report(
          { pointer, from: span[0], to: span[1] },
          value.value < 0
            ? `${ofWhat} cannot be ${value.value} %: a share starts at zero.`
            : `${ofWhat} cannot be ${value.value} %: a share ends at 100 %.`,
          {
            // The point slipped by one place, by two, or the sign is a dash.
            fix: number
              ? (value.value < 0 ? [-value.value] : [value.value / 10, value.value / 100])
                  .filter((reading) => reading <= 100 && reading > 0)
                  .map((reading) => Number(reading.toPrecision(4)))
                  .map((reading) => ({
                    title: `It is ${reading} %`,
                    sort: 'choice' as const,
                    edits: [{ within: pointer, from: at, to: at + number[0].length, text: String(reading) }],
                  }))
              : [],
          },
        );
      }
    }
  },
});

/** "+120 %", "by 150 %", "grew 130 %" are changes, and may be as large as they like. */
const changes =
  /(?:[+×x]|\bby|\bgr[eo]w\w*|\bincreas\w+|\bris\w+|\buplift|\blift\w*|\bup|\bmore than|\bover|\bbudget|\bof (?:plan|target|peak|expected)|\bload)\s*(?:of\s*)?[~≈]?\s*$/i;

function shareOf(artifact: Artifact, pointer: string, before: string, after: string): string | undefined {
  if (/\/traffic$/.test(pointer) || /^\s*(?:of\s+)?(?:the\s+)?(?:traffic|users|requests|customers)\b/i.test(after)) return 'Traffic';
  const row = pointer.slice(0, pointer.lastIndexOf('/'));
  const name = dataAt(artifact, `${row}/name`);
  const metric =
    findMetric(before.slice(-60), artifact.vocabulary) ?? (typeof name === 'string' ? findMetric(name, artifact.vocabulary) : undefined);
  if (metric?.value.entry?.type !== 'proportion') return undefined;
  return metric.value.name.charAt(0).toUpperCase() + metric.value.name.slice(1);
}
