// The pipeline: a source is read, what was read is judged among what it belongs to. Every surface shows what this returns.
// A rule that throws becomes one finding of its own; the others still run.

import type { Kind, KindFrom } from '../recognise.js';
import { withBaseline } from './baseline.js';
import { ownRules } from './custom.js';
import { type Facts, factsOf } from './facts/facts.js';
import { conditions, joinFlags } from './facts/flags.js';
import type { Have } from './have/have.js';
import type { Vocabulary } from './language/tokens.js';
import { type Artifact, leavesBelow, nearest, type Pointer } from './model/artifact.js';
import { type LowerOptions, lower } from './model/lower.js';
import type { Initiative, Member } from './project.js';
import type { Readiness } from './readiness/readiness.js';
import { rules as catalogue } from './rules/index.js';
import { type Context, type Fix, type Level, levelIn, type Rule, type Spot } from './rules/rule.js';
import { type Phase, phases } from './schema/look.js';
import { profiles, type Settings, type Threshold, threshold } from './settings.js';
import { readMarkdown } from './syntax/markdown.js';
import { outlineOf } from './syntax/outline.js';
import { readYaml } from './syntax/yaml.js';
import type { Span } from './text.js';
import { type Syntax, spanWithin, type Tree } from './tree.js';
import { readWaivers, type Waiver, waiverFor } from './waivers.js';

export interface Source {
  readonly text: string;
  readonly syntax: Syntax;
  readonly kind: Kind;
  readonly kindFrom: KindFrom;
  /** Only named like an artifact: its findings are hints. */
  readonly candidate: boolean;
}

export interface Finding {
  readonly rule: string;
  readonly level: Exclude<Level, 'off'>;
  readonly message: string;
  readonly pointer: Pointer;
  readonly span: Span;
  readonly fixes: readonly Fix[];
  /** The other places that it is about. */
  readonly related: readonly RelatedPlace[];
  /** Somebody has decided that this may wait: it is listed, and fails nothing. */
  readonly waiver?: Waiver;
  /** The fields that it names, where it names several. */
  readonly parts?: readonly Pointer[];
  /** It was there before anybody looked: a hint now, of this level otherwise. */
  readonly baselined?: Exclude<Level, 'off'>;
  /** For the log only: what a broken rule threw. Never holds document text. */
  readonly thrown?: string;
}

export interface RelatedPlace {
  /** A member of the initiative, or a file of another format. */
  readonly member: { readonly path: string; readonly source: { readonly text: string } };
  readonly pointer: Pointer;
  readonly span: Span;
  readonly message: string;
}

/** What one text says, before anybody judges it. */
export interface Reading {
  readonly source: Source;
  readonly tree: Tree;
  readonly artifact: Artifact;
  readonly facts: Facts;
  readonly phase: Phase;
}

/** What is known of one file before it is judged. */
export type Unjudged = Omit<Check, 'findings'>;

/** Everything that is known of one file. */
export interface Check extends Reading {
  readonly settings: Settings;
  readonly have?: readonly Have[];
  readonly findings: readonly Finding[];
}

/** A lone CR ends a line like any other break: from here on it is a LF, which moves no place.
 * `before`: what the text was when it was read last, so that only what changed is read. The tree is the same without it. */
export function readTree(given: string, syntax: Syntax, before?: Tree): Tree {
  const text = given.replace(/\r(?!\n)/g, '\n');
  const last = before?.syntax === syntax ? before : undefined;
  return outlineOf(text, syntax) ?? (syntax === 'yaml' ? readYaml(text, last) : readMarkdown(text, last));
}

/** One file by itself: nothing beside it to agree with. */
export const check = (source: Source, settings: Settings, rules: readonly Rule[] = catalogue): Check =>
  judge({ ...read(source, settings), path: '' }, settings, undefined, rules);

/** The team's own headings and words. */
export const loweringOf = (kind: Kind, settings: Settings): LowerOptions => ({
  headings: settings.headings[kind] ?? {},
  vocabulary: vocabularyOf(settings),
});

export function read(source: Source, settings: Settings, before?: Reading): Reading {
  const tree = readTree(source.text, source.syntax, before?.tree);
  const artifact = lower(tree, source.kind, loweringOf(source.kind, settings));
  return {
    source,
    tree,
    artifact,
    facts: factsOf(artifact, { alpha: threshold(settings, 'alpha'), power: threshold(settings, 'power') }),
    phase: phaseOf(artifact, settings),
  };
}

/**
 * What was read, against the rules; `initiative` holds all that belongs together, `self` among it.
 * With `readiness` only the late rules run, without it only the others; report.ts joins both.
 */
export function judge(
  self: Member,
  settings: Settings,
  initiative?: Initiative,
  rules: readonly Rule[] = catalogue,
  readiness?: Readiness,
): Check {
  const { source, tree, artifact, facts, phase } = self;
  const together = initiative ?? { id: '', from: 'folder', members: [self] };
  const { tongue } = facts;
  const findings: Finding[] = [];
  const waivers = readWaivers(artifact);
  const context: Context = {
    artifact,
    facts,
    phase,
    settings,
    threshold: (name) => threshold(settings, name),
    flags: joinFlags(
      facts.flags,
      together.members.filter((member) => member !== self).map((member) => member.facts.flags),
    ),
    initiative: together,
    self,
    readiness,
    problems: tree.problems,
    tongue,
    knownRules: [...knownRules, ...settings.custom.map(({ id }) => id)],
  };

  for (const rule of [...rules, ...ownRules(settings)]) {
    if (!rule.kinds.includes(source.kind) || (rule.prose && tongue !== 'en')) continue;
    const level = levelOf(rule, phase, settings);
    // Of what is too large one thing can be said: that it is.
    if (tree.outline && rule.id !== 'syntax') continue;
    if (level === 'off' || (rule.across && !initiative) || (rule.late === true) !== (readiness !== undefined)) continue;
    // A template has no content yet to judge, and what was set aside none that anybody follows.
    if ((facts.template || facts.setAside) && rule.group !== 'structure') continue;
    if (rule.when && !rule.when.some((name) => conditions[name].holds(context.flags))) continue;
    try {
      rule.check(context, (at, message, more) => {
        const { pointer, span } = locate(artifact, at);
        const own = more?.level && order.indexOf(more.level) > order.indexOf(level) ? more.level : level;
        const fixes = more?.fix === undefined ? [] : Array.isArray(more.fix) ? (more.fix as readonly Fix[]) : [more.fix as Fix];
        if (own === 'off') return;
        const waiver = waiverFor(waivers, rule.id, pointer, settings.today);
        const related = (more?.related ?? []).map(
          (other): RelatedPlace =>
            'have' in other
              ? { member: { path: other.have.path, source: other.have }, pointer: '', span: other.span, message: other.message }
              : { member: other.member, message: other.message, ...locate(other.member.artifact, other.at) },
        );
        findings.push({
          rule: rule.id,
          level: own,
          message: message ?? rule.says,
          pointer,
          span,
          fixes,
          related,
          ...(waiver ? { waiver } : {}),
          ...(more?.parts ? { parts: more.parts } : {}),
        });
      });
    } catch (error) {
      findings.push({
        rule: 'internal',
        level: 'information',
        message: `The check "${rule.id}" failed on this file; the others ran. Please report it.`,
        pointer: '',
        span: [0, 0],
        fixes: [],
        related: [],
        thrown:
          error instanceof Error
            ? (error.stack ?? error.name)
                .split('\n')
                .filter((line) => /^\s+at /.test(line))
                .slice(0, 4)
                .join('\n')
            : 'unknown',
      });
    }
  }
  const shown = source.candidate ? findings.map((finding): Finding => ({ ...finding, level: 'hint' })) : findings;
  return { source, tree, artifact, facts, phase, settings, ...(self.have ? { have: self.have } : {}), findings: inOrder(shown) };
}

/** What the baseline knows is quiet from here on. Readiness never asks: an old gap is a gap. */
export const behindBaseline = (check: Check, path: string): Check => {
  const { baseline } = check.settings;
  return baseline ? { ...check, findings: withBaseline(path, check.source.text, check.findings, baseline) } : check;
};

/** By place, then by rule: the same bytes whatever ran first. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1] || compare(a.rule, b.rule));

/** The team's words for the readers; a sprint is named only where it is not the usual one. */
function vocabularyOf({ metrics, thresholds }: Settings): Vocabulary {
  const sprintDays = thresholds.get('sprint_days' satisfies Threshold);
  return { ...(metrics.length > 0 ? { metrics } : {}), ...(sprintDays === undefined ? {} : { sprintDays }) };
}

const knownRules: readonly string[] = catalogue.map(({ id }) => id);

/** What the team says of this rule, else its own level where the profile takes it in. */
function levelOf(rule: Rule, phase: Phase, settings: Settings): Level {
  const own = settings.rules.get(rule.id);
  if (own !== undefined) return own;
  return profiles.indexOf(rule.profile ?? 'standard') <= profiles.indexOf(settings.profile) ? levelIn(rule.level, phase) : 'off';
}

/** The artifact's own phase, else the team's. */
function phaseOf(artifact: Artifact, settings: Settings): Phase {
  const own = artifact.data.phase;
  const short: Readonly<Record<string, Phase>> = { dis: 'discover', bui: 'build', bld: 'build', dep: 'deploy', ope: 'operate' };
  const phase = typeof own === 'string' ? (short[own.toLowerCase().slice(0, 3)] ?? settings.phase) : settings.phase;
  return phases.includes(phase) ? phase : 'discover';
}

const order: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A finding always has a place: the field, else the nearest thing above that was written. */
export function locate(artifact: Artifact, at: Spot): { readonly pointer: Pointer; readonly span: Span } {
  if (typeof at === 'string') {
    const found = nearest(artifact, at);
    if (!found) return { pointer: at, span: firstLine(artifact.source) };
    const { place } = found;
    if (found.pointer !== at)
      return { pointer: at, span: found.pointer === '/title' ? (place.text?.span ?? place.value) : (place.key ?? place.value) };
    return {
      pointer: at,
      span: place.text && place.text.text !== '' ? place.text.span : (place.key ?? firstLeaf(artifact, at) ?? place.value),
    };
  }
  if ('span' in at) return at;
  if ('keyOf' in at) {
    const place = nearest(artifact, at.keyOf)?.place;
    return { pointer: at.keyOf, span: place ? (place.key ?? place.value) : firstLine(artifact.source) };
  }
  const text = artifact.places.get(at.pointer)?.text;
  return { pointer: at.pointer, span: text ? spanWithin(text, at.from, at.to) : firstLine(artifact.source) };
}

const firstLeaf = (artifact: Artifact, pointer: Pointer): Span | undefined =>
  leavesBelow(artifact, pointer).find((leaf) => leaf.pointer !== pointer)?.text.span;

function firstLine(text: string): Span {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const end = text.slice(start).search(/[\r\n]/);
  return [start, end === -1 ? text.length : start + end];
}
