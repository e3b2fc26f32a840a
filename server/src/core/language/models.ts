// Names of models and rules of thumb: what sort each is, whose family, how large. A name that is not known has no sort.

import type { Span } from '../text.js';
import { remembered } from './remembered.js';

/** simple: a person can follow it; trees: many trees together; deep: neural; hosted: a language model behind somebody's API. */
export type ModelSort = 'simple' | 'trees' | 'deep' | 'language';

export interface ModelMention {
  readonly name: string;
  readonly sort: ModelSort;
  /** Who makes it, where the name says so: gpt, claude, gemini, llama … */
  readonly family?: string;
  /** Number of weights, from "70B". */
  readonly parameters?: number;
  readonly span: Span;
}

const patterns: readonly (readonly [ModelSort, RegExp])[] = [
  [
    'language',
    /\b(?:(?:chat)?gpt[\w.-]{0,30}|o[134](?:-mini)?|claude[\w.-]{0,30}(?: (?:opus|sonnet|haiku)[\w.-]{0,12}| \d[\w.]{0,6})?|gemini[\w.-]{0,24}(?: \d[\w.]{0,6})?|llama[\w.-]{0,24}(?: \d[\w.-]{0,12})?|mistral[\w.-]{0,24}|mixtral[\w.-]{0,12}|qwen[\w.-]{0,20}|deepseek[\w.-]{0,20}|command[- ]r\+?|phi-\d|gemma[\w.-]{0,16}|(?:large )?language models?|llms?|foundation models?|\d{1,4}(?:\.\d)?b(?:[- ]parameter)?(?:[- ](?:chat|instruct|language))? (?:model|llm))\b/gi,
  ],
  [
    'deep',
    /\b(?:(?:\w{1,12}-?)?berta?(?:-\w{1,8})?|transformers?|t5(?:-\w{1,8})?|neural (?:net(?:work)?s?|rankers?|models?)|deep (?:learning|net(?:work)?s?|models?|rankers?|ensembles?)|cnns?|convnets?|convolutional|resnet-?\d{0,3}|densenet-?\d{0,3}|efficientnet\w{0,4}|vit|u-?net|lstms?|rnns?|grus?|two-?tower(?: (?:network|model))?|dlrm|autoencoders?|graph (?:neural )?networks?|gnns?|diffusion|whisper|wav2vec\d?|n-?beats|tft|sasrec|cross-?encoders?|bi-?encoders?|mlp|dnn)\b/gi,
  ],
  [
    'trees',
    /\b(?:xgboost|lightgbm|lgbm|catboost|gbdts?|gbms?|gradient[- ]?boost(?:ed|ing)(?: (?:trees|machines?|decision trees))?|boosted trees|random forests?|(?:stacked |stacking )?ensembles?|lambdamart)\b/gi,
  ],
  [
    'simple',
    /\b(?:popularity|most[- ]popular|best[- ]?sellers?|heuristics?|rules?(?:[- ]based|[- ]engine| of thumb| set)?|regex(?:es)?|keywords?(?: (?:match(?:ing)?|search|rules?|list))?|bm25|tf-?idf|linear|logistic|glm|ridge|lasso|naive bayes|seasonal[- ]na[iï]ve|na[iï]ve (?:forecast|baseline)|last (?:week|year|value)(?:'s)? (?:value|sales|demand)?|moving average|exponential smoothing|s?arimax?|holt-winters|decision tree|scorecards?|points? score|lookup(?: table)?|k-?nn|nearest neighbou?rs?|majority(?: class)?|random (?:order|baseline|guess)|manual(?:ly)?|by hand|human(?:s| review)?|status quo|editorial|recency|most[- ]recent|constant|template(?:s| matching)?|dictionary|phrase[- ]based|decision list|fixed (?:threshold|order)|threshold on|by (?:price|date|age|distance))\b/gi,
  ],
];

const families = /^(?:chat)?(gpt|claude|gemini|llama|mistral|mixtral|qwen|deepseek|command|phi|gemma)|^(o)[134]/i;

/** In order of the text; where two patterns share words the more complex one counts. */
export const readModels = remembered((text: string): readonly ModelMention[] => {
  const found: ModelMention[] = [];
  for (const [sort, pattern] of patterns)
    for (const match of text.matchAll(pattern)) {
      const span: Span = [match.index, match.index + match[0].length];
      if (found.some((other) => other.span[0] < span[1] && span[0] < other.span[1])) continue;
      const family = families.exec(match[0]);
      const maker = family?.[2] ? 'gpt' : family?.[1]?.toLowerCase();
      const parameters = parametersNear(text, span);
      found.push({ name: match[0], sort, span, ...(maker ? { family: maker } : {}), ...(parameters ? { parameters } : {}) });
    }
  return found.sort((a, b) => a.span[0] - b.span[0]);
});

/** The most complex sort that a text names: "stacked BERT on BM25" is deep. */
export function sortOf(text: string): ModelSort | undefined {
  const sorts = new Set(readModels(text).map(({ sort }) => sort));
  return patterns.find(([sort]) => sorts.has(sort))?.[0];
}

/** "70B", "1.5 billion parameters", as a number of weights. */
export function parametersIn(text: string): number | undefined {
  const found =
    /\b(\d{1,4}(?:\.\d{1,2})?)[ -]?(b|bn|billion|m|million)\b(?=[ -]?(?:param|model|llm|language|weights|chat|instruct|transformer|network|[)\],;.]|$))/i.exec(
      text,
    );
  if (!found) return undefined;
  const size = Number(found[1]) * (/^b/i.test(found[2] as string) ? 1e9 : 1e6);
  return size >= 1e6 ? size : undefined;
}

/** In the name, right in front of it or right behind: "7B chat model", "1.5 billion parameter transformer", "transformer (70B)". */
function parametersNear(text: string, [from, to]: Span): number | undefined {
  const size =
    /(?:^|[-_ :])(\d{1,4}(?:\.\d{1,2})?)b\b/i.exec(text.slice(from, to)) ??
    /(\d{1,4}(?:\.\d{1,2})?)[ -]?(?:b|billion)(?:[- ]param\w{0,8})?[- ]$/i.exec(text.slice(Math.max(0, from - 32), from)) ??
    /^[\s:,(-]{0,3}(\d{1,4}(?:\.\d{1,2})?)[ -]?(?:b|billion)\b/i.exec(text.slice(to, to + 16));
  return size ? Number(size[1]) * 1e9 : undefined;
}
