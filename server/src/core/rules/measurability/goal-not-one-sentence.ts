// If success needs a paragraph, it is still an idea: every reader picks another sentence of it.
import { markdown, rule, yaml } from '../rule.js';
import { isReadable } from './goal-vague.js';

export default rule({
  id: 'goal-not-one-sentence',
  group: 'measurability',
  kinds: ['one-pager', 'prd'],
  level: 'warning',
  prose: true,
  says: 'This goal is a paragraph: which one sentence says that it worked?',
  because: 'If success cannot be told in one sentence, it is an idea and not yet a problem; every team will pick another part of it.',
  source: '"PM responsibilities in AI": success in one sentence',
  noFix: 'which part is the goal is for the author to say',
  bad: [
    yaml`
      kind: one-pager
      success_statement: <|Agents spend most of the day on lookups. We want one place for answers, and people to trust it. Handling time goes down by 2 minutes within 90 days of launch, training gets shorter, and new colleagues find their way in a week. In the long run everybody starts here.|>
    `,
    markdown`
      ## Goal

      <|Forecasts for fresh food are wrong too often, and stores throw away what they ordered. Planners would like to trust
      the numbers, buyers would like fewer calls, and waste should fall by 5 % by 2027-06-30. Later the same model will help
      with promotions. Suppliers will get their orders two days earlier than they do today.|>
    `,
  ],
  good: [
    yaml`
      kind: one-pager
      success_statement: handling time falls from 11 to 9.5 minutes within 90 days of launch while CSAT drops by at most 0.1
    `,
    markdown`
      ## Goal

      Cut food waste from 4.1 % to 3.5 % by 2027-06-30. Availability stays at or above 97 %.
    `,
  ],
  check({ facts, threshold }, report) {
    const goal = facts.goal;
    if (!goal || !isReadable(goal) || goal.text.includes('\n') || goal.text.length > 3000) return;
    const words = goal.text.split(/\s+/).length;
    const sentences = goal.text.split(/[.!?](?:\s+(?=\p{Lu})|\s*$)/u).filter((sentence) => sentence.trim() !== '').length;
    if (words <= threshold('goal_words') || sentences < 3) return;
    report(goal.pointer, `${sentences} sentences, ${words} words: which one of them says that it worked?`);
  },
});
