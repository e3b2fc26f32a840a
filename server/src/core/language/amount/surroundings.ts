// What the words around an amount say about it: which percentile it is, and what a percentage is a percentage of.

import { endsSentence, type Token } from '../tokens.js';
import type { Basis } from '../types.js';

export interface PercentileAt {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

const short = /^p(\d{2,5})$/;

/** p95, P99.9, 95th percentile, percentile 95, median. */
export function percentilesIn(tokens: readonly Token[]): PercentileAt[] {
  const found: PercentileAt[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const match = token.kind === 'word' ? short.exec(token.lower) : null;
    if (match) {
      const digits = match[1] as string;
      const decimal =
        tokens[at + 1]?.text === '.' && tokens[at + 1]?.glued && tokens[at + 2]?.kind === 'number' && tokens[at + 2]?.glued
          ? tokens[at + 2]?.text
          : undefined;
      const value = Number(
        digits.length > 2 ? `${digits.slice(0, 2)}.${digits.slice(2)}` : decimal === undefined ? digits : `${digits}.${decimal}`,
      );
      found.push({ value, from: at, to: decimal === undefined ? at + 1 : at + 3 });
    } else if (token.lower === 'median') found.push({ value: 50, from: at, to: at + 1 });
    else if (token.kind === 'number' && token.value > 0 && token.value < 100) {
      const ordinal = /^(?:st|nd|rd|th)$/.test(tokens[at + 1]?.lower ?? '') ? 1 : 0;
      if (/^percentiles?$/.test(tokens[at + 1 + ordinal]?.lower ?? '')) found.push({ value: token.value, from: at, to: at + 2 + ordinal });
    } else if (token.lower === 'percentile' && tokens[at + 1]?.kind === 'number')
      found.push({ value: (tokens[at + 1] as Token).value, from: at, to: at + 2 });
  }
  return found;
}

const baselines =
  /^(?:baseline|base|current|currently|today|today's|existing|previous|prior|last|control|status|now|present|old|production|incumbent|its|their)$/;
const shared =
  /^(?:traffic|users?|requests?|customers?|sessions?|exposure|holdback|holdout|rollout|canary|split|sample|visitors?|clusters?|pods?|fleet|regions?|stores?|tenants?|accounts?|audience|population)$/;

/** `begin` is the first token of the comparator or number, `to` the one after the unit. `end` is after words such as "relative". */
export function basisAt(
  tokens: readonly Token[],
  begin: number,
  to: number,
  unit: string,
): { readonly basis: Basis; readonly end: number } | undefined {
  if (unit === 'pp') return { basis: 'points', end: to };
  return after(tokens, to) ?? before(tokens, begin, to) ?? (unit === 'bps' ? { basis: 'points', end: to } : undefined);
}

function after(tokens: readonly Token[], to: number): { readonly basis: Basis; readonly end: number } | undefined {
  for (let at = to; at < to + 5 && at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (endsSentence(tokens, at) || token.kind === 'number' || token.text === ',' || token.text === ')') return undefined;
    if (/^(?:if|when|while|once|until|and|or|but|is|are|then|within|by|to)$/.test(token.lower)) return undefined;
    if (/^(?:relative|relatively|rel)$/.test(token.lower))
      return { basis: 'relative', end: tokens[at + 1]?.text === ')' ? at + 2 : at + 1 };
    if (/^(?:absolute|abs|absolutely)$/.test(token.lower)) return { basis: 'points', end: tokens[at + 1]?.text === ')' ? at + 2 : at + 1 };
    if (/^(?:yoy|mom|wow)$/.test(token.lower)) return { basis: 'relative', end: at + 1 };
    if (at === to && shared.test(token.lower)) return { basis: 'share', end: to };
    if (/^(?:over|vs|versus|against|compared|from|than|above|below|of)$/.test(token.lower)) {
      const noun = tokens
        .slice(at + 1, at + 5)
        .find((next) => next.kind === 'word' && !/^(?:the|our|to|with|what|we|have)$/.test(next.lower));
      // "5 % of production traffic" is a share, "8 % of the baseline" relative to it.
      const names = token.lower === 'of' ? /^(?:baseline|today's|control)$/ : baselines;
      if (noun && names.test(noun.lower)) return { basis: 'relative', end: to };
      if (token.lower === 'of' && at === to) return { basis: 'share', end: to };
      if (token.lower === 'than' && at === to + 1) return { basis: 'relative', end: to };
      return undefined;
    }
  }
  return undefined;
}

function before(tokens: readonly Token[], begin: number, to: number): { readonly basis: Basis; readonly end: number } | undefined {
  for (let at = begin - 1; at >= 0 && at >= begin - 4; at--) {
    const token = tokens[at] as Token;
    if (endsSentence(tokens, at) || token.kind === 'number' || token.text === ',' || token.text === '%') return undefined;
    if (/^(?:relative|relatively|rel)$/.test(token.lower)) return { basis: 'relative', end: to };
    if (/^(?:absolute|abs)$/.test(token.lower)) return { basis: 'points', end: to };
    if (
      shared.test(token.lower) &&
      at >= begin - 2 &&
      /^(?:traffic|exposure|holdback|holdout|rollout|canary|split|sample|at|to|on|:)$/.test(token.lower)
    )
      return { basis: 'share', end: to };
  }
  return undefined;
}
