// "We will monitor it closely": an intention, not a mitigation.
import { textAt } from '../../model/artifact.js';
import { literal } from '../../syntax/write.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'mitigation-vague',
  group: 'risk',
  kinds: ['prd'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'Who does what, and when? As it stands nobody can tell whether this was done.',
  because: 'A mitigation that cannot be checked does not reduce the risk; it only ends the conversation about it.',
  source: 'requirement-ambiguity word lists; "PM responsibilities in AI": never let "it\'s just a model" be an excuse',
  bad: [
    yaml`
      kind: prd
      risks_and_mitigations:
        - "drift after the holidays: <|we will monitor it closely|>"
    `,
    markdown`
      ## Risks

      | Risk | Likelihood | Impact | Mitigation |
      |---|---|---|---|
      | Qualified women are ranked lower | 3 | 5 | <|Be careful during training|> |
      | Translations leak | 2 | 4 | Tenant keys, checked in CI, @sam |
    `,
    yaml`
      kind: prd
      risks_and_mitigations:
        - "wrong dose in an answer: <|it's just a model|>"
    `,
  ],
  good: [
    yaml`
      kind: prd
      risks_and_mitigations:
        - "drift after the holidays: PSI on basket size, alert above 0.25, @mei retrains"
        - "bias: monitor the selection ratio weekly, stop below 0.8"
    `,
    markdown`
      ## Risks

      - **Unsafe replies** – every reply passes the filter; a person reads 50 a week and blocks the prompt above 1 %
      - **Cold start** – monitor the share of empty rows with the nightly job; popularity list above 5 %
    `,
  ],
  check({ artifact, facts }, report) {
    for (const risk of facts.risks) {
      if (risk.mitigation === '' || !isVague(risk.mitigation)) continue;
      const pointer = risk.prose ? risk.pointer : `${risk.pointer}/mitigation`;
      const text = textAt(artifact, pointer);
      const at = text.indexOf(risk.mitigation);
      if (at === -1) continue;
      const to = at + risk.mitigation.replace(/(?<![.\s])[.\s]+$/, '').length;
      report({ pointer, from: at, to }, `"${short(risk.mitigation)}": who does what, and when does it count as done?`, {
        fix: {
          title: 'Name the alert or the test',
          sort: 'template',
          edits: [
            {
              within: pointer,
              from: at,
              to,
              text: `\${1|alert,test,gate|} on \${2:<metric>} \${3|<,>|} \${4:<limit>}, \${5:@name} \${6:does what} (instead of ${literal(short(risk.mitigation))})`,
            },
          ],
        },
      });
    }
  },
});

const vague =
  /^(?:(?:we|the team|they|users|people|everyone|everybody|engineers|developers|agents)(?:['’]ll| will| shall| should| must| need to| are| have to)? |will |to be |team will )?(?:be )?(?:(?:closely|carefully|continuously|continuous|regularly|regular|constantly|actively|careful|close|ongoing) )?(?:monitor(?:ed|ing)?|watch(?:ed)?|observ(?:e|ed)|keep(?:ing)? (?:a close |an? )?(?:eye|watch)|be careful|careful|take care|aware of (?:this|it|the)|pay attention|handle|handled|address(?:ed)?|deal with|mitigate[d]?|manage[d]?|look into|figure (?:it|this|that) out|ensure (?:quality|accuracy|fairness|safety|compliance)|try (?:our best|to)|do our best|follow (?:industry |the )?best practices?|best practices?|raise awareness|stay (?:alert|vigilant)|communicate clearly|test(?:ing)? (?:thoroughly|carefully|well|later)|improve (?:over time|later|the model)|accept(?:able)?(?: the)? risk\b|as needed|(?:it(?:['’]s| is) )?(?:just|only) (?:a|an|the) (?:model|algorithm))/i;
const concrete =
  /\d|@[a-z]|\]\(|https?:|\b(?:alert|alarm|test|threshold|gate|weekly|daily|monthly|nightly|hourly|dashboard|fallback|fall back|rollback|roll back|block|filter|mask|encrypt|cap|limit|quota|review(?:s|ed)? by|audit|retrain|switch|stop|psi|if|when|unless|below|above|using|via|with|through|by)\b/i;

/** Nothing in it that could be checked, and too short to hold more than the intention. */
const isVague = (text: string): boolean =>
  vague.test(text.trim()) &&
  text.split(/\s+/).length <= 12 &&
  !concrete.test(text.replace(/\btest(?:ing)? (?:thoroughly|carefully|well|later)\b/i, ''));

const short = (text: string): string => {
  const words = text.replace(/(?<![.\s])[.\s]+$/, '');
  return words.length > 45 ? `${words.slice(0, 44)}…` : words;
};
