// Five primary metrics at 5 % each: one of them will look like a win.
import { findMetric } from '../../language/metrics.js';
import { bonferroniAlpha, familyError } from '../../math/inflation.js';
import { type Artifact, type Pointer, textAt } from '../../model/artifact.js';
import { behind } from '../behind.js';
import { markdown, rule, type Spot, yaml } from '../rule.js';

export default rule({
  id: 'many-primaries',
  group: 'experimentation',
  kinds: ['experiment-plan'],
  level: 'warning',
  prose: true,
  says: 'Several primary metrics and no correction: one of them will look like a win by chance.',
  because: 'Each metric at 5 % is one more chance to be fooled. One primary metric decides, or the level is shared between them.',
  source: 'arithmetic (A3)',
  bad: [
    markdown`
      ## Primary metrics

      - <|Click-through rate
      - Churn rate
      - Refund rate|>
    `,
    markdown`
      ## Primary metrics

      - <|Containment rate
      - CSAT|>
    `,
    yaml`
      kind: experiment-plan
      online_test: {design: A/B/C/D, split: <|25/25/25/25|>}
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      primary_metric: conversion rate
    `,
    markdown`
      ## Primary metric

      - Containment rate
      - Measured over 14 days
    `,
  ],
  check({ artifact, facts, threshold }, report) {
    if (/bonferroni|holm|fdr|benjamini|dunnett|hierarchical|gatekeep|correct(?:ed|ion)/i.test(artifact.source)) return;
    const family = namesIn(artifact) ?? countedIn(artifact) ?? variantsIn(artifact);
    if (!family) return;
    const alpha = facts.experiment?.alpha ?? threshold('alpha');
    const error = familyError(family.size, alpha) ?? 0;
    const each = Number((bonferroniAlpha(family.size, alpha) ?? 0).toPrecision(2));
    const prose = textAt(artifact, '/online_test');
    report(
      family.at,
      `${family.size} ${family.what} at ${percent(alpha)} % each: a false win in ${Math.round(error * 100)} % of tests.${family.names.length > 0 ? ' Which one decides?' : ''}\nBonferroni would test each at ${percent(each)} %. Assumes independent metrics.`,
      {
        fix: [
          ...family.names.map((name) => ({
            title: `"${name}" decides`,
            sort: 'choice' as const,
            edits: [{ put: family.pointer, text: name }],
          })),
          {
            title: `Test each at ${each} (Bonferroni)`,
            sort: 'choice' as const,
            edits:
              prose === ''
                ? [{ add: '/online_test/correction', value: `Bonferroni, each at ${each}` }]
                : [behind('/online_test', prose, prose.trimEnd().length, ` Bonferroni, each at ${each}.`)],
          },
        ],
      },
    );
  },
});

interface Family {
  readonly size: number;
  readonly what: string;
  readonly names: readonly string[];
  readonly pointer: Pointer;
  readonly at: Spot;
}

/** A line each, or one line of names: "CTR, conversion rate and refunds". */
function namesIn(artifact: Artifact): Family | undefined {
  const pointer = ['/primary_metric', '/primary_metric/name'].find((at) => textAt(artifact, at) !== '');
  if (pointer === undefined) return undefined;
  const text = textAt(artifact, pointer);
  const names = (text.includes('\n') ? text.split('\n') : text.split(/,|;|\band\b|&/))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !/^(?:each|all|both)?\s*(?:at|with)\b/i.test(name));
  if (names.length < 2 || names.length > 12) return undefined;
  const ids = names.map((name) => {
    const metric = findMetric(name, artifact.vocabulary);
    // A metric's name and nothing else: not a definition, not a secondary metric in the same section.
    return metric && metric.span[0] === 0 && name.length - metric.span[1] < 12 ? metric.value.entry?.id : undefined;
  });
  if (ids.some((id) => id === undefined) || new Set(ids).size < ids.length) return undefined;
  return { size: names.length, what: 'primary metrics', names, pointer, at: pointer };
}

/** "five primary metrics at 0.05". */
function countedIn(artifact: Artifact): Family | undefined {
  for (const pointer of ['/primary_metric', '/online_test', '/online_test/design', '/decision_rule', '/decision_rule/ship']) {
    const found =
      /\b(two|three|four|five|six|seven|eight|nine|ten|[2-9]|1\d) (?:co-?)?primar(?:y (?:metrics|outcomes|kpis|endpoints)|ies)\b/i.exec(
        textAt(artifact, pointer),
      );
    const word = counts.indexOf(found?.[1]?.toLowerCase() ?? '');
    const size = word >= 0 ? word + 2 : Number(found?.[1]);
    if (found && size)
      return { size, what: 'primary metrics', names: [], pointer, at: { pointer, from: found.index, to: found.index + found[0].length } };
  }
  return undefined;
}

/** A split of more than two arms: each variant is one more comparison with the control. */
function variantsIn(artifact: Artifact): Family | undefined {
  const pointer = '/online_test/split';
  const arms = /^\s*\d{1,2}(?:\.\d)? ?%?(?: ?[/:] ?\d{1,2}(?:\.\d)? ?%?){2,8}\s*$/.exec(textAt(artifact, pointer));
  const size = (arms?.[0].match(/\d{1,2}(?:\.\d)?/g)?.length ?? 0) - 1;
  return size >= 2 ? { size, what: 'variants against one control', names: [], pointer, at: pointer } : undefined;
}

const counts = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const percent = (share: number): number => Number((share * 100).toPrecision(2));
