// "+0.4 %, ship": a win is claimed that its own interval does not show, or that nobody has tested.
import { type CandidateFact, intervalIn } from '../../facts/candidates.js';
import { textBelow } from '../../facts/rows.js';
import { type Artifact, dataAt, leaves, type Pointer, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, type ReportFinding, rule, yaml } from '../rule.js';

export default rule({
  id: 'not-significant-over-baseline',
  group: 'experimentation',
  kinds: ['experiment-plan', 'retrospective'],
  level: 'error',
  prose: true,
  says: 'A win is claimed, and chance is not ruled out.',
  because: 'Two runs of the same model differ as well. A gain counts when its interval leaves out zero.',
  source: '"PM responsibilities in AI": beat the baseline significantly; Miller, Adding error bars to evals (2024)',
  bad: [
    yaml`
      kind: experiment-plan
      results: <|+0.4 % conversion, ship|>
    `,
    markdown`
      ---
      kind: retrospective
      ---
      # Route planner

      ## Experiment result

      - Effect: <|+1.2 % completed trips|>
      - CI: [-0.3, 2.7]

      ## Decision

      Keep it, it won.
    `,
    yaml`
      kind: experiment-plan
      baseline: {kind: heuristic, metric: WAPE, value: 14.4 %}
      candidates:
        - {name: LightGBM, metric: WAPE 14.1 %}
      decision: {winner: <|LightGBM|>, rationale: lower error}
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      results: +0.4 % conversion [0.1, 0.7], ship
    `,
    markdown`
      ---
      kind: retrospective
      ---
      # Route planner

      ## Experiment result

      - Effect: +1.2 % completed trips
      - CI: [-0.3, 2.7]

      ## Decision

      Inconclusive: we run it for two more weeks.
    `,
  ],
  check({ artifact, facts }, report) {
    const base = artifact.kind === 'retrospective' ? '/experiment_result' : '/results';
    const decided = `${textBelow(artifact, '/decision')}\n${textBelow(artifact, base)}`;
    const effect = `${base}/effect`;
    const interval = intervalIn(textAt(artifact, `${base}/ci`)) ?? intervalIn(textAt(artifact, effect));
    if (interval && textAt(artifact, effect) !== '') {
      if (interval[0] < 0 && interval[1] > 0 && (won.test(decided) || hasWinner(artifact)) && !open.test(decided))
        report(effect, `The interval [${interval[0]}, ${interval[1]}] holds zero: this may be chance, and no win.`, {
          fix: inconclusive(artifact),
        });
      return;
    }
    if (sentences(artifact, base, report)) return;
    const { baseline, candidates, chosen } = facts.comparison;
    const from = baseline?.metric ? baseline : candidates.find(({ simple, metric }) => simple && metric);
    if (chosen && from && chosen.candidate !== from && artifact.kind === 'experiment-plan')
      unproven(artifact, from, chosen.candidate, chosen.pointer, report);
  },
});

/** A sentence that has the number and the claim: "+0.4 %, ship", "beats the baseline by 2 points [-1, 5]". */
function sentences(artifact: Artifact, base: Pointer, report: ReportFinding): boolean {
  for (const { pointer, text } of leaves(artifact)) {
    if ((pointer !== base && !pointer.startsWith(`${base}/`) && !pointer.startsWith('/decision')) || text.verbatim === 'code') continue;
    const decision = textBelow(artifact, '/decision');
    for (const sentence of text.text.matchAll(/[^.;\n](?:[^.;\n]|\.(?=\d)){0,300}/g)) {
      const words = sentence[0];
      const claim = /^.*?(?<![\w.])([+−]?\d{1,3}(?:\.\d{1,3})? ?(?:%|pp|points?))/.exec(words);
      // The claim may stand in the next sentence, or where it was decided.
      const around = `${words}.${text.text.slice(sentence.index + words.length, sentence.index + words.length + 80)}\n${decision}`;
      if (
        !claim ||
        technical.test(words) ||
        beforeAfter.test(words) ||
        !gain.test(words) ||
        (!won.test(around) && !hasWinner(artifact)) ||
        open.test(around)
      )
        continue;
      const interval = intervalIn(words);
      const at = { pointer, from: sentence.index + (words.length - words.trimStart().length), to: sentence.index + words.trimEnd().length };
      if (interval ? interval[0] < 0 && interval[1] > 0 : !tested.test(artifact.source)) {
        const end = sentence.index + claim[0].length;
        report(
          at,
          interval
            ? `The interval [${interval[0]}, ${interval[1]}] holds zero: this may be chance, and no win.`
            : `${claim[1]} without an interval: is that more than chance?`,
          {
            fix: interval
              ? inconclusive(artifact)
              : { title: 'Add the interval', sort: 'template', edits: [behind(pointer, text.text, end, ' [${1:0.1}, ${2:0.7}]')] },
          },
        );
        return true;
      }
    }
  }
  return false;
}

/** A winner in the table by a difference that nobody has tested. A gain beyond a tenth is left alone: chance is rarely so large. */
function unproven(artifact: Artifact, from: CandidateFact, to: CandidateFact, at: Pointer, report: ReportFinding): void {
  if (!from.metric || !to.metric || from.metric.id !== to.metric.id || from.metric.value === 0) return;
  const change = ((to.metric.better === 'down' ? -1 : 1) * (to.metric.value - from.metric.value)) / Math.abs(from.metric.value);
  if (change <= 0 || change > 0.1 || to.interval || from.interval || tested.test(artifact.source)) return;
  const text = textAt(artifact, at);
  const where = text.toLowerCase().indexOf(to.name.toLowerCase());
  const place = where < 0 ? at : { pointer: at, from: where, to: where + to.name.length };
  report(place, `${to.metric.name} ${from.metric.value} → ${to.metric.value}, and no interval: is that more than chance?`, {
    fix: {
      title: 'Add the interval of the difference',
      sort: 'template',
      edits: [behind(at, text, text.trimEnd().length, ` (difference \${1:0.3} [\${2:0.1}, \${3:0.5}])`)],
    },
  });
}

/** A winner is named, and it is not what was there before. */
function hasWinner(artifact: Artifact): boolean {
  const winner = textAt(artifact, '/decision/winner');
  return winner !== '' && !/\b(?:control|baseline|none|neither|nobody|no winner|current|status quo)\b/i.test(winner);
}

const inconclusive = (artifact: Artifact) =>
  ['/decision/choice', '/decision']
    .filter((at) => dataAt(artifact, at) !== undefined && textAt(artifact, at) !== '')
    .slice(0, 1)
    .map((put) => ({
      title: 'Call it inconclusive',
      sort: 'template' as const,
      edits: [{ put, text: 'Inconclusive: the interval holds zero. ${1:Test longer, or stop}' }],
    }));

const won =
  /\b(?:ship(?:s|ped|ping)?|launch(?:ed)?|roll(?:ed|ing)? (?:it )?out|release(?:d)?|keep|kept|won|wins|winner|win|beats?|outperform(?:s|ed)?|better than|improve[sd]?|success(?:ful)?|significantly|adopt(?:ed)?|go)\b/i;
const open =
  /\b(?:inconclusive|not (?:statistically )?significant|no (?:significant|clear) (?:difference|effect)|not ship|do not|did not|don't|didn't|not (?:launch|roll|keep|adopt)|iterate|undecided|if|unless|unclear|longer|pending|roll(?:ed)? back|retire|non-?inferior\w*|no worse|neutral|directional)\b/i;
const gain = /[+−]\s?\d|\b(?:by|up|gain(?:ed)?|lift(?:ed)?|uplift|improve\w*|higher|lower|better|over)\b/i;
/** Machines are measured on all requests: chance plays no part. */
const technical = /\b(?:latenc\w+|p9\d|response time|throughput|cost|memory|cpu|gpu|size|uptime|build time|tokens?|lines)\b/i;
/** There the group that did not get it is missing, and no interval would help. */
const beforeAfter =
  /\b(?:last|previous|prior) (?:week|month|quarter|year)\b|\b(?:year|month|week)[- ]over[- ](?:year|month|week)\b|\byoy\b|\bsince (?:the )?(?:launch|release)|\bbefore\b.*\bafter\b|\b(?:month|week|year) before\b/i;
const tested =
  /\bp ?[<=≤] ?0?\.\d|±|\b(?:ci|confidence|interval|bootstrap\w*|credible|posterior|mcnemar|t-test|standard error|s\.?e\.?m?|significan\w+|wilcoxon|permutation|chi-?square\w*|error bars?|p-?value)\b|\[\s?[-−+]?\d[^\]]{0,12}[,;–][^\]]{1,12}\]/i;
