// A target above what people agree on cannot be measured: the labels are noisier than the last points of it.

import type { AgreementFact } from '../../facts/labels.js';
import { decimal } from '../../facts/sums/sum.js';
import { leaves, type Pointer } from '../../model/artifact.js';
import { type Member, membersOf } from '../../project.js';
import { type Context, markdown, rule, together, yaml } from '../rule.js';

export default rule({
  id: 'target-above-label-ceiling',
  group: 'data',
  kinds: ['prd', 'data-readiness'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'The target is above what the people who label agree on.',
  because: 'Where two people differ on one case in ten, a model that is "97 % right" has learned the habits of one of them.',
  source: 'Arithmetic: target against agreement; A10',
  noFix: 'Whether to adjudicate the labels or to lower the target is a decision, and both are work.',
  bad: [
    together(
      yaml`
        kind: prd
        id: moderation
        metrics:
          technical: ["accuracy on reported posts ≥ <|97|> %"]
      `,
      yaml`
        kind: data-readiness
        id: moderation
        labels: {count: 9000, agreement: 90 % raw agreement of two moderators}
      `,
    ),
    markdown`
      ---
      kind: data-readiness
      ---
      # Data for the fracture detector

      ## Labels

      4,000 X-rays. The readers agree on 88 % of the cases; the target is <|95|> % accuracy.
    `,
  ],
  good: [
    together(
      yaml`
        kind: prd
        id: moderation
        metrics:
          technical: ["accuracy on reported posts ≥ 88 %"]
      `,
      yaml`
        kind: data-readiness
        id: moderation
        labels: {count: 9000, agreement: 90 % raw agreement of two moderators}
      `,
    ),
    markdown`
      ---
      kind: data-readiness
      ---
      # Data for the fracture detector

      ## Labels

      4,000 X-rays. The readers agree on 88 % of the cases; a third one adjudicates, and the target of 95 % accuracy is against that.
    `,
  ],
  check(context, report) {
    const ceiling = ceilingOf(context);
    if (!ceiling) return;
    const { agreement, member } = ceiling;
    const top = agreement.value as number;
    for (const target of targetsIn(context)) {
      if (target.value <= top * 100 + 0.001) continue;
      const here = agreement.pointer === target.pointer && member === context.self;
      report(
        target,
        `A target of ${decimal(target.value, 1)} %, and those who label agree on ${decimal(top * 100, 1)} %: adjudicate, or lower it.`,
        here
          ? {}
          : {
              related: [
                { member, at: { pointer: agreement.pointer, from: agreement.from, to: agreement.to }, message: 'how far they agree' },
              ],
            },
      );
      return;
    }
  },
});

/** A raw share of equal answers, here or in the report on the data; a kappa is on another scale. Adjudicated labels are better than either. */
function ceilingOf({ self, initiative }: Context): { readonly agreement: AgreementFact; readonly member: Member } | undefined {
  for (const member of [self, ...membersOf(initiative, 'data-readiness').filter((other) => other !== self)]) {
    const { agreement, labels, labeling } = member.facts;
    if (agreement?.stat !== 'raw' || agreement.value === undefined) continue;
    return /\badjudicat|\bconsensus|\bthird (?:reader|one|opinion|person)|\btie-?break/i.test(`${labels?.text}\n${labeling?.text}`)
      ? undefined
      : { agreement, member };
  }
  return undefined;
}

interface Target {
  readonly value: number;
  readonly pointer: Pointer;
  readonly from: number;
  readonly to: number;
}

const patterns = [
  /\baccuracy\b[^.;\n\d%]{0,40}(?<![\d.])(\d{2}(?:\.\d{1,2})?)\s?%/i,
  /(?<![\d.])(\d{2}(?:\.\d{1,2})?)\s?%\s(?:[a-z-]{1,15}\s){0,2}accuracy\b/i,
  /\baccuracy\b[^.;\n\d%]{0,30}(?<!\d)(0?\.\d{2,4})\b/i,
] as const;

function targetsIn({ artifact }: Context): readonly Target[] {
  const fields = artifact.kind === 'prd' ? /^\/(?:goal|metrics|guardrails)\b/ : /^\/(?:labels|labeling|quality)\b/;
  return [...leaves(artifact)].flatMap(({ pointer, text }): readonly Target[] => {
    if (!fields.test(pointer) || /\b(?:baseline|today|currently)\b/i.test(pointer)) return [];
    const structured =
      artifact.kind === 'prd' &&
      /\/target$/.test(pointer) &&
      /\baccuracy\b/i.test(artifact.places.get(pointer.replace(/target$/, 'name'))?.text?.text ?? '');
    const said = artifact.kind === 'prd' ? patterns : [...patterns, /\btarget\b[^.;\n\d%]{0,20}(?<![\d.])(\d{2}(?:\.\d{1,2})?)\s?%/i];
    for (const pattern of structured ? [/(?<![\d.])(\d{2}(?:\.\d{1,2})?)\s?%/] : said) {
      const match = pattern.exec(text.text);
      if (!match) continue;
      const digits = match[1] as string;
      const from = match.index + match[0].lastIndexOf(digits);
      const value = Number(digits) <= 1 ? Number(digits) * 100 : Number(digits);
      return [{ value, pointer, from, to: from + digits.length }];
    }
    return [];
  });
}
