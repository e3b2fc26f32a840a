// 42 % against 60 % is a ratio of 0.70. Below four fifths somebody has to look; it is a screen and not a verdict.
import { textBelow } from '../../facts/rows.js';
import { readNumbers } from '../../language/numbers.js';
import { readQuantities } from '../../language/quantity.js';
import { selectionRatio } from '../../math/classification.js';
import { type Artifact, dataAt, leaves, type Pointer } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'fairness-below-limit',
  group: 'risk',
  kinds: ['experiment-plan', 'retrospective'],
  level: 'warning',
  profile: 'strict',
  prose: true,
  says: 'One group does clearly worse than another: what explains it?',
  because: 'Below four fifths the usual screen asks for a closer look. A difference may have a reason; then the reason belongs here.',
  source: 'Uniform Guidelines, 29 CFR 1607.4(D): the four-fifths screen',
  bad: [
    yaml`
      kind: experiment-plan
      fairness:
        metric: share of applicants who are invited
        segments:
          - segment: women
            value: <|42 %|>
          - segment: men
            value: 60 %
    `,
    markdown`
      # Loans in the app, after 90 days

      ## Risk review

      - **Fairness:** approval rate of customers under 25 was <|31 % vs 55 %|> of all others
      - **Complaints:** 0.2 % of customers
    `,
    yaml`
      kind: retrospective
      risk_review:
        fairness: <|ratio 0.71|> for listings of private sellers, limit 0.8
    `,
  ],
  good: [
    yaml`
      kind: experiment-plan
      fairness:
        metric: share of applicants who are invited
        segments:
          - segment: women
            value: 55 %
          - segment: men
            value: 60 %
    `,
    markdown`
      # Loans in the app, after 90 days

      ## Risk review

      **Fairness:** approval ratio 0.91 between customers under 25 and all others; false positives 4 % vs 6 %
    `,
  ],
  check({ artifact, threshold }, report) {
    const limit = threshold('selection_ratio');
    const field = artifact.kind === 'retrospective' ? '/risk_review/fairness' : '/fairness';
    if (dataAt(artifact, field) === undefined) return;
    const [explained, whole] = [
      /\b(?:because|due to|explained by|investigat\w{1,5}|follow[ -]?up|examined|reason)\b/i,
      textBelow(artifact, field),
    ];
    if (explained.test(whole)) return;
    const low = pairIn(artifact, field) ?? segments(artifact, field) ?? ratioIn(artifact, field);
    if (!low) {
      // Values by group, and no word on what is measured.
      if (
        dataAt(artifact, `${field}/segments`) !== undefined &&
        !/[a-z]/i.test(`${textBelow(artifact, `${field}/metric`)}${textBelow(artifact, `${field}/disparity_metric`)}`)
      )
        report({ keyOf: field }, 'Values by group, but of which metric, and how far may they differ?', {
          level: 'hint',
          fix: {
            title: 'Name the metric',
            sort: 'template',
            edits: [{ add: `${field}/metric`, value: '${1:<share of each group that is selected>}' }],
          },
        });
      return;
    }
    if (low.ratio >= limit - 1e-9) return;
    const text = artifact.places.get(low.pointer)?.text?.text ?? '';
    const how = low.of ? `${low.of} is a ratio of ${low.ratio.toFixed(2)}` : `A ratio of ${low.ratio}`;
    report({ pointer: low.pointer, from: low.from, to: low.to }, `${how}, below ${limit}: what explains the difference?`, {
      fix: {
        title: 'Add what was looked at',
        sort: 'template',
        edits: [
          {
            within: low.pointer,
            from: text.trimEnd().length - 1,
            to: text.trimEnd().length,
            text: `${text.trimEnd().slice(-1)} (follow-up by \${1:@name} until \${2:<date>}, \${3:<what is examined>})`,
          },
        ],
      },
    });
  },
});

interface Low {
  readonly pointer: Pointer;
  readonly from: number;
  readonly to: number;
  readonly ratio: number;
  /** The two rates in words; absent where the author gives the ratio. */
  readonly of?: string;
}

/** Rates of errors have a ratio of their own; four fifths is about being selected. */
const errors =
  /\b(?:errors?|false|FPR|FNR|recall|precision|accuracy|AUC|sensitivity|specificity|calibration|F1|latency|TPR|TNR|difference|gap|points?|pp)\b/i;

/** "42 % vs 60 %", "42 % of women against 60 % of men". */
function pairIn(artifact: Artifact, field: Pointer): Low | undefined {
  for (const { pointer, text } of leaves(artifact)) {
    if (pointer !== field && !pointer.startsWith(`${field}/`)) continue;
    for (const clause of text.text.matchAll(/[^;.\n]{1,200}(?:\.\d[^;.\n]{1,100}){0,4}/g)) {
      if (errors.test(clause[0])) continue;
      const rates = readQuantities(clause[0]).filter(({ value }) => value.unit === '%' && value.high === undefined);
      const [a, b] = rates;
      if (rates.length !== 2 || !a || !b || !versus.test(clause[0].slice(a.span[1], b.span[0]))) continue;
      const ratio = selectionRatio(a.value.value / 100, b.value.value / 100);
      if (ratio !== undefined)
        return {
          pointer,
          from: clause.index + a.span[0],
          to: clause.index + b.span[1],
          ratio,
          of: `${a.value.value} % against ${b.value.value} %`,
        };
    }
  }
  return undefined;
}
const versus =
  /^[^%]{0,60}(?:\bvs\.?|\bversus\b|\bagainst\b|\bcompared (?:to|with)\b|\band\b|\bbut\b|\bwhile\b|\/|,|\bthan\b|–|→)[^%]{0,30}$/i;

/** The lowest and the highest of the segments, where their metric is a share of people or things that are selected. */
function segments(artifact: Artifact, field: Pointer): Low | undefined {
  const rows = dataAt(artifact, `${field}/segments`);
  const metric = `${textBelow(artifact, `${field}/metric`)} ${textBelow(artifact, `${field}/disparity_metric`)}`;
  if (!Array.isArray(rows) || errors.test(metric)) return undefined;
  const rates = rows.flatMap((_row, at): { readonly pointer: Pointer; readonly rate: number; readonly to: number }[] => {
    const pointer = `${field}/segments/${at}/value`;
    const text = textBelow(artifact, pointer);
    const plain = /^\s*(0?\.\d{1,4})\s*$/.exec(text)?.[1];
    if (plain !== undefined) return [{ pointer, rate: Number((Number(plain) * 100).toFixed(2)), to: text.trimEnd().length }];
    const read = readQuantities(text).filter(({ value }) => value.unit === '%');
    const first = read[0];
    return first && read.length === 1 && !errors.test(text) ? [{ pointer, rate: first.value.value, to: first.span[1] }] : [];
  });
  if (rates.length < 2) return undefined;
  const sorted = [...rates].sort((a, b) => a.rate - b.rate);
  const [least, most] = [sorted[0], sorted[sorted.length - 1]] as [(typeof rates)[number], (typeof rates)[number]];
  const ratio = selectionRatio(least.rate / 100, most.rate / 100);
  return ratio === undefined
    ? undefined
    : { pointer: least.pointer, from: 0, to: least.to, ratio, of: `${least.rate} % against ${most.rate} %` };
}

/** "ratio 0.71", "disparate impact of 0.7"; not the limit itself. */
function ratioIn(artifact: Artifact, field: Pointer): Low | undefined {
  for (const { pointer, text } of leaves(artifact)) {
    if ((pointer !== field && !pointer.startsWith(`${field}/`)) || pointer.endsWith('/limit')) continue;
    const said = /\b(?:ratio|disparate impact|four-fifths|impact ratio)\b[^\d;.\n]{0,30}(\d?\.\d{1,3})\b/i.exec(text.text);
    if (
      !said ||
      /\b(?:limit|at least|threshold|minimum|above|target|or (?:more|higher)|must|≥|>=|>)\W{0,3}$|[≥>]\s*$/i.test(
        text.text.slice(0, said.index + said[0].length - (said[1] as string).length),
      ) ||
      errors.test(said[0])
    )
      continue;
    const value = readNumbers(said[1] as string)[0]?.value.value;
    if (value !== undefined && value > 0 && value <= 1) return { pointer, from: said.index, to: said.index + said[0].length, ratio: value };
  }
  return undefined;
}
