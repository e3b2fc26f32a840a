// Which shipworthy.yaml is in force for a file: the nearest one up to the workspace folder, with what it extends and names.
// While it is broken the last good one stays; the file itself carries the finding.
import { URI, Utils } from 'vscode-uri';
import { type Baseline, readBaseline } from '../core/baseline.js';
import { type Beside, type ConfigData, type ConfigProblem, decisionsOf, readConfig, readPlain, settingsFrom } from '../core/config.js';
import { codeOwners, type Person, peopleOf } from '../core/people.js';
import { defaultSettings, type Settings } from '../core/settings.js';
import { lineIndex } from '../core/text.js';
import { pathOf } from '../features/uris.js';
import { configName, isOwnConfig } from '../recognise.js';
import type { Files } from './files.js';

export interface InForce {
  readonly settings: Settings;
  /** URI of the configuration; undefined: the built-in defaults. */
  readonly uri: string | undefined;
  /** It and what it extends, the nearest first; empty: the built-in defaults. */
  readonly chain: readonly Link[];
  /** Where the baseline is, or would be. */
  readonly baseline?: string;
}

/** One file of a chain, as it counts. */
export interface Link {
  readonly uri: string;
  readonly data: ConfigData;
}

/** One decision, and which file takes it. */
export interface Decision {
  readonly key: string;
  readonly value: string;
  readonly uri: string;
  /** Files that say something else and lose. */
  readonly over: readonly string[];
  /** Why it counts: the nearest file says it alone, one that is extended does, or one wins over what it extends. */
  readonly by: 'nearest' | 'extends' | 'override';
}

/** What a change of configurations means for what was read: nothing, another reading, or other files. */
export type Change = 'nothing' | 'reading' | 'files';

export interface Configurations {
  /** `roots`: workspace folders or the repository's root; nothing above them is looked for. */
  forFile(uri: string, roots: readonly string[]): Promise<InForce>;
  /** One given configuration, wherever it lies; undefined: there is none. */
  load(uri: string): Promise<InForce | undefined>;
  /** Problems of a configuration file: of its own text, and of the files that it names. */
  problems(uri: string, text: string): Promise<readonly ConfigProblem[]>;
  /** A shipworthy.yaml, or what one extends. */
  isConfiguration(uri: string): boolean;
  /** A configuration, or a file that one names: where it changes, settings do. */
  concerns(uri: string): boolean;
  /** Looks at what files say now; only configurations that say something else take effect anew. */
  renew(changed: readonly string[]): Promise<Change>;
  /** Configurations further up, which do not count because a nearer one does. */
  shadowed(uri: string, roots: readonly string[]): Promise<readonly string[]>;
  forget(): void;
}

const extendsLimit = 8;

export function configurations(files: Files, base: () => Settings = () => defaultSettings): Configurations {
  const lastGood = new Map<string, ConfigData>();
  const lastPeople = new Map<string, readonly Person[]>();
  const extended = new Set<string>();
  const named = new Set<string>();
  let known = new Map<string, Promise<InForce | undefined>>();

  /** As it counts: while it cannot be read, as it was. */
  async function read(uri: string): Promise<Link | undefined> {
    const text = await files.read(uri);
    if (text === undefined) return undefined;
    const { data, problems } = readConfig(text);
    if (!problems.some(({ code }) => code === 'syntax')) lastGood.set(uri, data);
    return { uri, data: lastGood.get(uri) ?? data };
  }

  async function chainOf(first: Link): Promise<readonly Link[]> {
    const chain = [first];
    for (let at: Link = first; chain.length < extendsLimit; ) {
      const next = target(at, 'extends');
      if (next === undefined || chain.some(({ uri }) => uri === next)) break;
      extended.add(next);
      const link = await read(next);
      if (!link) break;
      chain.push(link);
      at = link;
    }
    return chain;
  }

  async function besideOf(link: Link): Promise<Beside & { readonly baselineUri?: string }> {
    const people = target(link, 'people');
    const baseline = target(link, 'baseline');
    if (baseline !== undefined) named.add(baseline);
    const listed = people === undefined ? undefined : await readPeople(people);
    const known = baseline === undefined ? undefined : await readBaselineAt(files, baseline);
    return {
      ...(listed ? { people: listed } : {}),
      ...(known ? { baseline: known } : {}),
      ...(baseline === undefined ? {} : { baselineUri: baseline }),
    };
  }

  async function readPeople(uri: string): Promise<readonly Person[] | undefined> {
    named.add(uri);
    const text = await files.read(uri);
    if (text === undefined) return undefined;
    if (/\/CODEOWNERS$/i.test(uri)) return codeOwners(text);
    const { data, broken } = readPlain(text);
    if (!broken || !lastPeople.has(uri)) lastPeople.set(uri, peopleOf(data));
    return lastPeople.get(uri);
  }

  async function load(uri: string): Promise<InForce | undefined> {
    const first = await read(uri);
    if (!first) return undefined;
    const chain = await chainOf(first);
    let settings = base();
    let baseline: string | undefined;
    for (const link of [...chain].reverse()) {
      const beside = await besideOf(link);
      settings = settingsFrom(link.data, settings, beside);
      baseline = beside.baselineUri ?? baseline;
    }
    return { settings, uri, chain, ...(baseline === undefined ? {} : { baseline }) };
  }

  return {
    load,
    async forFile(uri, roots) {
      for (const folder of foldersUp(uri, roots)) {
        const candidate = Utils.joinPath(folder, configName).toString();
        let force = known.get(candidate);
        if (!force) {
          force = load(candidate);
          known.set(candidate, force);
        }
        const found = await force;
        if (found) return { ...found, settings: { ...found.settings, today: base().today } };
      }
      return { settings: base(), uri: undefined, chain: [] };
    },
    async problems(uri, text) {
      const { data, places, problems: own } = readConfig(text);
      if (own.some(({ code }) => code === 'syntax')) return own;
      const link = { uri, data };
      const chain = await chainOf(link);
      const above = chain.slice(1).flatMap((other) => customIds(other.data));
      const problems = above.length > 0 ? [...readConfig(text, above).problems] : [...own];
      const say = (key: string, code: ConfigProblem['code'], message: string) =>
        problems.push({ code, message: `${key}: ${message}`, at: places.get(`/${key}`)?.value ?? [0, 0] });

      const last = chain[chain.length - 1] as Link;
      const next = target(last, 'extends');
      const circle = next === undefined ? -1 : chain.findIndex((other) => other.uri === next);
      if (next !== undefined && circle !== -1)
        say('extends', 'config', `this runs in a circle: ${[...chain.map((other) => other.uri), next].map(nameOf).join(' → ')}.`);
      else if (next !== undefined && chain.length === 1) say('extends', 'config', `there is no file ${String(data.extends)}.`);
      else if (next !== undefined)
        say(
          'extends',
          'config',
          `${nameOf(last.uri)} extends ${String(last.data.extends)}, ${chain.length >= extendsLimit ? 'and that is one too many' : 'which is not there'}.`,
        );
      for (const other of chain.slice(1)) {
        const broken = await files.read(other.uri);
        const first = broken === undefined ? undefined : readConfig(broken).problems.find(({ code }) => code !== 'config-unknown');
        if (broken === undefined || !first) continue;
        say('extends', 'config', `${nameOf(other.uri)}, line ${lineIndex(broken).positionAt(first.at[0]).line + 1}: ${first.message}`);
      }

      const people = target(link, 'people');
      if (typeof data.people === 'string' && people === undefined)
        say('people', 'config', 'this takes a list, or a relative path; nothing remote.');
      if (people !== undefined) {
        const listed = await readPeople(people);
        if (!listed) say('people', 'config', `there is no file ${String(data.people)}.`);
        else if (listed.length === 0)
          say('people', 'config-unknown', `${nameOf(people)} names nobody; it takes a list of handles such as "@ana".`);
      }
      const baseline = target(link, 'baseline');
      if (baseline !== undefined && !(await readBaselineAt(files, baseline)))
        say('baseline', 'config-unknown', `${nameOf(baseline)} is not there or is no baseline; check --update-baseline writes it.`);
      return problems.sort((a, b) => a.at[0] - b.at[0]);
    },
    isConfiguration: (uri) => isOwnConfig(uri) || extended.has(uri),
    concerns: (uri) => isOwnConfig(uri) || extended.has(uri) || named.has(uri),
    async renew(changed) {
      let most: Change = 'nothing';
      for (const [candidate, loading] of known) {
        const before = await loading;
        if (!before && !changed.includes(candidate)) continue;
        const now = await load(candidate);
        const change = changeOf(before, now);
        if (change === 'nothing') continue;
        known.set(candidate, Promise.resolve(now));
        if (most !== 'files') most = change;
      }
      return most;
    },
    async shadowed(uri, roots) {
      const found: string[] = [];
      for (const folder of foldersUp(uri, roots)) {
        const candidate = Utils.joinPath(folder, configName).toString();
        if ((await files.read(candidate)) !== undefined) found.push(candidate);
      }
      return found.slice(1);
    },
    forget() {
      known = new Map();
    },
  };
}

/** Undefined: the file is not there, or is none. */
export async function readBaselineAt(files: Pick<Files, 'read'>, uri: string): Promise<Baseline | undefined> {
  const text = await files.read(uri);
  const entries = text === undefined ? undefined : readBaseline(text);
  return entries && { folder: `${pathOf(Utils.dirname(URI.parse(uri)).toString()).replace(/\/$/, '')}/`, entries };
}

/** By what they say, not by how it is written. */
function changeOf(before: InForce | undefined, now: InForce | undefined): Change {
  const same = (part: (force: InForce) => unknown): boolean => JSON.stringify(before && part(before)) === JSON.stringify(now && part(now));
  if (!same(({ chain, settings }) => [chain.map(({ uri }) => uri), settings.files, settings.people])) return 'files';
  return same(({ chain, settings }) => [chain.map(({ data }) => data), settings.baseline]) ? 'nothing' : 'reading';
}

/** What is decided and by which file, in order of the keys; of several that say it the nearest wins. */
export function decisions(chain: readonly Link[]): readonly Decision[] {
  const taken = new Map<string, Omit<Decision, 'by'> & { readonly over: string[] }>();
  for (const { uri, data } of chain)
    for (const [key, value] of decisionsOf(data)) {
      if (key === 'extends') continue;
      const before = taken.get(key);
      if (!before) taken.set(key, { key, value, uri, over: [] });
      else if (before.value !== value) before.over.push(uri);
    }
  const nearest = chain[0]?.uri;
  return [...taken.values()]
    .map((one): Decision => ({ ...one, by: one.over.length > 0 ? 'override' : one.uri === nearest ? 'nearest' : 'extends' }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The file that a key names by a relative path; nothing else is followed. */
function target({ uri, data }: Link, key: 'extends' | 'people' | 'baseline'): string | undefined {
  const path = data[key];
  return typeof path === 'string' && isRelative(path) ? Utils.joinPath(Utils.dirname(URI.parse(uri)), path).toString() : undefined;
}

const customIds = ({ custom }: ConfigData): readonly string[] =>
  Array.isArray(custom)
    ? custom.flatMap((check) => (check && typeof check === 'object' && !Array.isArray(check) && 'id' in check ? [String(check.id)] : []))
    : [];

const nameOf = (uri: string): string => Utils.basename(URI.parse(uri));
const isRelative = (path: string): boolean =>
  /^\.{0,2}\/?[\w.-]/.test(path) && !/^[a-z]+:/i.test(path) && !path.startsWith('/') && !path.includes('\\');

/** The file's folder and those above it, up to the root that holds it; without a root only its own folder. */
function foldersUp(uri: string, roots: readonly string[]): URI[] {
  const file = URI.parse(uri);
  if (file.scheme === 'untitled') return roots.slice(0, 1).map((root) => URI.parse(root));
  const root = roots
    .map((folder) => URI.parse(folder))
    .find(
      (folder) =>
        folder.scheme === file.scheme &&
        folder.authority === file.authority &&
        `${file.path}/`.startsWith(folder.path.endsWith('/') ? folder.path : `${folder.path}/`),
    );
  const folders: URI[] = [];
  for (let at = Utils.dirname(file); ; at = Utils.dirname(at)) {
    folders.push(at);
    if (!root || at.path.replace(/\/$/, '') === root.path.replace(/\/$/, '') || at.path === '/') return folders;
  }
}
