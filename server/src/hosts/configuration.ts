// Which shipworthy.yaml is in force for a file: the nearest one up to the workspace folder, with what it extends.
// While it is broken the last good one stays; the file itself carries the finding.
import { URI, Utils } from 'vscode-uri';
import { type ConfigRead, readConfig, settingsFrom } from '../core/config.js';
import { rules } from '../core/rules/index.js';
import { defaultSettings, type Settings } from '../core/settings.js';
import { configName } from '../recognise.js';
import type { Files } from './files.js';

export interface InForce {
  readonly settings: Settings;
  /** URI of the configuration; undefined: the built-in defaults. */
  readonly uri: string | undefined;
}

export interface Configurations {
  /** `roots`: workspace folders or the repository's root; nothing above them is read. */
  forFile(uri: string, roots: readonly string[]): Promise<InForce>;
  /** Problems of a configuration file's own text. */
  problems(text: string): ConfigRead['problems'];
  forget(): void;
}

const extendsLimit = 8;

export function configurations(files: Files, base: () => Settings = () => defaultSettings): Configurations {
  const lastGood = new Map<string, Settings>();
  let known = new Map<string, Promise<Settings | undefined>>();

  const load = async (uri: string, depth: number): Promise<Settings | undefined> => {
    const text = await files.read(uri);
    if (text === undefined) return undefined;
    const { data, problems } = readConfig(text, ruleIds);
    if (problems.some(({ code }) => code === 'syntax') && lastGood.has(uri)) return lastGood.get(uri);
    const parent =
      typeof data.extends === 'string' && depth < extendsLimit && isRelative(data.extends)
        ? Utils.joinPath(Utils.dirname(URI.parse(uri)), data.extends).toString()
        : undefined;
    const settings = settingsFrom(data, (parent && (await load(parent, depth + 1))) || base());
    lastGood.set(uri, settings);
    return settings;
  };

  return {
    async forFile(uri, roots) {
      for (const folder of foldersUp(uri, roots)) {
        const candidate = Utils.joinPath(folder, configName).toString();
        let settings = known.get(candidate);
        if (!settings) {
          settings = load(candidate, 0);
          known.set(candidate, settings);
        }
        const found = await settings;
        if (found) return { settings: { ...found, today: base().today }, uri: candidate };
      }
      return { settings: base(), uri: undefined };
    },
    problems: (text) => readConfig(text, ruleIds).problems,
    forget() {
      known = new Map();
    },
  };
}

const ruleIds = rules.map(({ id }) => id);
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
