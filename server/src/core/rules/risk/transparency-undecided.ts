// What are people told about how they were ranked, priced or answered? "None" is a decision, silence is not.

import { textBelow } from '../../facts/rows.js';
import { findPlaceholders, isEmptyAnswer, readNotApplicable } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'transparency-undecided',
  group: 'risk',
  kinds: ['prd'],
  level: { discover: 'hint', build: 'warning', deploy: 'warning', operate: 'warning' },
  profile: 'strict',
  prose: true,
  says: 'What are people told about the decision: nothing, a notice, an explanation, a way to contest it?',
  because: 'An explanation has to be designed into model and screen. After launch it becomes a guess about what the model may have meant.',
  source: '"PM responsibilities in AI": decide the transparency level; EU AI Act, Art. 13',
  bad: [
    yaml`
      kind: prd
      title: Ranking of sellers in search
      transparency:
        <|level|>:
        opt_out: sellers cannot leave the ranking, it is the search itself
    `,
    markdown`
      # Pricing of motor policies

      ## Transparency

      <|We will decide later what to show.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      transparency:
        level: explanation
        explanation_method: the three features that moved the forecast most
    `,
    markdown`
      # Ranking of sellers in search

      ## Transparency

      Each seller sees the four factors behind the position and may appeal with a form.
    `,
  ],
  check({ artifact }, report) {
    const level = '/transparency/level';
    const field = artifact.places.get('/transparency');
    if (!field) return;
    const data = dataAt(artifact, '/transparency');
    const at = typeof data === 'string' ? '/transparency' : level;
    const value = '${1|notice,explanation,contestable,none|}';
    if (dataAt(artifact, at) !== undefined) {
      const text = textBelow(artifact, at);
      // A placeholder has a finding of its own.
      if (findPlaceholders(text).length > 0 || !undecided.test(text)) return;
      report(at, undefined, { fix: { title: 'Choose the level', sort: 'choice', edits: [{ put: at, text: value }] } });
      return;
    }
    const told = ['explanation_method', 'ai_disclosure'].some((key) => answers(textBelow(artifact, `/transparency/${key}`)));
    if (told || (typeof data !== 'object' && !artifact.places.has(level)) || hasOtherText()) return;
    report({ keyOf: artifact.places.has(level) ? level : '/transparency' }, undefined, {
      fix: { title: 'Choose the level', sort: 'choice', edits: [{ add: level, value }] },
    });

    /** Parts of the author's own making may hold the answer. */
    function hasOtherText(): boolean {
      return artifact.unclaimed.some(({ under }) => under === '/transparency');
    }
  },
});

const answers = (text: string): boolean =>
  !isEmptyAnswer(text) && (!readNotApplicable(text).stated || readNotApplicable(text).reason !== undefined);

const undecided =
  /^\s*(?:undecided|unknown|open|unclear|not (?:yet )?(?:decided|defined|clear|sure)|to discuss|under discussion|pending|later|we(?:['’]ll| will) (?:decide|see|figure|discuss|find out)|(?:will be|to be) (?:decided|discussed)|legal (?:will|to) decide|depends)\b/i;
