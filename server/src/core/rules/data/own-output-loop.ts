// The model's own output comes back as its label: what it showed is clicked, what it rejected is never seen.

import { textsUnder } from '../../facts/rows.js';
import { dataAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'own-output-loop',
  group: 'data',
  kinds: ['data-readiness', 'monitoring'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'The model learns from what it has shown itself, and nothing breaks the loop.',
  because: 'It teaches itself its own bias: what it ranks low is not seen, gets no click and is ranked lower.',
  source: 'Sculley et al., "Hidden technical debt"; EU AI Act Art. 15(4)',
  bad: [
    yaml`
      kind: data-readiness
      labels: <|labels = clicks on our recs|>, 40,000 a day
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of loan decisions

      ## Retraining

      Every month on the loans of the quarter; <|only approved applications get a label|>.
    `,
    markdown`
      ## Feedback loops

      - <|Answers that the model suggested and agents accepted become training data|>
    `,
  ],
  good: [
    yaml`
      kind: data-readiness
      labels: clicks on our recs, 40,000 a day, from the 5 % of slots that are random
    `,
    markdown`
      ---
      kind: monitoring
      ---
      # Monitoring of loan decisions

      ## Retraining

      Only approved applications get a label; 1 % are approved at random, and reject inference is off.
    `,
    yaml`
      kind: data-readiness
      labels: 6,000 tickets labelled by two agents before the model answers
    `,
  ],
  check({ artifact }, report) {
    const fields = artifact.kind === 'monitoring' ? ['/feedback', '/retraining'] : ['/labels', '/labeling', '/feedback_loops'];
    const everything = textsUnder(artifact, [...fields, '/representativeness', '/quality', '/human_audit', '/drift']);
    if (brokenBy.test(everything.map(({ text }) => text).join('\n'))) return;
    for (const { pointer, text } of textsUnder(artifact, fields)) {
      const found = loops.map((pattern) => pattern.exec(text)).find((match) => match !== null);
      if (!found) continue;
      report({ pointer, from: found.index, to: found.index + found[0].length }, undefined, { fix: breakLoop(pointer, text) });
      return;
    }
    function breakLoop(pointer: string, text: string): Fix {
      const title = 'Say what breaks the loop';
      if (artifact.kind === 'data-readiness' && dataAt(artifact, '/feedback_loops') === undefined)
        return { title, sort: 'template', edits: [{ add: '/feedback_loops', value: ['${1:5} % of the slots are random'] }] };
      return {
        title,
        sort: 'template',
        edits: [behind(pointer, text, text.replace(/(?<![.\s])[.\s]+$/, '').length, ', ${1:5} % of the cases are random')],
      };
    }
  },
});

const reaction = '(?:clicks?|engagement|likes|watch time|ratings?|accept(?:ed|ance)|interactions?|purchases?|conversions?|feedback)';
const shown = "(?:our|its|own|the model[’']?s?|model|recommended|recommendations?|ranked|ranking|suggest\\w{0,6}|predicted|displayed)";
const loops: readonly RegExp[] = [
  new RegExp(`(?:\\blabels? ?(?:=|are|come from|is)\\s)?\\b${reaction} (?:on|of|to|with|from) (?:the )?${shown}\\b(?: \\w{1,20})?`, 'i'),
  /\b(?:the )?model(?:['’]s)? (?:own )?(?:outputs?|predictions?|answers?|scores?|decisions?)\b[^.;\n]{0,40}\b(?:labels?|training(?: data| set)?|retrain\w*)\b/i,
  /\b(?:answers?|suggestions?|replies|items|results?)\b[^.;\n]{0,40}\b(?:model|assistant|system) (?:suggested|ranked|showed|generated|proposed|wrote)\b[^.;\n]{0,50}\b(?:labels?|training(?: data| set)?)\b/i,
  /\b(?:its|(?:the )?(?:model|bot|assistant|system)['’]s) (?:own )?(?:answers?|outputs?|replies|suggestions?|rankings?|recommendations?|predictions?)\b[^.;\n]{0,50}\b(?:fine-?tun\w*|retrain\w*|train\w*|labels?)\b/i,
  /\bonly (?:the )?(?:approved|accepted|flagged|blocked|selected|shown|hired|invited)(?: \w{1,15})? (?:\w{1,12} )?(?:gets?|haves?|has|are|receive|is|yield) (?:an? |the )?(?:label|outcome|labell?ed)\w*/i,
  /\bpseudo-?labels?\b|\bself-?training\b/i,
];
/** Chance, people or arithmetic between what was shown and what is learned. */
const brokenBy =
  /\brandom|\bexplor|\bhold-?(?:out|back)|\bbandit|\bepsilon|\bthompson|\bpropensit|\bips\b|\binverse|\bunbiased|\binterleav|\bcontrol group|\bcounterfactual|\bposition (?:is|bias|as)|\bde-?bias|\bshuffl|\bgold(?:en)?\b|\bindependent|\bnot used (?:for|as|in)|\bhuman (?:review|label|check|audit)|\b(?:reviewed|checked|verified|labell?ed|audited) by (?:hand|people|humans?|two|an?)\b|\breject inference|\bsampled? (?:of|from) (?:all|rejected|everything)/i;
