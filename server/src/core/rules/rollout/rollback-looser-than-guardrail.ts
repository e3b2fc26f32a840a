// The guardrail is broken at ten per cent, and the way back is taken at twenty-five.
import { type Limit, limitsIn, limitWords } from '../../facts/limits.js';
import { textBelow } from '../../facts/rows.js';
import { type Artifact, child, leaves } from '../../model/artifact.js';
import type { Member } from '../../project.js';
import { replaceNumber } from '../replaceNumber.js';
import { markdown, type Related, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'rollback-looser-than-guardrail',
  group: 'rollout',
  kinds: ['runbook'],
  level: 'warning',
  prose: true,
  says: 'This trigger lies beyond the guardrail: between the two nobody goes back.',
  because: 'What was promised not to get worse then is worse for a while, and the plan says that this is fine.',
  source: 'arithmetic',
  bad: [
    together(
      yaml`
        kind: runbook
        rollback:
          triggers: [<|complaint rate rises by more than 25 %|>, error rate > 1.4 % for 5 min]
          authority: "@sam"
      `,
      yaml`
        kind: prd
        guardrails: [complaint rate rises by at most 10 %]
      `,
    ),
    together(
      markdown`
        ---
        kind: runbook
        ---
        # Deploy the ranker

        ## Rollback

        ### Triggers

        | Metric | Threshold | For |
        |---|---|---|
        | error rate | <|> 2 %|> | 10 min |
      `,
      markdown`
        ---
        kind: prd
        ---
        # Ranker

        ## Guardrails

        - error rate stays at or below 0.6 %
      `,
    ),
    yaml`
      kind: runbook
      stages: ["Canary on 5 % for 3 days, guardrail: handling time rises by at most 10 %"]
      rollback: {triggers: [<|handling time rises by more than 25 %|>], authority: "@sam"}
    `,
  ],
  good: [
    together(
      yaml`
        kind: runbook
        rollback:
          triggers: [complaint rate rises by more than 10 %, error rate > 1.4 % for 5 min]
          authority: "@sam"
      `,
      yaml`
        kind: prd
        guardrails: [complaint rate rises by at most 10 %]
      `,
    ),
    markdown`
      ## Stages

      - Canary on 5 % for 3 days, exit: error rate ≤ 0.6 %

      ## Rollback

      Roll back if the error rate is above 1.4 % for 5 minutes.
    `,
  ],
  check({ artifact, facts, initiative, self }, report) {
    const guardrails = [
      ...initiative.members.flatMap((member) => member.facts.guardrails.map((limit) => ({ limit, member, at: limit.pointer }))),
      ...ownGuardrails(self),
    ];
    for (const { pointer, text } of leaves(artifact)) {
      const found = /^\/(?:rollback|stages)(?:\/|$)/.test(pointer) ? inOneSentence.exec(text.text) : null;
      if (found && Number(found[4]) > Number(found[2]))
        report(
          { pointer, from: found.index, to: found.index + found[0].length },
          `The guardrail is ${found[1]}${found[2]} ${found[3]}; this goes back only at ${found[1]}${found[4]} ${found[3]}.`,
        );
    }
    for (const trigger of facts.rollback?.triggers ?? []) {
      const text = textBelow(artifact, trigger.pointer);
      for (const limit of limitsOf(artifact, trigger.pointer, trigger.text)) {
        const broken = guardrails.find((one) => sameMetric(one.limit, limit) && beyond(limit, one.limit));
        if (!broken) continue;
        const from = text.indexOf(trigger.text);
        const leaf = artifact.places.get(trigger.pointer)?.text;
        const at = leaf
          ? { pointer: trigger.pointer, from: Math.max(0, from), to: Math.max(0, from) + trigger.text.length }
          : child(trigger.pointer, 'threshold');
        const related: readonly Related[] =
          broken.member === self ? [] : [{ member: broken.member, at: broken.at, message: `The guardrail: ${limitWords(broken.limit)}.` }];
        report(at, `The guardrail is ${limitWords(broken.limit).slice(0, 50)}; this goes back only at ${amount(limit)}.`, {
          related,
          ...replaceNumber(artifact, leaf ? trigger.pointer : child(trigger.pointer, 'threshold'), limit.value, {
            title: `Go back at ${amount(broken.limit)}`,
            text: String(broken.limit.value),
          }),
        });
        break;
      }
    }
  },
});

function limitsOf(artifact: Artifact, pointer: string, text: string): readonly Limit[] {
  const parts = ['metric', 'op', 'threshold'].map((key) => textBelow(artifact, child(pointer, key)));
  if (parts[2] === '') return limitsIn(text, 'passed', artifact.vocabulary);
  const compared = /[<>≤≥]|\b(?:above|below|over|under|more|less|rises?|drops?|falls?)\b/i.test(`${parts[1]}${parts[2]}`);
  return limitsIn(`${parts[0]} ${parts[1]}${compared ? '' : '>'} ${parts[2]}`, 'passed', artifact.vocabulary);
}

/** A runbook that names its guardrails in its own stages. */
function ownGuardrails(self: Member): readonly { readonly limit: Limit; readonly member: Member; readonly at: string }[] {
  return self.facts.stages.flatMap(({ pointer, text }) =>
    /\bguard-?rails?\b|\bmargin\b/i.test(text)
      ? limitsIn(text.slice(text.search(/\bguard-?rails?\b|\bmargin\b/i)), 'allowed', self.artifact.vocabulary).map((limit) => ({
          limit,
          member: self,
          at: pointer,
        }))
      : [],
  );
}

/** "guardrail margin +10 %, roll back at +25 %" */
const inOneSentence =
  /\b(?:margin|guard-?rail)\b[^.;\n\d]{0,40}([+−-])\s?(\d{1,3}(?:\.\d)?)\s?(%|points?)[^.;\n\d]{0,60}\b(?:trigger|roll(?:ed)?[- ]?back|revert|abort)\w{0,3}\b[^.;\n\d]{0,40}\1\s?(\d{1,3}(?:\.\d)?)\s?\3/i;

const sameMetric = (a: Limit, b: Limit): boolean =>
  (a.entry ? a.entry.id === b.entry?.id : a.name.toLowerCase() === b.name.toLowerCase()) &&
  a.kind === b.kind &&
  a.bad === b.bad &&
  (a.kind !== 'level' || a.unit === b.unit);

/** A step is looser when it is larger, a level when it lies further on the bad side. */
const beyond = (trigger: Limit, guardrail: Limit): boolean =>
  trigger.kind === 'level' && trigger.bad === 'drop' ? trigger.value < guardrail.value * 0.999 : trigger.value > guardrail.value * 1.001;

const amount = ({ kind, bad, value, unit }: Limit): string =>
  `${kind === 'level' ? '' : bad === 'rise' ? '+' : '−'}${value} ${kind === 'relative' ? '%' : kind === 'points' && unit === '%' ? 'points' : unit}`.trim();
