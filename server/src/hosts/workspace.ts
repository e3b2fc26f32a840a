// Open documents over settings → checks, cached by version. Has no connection and no file system of its own.
import picomatch from 'picomatch';
import { type Check, check } from '../core/check.js';
import { kinds } from '../core/schema/kinds.js';
import type { Settings } from '../core/settings.js';
import type { Syntax } from '../core/tree.js';
import { kindNamed, type Recognised, recognise } from '../recognise.js';
import type { Configurations, InForce } from './configuration.js';

export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  getText(): string;
}

export interface Workspace {
  roots: readonly string[];
  /** undefined: the document is not ours. */
  check(document: OpenDocument): Promise<Check | undefined>;
  inForce(document: OpenDocument): Promise<InForce>;
  forget(uri?: string): void;
}

export function workspace(configuration: Configurations): Workspace {
  const checks = new Map<string, { readonly version: number; readonly settings: Settings; readonly result: Check | undefined }>();
  const self: Workspace = {
    roots: [],
    inForce: (document) => configuration.forFile(document.uri, self.roots),
    async check(document) {
      const { settings, uri } = await configuration.forFile(document.uri, self.roots);
      const known = checks.get(document.uri);
      if (known && known.version === document.version && sameSettings(known.settings, settings)) return known.result;
      const result = checkText(pathOf(document.uri, uri), document.getText(), settings, document.languageId);
      checks.set(document.uri, { version: document.version, settings, result });
      return result;
    },
    forget(uri) {
      if (uri === undefined) checks.clear();
      else checks.delete(uri);
    },
  };
  return self;
}

/** One text, whatever host it comes from. `path` is relative to the configuration in force, with forward slashes. */
export function checkText(path: string, text: string, settings: Settings, languageId?: string, forced?: Recognised): Check | undefined {
  const name =
    languageId !== undefined && !/\.(?:ya?ml|md|markdown)$/i.test(path) ? `${path}.${languageId === 'yaml' ? 'yaml' : 'md'}` : path;
  const recognised = forced ?? byGlob(path, settings) ?? recognise(name, text);
  if (!recognised || !kinds.includes(recognised.kind)) return undefined;
  const syntax: Syntax = languageId === 'yaml' || (languageId !== 'markdown' && /\.ya?ml$/i.test(name)) ? 'yaml' : 'markdown';
  return check({ text, syntax, ...recognised }, settings);
}

function byGlob(path: string, settings: Settings): Recognised | undefined {
  for (const [kind, globs] of Object.entries(settings.files)) {
    const named = kindNamed(kind);
    if (named && globs.length > 0 && globs.some((glob) => glob.length <= 512 && matches(glob, path)))
      return { kind: named, kindFrom: 'config', candidate: false };
  }
  return undefined;
}

const matchers = new Map<string, (path: string) => boolean>();

function matches(glob: string, path: string): boolean {
  let matcher = matchers.get(glob);
  if (!matcher) {
    if (matchers.size > 500) matchers.clear();
    matcher = picomatch(glob, { dot: true });
    matchers.set(glob, matcher);
  }
  return matcher(path);
}

const sameSettings = (a: Settings, b: Settings): boolean =>
  a === b ||
  (a.rules === b.rules &&
    a.files === b.files &&
    a.headings === b.headings &&
    a.thresholds === b.thresholds &&
    a.phase === b.phase &&
    a.profile === b.profile &&
    a.weasel === b.weasel &&
    a.require === b.require &&
    a.today === b.today);

/** The path below the configuration's folder; the file's name where there is none. */
function pathOf(uri: string, config: string | undefined): string {
  const path = decode(uri.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?/i, ''));
  if (config === undefined) return path.slice(path.lastIndexOf('/') + 1);
  const folder = decode(config.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?/i, '')).replace(/[^/]*$/, '');
  return path.startsWith(folder) ? path.slice(folder.length) : path.slice(path.lastIndexOf('/') + 1);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
