// The language server: a table of what it answers, and the little that holds it together.
// Documents go in, checks come out of the workspace, features turn them into the protocol's data.
import {
  type ClientCapabilities,
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type Position,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Check } from '../core/check.js';
import { type ConfigData, type ConfigProblem, settingsFrom } from '../core/config.js';
import { beginFrom } from '../core/have/begin.js';
import { readHave } from '../core/have/have.js';
import type { Initiative } from '../core/project.js';
import { projectionNames, projectionOf } from '../core/projections.js';
import type { Report } from '../core/report.js';
import { defaultSettings, type Settings, threshold } from '../core/settings.js';
import { standupOf } from '../core/standup.js';
import { lineIndex } from '../core/text.js';
import { changesAsData, drillAsData } from '../features/changes.js';
import { codeActions, fixAllKind } from '../features/codeActions.js';
import { codeLens } from '../features/codeLens.js';
import { completion } from '../features/completion.js';
import { configCompletion } from '../features/configCompletion.js';
import { configActions, configDiagnostics } from '../features/configDiagnostics.js';
import { configHover } from '../features/configHover.js';
import { diagnostics } from '../features/diagnostics.js';
import { documentLinks } from '../features/documentLinks.js';
import { oncallWords } from '../features/drill.js';
import { haveWords } from '../features/have.js';
import { hover } from '../features/hover.js';
import { inlayHints } from '../features/inlayHints.js';
import { beginning, mapAsData } from '../features/map.js';
import { type MapSubject, mapFormats } from '../features/mapFile/mapFile.js';
import {
  definition,
  highlights,
  type NameQuestion,
  prepareRename,
  references,
  rename,
  threadWords,
  workspaceSymbols,
} from '../features/navigation.js';
import { openSloOf } from '../features/openSlo.js';
import { documentSymbols, foldingRanges } from '../features/outline.js';
import { projectionAsData } from '../features/projection.js';
import { toSpan } from '../features/ranges.js';
import { byName, calledBy, candidatesAsData, initiativeAsData, keyOf } from '../features/report.js';
import { standupAsData } from '../features/standup.js';
import { tradeoff, tradeoffEdit } from '../features/tradeoff.js';
import { pathOf } from '../features/uris.js';
import { newKinds } from '../newFiles.js';
import {
  aliveRequest,
  type ChangesParams,
  type ChangesResult,
  changesRequest,
  type DrillResult,
  drillRequest,
  type MapFileParams,
  type MapParams,
  type MapResult,
  mapFileRequest,
  mapRequest,
  type OpenSloParams,
  type OpenSloResult,
  openSloRequest,
  type ProjectionParams,
  type ProjectionResult,
  projectionRequest,
  type ReportParams,
  type ReportResult,
  reportChangedNotification,
  reportRequest,
  type StandupResult,
  type StatusParams,
  standupRequest,
  statusNotification,
  type TemplatesParams,
  type TemplatesResult,
  type TradeoffParams,
  type TrendParams,
  type TrendResult,
  templatesRequest,
  tradeoffRequest,
  trendRequest,
  type WriteParams,
  type WriteResult,
  writeRequest,
} from '../protocol.js';
import { kindNamed } from '../recognise.js';
import { beside } from './beside.js';
import { configurations, decisions } from './configuration.js';
import type { Files } from './files.js';
import { breathe, guard } from './guard.js';
import type { Repositories } from './history.js';
import { workspaceSince } from './since.js';
import { trendOfHead } from './trend.js';
import { within } from './within.js';
import { workspace } from './workspace.js';

export interface Host {
  readonly files: Files;
  readonly version: string;
  /** Today as YYYY-MM-DD. */
  today(): string;
  /** What commits said; absent where there is no git. */
  readonly repositories?: Repositories;
}

export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  /** The workspace, and the folder of whatever is open outside of it. */
  const folders = (): readonly string[] => [...space.roots, ...documents.all().map(({ uri }) => uri.replace(/[^/]*$/, ''))];
  const disk = within(host.files, folders);
  // An open buffer beats the disk, for configuration too.
  const files: Files = { ...disk, read: async (uri) => documents.get(uri)?.getText() ?? disk.read(uri) };
  let fromEditor: Settings = defaultSettings;
  const configuration = configurations(files, () => ({ ...fromEditor, today: host.today() }));
  const space = workspace(configuration, disk, documents, host.repositories, () => lookBack());
  const log = { error: (message: string) => connection.console.error(message) };
  /** What the reader switched off, as the editor says it; only about what is shown, so it is no setting of the engine. */
  let shown: { readonly inlayHints?: unknown; readonly codeLens?: unknown } = {};
  /** Where the client keeps the pages of the rules, as a URI; a diagnostic's code leads there. */
  let pages: string | undefined;
  /** The editor has no other server for YAML and Markdown. */
  let standalone = false;
  let able: ClientCapabilities = {};
  const changesDocuments = () => able.workspace?.workspaceEdit?.documentChanges === true;
  const pulls = () => able.textDocument?.diagnostic !== undefined;

  const checked = async <T>(uri: string, neutral: T, answer: (check: Check, document: TextDocument) => T): Promise<T> => {
    const document = documents.get(uri);
    const check = document && (await space.check(document));
    return document && check ? answer(check, document) : neutral;
  };

  const diagnose = async (document: TextDocument): Promise<Diagnostic[]> => {
    const ofConfiguration = await ofConfig(document.uri, (text, problems) => configDiagnostics(text, problems));
    if (ofConfiguration) return ofConfiguration;
    const check = await space.check(document);
    for (const { thrown } of check?.findings ?? []) if (thrown) log.error(`a rule failed:\n${thrown}`);
    return check ? diagnostics(check, able.textDocument?.publishDiagnostics?.relatedInformation === true || pulls(), pages) : [];
  };

  /** A configuration is no artifact; what is asked there has answers of its own. Undefined: it is none. */
  const ofConfig = async <T>(
    uri: string,
    answer: (text: string, problems: readonly ConfigProblem[], document: TextDocument) => T | Promise<T>,
  ): Promise<T | undefined> => {
    const document = documents.get(uri);
    if (!document || !configuration.isConfiguration(uri)) return undefined;
    const text = document.getText();
    return answer(text, await configuration.problems(uri, text), document);
  };

  /** Which files a decision wins over, in words. */
  const winsOver = async (uri: string): Promise<(key: string) => string> => {
    const taken = decisions((await configuration.load(uri))?.chain ?? []);
    return (key) => {
      const over = taken.find((decision) => decision.key === key)?.over ?? [];
      return over.length === 0 ? '' : `Wins over ${over.map((other) => other.slice(other.lastIndexOf('/') + 1)).join(', ')}.`;
    };
  };

  /** Names are looked for in the whole initiative, so the workspace has to be known. */
  const atName = async <T>(
    { textDocument, position }: { readonly textDocument: { readonly uri: string }; readonly position: Position },
    neutral: T,
    answer: (question: NameQuestion) => T,
  ): Promise<T> => {
    await whole();
    const document = documents.get(textDocument.uri);
    const around = document && (await space.initiativeOf(document));
    return document && around ? answer({ ...around, offset: document.offsetAt(position) }) : neutral;
  };

  /** One row an editor question: what it is called, what is announced, who answers. */
  const features: readonly {
    readonly capability: ServerCapabilities;
    readonly serve: () => void;
    /** Announced only to an editor that says it has no support of its own for YAML or Markdown. */
    readonly onlyStandalone?: true;
  }[] = [
    {
      capability: { completionProvider: { triggerCharacters: ['#', '@', '-', ' ', ':'], resolveProvider: false } },
      serve: () =>
        connection.onCompletion((params, token) =>
          guard(log, 'completion', null, token, async () => {
            const { uri } = params.textDocument;
            const own = await ofConfig(uri, (text, _, document) => configCompletion(text, document.offsetAt(params.position)));
            if (own) return { isIncomplete: false, items: own };
            const asked = documents.get(uri);
            const around = asked && (await space.initiativeOf(asked));
            const others = around?.initiative.members.filter(({ path }) => path !== around.path) ?? [];
            const standup = () => (around ? standupOf(space.report(around.initiative)).paragraph : '');
            const said = asked && (await space.reading(asked));
            if (!asked || !said) return null;
            const snippets = able.textDocument?.completion?.completionItem?.snippetSupport === true;
            return {
              isIncomplete: false,
              items: completion(said, { offset: asked.offsetAt(params.position), snippets, others, standup }),
            };
          }),
        ),
    },
    {
      capability: { hoverProvider: true },
      serve: () =>
        connection.onHover((params, token) =>
          guard(log, 'hover', null, token, async () => {
            const { uri } = params.textDocument;
            const own = await ofConfig(uri, async (text, _, document) =>
              configHover(text, document.offsetAt(params.position), await winsOver(uri)),
            );
            if (own) return own;
            const document = documents.get(uri);
            const around = document && (await space.initiativeOf(document));
            return checked(uri, null, (check, at) => {
              const offset = at.offsetAt(params.position);
              const member = around?.initiative.members.find(({ path }) => path === around.path);
              const more = [
                member && haveWords(member, offset),
                around && oncallWords(check, space.report(around.initiative), offset, host.today()),
                around && threadWords({ ...around, offset }),
              ].filter((words) => words !== undefined);
              return hover(check, offset, more.length > 0 ? more.join('\n\n---\n\n') : undefined) ?? null;
            });
          }),
        ),
    },
    {
      capability: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] } },
      serve: () =>
        connection.onCodeAction((params, token) =>
          guard(log, 'codeAction', [], token, async () => {
            const question = (text: string, document: TextDocument) => ({
              uri: document.uri,
              version: document.version,
              span: toSpan(lineIndex(text), params.range),
              ...(params.context.only ? { only: params.context.only } : {}),
              able: {
                documentChanges: changesDocuments(),
                snippetEdits: able.workspace?.workspaceEdit?.snippetEditSupport === true,
              },
            });
            const { uri } = params.textDocument;
            const own = await ofConfig(uri, (text, problems, document) => configActions(text, problems, question(text, document)));
            return (
              own ??
              checked(uri, [], (check, document) =>
                codeActions(check, {
                  ...question(check.source.text, document),
                  today: host.today(),
                  versionOf: (other) => documents.get(other)?.version ?? null,
                }),
              )
            );
          }),
        ),
    },
    {
      capability: { inlayHintProvider: { resolveProvider: false } },
      serve: () =>
        connection.languages.inlayHint.on((params, token) =>
          guard(log, 'inlayHint', [], token, () =>
            checked(params.textDocument.uri, [], (check) =>
              inlayHints(check, toSpan(lineIndex(check.source.text), params.range), shown.inlayHints),
            ),
          ),
        ),
    },
    {
      capability: { codeLensProvider: { resolveProvider: false } },
      serve: () =>
        connection.onCodeLens((params, token) =>
          guard(log, 'codeLens', [], token, () => checked(params.textDocument.uri, [], (check) => codeLens(check, shown.codeLens))),
        ),
    },
    {
      capability: { definitionProvider: true },
      serve: () =>
        connection.onDefinition((params, token) =>
          guard(log, 'definition', null, token, () => atName(params, null, (question) => definition(question) ?? null)),
        ),
    },
    {
      capability: { documentLinkProvider: { resolveProvider: false } },
      serve: () =>
        connection.onDocumentLinks((params, token) =>
          guard(log, 'documentLink', [], token, () =>
            checked(params.textDocument.uri, [], (check, { uri }) => documentLinks(check, uri, standalone)),
          ),
        ),
    },
    {
      capability: { referencesProvider: true },
      serve: () =>
        connection.onReferences((params, token) =>
          guard(log, 'references', [], token, () =>
            atName(params, [], (question) => references(question, params.context.includeDeclaration)),
          ),
        ),
    },
    {
      capability: { documentHighlightProvider: true },
      serve: () =>
        connection.onDocumentHighlight((params, token) => guard(log, 'highlight', [], token, () => atName(params, [], highlights))),
    },
    {
      capability: { workspaceSymbolProvider: true },
      serve: () =>
        connection.onWorkspaceSymbol(({ query }, token) =>
          guard(log, 'workspaceSymbol', [], token, async () => {
            await whole();
            return workspaceSymbols(await space.initiatives(), query);
          }),
        ),
    },
    {
      onlyStandalone: true,
      capability: { documentSymbolProvider: true },
      serve: () =>
        connection.onDocumentSymbol((params, token) =>
          guard(log, 'documentSymbol', [], token, () => checked(params.textDocument.uri, [], documentSymbols)),
        ),
    },
    {
      onlyStandalone: true,
      capability: { foldingRangeProvider: true },
      serve: () =>
        connection.onFoldingRanges((params, token) =>
          guard(log, 'foldingRange', [], token, () => checked(params.textDocument.uri, [], foldingRanges)),
        ),
    },
    {
      capability: { renameProvider: { prepareProvider: true } },
      serve: () => {
        connection.onPrepareRename((params, token) =>
          guard(log, 'prepareRename', null, token, () => atName(params, null, (question) => prepareRename(question) ?? null)),
        );
        connection.onRenameRequest(async (params, token) => {
          const answer = await guard(log, 'rename', null, token, () =>
            atName(params, null, (question) =>
              rename(question, params.newName, {
                documentChanges: changesDocuments(),
                versionOf: (other) => documents.get(other)?.version ?? null,
              }),
            ),
          );
          return typeof answer === 'string' ? new ResponseError(requestFailed, answer) : answer;
        });
      },
    },
    {
      capability: { diagnosticProvider: { identifier: 'shipworthy', interFileDependencies: true, workspaceDiagnostics: false } },
      serve: () =>
        connection.languages.diagnostics.on((params, token) =>
          guard(log, 'diagnostics', { kind: 'full', items: [] }, token, async () => {
            const document = documents.get(params.textDocument.uri);
            // A client that cannot be told to ask again waits for the whole; any other sees the single file at once.
            if (able.workspace?.diagnostics?.refreshSupport !== true) await whole();
            const items = document ? await diagnose(document) : [];
            if (document) showing.set(document.uri, JSON.stringify(items));
            return { kind: 'full', items };
          }),
        ),
    },
  ];

  connection.onInitialize((params: InitializeParams) => {
    able = params.capabilities;
    const options = params.initializationOptions as
      | { readonly config?: ConfigData; readonly rulePages?: unknown; readonly standalone?: unknown }
      | null
      | undefined;
    if (typeof options?.rulePages === 'string') pages = options.rulePages.replace(/\/$/, '');
    standalone = options?.standalone === true;
    if (options?.config && typeof options.config === 'object') fromEditor = settingsFrom(options.config);
    space.roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    const capabilities: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
    for (const { capability, onlyStandalone } of features) {
      if (onlyStandalone && !standalone) continue;
      // Pull where the client can, push where it cannot, never both.
      if (capability.diagnosticProvider && !pulls()) continue;
      Object.assign(capabilities, capability);
    }
    return { capabilities, serverInfo: { name: 'shipworthy', version: host.version } };
  });

  connection.onInitialized(() => {
    if (able.workspace?.configuration) askEditor();
    if (able.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.{yaml,yml,md,markdown,json}' }, { globPattern: '**/CODEOWNERS' }],
      });
    if (able.workspace?.didChangeConfiguration?.dynamicRegistration)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'shipworthy' });
    if (able.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        space.roots = [...space.roots.filter((root) => !gone.has(root)), ...added.map(({ uri }) => uri)];
        settingsChanged();
      });
    }
    rescan();
  });

  /** The workspace as a whole, in the background; what was judged alone so far is then judged among what it belongs to. */
  let scanned: Promise<void> = Promise.resolve();
  /** Resolves when what lies beside open documents has been read, or everything. */
  let near: Promise<void> = Promise.resolve();
  let reading = true;
  const rescan = (): void => {
    reading = true;
    let nearIsRead = (): void => {};
    const read = new Promise<void>((resolve) => {
      nearIsRead = resolve;
    });
    const mine: Promise<void> = guard(log, 'scan', undefined, undefined, async () => {
      await space.scan(nearIsRead);
      if (mine === scanned) reading = false;
      await refreshOthers();
      await reportChanged();
    });
    scanned = mine;
    near = Promise.race([read, mine]);
    lookBack();
  };

  /** History comes last, behind everything that somebody waits for. */
  const lookBack = (): void => {
    asked++;
    if (asked > 1) return;
    void guard(log, 'history', undefined, undefined, async () => {
      try {
        // What is asked for meanwhile, as a rebase does commit by commit, is one look more.
        for (let before = 0; before !== asked; ) {
          before = asked;
          await whole();
          if (await space.learnHistory()) await showChanged();
        }
      } finally {
        asked = 0;
      }
    });
  };
  let asked = 0;

  const showChanged = async (): Promise<void> => {
    await refreshOthers();
    await reportChanged();
  };

  /** A scan that settings overtook knows only half: whoever asks about the whole waits for the last one. */
  const whole = async (): Promise<void> => {
    for (let last: Promise<void> | undefined; last !== scanned; ) {
      last = scanned;
      await last;
    }
  };

  const reportChanged = (): Promise<void> => connection.sendNotification(reportChangedNotification);

  /** One initiative after the other, behind whatever somebody waits for; what is done is told a few times a second. */
  let judging = false;
  const judgeRest = (): void => {
    if (judging) return;
    judging = true;
    let told = Date.now();
    let news = false;
    void guard(log, 'judge', undefined, undefined, async () => {
      while (await space.judgeNext()) {
        news = true;
        await breathe();
        if (Date.now() - told < tellingPause) continue;
        told = Date.now();
        news = false;
        await reportChanged();
      }
      if (news) await reportChanged();
    }).finally(() => {
      judging = false;
    });
  };
  /** So that a stamp of a server that ended means nothing to the next one. */
  const session = Math.random().toString(36).slice(2);

  /** What was shown last of each open document, so that only what another document changed is shown again. */
  const showing = new Map<string, string>();
  const refreshOthers = async (changed?: TextDocument): Promise<void> => {
    let differs = false;
    for (const document of documents.all()) {
      if (document === changed || (changed && !space.together(document.uri, changed.uri))) continue;
      const now = JSON.stringify(await diagnose(document));
      if (showing.get(document.uri) === now) continue;
      differs = true;
      if (!pulls()) push(document);
    }
    if (differs && pulls() && able.workspace?.diagnostics?.refreshSupport) await connection.languages.diagnostics.refresh();
  };

  /** The editor's own settings lie below any shipworthy.yaml; a client may answer with nothing, or with half of it. */
  const askEditor = (): void => {
    void guard(log, 'configuration', undefined, undefined, async () => {
      const answer: unknown = able.workspace?.configuration ? await connection.workspace.getConfiguration('shipworthy') : undefined;
      if (answer && typeof answer === 'object' && !Array.isArray(answer)) {
        fromEditor = settingsFrom(answer as ConfigData);
        shown = answer;
      }
      settingsChanged();
    });
  };

  for (const { serve } of features) serve();
  connection.onRequest(aliveRequest, () => null);
  connection.onRequest(reportRequest, (wanted: ReportParams | null, token) =>
    guard(
      log,
      'report',
      { initiatives: [], keys: [], stamp: '', candidates: [] } satisfies ReportResult,
      token,
      async (): Promise<ReportResult> => {
        await whole();
        if (typeof wanted?.since !== 'string') await space.reports();
        // Whoever takes what there is gets something; an empty answer says that there is nothing.
        else if (await space.judgeNext()) judgeRest();
        const all = byName(await space.initiatives());
        const judged = all.flatMap((initiative) => space.judged(initiative) ?? []);
        const [from, count] = wanted?.since?.split(' ') ?? [];
        const since = from === session ? Number(count) : 0;
        return {
          initiatives: judged.filter(({ nth }) => nth > since).map(({ report }) => initiativeAsData(report)),
          keys: all.map(keyOf),
          stamp: `${session} ${Math.max(0, ...judged.map(({ nth }) => nth))}`,
          candidates: candidatesAsData(space.candidates()),
        };
      },
    ),
  );
  connection.onRequest(mapRequest, (wanted: MapParams | null, token) =>
    guard(log, 'map', { initiatives: [], candidates: [], reading: false } satisfies MapResult, token, async (): Promise<MapResult> => {
      const around = wanted?.uri === undefined ? '' : pathOf(wanted.uri);
      const asked = (all: readonly Initiative[]) =>
        all.find((initiative) => keyOf(initiative) === wanted?.initiative) ??
        all.find(({ members }) => members.some(({ path }) => path === around));
      // In a large workspace the initiative that somebody looks at need not wait for all the others to be read.
      await near;
      if (reading && !asked(await space.initiatives())) await whole();
      const all = await space.initiatives();
      const shown = asked(all) ?? all[0];
      const map = shown && mapAsData(space.report(shown));
      if (!reading && all.some((initiative) => !space.judged(initiative))) judgeRest();
      return {
        initiatives: byName(all).map((initiative) => {
          const score = space.judged(initiative)?.report.readiness.score;
          return { key: keyOf(initiative), id: calledBy(initiative), ...(score === undefined ? {} : { score }) };
        }),
        ...(map ? { map } : {}),
        candidates: candidatesAsData(space.candidates()),
        reading,
      };
    }),
  );
  connection.onRequest<TrendResult, void>(trendRequest, (wanted: TrendParams, token) =>
    guard<TrendResult>(log, 'trend', null, token, async () => {
      await whole();
      const initiative = (await space.initiatives()).find((one) => keyOf(one) === wanted.initiative);
      const trend =
        initiative && host.repositories && trendOfHead(host.repositories, initiative, (uri) => configuration.forFile(uri, space.roots));
      return (await trend) ?? null;
    }),
  );
  connection.onRequest<ChangesResult, void>(changesRequest, ({ ref }: ChangesParams, token) =>
    guard<ChangesResult>(log, 'changes', null, token, async () => {
      await whole();
      const reports = await space.reports();
      const since =
        host.repositories &&
        (await workspaceSince(host.repositories, reports, String(ref), {
          inForce: (uri) => configuration.forFile(uri, space.roots),
          roots: space.roots.map(pathOf),
        }));
      return since ? changesAsData(since.day, since.found) : null;
    }),
  );
  connection.onRequest(drillRequest, (_params: unknown, token) =>
    guard(log, 'drill', { initiatives: [] } satisfies DrillResult, token, async (): Promise<DrillResult> => {
      await whole();
      return drillAsData(await space.reports(), host.today());
    }),
  );
  connection.onRequest(standupRequest, (_params: unknown, token) =>
    guard(log, 'standup', { initiatives: [], page: '' } satisfies StandupResult, token, async (): Promise<StandupResult> => {
      await whole();
      return standupAsData(await space.reports());
    }),
  );
  connection.onRequest<WriteResult, void>(writeRequest, (wanted: WriteParams, token) =>
    guard<WriteResult>(log, 'write', null, token, async () => {
      await whole();
      const initiative = (await space.initiatives()).find((one) => keyOf(one) === wanted.initiative);
      return (initiative && beginning(initiative, String(wanted.kind), String(wanted.pointer))) ?? null;
    }),
  );
  connection.onRequest(mapFileRequest, (wanted: MapFileParams, token) =>
    guard(log, 'mapFile', '', token, async () => {
      await whole();
      const reports = await space.reports();
      const write = Object.hasOwn(mapFormats, wanted.format) ? mapFormats[wanted.format] : undefined;
      const asked = reports.filter(({ initiative }) => wanted.initiative === undefined || keyOf(initiative) === wanted.initiative);
      return write ? write(subjectOf(asked, host.today(), space.roots)) : '';
    }),
  );
  connection.onRequest(projectionRequest, (wanted: ProjectionParams, token) =>
    guard(log, 'projection', null, token, async (): Promise<ProjectionResult | null> => {
      await whole();
      const initiative = (await space.initiatives()).find((one) => keyOf(one) === wanted.initiative);
      const known = projectionNames.find(({ name }) => name === wanted.name);
      if (!initiative || !known) return null;
      const report = space.report(initiative);
      return projectionAsData(report, projectionOf(report, known.name));
    }),
  );
  connection.onRequest(tradeoffRequest, ({ uri, answers, write }: TradeoffParams, token) =>
    guard(log, 'tradeoff', tradeoff([], answers, 0), token, async () => {
      await whole();
      const document = uri === undefined ? undefined : documents.get(uri);
      const around = document && (await space.initiativeOf(document));
      const members = [...(around?.initiative.members ?? [])].sort(
        (a, b) => Number(b.path === around?.path) - Number(a.path === around?.path),
      );
      const edit =
        write === undefined ? undefined : tradeoffEdit(members, answers, write, documents.get(write)?.version ?? null, changesDocuments());
      if (edit) await connection.workspace.applyEdit({ label: 'Trade-off rationale', edit });
      const { settings } = document ? await space.inForce(document) : { settings: fromEditor };
      return tradeoff(members, answers, threshold(settings, 'small_team'));
    }),
  );
  connection.onRequest(openSloRequest, ({ uri }: OpenSloParams, token) =>
    guard(log, 'openSlo', { text: '', left: [] } satisfies OpenSloResult, token, () =>
      checked<OpenSloResult>(String(uri), { text: '', left: [] }, ({ artifact }, document) =>
        openSloOf({ artifact, path: pathOf(document.uri) }),
      ),
    ),
  );
  connection.onRequest(templatesRequest, ({ kind, from, ...wanted }: TemplatesParams): TemplatesResult => {
    const known = kind === undefined ? undefined : kindNamed(kind);
    const have = from && readHave(`./${from.name}`, from.text);
    const { joined, templateOf } = beside(wanted.beside, { ...wanted, ...(known ? { kind: known } : {}), from: have ? [have] : [] });
    return {
      templates: Object.fromEntries((known ? [known] : newKinds).map((each) => [each, templateOf(each)])),
      ...(joined ? { joined } : {}),
      ...(from ? { begins: newKinds.filter((each) => have && Object.keys(beginFrom(each, [have])).length > 0) } : {}),
    };
  });

  const tell = (document: TextDocument): void => {
    void guard(log, 'status', undefined, undefined, async () => {
      const [check, { uri: config, chain }] = await Promise.all([space.reading(document), space.inForce(document)]);
      const status: StatusParams = {
        uri: document.uri,
        ...(check ? { kind: check.source.kind, kindFrom: check.source.kindFrom, phase: check.phase } : {}),
        ...(config ? { config } : {}),
        ...(chain.length > 1 ? { extends: chain.slice(1).map(({ uri }) => uri) } : {}),
        ...(check && chain.length > 0 ? { decisions: decisions(chain) } : {}),
      };
      const text = JSON.stringify(status);
      if (told.get(document.uri) === text) return;
      told.set(document.uri, text);
      await connection.sendNotification(statusNotification, status);
    });
  };
  const told = new Map<string, string>();

  const push = (document: TextDocument): void => {
    void guard(log, 'diagnostics', undefined, undefined, async () => {
      const { version } = document;
      const items = await diagnose(document);
      showing.set(document.uri, JSON.stringify(items));
      if (documents.get(document.uri)?.version === version)
        await connection.sendDiagnostics({ uri: document.uri, version, diagnostics: items });
    });
  };

  /** Most keystrokes in a configuration change nothing that it says, or only how what is known is read. */
  const configurationChanged = (uris: readonly string[]): void => {
    void guard(log, 'configuration', undefined, undefined, async () => {
      const change = await configuration.renew(uris);
      if (change === 'files') settingsChanged();
      if (change !== 'reading') return;
      showAgain();
      await space.reread();
      await refreshOthers();
      await reportChanged();
    });
  };

  const settingsChanged = (): void => {
    configuration.forget();
    space.forget();
    rescan();
    showAgain();
  };

  const showAgain = (): void => {
    for (const document of documents.all()) {
      tell(document);
      if (!pulls()) push(document);
    }
    if (pulls() && able.workspace?.diagnostics?.refreshSupport)
      void guard(log, 'refresh', undefined, undefined, () => connection.languages.diagnostics.refresh());
    if (able.workspace?.inlayHint?.refreshSupport)
      void guard(log, 'refresh', undefined, undefined, () => connection.languages.inlayHint.refresh());
    if (able.workspace?.codeLens?.refreshSupport)
      void guard(log, 'refresh', undefined, undefined, () => connection.sendRequest(CodeLensRefreshRequest.type));
  };

  documents.onDidChangeContent(({ document }) => {
    if (configuration.concerns(document.uri)) configurationChanged([document.uri]);
    const { version } = document;
    void guard(log, 'change', undefined, undefined, async () => {
      // Edits that came together are judged once, as the last of them left it.
      await breathe();
      if (documents.get(document.uri)?.version !== version) return;
      tell(document);
      if (!pulls()) push(document);
      void guard(log, 'neighbours', undefined, undefined, async () => {
        // A file of another format that documents point at counts as it stands in the editor.
        const told = await space.filesChanged([document.uri]);
        if (!(await space.check(document))) {
          if (told) await showChanged();
          return;
        }
        // Whoever shows the whole asks for it at once; the neighbours' findings may come a moment later.
        await reportChanged();
        if (documents.all().length > 1) await refreshOthers(document);
      });
    });
  });
  documents.onDidClose(({ document }) => {
    told.delete(document.uri);
    showing.delete(document.uri);
    // What was typed into a configuration and never saved holds no longer.
    if (configuration.concerns(document.uri)) configurationChanged([document.uri]);
    void guard(log, 'close', undefined, undefined, () => space.closed(document.uri));
    if (!pulls()) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const ours = changes.map(({ uri }) => uri).filter((uri) => configuration.concerns(uri));
    if (ours.length > 0) configurationChanged(ours);
    void guard(log, 'files', undefined, undefined, async () => {
      if (!(await space.filesChanged(changes.map(({ uri }) => uri)))) return;
      await showChanged();
      lookBack();
    });
  });
  // Where nobody tells of a commit, whoever opens the next document asks for news.
  documents.onDidOpen(lookBack);
  connection.onDidChangeConfiguration(askEditor);

  documents.listen(connection);
  connection.listen();
}

/** Places as the command line would say them in the workspace's folder. */
function subjectOf(reports: readonly Report[], asOf: string, roots: readonly string[]): MapSubject {
  const bases = roots.map((root) => `${pathOf(root).replace(/\/$/, '')}/`);
  const relative = (path: string) => path.slice(bases.find((base) => path.startsWith(base))?.length ?? 0);
  const nameOf = ({ id, from }: Initiative) => (from === 'id' ? id : relative(`${id}/`).replace(/\/$/, '') || '.');
  const lines = new Map(reports.flatMap(({ checks }) => checks.map(({ path, source }) => [path, lineIndex(source.text)] as const)));
  return {
    asOf,
    initiatives: reports
      .map((report) => ({ id: nameOf(report.initiative), report }))
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    placeOf: (path, [start]) => ({ path: relative(path), line: lines.get(path)?.positionAt(start).line ?? 0 }),
  };
}

/** Milliseconds between two words about what was judged in the background. */
const tellingPause = 200;

/** The protocol's code for a request that was understood and cannot be done. */
const requestFailed = -32803;
