// What a team may decide: levels, thresholds, words, people. Plain data, the same for every host; where it comes from is the hosts' matter.
import configSchema from '../../../schemas/config.schema.json' with { type: 'json' };
import type { Baseline } from './baseline.js';
import type { CustomCheck } from './custom.js';
import type { MetricEntry } from './language/types.js';
import type { Person } from './people.js';
import type { Level } from './rules/rule.js';
import type { Kind } from './schema/kinds.js';
import type { Phase } from './schema/look.js';

/** From the least demanding to the most. */
export const profiles = ['light', 'standard', 'strict'] as const;
export type Profile = (typeof profiles)[number];

/** The numbers that rules compare with; what each means, its unit and its default stand in schemas/config.schema.json. */
export type Threshold = keyof typeof configSchema.properties.thresholds.properties;

export interface Settings {
  /** For artifacts that declare none. */
  readonly phase: Phase;
  readonly profile: Profile;
  readonly rules: ReadonlyMap<string, Level>;
  readonly thresholds: ReadonlyMap<string, number>;
  /** Further words that say nothing measurable. */
  readonly weasel: readonly string[];
  /** Further metrics; they count before those that the readers know. */
  readonly metrics: readonly MetricEntry[];
  /** Further headings, by kind and field. */
  readonly headings: Readonly<Partial<Record<Kind, Readonly<Record<string, readonly string[]>>>>>;
  /** Fields that a team requires, by kind; a dot steps inside. */
  readonly require: Readonly<Partial<Record<Kind, readonly string[]>>>;
  /** Globs by kind: which file is what where the name does not say so. */
  readonly files: Readonly<Partial<Record<Kind, readonly string[]>>>;
  /** Who exists; undefined: nobody has said. */
  readonly people: readonly Person[] | undefined;
  readonly custom: readonly CustomCheck[];
  /** What was there before anybody looked. */
  readonly baseline: Baseline | undefined;
  /** "Today" as a calendar date, given by the host: the engine has no clock. */
  readonly today: string;
}

export const defaultSettings: Settings = {
  phase: 'discover',
  profile: 'standard',
  rules: new Map(),
  thresholds: new Map(),
  weasel: [],
  metrics: [],
  headings: {},
  require: {},
  files: {},
  people: undefined,
  custom: [],
  baseline: undefined,
  today: '1970-01-01',
};

/** What the team decided, else the default. */
export const threshold = (settings: Settings, name: Threshold): number =>
  settings.thresholds.get(name) ?? configSchema.properties.thresholds.properties[name].default;
