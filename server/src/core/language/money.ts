// Sums of money and what they are per: "$0.02 per request", "€1.2k / month", "12,000 USD", "$3 per 1M tokens".

import { quantitiesIn } from './quantity.js';
import { rememberedReading } from './remembered.js';
import { type Reading, scan, spanOf } from './tokens.js';
import type { Money, Slot } from './types.js';

const currencies: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  '₽': 'RUB',
  '₪': 'ILS',
  '฿': 'THB',
  cents: 'USD',
};

const isCode = /^[A-Z]{3}$/;

export function readMoney(text: string, reading: Reading = {}): Slot<Money> | undefined {
  return readMoneys(text, reading)[0];
}

/** `currency` is the ISO code; a bare "$" is taken for USD. */
export const readMoneys = rememberedReading((text: string, reading: Reading): Slot<Money>[] => {
  const source = scan(text, reading);
  const found: Slot<Money>[] = [];
  for (const { value, from, to, confidence } of quantitiesIn(source)) {
    const slash = value.unit.indexOf('/');
    const unit = slash < 0 ? value.unit : value.unit.slice(0, slash);
    if (!Object.hasOwn(currencies, unit) && !isCode.test(unit)) continue;
    const span = spanOf(source.tokens, from, to);
    const words = text.slice(span[0], span[1]);
    const currency = /\b(?:CNY|RMB)\b/i.test(words) ? 'CNY' : /\bJPY\b/i.test(words) ? 'JPY' : (currencies[unit] ?? unit);
    found.push({
      value: {
        amount: unit === 'cents' ? value.value / 100 : value.value,
        currency,
        ...(slash < 0 ? {} : { per: spelled(value.unit.slice(slash + 1)) }),
      },
      span,
      confidence,
    });
  }
  return found;
});

/** What it is per, in words: "$0.02 a min" is per minute. */
const spelled = (per: string): string => ({ min: 'minute', h: 'hour', s: 'second' })[per as 'min'] ?? per;
