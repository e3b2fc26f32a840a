// "Under 2 %, 1 of 100": the interval around that one reaches 5.4 %.
import { cleanTrialsFor, exactUpperBound, wilsonInterval } from '../../math/interval.js';
import { leaves } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'eval-too-small-for-claim',
  group: 'experimentation',
  kinds: ['experiment-plan', 'prd'],
  level: 'warning',
  prose: true,
  says: 'So few cases do not show this bound.',
  because: 'One failure in 100 may be a rate of 5 %. The claim holds only if the whole interval lies inside the bound.',
  source: 'E. B. Wilson, JASA 22 (1927); Hanley & Lippman-Hand, JAMA 249 (1983); arithmetic (A8)',
  bad: [
    yaml`
      kind: experiment-plan
      results: hallucination rate < 2 %, <|1 of 100|> answers was wrong
    `,
    markdown`
      ## Results

      Unsafe replies stay below 1 %: <|0 of 50|> probes got through.
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      results: hallucination rate < 2 %, 3 of 1,000 answers were wrong
    `,
    markdown`
      ## Results

      Unsafe replies stay below 1 %: 0 of 300 probes got through. Two of 5 reviewers took part.
    `,
  ],
  check({ artifact }, report) {
    for (const { pointer, text } of leaves(artifact)) {
      if (text.verbatim === 'code') continue;
      for (const sentence of text.text.matchAll(/[^;\n]{1,300}/g)) {
        const bounds = [...sentence[0].matchAll(bounded)];
        const counts = [...sentence[0].matchAll(counted)];
        const [bound, count] = [bounds[0], counts[0]];
        if (bounds.length !== 1 || counts.length !== 1 || !bound || !count) continue;
        const limit = Number(bound[1]) / 100;
        const failures = Number(count[1]?.replace(/,/g, ''));
        const n = Number(count[2]?.replace(/,/g, ''));
        if (!(limit > 0 && limit <= 0.2) || n < 10 || failures / n > limit) continue;
        const upper = failures === 0 ? exactUpperBound(0, n) : wilsonInterval(failures, n)?.high;
        if (upper === undefined || upper <= limit * 1.02) continue;
        const from = sentence.index + count.index;
        const boundAt = sentence.index + bound.index + bound[0].indexOf(bound[1] as string);
        const shown = Math.ceil(upper * 1000) / 10;
        report(
          { pointer, from, to: from + count[0].length },
          `${count[0]} only shows less than ${(upper * 100).toFixed(1)} %, not ${bound[1]} %.\n95 % interval; with no failure at all, ${cleanTrialsFor(limit)?.toLocaleString('en')} cases would show it.`,
          {
            fix: {
              title: `Claim what they show: below ${shown} %`,
              sort: 'choice',
              edits: [{ within: pointer, from: boundAt, to: boundAt + (bound[1] as string).length, text: String(shown) }],
            },
          },
        );
      }
    }
  },
});

const bounded = /(?:[<≤]=?|\b(?:under|below|less than|at most))\s?(\d{1,2}(?:\.\d+)?)\s?%/gi;
const counted = /\b(\d[\d,]{0,8}) (?:of|out of) (\d[\d,]{1,10})\b(?!\s?%)/gi;
