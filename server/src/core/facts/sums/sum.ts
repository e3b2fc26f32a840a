// What a computed number is to a reader: the result, how it came about, and what is missing where it did not.
// Holds no computation of its own.
import type { Pointer } from '../../model/artifact.js';
import type { Span } from '../../text.js';

/** What can be switched off, and what it is in words. The manifest and the settings are written from this list. */
export const sumKinds = {
  errorBudget: 'The minutes and requests that an objective allows to fail.',
  sampleSize: 'How many units per arm the goal needs, in both readings of an ambiguous percentage.',
  planPower: 'What a test reaches with its units, exposure and days.',
  stage: 'How many users a stage of the rollout sees, and what a canary can detect.',
  guardrail: 'How many units or answers it takes to show that a guardrail holds.',
  calendar: 'How long the rollout takes, against the goal’s window.',
  cost: 'What the model costs a month, against its budget.',
  labels: 'How long labelling takes, and what the labels can prove.',
  evaluation: 'How far chance alone moves a result on so many cases.',
  onCall: 'The share of the time that each person is on call, and how many pages to expect.',
  alerts: 'When an alert fires, and what it costs until then.',
  drift: 'How often a drift alarm rings although nothing drifts.',
  rollback: 'What one failure costs until it is rolled back.',
  dependencies: 'The availability that the dependencies leave at best.',
  adoption: 'The gain that those who use it must have for the goal to be met.',
} as const;
export type SumKind = keyof typeof sumKinds;

export interface Input {
  readonly label: string;
  readonly value: string;
}

export interface Sum {
  readonly kind: SumKind;
  /** The number in docs/arithmetic.md: A1 … A18. */
  readonly id: string;
  readonly title: string;
  /** The leaf or field that it belongs to. */
  readonly pointer: Pointer;
  /** The words that it explains, in the source. */
  readonly span: Span;
  /** Short enough to stand beside them; absent while something is missing. */
  readonly result?: string;
  /** What else follows, a sentence each. */
  readonly more: readonly string[];
  readonly formula: string;
  readonly inputs: readonly Input[];
  readonly assumption: string;
  /** Inputs that nobody wrote, in the reader's words. */
  readonly missing: readonly string[];
}

export const input = (label: string, value: string): Input => ({ label, value });

/** At most `digits` decimals, without trailing zeros. */
export function decimal(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '∞';
  const rounded = Number(value.toFixed(digits));
  return Math.abs(rounded) >= 1e15 ? rounded.toExponential(1) : grouped(String(rounded));
}

/** 61119 → 61,119 */
export const count = (value: number): string => decimal(value, 0);

/** 0.119 → 11.9 % */
export const percent = (share: number, digits = 0): string => `${decimal(share * 100, digits)} %`;

/** A share that is not rounded away: 0.9964 stays below 100 %, 0.00004 above 0 %. */
export function chance(share: number): string {
  if (share > 0.99 && share < 1) return '> 99 %';
  if (share > 0 && share < 0.01) return '< 1 %';
  return percent(share);
}

/** At most three significant digits: 0.230 → 0.23, 11.91 → 11.9, 412.3 → 412. */
export function significant(value: number): string {
  const size = Math.abs(value);
  return decimal(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 5);
}

const symbols: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥', INR: '₹', KRW: '₩' };

/** $12,600; below ten with the digits that matter: $0.0083. */
export function money(amount: number, currency: string): string {
  const symbol = Object.hasOwn(symbols, currency) ? symbols[currency] : `${currency} `;
  return `${symbol}${amount >= 10 ? count(amount) : decimal(amount, amount >= 1 ? 2 : 4)}`;
}

/** A name out of a document, on one line and of bearable length. */
export function short(name: string, most = 40): string {
  const plain = name.replace(/\s+/g, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const parts: string[] = [];
  const sign = whole.startsWith('-') ? '−' : '';
  const plain = sign ? whole.slice(1) : whole;
  for (let end = plain.length; end > 0; end -= 3) parts.unshift(plain.slice(Math.max(0, end - 3), end));
  return `${sign}${parts.join(',')}${fraction === undefined ? '' : `.${fraction}`}`;
}
