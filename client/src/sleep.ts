// Waits, at next to no cost, for a document that is ours; only then is the language client loaded and a server started.
// It knows nothing of language servers. What is ours is decided by `mayBeOurs` or by a shipworthy.yaml above the document.

import { Disposable, type ExtensionContext, FileType, type TextDocument, Uri, workspace } from 'vscode';
import { configName, mayBeOurs } from '../../server/src/recognise.js';
import type { Running, ServerState } from './client.js';

export interface Extension {
  /** `asleep` until the first document of ours: no server, no log channel, no status item. */
  state(): ServerState | 'asleep';
  /** Starts the server where it sleeps; for what only the engine knows. */
  ask(method: string, params: unknown): Promise<unknown>;
  /** The workspace's readiness may have changed. */
  onReportChanged(listener: () => void): void;
  stop(): Promise<void>;
}

export function sleepUntilOurs(context: ExtensionContext, start: () => Promise<Running>): Extension {
  let waking: Promise<Running> | undefined;
  let running: Running | undefined;
  const governed = governance();
  const listeners: (() => void)[] = [];

  const wake = (): Promise<Running> => {
    if (waking) return waking;
    watching.dispose();
    waking = start();
    waking.then(
      (started) => {
        running = started;
        started.onReportChanged(() => listeners.forEach((listener) => void listener()));
      },
      (error: unknown) => console.error('Shipworthy could not load its language client.', error),
    );
    return waking;
  };
  const look = async (document: TextDocument) => {
    if (waking || !isWorkingCopy(document)) return;
    if (isOurs(document) || (await governed.has(document.uri))) void wake().catch(() => undefined);
  };
  const lookAtAll = () => workspace.textDocuments.forEach((document) => void look(document));

  const configs = workspace.createFileSystemWatcher(`**/${configName}`, false, true, true);
  const watching = Disposable.from(
    configs,
    configs.onDidCreate(() => {
      governed.forget();
      lookAtAll();
    }),
    workspace.onDidOpenTextDocument(look),
    // A plain file becomes ours when somebody types `kind: prd`.
    workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
  context.subscriptions.push(watching);
  lookAtAll();

  return {
    state: () => running?.state() ?? (waking ? 'starting' : 'asleep'),
    ask: async (method, params) => (await wake()).ask(method, params),
    onReportChanged: (listener) => void listeners.push(listener),
    stop: async () => (await waking?.catch(() => undefined))?.stop(),
  };
}

export const isOurs = (document: TextDocument): boolean => mayBeOurs(document.uri.path, document.languageId, document.getText());

const languages = new Set(['yaml', 'markdown']);
/** Schemes under which source control shows an older state of a file that also has a working copy. */
const history = new Set(['git', 'gitlens', 'gitlens-git', 'hg', 'svn', 'review', 'pr', 'conflictResolution']);

export const isWorkingCopy = ({ languageId, uri }: TextDocument): boolean => languages.has(languageId) && !history.has(uri.scheme);

/** Whether some folder above a file, up to its workspace folder, holds our configuration; each folder is looked at once. */
function governance() {
  const seen = new Map<string, Promise<boolean>>();
  const holdsConfig = (folder: Uri) => {
    const key = folder.toString();
    const known = seen.get(key) ?? exists(Uri.joinPath(folder, configName));
    seen.set(key, known);
    return known;
  };
  return {
    forget: () => seen.clear(),
    async has(file: Uri): Promise<boolean> {
      if (file.scheme === 'untitled') return false;
      const last = workspace.getWorkspaceFolder(file)?.uri.path ?? '/';
      for (let folder = parent(file); ; folder = parent(folder)) {
        if (await holdsConfig(folder)) return true;
        if (folder.path === last || folder.path === parent(folder).path) return false;
      }
    },
  };
}

const parent = (uri: Uri): Uri => Uri.joinPath(uri, '..');

const exists = (uri: Uri): Promise<boolean> =>
  Promise.resolve(workspace.fs.stat(uri)).then(
    ({ type }) => (type & FileType.File) !== 0,
    () => false,
  );
