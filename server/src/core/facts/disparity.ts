// How differently groups are treated, as an experiment plan or a retrospective says it: two rates, a table of segments, or a ratio.
// Whether that is too much is for those who ask.
import { readNumbers } from '../language/numbers.js';
import { readQuantities } from '../language/quantity.js';
import { selectionRatio } from '../math/classification.js';
import { type Artifact, dataAt, leaves, type Pointer } from '../model/artifact.js';
import { textBelow } from './rows.js';

export interface DisparityFact {
  readonly pointer: Pointer;
  readonly from: number;
  readonly to: number;
  readonly ratio: number;
  /** The two rates in words; absent where the author gives the ratio. */
  readonly of?: string;
}

/** The first that is said of selection; rates of errors have ratios of their own. */
export const disparityOf = (artifact: Artifact, field: Pointer): DisparityFact | undefined =>
  pairIn(artifact, field) ?? segments(artifact, field) ?? ratioIn(artifact, field);

/** Rates of errors have a ratio of their own; four fifths is about being selected. */
const errors =
  /\b(?:errors?|false|FPR|FNR|recall|precision|accuracy|AUC|sensitivity|specificity|calibration|F1|latency|TPR|TNR|difference|gap|points?|pp)\b/i;

/** "42 % vs 60 %", "42 % of women against 60 % of men". */
function pairIn(artifact: Artifact, field: Pointer): DisparityFact | undefined {
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
function segments(artifact: Artifact, field: Pointer): DisparityFact | undefined {
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
function ratioIn(artifact: Artifact, field: Pointer): DisparityFact | undefined {
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
