// How long labelling takes and what it costs (A10), what labels can prove (A9), what a clean run proves (A8).
import { readRate } from '../../language/rate.js';
import { cleanTrialsFor, exactUpperBound, marginOfError } from '../../math/interval.js';
import { labelingCost, testPositives } from '../../math/labels.js';
import { type Artifact, child, textAt } from '../../model/artifact.js';
import { rowsAt } from '../rows.js';
import { type Found, moneyAt, numberAt, percentsIn, shareAt, tidy } from './inputs.js';
import { count, decimal, input, money, percent, type Sum, short } from './sum.js';

export function labelling(artifact: Artifact): readonly Sum[] {
  return [
    ...labellingTime(artifact),
    ...labellingCost(artifact),
    ...testShares(artifact),
    ...evaluationSize(artifact),
    ...cleanRuns(artifact),
  ];
}

function labellingTime(artifact: Artifact): readonly Sum[] {
  const perHour = hourly(artifact);
  if (!perHour || perHour.value <= 0) return [];
  const items = numberAt(artifact, '/labels/count');
  const redundancy = numberAt(artifact, '/labeling/redundancy');
  const annotators = numberAt(artifact, '/labeling/annotators');
  const hours =
    items && annotators && annotators.value > 0 ? (items.value * (redundancy?.value ?? 1)) / (annotators.value * perHour.value) : undefined;
  return [
    {
      kind: 'labels',
      id: 'A10',
      title: 'Labelling time',
      pointer: perHour.pointer,
      span: perHour.span,
      ...(hours === undefined || !Number.isFinite(hours) ? {} : { result: `= ${decimal(hours, hours < 10 ? 1 : 0)} h each` }),
      more:
        hours === undefined ? [] : [`With five hours of labelling a day that is ${decimal(Math.ceil(hours / 5 - 1e-9), 0)} working days.`],
      formula: 'items × redundancy ÷ (annotators × items an hour)',
      inputs: [
        ...(items ? [input('Items', count(items.value))] : []),
        ...(redundancy ? [input('Labels per item', decimal(redundancy.value, 1))] : []),
        ...(annotators ? [input('Annotators', decimal(annotators.value, 1))] : []),
        input('Items an hour', decimal(perHour.value, 1)),
      ],
      assumption: `all annotators work alike${redundancy ? '' : '; one label per item'}; how many hours a day is not written`,
      missing: [...(items ? [] : ['the number of labels (labels.count)']), ...(annotators ? [] : ['the number of annotators'])],
    },
  ];
}

function hourly(artifact: Artifact): Found | undefined {
  const pointer = '/labeling/items_per_hour';
  const rate = readRate(textAt(artifact, pointer))?.value;
  const number = numberAt(artifact, pointer);
  return number && rate && rate.per.unit !== 'h' ? undefined : number;
}

function labellingCost(artifact: Artifact): readonly Sum[] {
  const price = moneyAt(artifact, '/labeling/cost_per_label');
  if (!price || (price.money.per !== undefined && !/label|item|judg/i.test(price.money.per))) return [];
  const items = numberAt(artifact, '/labels/count');
  const redundancy = numberAt(artifact, '/labeling/redundancy');
  const cost = items && labelingCost(items.value, redundancy?.value ?? 1, price.value);
  return [
    {
      kind: 'labels',
      id: 'A10',
      title: 'Labelling cost',
      pointer: price.pointer,
      span: price.span,
      ...(cost === undefined ? {} : { result: `= ${money(cost, price.money.currency)}` }),
      more: [],
      formula: 'items × redundancy × price',
      inputs: [
        ...(items ? [input('Items', count(items.value))] : []),
        ...(redundancy ? [input('Labels per item', decimal(redundancy.value, 1))] : []),
        input('Price', money(price.value, price.money.currency)),
      ],
      assumption: redundancy ? 'each label is paid' : 'one label per item; each label is paid',
      missing: items ? [] : ['the number of labels (labels.count)'],
    },
  ];
}

/** The rare class decides what the test part can measure. */
function testShares(artifact: Artifact): readonly Sum[] {
  const share = shareAt(artifact, '/splits/test');
  const items = numberAt(artifact, '/labels/count');
  if (!share || !items || share.value <= 0 || share.value >= 1 || percentsIn(textAt(artifact, '/splits/test')).length !== 1) return [];
  const rows = rowsAt(artifact, '/labels/per_class').flatMap(({ pointer }) => {
    const number = numberAt(artifact, child(pointer, 'count'));
    return number ? [{ name: textAt(artifact, child(pointer, 'class')), n: number.value }] : [];
  });
  const rare = rows.length > 1 ? rows.reduce((least, row) => (row.n < least.n ? row : least)) : undefined;
  const n = tidy(items.value * share.value);
  const positives = rare && items.value > 0 ? testPositives(items.value, Math.min(1, rare.n / items.value), share.value) : undefined;
  const margin = marginOfError(0.5, n);
  if (margin === undefined) return [];
  return [
    {
      kind: 'labels',
      id: 'A9',
      title: 'What the test part can prove',
      pointer: share.pointer,
      span: share.span,
      result: `= ${count(n)} items${positives === undefined || !rare ? '' : `, ${decimal(positives, positives < 10 ? 1 : 0)} ${short(rare.name || 'of the rarest class', 24)}`}`,
      more: [`A rate measured on ${count(n)} items is known to ±${decimal(margin * 100, 1)} points at worst.`],
      formula: 'labels × class share × test share; 1.96·√(pq ÷ n)',
      inputs: [
        input('Labels', count(items.value)),
        input('Test share', percent(share.value, 1)),
        ...(rare ? [input('Rarest class', count(rare.n))] : []),
      ],
      assumption: 'classes are spread alike over the parts; 95 %, worst case p = 50 %',
      missing: rare ? [] : ['the counts per class'],
    },
  ];
}

function evaluationSize(artifact: Artifact): readonly Sum[] {
  const n = numberAt(artifact, '/evaluation_dataset/n');
  const margin = n && marginOfError(0.5, n.value);
  if (!n || margin === undefined) return [];
  return [
    {
      kind: 'evaluation',
      id: 'A9',
      title: 'What so many cases can prove',
      pointer: n.pointer,
      span: n.span,
      result: `±${decimal(margin * 100, 1)} points`,
      more: [],
      formula: '1.96·√(pq ÷ n)',
      inputs: [input('Cases', count(n.value))],
      assumption: '95 %; a rate of 50 %, the worst case; independent cases',
      missing: [],
    },
  ];
}

/** A limit on a share of failures, and the cases that are to show it. */
function cleanRuns(artifact: Artifact): readonly Sum[] {
  const pairs = [
    ['/llm_eval/task_set_n', '/llm_eval/hallucination_limit'],
    ['/llm_eval/red_team_n', '/llm_eval/pass_bar'],
    ['/llm_eval/injection_suite_n', '/llm_eval/pass_bar'],
  ] as const;
  return pairs.flatMap(([cases, limit]): readonly Sum[] => {
    const n = numberAt(artifact, cases);
    const upper = n && n.value >= 1 ? exactUpperBound(0, n.value) : undefined;
    if (!n || upper === undefined) return [];
    const slots = percentsIn(textAt(artifact, limit));
    const bound = slots.length === 1 ? tidy((slots[0]?.value.value ?? 0) / 100) : undefined;
    const needed = bound !== undefined && bound > 0 && bound < 0.5 ? cleanTrialsFor(bound) : undefined;
    return [
      {
        kind: 'evaluation',
        id: 'A8',
        title: 'What a clean run proves',
        pointer: n.pointer,
        span: n.span,
        result: `0 failures show < ${percent(upper, 1)}`,
        more:
          needed === undefined || bound === undefined
            ? []
            : [`To show at most ${percent(bound, 2)} takes ${count(needed)} without a failure.`],
        formula: '1 − 0.05^(1/n)',
        inputs: [input('Cases', count(n.value)), ...(bound === undefined ? [] : [input('Limit', percent(bound, 2))])],
        assumption: '95 %, one-sided; independent cases',
        missing: [],
      },
    ];
  });
}
