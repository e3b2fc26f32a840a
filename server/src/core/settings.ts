// What a team may decide: levels, thresholds, words. Plain data, the same for every host; where it comes from is the hosts' matter.
import type { Level } from './rules/rule.js';
import type { Kind } from './schema/kinds.js';
import type { Phase } from './schema/look.js';

export interface Settings {
  /** For artifacts that declare none. */
  readonly phase: Phase;
  readonly profile: 'light' | 'standard' | 'strict';
  readonly rules: ReadonlyMap<string, Level>;
  readonly thresholds: ReadonlyMap<string, number>;
  /** Further words that say nothing measurable. */
  readonly weasel: readonly string[];
  /** Further headings, by kind and field. */
  readonly headings: Readonly<Partial<Record<Kind, Readonly<Record<string, readonly string[]>>>>>;
  /** Fields that a team requires, by kind. */
  readonly require: Readonly<Partial<Record<Kind, readonly string[]>>>;
  /** Globs by kind: which file is what where the name does not say so. */
  readonly files: Readonly<Partial<Record<Kind, readonly string[]>>>;
  /** "Today" as a calendar date, given by the host: the engine has no clock. */
  readonly today: string;
}

export const defaultSettings: Settings = {
  phase: 'discover',
  profile: 'standard',
  rules: new Map(),
  thresholds: new Map(),
  weasel: [],
  headings: {},
  require: {},
  files: {},
  today: '1970-01-01',
};
