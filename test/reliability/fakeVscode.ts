// As much of the editor as the map's panels ask for, for tests that send a panel what no page of ours would: it remembers what was done.
import { URI, Utils } from 'vscode-uri';

export const done: { readonly what: string; readonly given: readonly unknown[] }[] = [];
const did =
  (what: string) =>
  (...given: unknown[]): Promise<unknown> => {
    done.push({ what, given });
    return Promise.resolve({ insertSnippet: async () => true, selection: undefined, revealRange: () => undefined });
  };

export const Uri = Object.assign(URI, { joinPath: Utils.joinPath });
export const ViewColumn = { Active: -1, Beside: -2, One: 1 } as const;
export class Range {
  constructor(...given: readonly number[]) {
    if (given.some((number) => !Number.isFinite(number) || number < 0)) throw new Error('The editor takes no such place.');
  }
}
export class SnippetString {
  constructor(readonly value: string) {}
}

export interface Panel {
  readonly send: (message: unknown) => void;
  readonly told: unknown[];
}
export const panels: Panel[] = [];

export const window = {
  activeTextEditor: undefined,
  createWebviewPanel() {
    let hear: (message: unknown) => void = () => undefined;
    const told: unknown[] = [];
    panels.push({ send: (message) => hear(message), told });
    return {
      visible: true,
      viewColumn: 1,
      title: '',
      webview: {
        cspSource: 'x:',
        asWebviewUri: (uri: URI) => uri,
        onDidReceiveMessage: (listener: (message: unknown) => void) => {
          hear = listener;
        },
        postMessage: async (message: unknown) => told.push(message),
      },
      onDidChangeViewState: () => undefined,
      onDidDispose: () => undefined,
      reveal: () => undefined,
      dispose: () => undefined,
    };
  },
  registerWebviewPanelSerializer: () => ({ dispose: () => undefined }),
  showTextDocument: did('showTextDocument'),
  showQuickPick: did('showQuickPick'),
  showSaveDialog: async () => undefined,
};
const registered = new Map<string, (...given: unknown[]) => unknown>();
export const commands = {
  registerCommand(name: string, run: (...given: unknown[]) => unknown) {
    registered.set(name, run);
    return { dispose: () => undefined };
  },
  executeCommand: (name: string, ...given: unknown[]) => did(`command ${name}`)(...given),
};
/** As if somebody ran it. */
export const ran = (name: string): unknown => registered.get(name)?.();
export const workspace = { workspaceFolders: [], fs: { writeFile: did('writeFile'), readFile: async () => new Uint8Array() } };
