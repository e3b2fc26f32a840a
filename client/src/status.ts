// The language status item: what the document in the active editor is to us, which configuration is in force, how the server
// does. For a document that is not ours there is no item at all.

import { Disposable, LanguageStatusSeverity, languages, type TextDocument, Uri, window, workspace } from 'vscode';
import type { StatusParams } from '../../server/src/protocol.js';
import type { ServerState } from './client.js';
import { registerShowConfiguration } from './commands/showConfiguration.js';
import { isOurs, isWorkingCopy } from './sleep.js';

export interface Status extends Disposable {
  showDocument(params: StatusParams): void;
  showServer(state: ServerState): void;
}

export function createStatus(): Status {
  const about = languages.createLanguageStatusItem('shipworthy.document', []);
  const server = languages.createLanguageStatusItem('shipworthy.server', []);
  about.name = 'Shipworthy Document';
  server.name = 'Shipworthy Server';
  server.detail = '[Show Log](command:shipworthy.showLog)';
  server.command = { title: 'Restart', command: 'shipworthy.restartServer', tooltip: 'Restart the Shipworthy server' };
  const known = new Map<string, StatusParams>();

  const show = () => {
    const document = window.activeTextEditor?.document;
    const params = document && describe(document, known);
    const selector = document && params ? [{ language: document.languageId, scheme: document.uri.scheme }] : [];
    about.selector = params?.kind ? selector : [];
    server.selector = selector;
    if (!params?.kind) return;
    about.text = sentence(params);
    about.detail = [
      reasons.get(params.kindFrom ?? ''),
      params.config ? [params.config, ...(params.extends ?? [])].map(relative).join(' over ') : 'built-in settings',
      overrides(params),
    ]
      .filter(Boolean)
      .join(' · ');
    about.command = params.config ? { title: 'Which File Decides What', command: 'shipworthy.showConfiguration' } : undefined;
  };

  const listening = Disposable.from(
    about,
    server,
    registerShowConfiguration(() => window.activeTextEditor && describe(window.activeTextEditor.document, known)),
    window.onDidChangeActiveTextEditor(show),
    workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
  );
  return {
    showDocument(params) {
      known.set(Uri.parse(params.uri).toString(), params);
      show();
    },
    showServer(state) {
      const { text, severity, busy } = faces[state];
      server.text = text;
      server.severity = severity;
      server.busy = busy;
      show();
    },
    dispose: () => listening.dispose(),
  };
}

const { Information, Warning, Error: Severe } = LanguageStatusSeverity;
const faces: Readonly<Record<ServerState, { text: string; severity: LanguageStatusSeverity; busy: boolean }>> = {
  starting: { text: 'Shipworthy is starting', severity: Information, busy: true },
  running: { text: 'Shipworthy is running', severity: Information, busy: false },
  waiting: { text: 'Shipworthy ended and starts again', severity: Warning, busy: true },
  stopped: { text: 'Shipworthy ended too often and is down', severity: Severe, busy: false },
};

const kinds = new Map([
  ['prd', 'PRD'],
  ['one-pager', 'One-pager'],
  ['data-readiness', 'Data readiness report'],
  ['experiment-plan', 'Experiment plan'],
  ['runbook', 'Runbook'],
  ['monitoring', 'Monitoring plan'],
  ['retrospective', 'Retrospective'],
]);

const reasons = new Map([
  ['config', 'by the configuration'],
  ['declared', 'says so itself'],
  ['suffix', 'by its file name'],
  ['name', 'looks like one'],
]);

/** Before the server has spoken, the client's own look decides whether there is anything to show. */
function describe(document: TextDocument, known: ReadonlyMap<string, StatusParams>): StatusParams | undefined {
  const uri = document.uri.toString();
  const params = known.get(uri);
  if (params) return params.kind ? params : undefined;
  return isWorkingCopy(document) && isOurs(document) ? { uri } : undefined;
}

const sentence = ({ kind = '', phase }: StatusParams): string => `${kinds.get(kind) ?? kind}${phase ? ` · ${phase} phase` : ''}`;

/** Where two files disagree, who wins. */
function overrides({ decisions = [] }: StatusParams): string | undefined {
  const won = decisions.filter(({ by }) => by === 'override');
  const shown = won.slice(0, 3).map(({ key, uri }) => `${key} by ${relative(uri)}`);
  return won.length === 0 ? undefined : `${shown.join(', ')}${won.length > 3 ? ` and ${won.length - 3} more` : ''}`;
}

const relative = (uri: string): string => workspace.asRelativePath(Uri.parse(uri));
