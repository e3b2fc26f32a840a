// What the prose reader gives back. Spans are offsets in the sentence that was read, never in a document.
import type { Span } from '../text.js';

/** A value that was read, the words it was read from, and how sure the reader is (0 to 1; below 0.6 is a guess). */
export interface Slot<T> {
  readonly value: T;
  readonly span: Span;
  readonly confidence: number;
}

export type Direction = 'increase' | 'decrease' | 'hold';
export type Basis = 'relative' | 'points' | 'share' | 'absolute';
export type Comparator = '<' | '<=' | '>' | '>=' | '=' | 'between';
export type Better = 'up' | 'down' | 'band';

/** `value` is in `unit` as written (8 for "8 %"); a range has `high`. `unit` is '' for a bare number. */
export interface Quantity {
  readonly value: number;
  readonly high?: number;
  readonly unit: string;
  readonly comparator?: Comparator;
  /** Of a percentage: of the old value, percentage points, a share of something; undefined when the text does not say. */
  readonly basis?: Basis;
  readonly percentile?: number;
  readonly approximate?: boolean;
}

/** `days` counts a month as 30 and a quarter as 91; business days are converted at 7/5. */
export interface Duration {
  readonly value: number;
  readonly unit: 'ms' | 's' | 'min' | 'h' | 'd' | 'bd' | 'w' | 'sprint' | 'month' | 'quarter' | 'year';
  readonly days: number;
  /** ISO 8601, e.g. P90D or PT5M. */
  readonly iso: string;
}

/** Calendar date without a time zone, as YYYY-MM-DD. */
export type CalendarDate = string;

/** "within 90 days of full rollout" or "by 2026-03-31" or "by end of Q3". */
export interface Window {
  readonly length?: Duration;
  readonly by?: CalendarDate;
  /** A deadline that is named but has no calendar date of its own: "by end of Q3". */
  readonly deadline?: string;
  /** The event that day 0 hangs on: "full rollout". */
  readonly anchor?: string;
}

export interface MetricEntry {
  /** Canonical id, e.g. `ctr`. */
  readonly id: string;
  readonly names: readonly string[];
  readonly type: 'proportion' | 'mean' | 'percentile' | 'score' | 'money' | 'count' | 'duration';
  readonly better: Better;
  readonly group: 'business' | 'technical' | 'model' | 'adoption' | 'safety' | 'cost';
  readonly timing: 'leading' | 'lagging';
}

export interface MetricMention {
  /** The author's words. */
  readonly name: string;
  readonly entry?: MetricEntry;
}

export interface Guardrail {
  readonly metric: MetricMention;
  /** The drop that would be accepted, where the text gives one. */
  readonly margin?: Quantity;
}

/** One sentence such as "increase CTR on recommended items by 8 % relative within 90 days while preserving NPS". */
export interface Goal {
  readonly direction?: Slot<Direction>;
  readonly metric?: Slot<MetricMention>;
  /** The change ("by 8 %"). */
  readonly magnitude?: Slot<Quantity>;
  readonly baseline?: Slot<Quantity>;
  /** The level to reach ("to 4.32 %", "below 300 ms"). */
  readonly target?: Slot<Quantity>;
  readonly window?: Slot<Window>;
  readonly population?: Slot<string>;
  readonly guardrails: readonly Slot<Guardrail>[];
  /** Success is stated as shipping something: "launch transformer v2 by June". */
  readonly output?: Slot<string>;
  /** Words that look like a statement of measurement and were not understood. */
  readonly unread: readonly Span[];
  /** How sure the reader is of the reading as a whole. */
  readonly confidence: number;
}

export interface Stage {
  readonly type?: Slot<'shadow' | 'internal' | 'canary' | 'ramp' | 'ab' | 'full' | 'beta' | 'pilot' | 'holdback'>;
  readonly name?: Slot<string>;
  /** Percent of traffic, users or requests, 0 to 100. */
  readonly traffic?: Slot<Quantity>;
  readonly duration?: Slot<Duration>;
  /** "if green", "error rate ≤ 0.6 %": the words, and the conditions that could be read from them. */
  readonly exit?: Slot<string>;
  readonly conditions: readonly Slot<Condition>[];
  readonly confidence: number;
}

/** "5xx > 1.4 % for 5 min": a rollback or alert trigger, an exit criterion, one side of a decision rule. */
export interface Condition {
  readonly metric: MetricMention;
  readonly comparator: Comparator;
  readonly threshold: Quantity;
  readonly duration?: Duration;
  /** The threshold bounds a change and not a level: "CTR drops by more than 5 %". */
  readonly change?: 'drop' | 'rise';
}

export interface OwnerRead {
  /** `@ana`, "Ana Lopez", "data team", "ana@example.org": as written. */
  readonly name: string;
  readonly sort: 'handle' | 'person' | 'role' | 'team' | 'address' | 'nobody';
  readonly role?: string;
  /** A accountable, R responsible, C consulted, I informed. */
  readonly raci?: 'A' | 'R' | 'C' | 'I';
}

/** A bound on how long something takes, and whether it says for how many of the requests. */
export interface LatencyBound {
  /** The metric as written, with "average" where the mean is bounded. */
  readonly word: Span;
  /** The metric without "average". */
  readonly plainWord: string;
  readonly mean: boolean;
  /** From "p95", "95th percentile" or "99 % of requests". */
  readonly percentile?: number;
  readonly quantity: Quantity;
}

export interface Slo {
  readonly sli?: Slot<string>;
  readonly threshold?: Slot<Quantity>;
  /** Percent, e.g. 99.9. */
  readonly objective?: Slot<number>;
  readonly window?: Slot<Duration>;
  readonly confidence: number;
}

/** How often something is refreshed, reviewed or run: "daily 02:00", "every 6 hours", "hourly", "weekly". */
export interface Schedule {
  readonly every?: Duration;
  readonly at?: string;
}

export interface Money {
  readonly amount: number;
  readonly currency: string;
  /** "month", "request", "1k requests", "1M tokens"… */
  readonly per?: string;
}

export interface Rate {
  readonly count: number;
  readonly of: string;
  readonly per: Duration;
}
