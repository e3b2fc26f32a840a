// Words that sound like a requirement and cannot be tested: fast, robust, seamless.
import { mentions } from '../../facts/mentions.js';
import { findWeaselWords } from '../../language/vague.js';
import { type Artifact, leaves, leavesBelow } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'weasel-word',
  group: 'measurability',
  kinds: ['prd', 'one-pager', 'experiment-plan', 'runbook', 'monitoring', 'data-readiness', 'retrospective'],
  level: 'warning',
  prose: true,
  says: 'This word cannot be tested; give the number.',
  because: 'Two people agree on "fast" until one of them measures. The number is what they would have argued about after launch.',
  source: 'requirement-ambiguity word lists (Wiegers; INCOSE guide for writing requirements)',
  noFix: 'only the author knows the number',
  bad: [
    yaml`
      kind: prd
      metrics:
        technical: [<|low latency|>]
        business: [CTR ≥ 4.3 %]
    `,
    markdown`
      ## Human oversight

      Nobody reads the answers, <|it's just a model|>.
    `,
    markdown`
      ## Success metrics

      - Answers arrive <|quickly|>
      - A <|seamless|> handover to a person
    `,
  ],
  good: [
    markdown`
      ---
      kind: prd
      ---
      # Cataloguing

      ## Goal

      Cataloguing is fast enough not to be a chore: under 5 seconds per book within 90 days while errors stay below 1 %.
    `,
    yaml`
      kind: prd
      metrics:
        technical: ["fast answers: p95 ≤ 300 ms"]
    `,
    markdown`
      ## Success metrics

      | Metric | Target | How measured |
      |---|---|---|
      | Minimum acceptable | ≤ 150 ms (p99) | real-time monitoring |

      - FastAPI gateway p95 ≤ 120 ms
      - Handover to a person within 30 s in 95 % of chats
    `,
  ],
  check({ artifact, settings }, report) {
    for (const { pointer, from, to, word } of mentions(artifact, excuse))
      report({ pointer, from, to }, `"${word}" ends a discussion and decides nothing: what happens to whom when it is wrong?`, {
        level: 'hint',
      });
    for (const { pointer, text } of leaves(artifact)) {
      if (!judged.has(pointer.split('/')[1] as string) || text.verbatim === 'code' || isAside(pointer) || isPage(pointer, text.text))
        continue;
      for (const { value, span } of findWeaselWords(text.text, {
        extra: settings.weasel,
        ...(text.masked ? { masked: text.masked } : {}),
      })) {
        if (isName(text.text, span) || isSettled(artifact, pointer, text.text, span)) continue;
        report(
          { pointer, from: span[0], to: span[1] },
          `"${value.word}" cannot be tested. ${value.ask.charAt(0).toUpperCase()}${value.ask.slice(1)}`,
        );
      }
    }
  },
});

/** Never let it be an excuse. */
const excuse = /\bit(?:['’]s| is) (?:just|only) (?:a|an|the) (?:\w{1,12} )?(?:model|algorithm|AI)\b(?=\s*(?:[.,;!)"'”’]|$|so\b))/i;

/**
 * A number with a unit stands right behind it, or in another cell of its row: the word is only the name of what is measured.
 * "Significant layoffs" and "when needed" in a description are no promise either.
 */
function isSettled(artifact: Artifact, pointer: string, text: string, [from, to]: readonly [number, number]): boolean {
  const word = text.slice(from, to).toLowerCase();
  if (
    /^significant$/.test(word) &&
    !/^\s+(?:\w+\s+)?(?:improve|increas|decreas|reduc|impact|growth|lift|drop|change|loss|gain|rise|fall|difference|degrad|regress|delay)/i.test(
      text.slice(to, to + 40),
    )
  )
    return true;
  // "Build a minimal module" names a thing; "easy to maintain" is about the code, where nobody counts minutes.
  if (/^(?:minimal|simple)$/.test(word) && /^\/(?:goal|success_statement)/.test(pointer) && /\ban? $/i.test(text.slice(0, from)))
    return true;
  // "…, where applicable, in shadow tests", "reliably, with a staleness mark for each source": what follows says it.
  if (/^where applicable$/.test(word) && /,\s$/.test(text.slice(0, from)) && text[to] === ',') return true;
  if (/^reliably$/.test(word) && /^,? with \w+/.test(text.slice(to))) return true;
  if (/^responsive$/.test(word) && /^ \w+ (?:with no|without)\b/.test(text.slice(to))) return true;
  // "A second opinion is cheap once built" gives a reason, "clean, minimal, professional" a style.
  if (/^cheap$/.test(word) && /\b(?:is|are|was|be)\s$/i.test(text.slice(0, from))) return true;
  if (/^minimal$/.test(word) && /,\s$/.test(text.slice(0, from)) && text[to] === ',') return true;
  if (/^easy$/.test(word) && /^ to (?:maintain|read|extend|change)\b/i.test(text.slice(to))) return true;
  if (/^(?:when|where|if|as) needed$/.test(word) && /^\/(?:goal|success_statement)/.test(pointer)) return true;
  // "Real-time market analysis", "a real-time dashboard" name a thing; "updates in real time" promises one.
  if (/^real-?\s?time$/.test(word) && !/^\/(?:metrics|slos|guardrails)/.test(pointer) && !/\bin\s+$/i.test(text.slice(0, from)))
    return true;
  if (/^sufficient$/.test(word) && (/\b(?:is|are)\s+$/i.test(text.slice(0, from)) || /^\/preflight/.test(pointer))) return true;
  const rest = text.slice(to, to + 140).split(/\n/)[0] ?? '';
  if (measured.test(rest)) return true;
  const row = /^(.*\/\d+)\/\w+$/.exec(pointer)?.[1];
  return row !== undefined && leavesBelow(artifact, row).some((leaf) => leaf.pointer !== pointer && measured.test(leaf.text.text));
}

const measured =
  /(?:[<>≤≥~]|\b(?:under|below|within|at most|at least|up to|less than|more than)\b)\s?[$€£]?\d|\d\s?(?:%|ms|s\b|sec|min|h\b|hours?|days?|weeks?|lines?|-ln|rows?|users?|requests?)/i;

/** A goal of a whole page tells a story; where its promise is, nobody can say. */
const isPage = (pointer: string, text: string): boolean =>
  /^\/(?:goal|success_statement)/.test(pointer) && (text.length > 400 || text.split('\n').length > 3);

/** How something is measured promises nothing. */
const isAside = (pointer: string): boolean => /\/(?:definition|source)$/.test(pointer);

/** "Minimum acceptable" is the name of a level whose number stands beside it; "real-time monitoring" is a tool. */
const isName = (text: string, [from, to]: readonly [number, number]): boolean =>
  (/\b(?:minimum|maximum|least)\s+$/i.test(text.slice(0, from)) && /^acceptable$/i.test(text.slice(from, to))) ||
  /^\s+monitoring\b/i.test(text.slice(to, to + 14));

/** Fields that state what will be measured or promised. Elsewhere such words are just prose. */
const judged: ReadonlySet<string> = new Set([
  'goal',
  'success_statement',
  'success_metrics',
  'metrics',
  'guardrails',
  'slos',
  'launch_gate',
  'baseline',
  'rollout_plan',
  'adoption',
  'primary_metric',
  'decision_rule',
  'stages',
  'preflight',
  'rollback',
  'alerts',
  'signals',
  'drift_detection',
  'labeling',
  'action_items',
]);
