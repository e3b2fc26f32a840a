// The responsibility map in the editor area: its panels, what they are told, and what they may ask for. What is drawn stands in
// ../../webview; what is true, the server says. A panel that nobody sees is not told anything until somebody does.

import {
  commands,
  type Disposable,
  type ExtensionContext,
  Range,
  SnippetString,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import {
  type MapFormat,
  type MapParams,
  type MapResult,
  mapFileRequest,
  mapRequest,
  type ProjectionParams,
  type ProjectionResult,
  projectionRequest,
  type ReportPlace,
  type TrendResult,
  trendRequest,
  type WriteParams,
  type WriteResult,
  writeRequest,
} from '../../../server/src/protocol.js';
import {
  isLook,
  isPageMessage,
  type MapMessage,
  type PageMessage,
  type ProjectionMessage,
  type TrendMessage,
} from '../../webview/messages.js';
import type { Ask } from '../templates.js';
import { pageFor } from './page.js';

export interface MapPanels extends Disposable {
  /** What is shown may have changed. */
  changed(): void;
}

/** An item of the tree, another extension or a test may say which initiative is meant. */
interface Given {
  readonly initiative?: string;
}

interface GivenFile extends Given {
  readonly format?: MapFormat;
  readonly target?: Uri;
}

const viewType = 'shipworthy.map';

export function registerMap(context: ExtensionContext, ask: Ask): MapPanels {
  const panels = new Set<Shown>();

  /** One panel and what it shows. */
  interface Shown {
    readonly panel: WebviewPanel;
    initiative: string | undefined;
    /** The document that was looked at when the map was opened. */
    uri: string | undefined;
    /** What the page knows to open. */
    known: ReadonlySet<string>;
    stale: boolean;
    asking: boolean;
    /** The initiative whose history the page has. */
    lookedBack: string | undefined;
    /** The list that the page shows beside it. */
    projection: ProjectionParams['name'] | undefined;
  }

  function show(panel: WebviewPanel, initiative: string | undefined, uri?: string): void {
    const shown: Shown = {
      panel,
      initiative,
      uri,
      known: new Set(),
      stale: false,
      asking: false,
      lookedBack: undefined,
      projection: undefined,
    };
    panels.add(shown);
    panel.iconPath = {
      light: Uri.joinPath(context.extensionUri, 'media', 'map-light.svg'),
      dark: Uri.joinPath(context.extensionUri, 'media', 'map-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(context.extensionUri, 'dist')] };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isPageMessage(message)) void answer(shown, message);
    });
    panel.onDidChangeViewState(() => {
      if (panel.visible && shown.stale) void tell(shown);
    });
    panel.onDidDispose(() => panels.delete(shown));
    void readStyle().then((text) => {
      if (panels.has(shown)) panel.webview.html = pageFor(panel.webview, context.extensionUri, text);
    });
  }

  let style: Promise<string> | undefined;
  function readStyle(): Promise<string> {
    // A plain page is still a page.
    style ??= Promise.resolve(workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', 'map.css'))).then(
      (bytes) => new TextDecoder().decode(bytes),
      () => '',
    );
    return style;
  }

  /** One question at a time: what changes meanwhile is asked when the answer is there. */
  async function tell(shown: Shown): Promise<void> {
    if (shown.asking) {
      shown.stale = true;
      return;
    }
    shown.asking = true;
    shown.stale = false;
    await draw(shown).finally(() => {
      shown.asking = false;
    });
    if (shown.stale && shown.panel.visible) await tell(shown);
  }

  async function draw(shown: Shown): Promise<void> {
    const { initiative, uri } = shown;
    const params: MapParams = { ...(initiative === undefined ? {} : { initiative }), ...(uri === undefined ? {} : { uri }) };
    const result = (await ask(mapRequest, params).catch(() => undefined)) as MapResult | undefined;
    if (!result || !panels.has(shown)) return;
    if (result.map) {
      shown.initiative ??= result.map.key;
      shown.panel.title = `Map: ${result.map.id}`;
    }
    shown.known = urisIn(result);
    await shown.panel.webview.postMessage({ type: 'map', result } satisfies MapMessage);
    if (result.map && shown.lookedBack !== result.map.key) void lookBack(shown, result.map.key);
    if (result.map) await project(shown, result.map.key);
  }

  /** The list follows the documents as the map does. */
  async function project(shown: Shown, initiative: string): Promise<void> {
    const name = shown.projection;
    if (!name) return;
    const projection = (await ask(projectionRequest, { initiative, name } satisfies ProjectionParams).catch(
      () => null,
    )) as ProjectionResult | null;
    if (!projection || !panels.has(shown)) return;
    shown.known = new Set([...shown.known, ...urisIn(projection)]);
    await shown.panel.webview.postMessage({ type: 'projection', initiative, name, projection } satisfies ProjectionMessage);
  }

  /** Once for each initiative that a page shows: typing changes no commit. */
  async function lookBack(shown: Shown, initiative: string): Promise<void> {
    shown.lookedBack = initiative;
    const trend = (await ask(trendRequest, { initiative }).catch(() => null)) as TrendResult;
    if (trend && panels.has(shown)) await shown.panel.webview.postMessage({ type: 'trend', initiative, trend } satisfies TrendMessage);
  }

  async function answer(shown: Shown, message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        shown.lookedBack = undefined;
        return tell(shown);
      case 'choose':
        shown.initiative = message.initiative;
        return tell(shown);
      case 'project':
        shown.projection = message.name;
        if (shown.initiative !== undefined) await project(shown, shown.initiative);
        return;
      case 'open':
        if (shown.known.has(message.uri)) await open(message, besides(shown.panel));
        return;
      case 'write':
        return begin(message.write, besides(shown.panel));
      case 'explain':
        return commands.executeCommand('shipworthy.explainRule', message.rule);
      case 'export':
        return exportMap({ format: message.format, ...(shown.initiative === undefined ? {} : { initiative: shown.initiative }) });
      case 'new':
        return commands.executeCommand('shipworthy.newInitiative');
    }
  }

  async function begin(write: WriteParams, column: ViewColumn): Promise<void> {
    const answer = (await ask(writeRequest, write).catch(() => null)) as WriteResult;
    if (!answer) return;
    if ('kind' in answer) {
      const { folder, ...rest } = answer;
      await commands.executeCommand('shipworthy.newArtifact', { ...rest, folder: Uri.parse(folder), column });
      return;
    }
    const editor = await window.showTextDocument(Uri.parse(answer.uri), { viewColumn: column });
    await editor.insertSnippet(new SnippetString(answer.snippet), rangeOf(answer.range));
    editor.revealRange(editor.selection);
  }

  async function exportMap(given?: GivenFile): Promise<void> {
    const format = given?.format ?? (await pickFormat());
    const target = format && (given?.target ?? (await pickTarget(format)));
    if (!format || !target) return;
    const { initiative } = given ?? {};
    const text = (await ask(mapFileRequest, { format, ...(initiative === undefined ? {} : { initiative }) })) as string;
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
    if (!given?.target) await commands.executeCommand('vscode.open', target, { viewColumn: ViewColumn.Beside });
  }

  context.subscriptions.push(
    commands.registerCommand('shipworthy.openMap', (given?: Given) => {
      const initiative = typeof given?.initiative === 'string' ? given.initiative : undefined;
      const open = [...panels].find((shown) => initiative !== undefined && shown.initiative === initiative);
      if (open) return open.panel.reveal();
      const options = { viewColumn: ViewColumn.Active, preserveFocus: false };
      show(
        window.createWebviewPanel(viewType, 'Responsibility Map', options),
        initiative,
        window.activeTextEditor?.document.uri.toString(),
      );
    }),
    commands.registerCommand('shipworthy.exportMap', exportMap),
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => show(panel, isLook(state) ? state.initiative : undefined),
    }),
  );
  return {
    changed() {
      for (const shown of panels)
        if (shown.panel.visible) void tell(shown);
        else shown.stale = true;
    },
    dispose() {
      for (const { panel } of panels) panel.dispose();
    },
  };
}

/** A place opens beside the map and leaves the map where it is. */
const besides = ({ viewColumn }: WebviewPanel): ViewColumn =>
  viewColumn === undefined || viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;

async function open({ uri, range }: ReportPlace, viewColumn: ViewColumn): Promise<void> {
  if (uri === undefined) return;
  await window.showTextDocument(Uri.parse(uri), { viewColumn, ...(range ? { selection: rangeOf(range) } : {}) });
}

const rangeOf = ({ start, end }: NonNullable<ReportPlace['range']>): Range =>
  new Range(start.line, start.character, end.line, end.character);

/** Every address in the data, wherever it stands. */
function urisIn(data: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inside] of Object.entries(value)) {
      if (key === 'uri' && typeof inside === 'string') found.add(inside);
      else visit(inside);
    }
  };
  visit(data);
  return found;
}

const endings: Readonly<Record<MapFormat, string>> = { svg: 'svg', html: 'html', markdown: 'md' };

async function pickFormat(): Promise<MapFormat | undefined> {
  const items: readonly { readonly label: string; readonly detail: string; readonly format: MapFormat }[] = [
    { label: 'SVG', detail: 'A picture, for slides and pages.', format: 'svg' },
    { label: 'HTML', detail: 'One page without scripts, each cell with its evidence.', format: 'html' },
    { label: 'Markdown', detail: 'A table, for a wiki or a pull request.', format: 'markdown' },
  ];
  return (await window.showQuickPick(items, { title: 'Export Responsibility Map', placeHolder: 'As …' }))?.format;
}

const pickTarget = (format: MapFormat): Thenable<Uri | undefined> => {
  const [folder] = workspace.workspaceFolders ?? [];
  const name = `readiness.${endings[format]}`;
  return window.showSaveDialog({
    title: 'Export Responsibility Map',
    ...(folder ? { defaultUri: Uri.joinPath(folder.uri, name) } : {}),
    filters: { [format]: [endings[format]] },
  });
};
