// Amounts of the author's own clauses; windows, names and statistics are left out.
import type { Context } from './context.js';
import { isName, isStatistic } from './labels.js';
import type { QuantityAt } from './quantity.js';

/** Amounts of the author's own clauses between two tokens, windows left out. */
export function amountsIn(context: Context, [from, to]: readonly [number, number]): QuantityAt[] {
  const found: QuantityAt[] = [];
  for (let at = from; at < to; at++) {
    const quantity = context.quantityAt(at);
    if (!quantity) continue;
    if (
      quantity.from === at &&
      !context.inWindow(at) &&
      context.clauses.partOf(at) === 'main' &&
      !isName(context, quantity) &&
      !isStatistic(context.tokens, quantity)
    )
      found.push(quantity);
    at = quantity.to - 1;
  }
  return found;
}
