// Drivers, stock, bids, friends: what one arm takes the other does not have, so the arms are not two worlds.
import { textBelow } from '../../facts/rows.js';
import { textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'interference-risk',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'information',
  profile: 'strict',
  prose: true,
  says: 'Both arms draw from the same supply, so each changes the result of the other.',
  because: 'A gain in one arm may only be taken from the other. After the release, with no other arm left, it is gone.',
  source: 'Kohavi, Tang & Xu, Trustworthy Online Controlled Experiments, ch. 22',
  bad: [
    yaml`
      kind: experiment-plan
      hypothesis: predicted arrival times in the dispatch raise completed rides by 3 % relative
      online_test: {design: A/B, randomization_unit: <|rider|>, split: 50/50}
    `,
    markdown`
      ## Hypothesis

      Smarter bids raise the conversions of advertisers who share one auction by 5 %.

      ## Online test

      - Design: <|A/B test per advertiser|>
      - Split: 50/50
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      hypothesis: predicted arrival times in the dispatch raise completed rides by 3 % relative
      online_test: {design: "switchback, city by hour", randomization_unit: city and hour}
    `,
    markdown`
      ## Hypothesis

      Shorter replies of the support bot raise containment by 3 points.

      ## Online test

      - Design: A/B
      - Randomization unit: user
    `,
  ],
  check({ artifact }, report) {
    const about = ['/title', '/hypothesis', '/primary_metric', '/online_test'].map((field) => textBelow(artifact, field)).join('\n');
    const test = textBelow(artifact, '/online_test');
    const shared = supply.exec(about);
    if (!shared || apart.test(`${test}\n${textBelow(artifact, '/decision_rule')}`) || test === '') return;
    const at = ['/online_test/randomization_unit', '/online_test/design', '/online_test'].find(
      (pointer) => textAt(artifact, pointer) !== '',
    );
    if (at === undefined) return;
    const words = textAt(artifact, at);
    if (
      !/\b(?:a\/?b|users?|riders?|drivers?|customers?|visitors?|sellers?|buyers?|hosts?|guests?|advertisers?|members?|players?|patients?|couriers?|shoppers?|sessions?|individuals?|split|random\w*)\b/i.test(
        words,
      )
    )
      return;
    report(at, `Both arms share ${phrase(shared[0])}: what one gains, the other may lose.`, {
      fix: ['switchback: regions by hour', 'clusters: whole regions'].map((design) => ({
        title: `Randomise by ${design}`,
        sort: 'template' as const,
        edits:
          at === '/online_test'
            ? [behind(at, words, words.trimEnd().length, ` Randomised as \${1:${design}}.`)]
            : [{ put: at, text: `\${1:${design}}` }],
      })),
    });
  },
});

const phrase = (words: string): string => (/^(?:the|one|a) /i.test(words) ? words : `the ${words.toLowerCase()}`);
const supply =
  /\b(?:dispatch(?:ing|er)?|drivers?|couriers?|(?:two-sided )?market ?places?|two-sided markets?|auctions?|bids?|bidding|ad budgets?|shared (?:stock|inventory|pool|budget|queue|capacity)|limited (?:stock|inventory|seats|slots)|surge pricing|ride[- ]?(?:hailing|sharing)|friends?(?: of friends)?|social (?:graph|network|feed)|peer-to-peer|group chats?|invit(?:es|ations) sent|matchmaking|hosts? and guests?|buyers? and sellers?|job seekers? and employers?|agent capacity|delivery slots?)\b/i;
const apart =
  /\b(?:switch-?back|clusters?|clustered|geo(?:[- ]?(?:test|experiment|split|based))?|by (?:city|region|market|store)|cit(?:y|ies)|regions?|markets? (?:as|level)|budget[- ]split|ego-?network|synthetic control|two-?sided randomi[sz]ation|multiple randomi[sz]ation|interference|spill-?over|sutva|isolat\w+)\b/i;
