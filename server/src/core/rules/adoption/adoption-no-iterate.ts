// "Adoption ≥ 40 %", and nothing on what happens at 25 %.
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { readQuantities } from '../../language/quantity.js';
import { dataAt } from '../../model/artifact.js';
import { literal } from '../../syntax/write.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'adoption-no-iterate',
  group: 'adoption',
  kinds: ['prd'],
  level: 'warning',
  prose: true,
  says: 'And if they do not use it? What is changed, from which number on?',
  because: 'Decided beforehand, a low number starts a change. Decided afterwards, it starts a discussion about the number.',
  source: '"PM responsibilities in AI": are users actually using the feature? If not, iterate',
  bad: [
    yaml`
      kind: prd
      <|adoption|>:
        metric: planners who start from the forecast
        target: 60 %
        window: 45 days
    `,
    markdown`
      # Answers for the service desk

      ## <|Adoption|>

      Half of the agents use a suggested answer each week, by day 60.
    `,
  ],
  good: [
    yaml`
      kind: prd
      adoption:
        metric: planners who start from the forecast
        target: 60 %
        window: 45 days
        iterate_if: below 35 % on day 20, we watch five planners work and change the screen
    `,
    markdown`
      # Answers for the service desk

      ## Adoption

      50 % of the agents use a suggested answer each week by day 60; < 25 % at day 30 → ten interviews, then a new entry point.
    `,
  ],
  check({ artifact }, report) {
    const field = '/adoption';
    const data = dataAt(artifact, field);
    if (data === undefined || dataAt(artifact, `${field}/iterate_if`) !== undefined) return;
    const text = textBelow(artifact, field);
    if (findPlaceholders(text).length > 0 || acts.test(text)) return;
    // Without a target there is nothing to miss; adoption-metric-missing says so.
    if (!/\b(?:half|third|quarter|every|each|most)\b/i.test(text) && readQuantities(text).length === 0) return;
    const value = 'below ${1:25 %} on ${2:day 30} → ${3:ten interviews, then the entry point is changed}';
    report({ keyOf: field }, undefined, {
      fix: {
        title: 'Say what happens then',
        sort: 'template',
        edits: [
          typeof data === 'string'
            ? { put: field, text: `${literal(text.replace(/(?<![.\s])[.\s]+$/, ''))}; ${value}` }
            : { add: `${field}/iterate_if`, value },
        ],
      },
    });
  },
});

const acts =
  /→|->|=>|\b(?:if (?:not|it|they|we|fewer|less|adoption|usage|missed|below|under)|otherwise|or else|when(?:ever)? (?:it|adoption|usage) (?:is|stays|falls|drops)|(?:below|under|less than|fewer than|<) ?\d[\d.]* ?%? ?[^.;\n]{0,40}\b(?:we|the|is|are|interview|change|stop|rework|iterate|redesign|retire|review)|iterat(?:e|es|ion)|falls? (?:below|short)|should it (?:miss|fall))\b/i;
