// "Improve personalization": a wish. No metric, no number, so nothing can ever show that it was missed.

import type { GoalFact } from '../../facts/goal.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { type Fix, markdown, rule, type Spot, yaml } from '../rule.js';

export default rule({
  id: 'goal-vague',
  group: 'measurability',
  kinds: ['prd', 'one-pager'],
  level: 'error',
  prose: true,
  profile: 'light',
  says: 'This goal cannot pass or fail: which metric, how much, by when, without hurting what?',
  because:
    'If success cannot be told in one measurable sentence, it is an idea and not yet a problem. Every team will read its own goal into it.',
  source: '"PM responsibilities in AI", problem framing: rewrite "improve personalization"',
  bad: [
    yaml`
      kind: prd
      goal: <|improve personalization|>
    `,
    markdown`
      ## Goal

      <|Make our support agents more productive with AI.|>
    `,
    markdown`
      ## Goals

      - <|Build a small planner for greenhouse shifts.|>
      - Host it where the gardeners can reach it.
    `,
  ],
  good: [
    markdown`
      ## Goal

      What user problem are we solving?
    `,
    markdown`
      ## Product vision

      Nobody in a ward ever types the same sentence twice; the chart listens and improves with each shift.
    `,
    yaml`
      kind: prd
      goal: increase click-through on recommended items by 8% within 90 days while preserving NPS
    `,
    markdown`
      ## Objective

      Make support agents more productive.

      ## Success metrics

      | Metric | Baseline | Target |
      |---|---|---|
      | Average handling time | 11 min | ≤ 9.5 min |
    `,
  ],
  check({ facts }, report) {
    const goal = facts.goal;
    if (!goal || !isVague(goal)) return;
    // A delivery can be checked off; what it is good for cannot.
    if (isDelivery(goal.text))
      report(spotOf(goal), 'This says what is done. What gets better by it, for whom, by how much?', {
        fix: rewrite(goal),
        level: 'hint',
      });
    else report(spotOf(goal), undefined, { fix: rewrite(goal), ...caution(goal) });
  },
});

/** "Build a module", "Let an admin publish …", "Consolidate the code", "Users can …": nothing is to become more or less. */
const isDelivery = (text: string): boolean =>
  /^\W*(?:(?:goal|objective) ?\d?\W{1,4})?(?:to )?(?:build|create|develop|design|implement|provide|offer|deliver|launch|ship|let|allow|enable|support|automate|consolidate|standardi[sz]e|migrate|refactor|restore|clean up|replace|add|set up|host|make all|verify|validate|give|introduce|integrate|(?:the |our )?(?:users?|admins?|customers?|teams?|workloads?|clinicians?|buyers?|sellers?|editors?|students?) (?:can|may|will be able))\b|^[^.,;]{0,60}\b(?:systems?|platforms?|apps?|tools?|dashboards?|pipelines?|modules?)\b[^.;]{0,60}$/i.test(
    text.split('\n')[0] as string,
  );

/** Nothing measurable is said anywhere, and it is not a placeholder either. Other goal rules are silent then. */
export function isVague(goal: GoalFact): boolean {
  const { has } = goal;
  return isWritten(goal) && !has.magnitude && !has.metric && !goal.targetInMetrics;
}

/** Whether the other goal rules have something to say at all. */
export const isReadable = (goal: GoalFact): boolean =>
  isWritten(goal) &&
  !isVague(goal) &&
  // "To build the first …" is a delivery: that is one root, and goal-is-output says it.
  !((goal.reading.output !== undefined || isMission(goal.text)) && !goal.reading.magnitude && !goal.reading.target) &&
  // A page or a list: what is asked of it is asked of its first line, where that aims at something.
  (goal.parts === undefined || (goal.parts.first.direction !== undefined && goal.parts.first.metric !== undefined)) &&
  // A null hypothesis says that nothing happens, on purpose.
  !/\bnull hypothesis\b|\bH[0₀]\b/i.test(goal.text);

/** A whole paragraph that begins with what is built: its one metric is mentioned, and not aimed at. */
const isMission = (text: string): boolean => text.length > 160 && delivers.test(text);
const delivers = /^\W*(?:to )?(?:build|create|become|restore|establish|provide|offer|launch|ship)\b/i;

/** A hint in parentheses is the template's, not the author's. */
const isWritten = (goal: GoalFact): boolean =>
  goal.text !== '' &&
  // A vision is meant to be out of reach; the goal that would be missing beside it is readiness' to count.
  !goal.vision &&
  // "What problem are we solving?" is what a template asks.
  !/\?\s*(?:\n|$)/.test(goal.text) &&
  !/^\(.*\)$|^(?:\w+ )?(?:goal|objective) #?\d+(?:\n|$)/i.test(goal.text) &&
  // "Problem statement", "Target users / segments": the outline that a template leaves.
  !/^(?:problem(?: statement)?|target users?(?: \/ segments)?|goals?|objectives?|(?:success )?metrics?|baseline)\s*(?:\n|$)/i.test(
    goal.text,
  ) &&
  findPlaceholders(goal.text).length === 0;

/** A page of goals is read with less certainty than a sentence, and a guess is no accusation. */
export const caution = (goal: GoalFact): { readonly level?: 'hint' } =>
  goal.text.length > 400 || goal.text.split('\n').length > 3 || goal.reading.confidence < 0.3 ? { level: 'hint' } : {};

/** The sentence, or the first line where there are several. */
export function spotOf(goal: GoalFact): Spot {
  const end = goal.text.indexOf('\n');
  return end === -1 ? goal.pointer : { pointer: goal.pointer, from: 0, to: end };
}

/** The five slots as tab stops, keeping what the author said of the direction, and how the sentence began and ended. */
function rewrite(goal: GoalFact): Fix {
  const said = goal.reading.direction?.value;
  const first = said === 'decrease' ? 'reduce' : said === 'hold' ? 'keep' : 'increase';
  const verbs = [first, ...['increase', 'reduce', 'keep'].filter((verb) => verb !== first)];
  const capital = /^\p{Lu}/u.test(goal.text);
  const direction = `\${1|${verbs.map((verb) => (capital ? verb.charAt(0).toUpperCase() + verb.slice(1) : verb)).join(',')}|}`;
  const end = /[.!]$/.test(goal.text) ? '.' : '';
  return {
    title: 'Rewrite in five slots: direction, metric, amount, window, guardrail',
    sort: 'template',
    edits: [
      {
        put: goal.pointer,
        text: `${direction} \${2:<metric>} by \${3:<amount>} \${4|relative,percentage points|} within \${5:<days>} of \${6:<event>} while \${7:<guardrail>} stays \${8:<limit>}${end}`,
      },
    ],
  };
}
