// The view Readiness: initiative → phase → responsibility → gap. It draws what the server says and computes nothing.
// It keeps what is folded open and what is filtered; while nobody looks at it, it only counts, and takes its time.

import {
  commands,
  Disposable,
  EventEmitter,
  type Memento,
  Range,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type CellStatus,
  type InitiativeReport,
  type PhaseName,
  type ReportCell,
  type ReportGap,
  type ReportParams,
  type ReportPlace,
  type ReportResult,
  reportRequest,
} from '../../server/src/protocol.js';
import { isShown, nothingFiltered, ownersOf, pickFilter, type ReadinessFilter, wordsOf } from './readinessFilter.js';
import type { Ask } from './templates.js';

export interface ReadinessView extends Disposable {
  /** What is shown may have changed. */
  changed(): void;
}

type Node =
  | Root
  | { readonly sort: 'phase'; readonly of: InitiativeReport; readonly phase: PhaseName }
  | { readonly sort: 'cell'; readonly of: InitiativeReport; readonly cell: ReportCell }
  | { readonly sort: 'gap'; readonly id: string; readonly gap: ReportGap }
  | { readonly sort: 'candidates'; readonly of: ReportResult['candidates'] }
  | { readonly sort: 'candidate'; readonly of: ReportResult['candidates'][number] };

/** Stays the same object while its initiative changes, so that only what changed is drawn again. */
interface Root {
  readonly sort: 'initiative';
  of: InitiativeReport;
  /** What commands are given. */
  readonly initiative: string;
}

/** Milliseconds after the last change until the badge of a view that nobody sees is counted again. */
const unseen = 1_000;
const phases: readonly PhaseName[] = ['discover', 'build', 'deploy', 'operate'];

export function registerReadiness(ask: Ask, isAwake: () => boolean, memory: Memento): ReadinessView {
  const changes = new EventEmitter<Node[] | undefined>();
  const roots = new Map<string, Root>();
  let report: ReportResult | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let filter: ReadinessFilter = memory.get(filterKey) ?? nothingFiltered;

  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: itemOf,
    async getChildren(node) {
      if (node) return childrenOf(node, filter);
      if (report === undefined) report = await read();
      show(report);
      const { initiatives, candidates } = report;
      return [
        ...initiatives.filter(isLeft).map(rootOf),
        ...(candidates.length > 0 ? [{ sort: 'candidates', of: candidates } satisfies Node] : []),
      ];
    },
  };
  const view: TreeView<Node> = window.createTreeView('shipworthy.readiness', { treeDataProvider: provider, showCollapseAll: true });

  const isLeft = (of: InitiativeReport): boolean => filter === nothingFiltered || of.cells.some((cell) => isShown(of, cell, filter));

  function rootOf(of: InitiativeReport): Root {
    const root = roots.get(of.key) ?? { sort: 'initiative', of, initiative: of.key };
    roots.set(of.key, root);
    root.of = of;
    return root;
  }

  async function read(): Promise<ReportResult> {
    // In a window without a folder there is nothing to start a server for.
    if (!isAwake() && !workspace.workspaceFolders?.length) return nothing;
    try {
      const since = report?.stamp ?? '';
      const answer = (await ask(reportRequest, { since } satisfies ReportParams)) as ReportResult;
      return joined(report ?? nothing, answer);
    } catch {
      return report ?? nothing;
    }
  }

  function show({ initiatives, candidates }: ReportResult): void {
    const left = initiatives.length === 0 || initiatives.some(isLeft);
    const message = left ? (messageFor(initiatives, candidates.length) ?? '') : `Nothing here is left by the filter: ${wordsOf(filter)}.`;
    // Said again, it would hold back what else there is to draw: VS Code takes what comes within 200 ms together.
    if (view.message !== message) view.message = message;
    const blocking = initiatives.reduce((sum, initiative) => sum + initiative.blocking, 0);
    view.badge =
      blocking > 0 ? { value: blocking, tooltip: `${blocking} finding${blocking === 1 ? '' : 's'} that close a gate` } : undefined;
  }

  let asking = false;
  let stale = false;
  /** One question at a time: what changes meanwhile is asked when the answer is there. */
  async function refresh(): Promise<void> {
    timer = undefined;
    stale = asking;
    if (asking) return;
    asking = true;
    const before = report;
    report = await read();
    asking = false;
    show(report);
    const changed = before && changedIn(before, report);
    if (changed?.length !== 0) changes.fire(changed?.map(rootOf));
    if (stale) await refresh();
  }

  async function setFilter(next: ReadinessFilter): Promise<void> {
    filter = next;
    view.description = wordsOf(filter);
    changes.fire(undefined);
    await Promise.all([
      memory.update(filterKey, filter === nothingFiltered ? undefined : filter),
      commands.executeCommand('setContext', 'shipworthy.filtered', filter !== nothingFiltered),
    ]);
  }
  if (filter !== nothingFiltered) void setFilter(filter);

  const all = Disposable.from(
    view,
    changes,
    commands.registerCommand('shipworthy.filterReadiness', async (given?: ReadinessFilter) => {
      report ??= await read();
      const next = given ?? (await pickFilter(report, filter));
      if (next) await setFilter(next);
    }),
    commands.registerCommand('shipworthy.clearReadinessFilter', () => setFilter(nothingFiltered)),
    view.onDidChangeVisibility(({ visible }) => {
      if (!visible || timer === undefined) return;
      clearTimeout(timer);
      void refresh();
    }),
    { dispose: () => clearTimeout(timer) },
  );

  return {
    changed() {
      clearTimeout(timer);
      if (view.visible) void refresh();
      else timer = setTimeout(() => void refresh(), unseen);
    },
    dispose: () => all.dispose(),
  };
}

/** What was sent takes the place of what was known; what was not sent says what it said. */
function joined(before: ReportResult, now: ReportResult): ReportResult {
  const known = new Map([...before.initiatives, ...now.initiatives].map((one) => [one.key, one]));
  return { ...now, initiatives: now.keys.flatMap((key) => known.get(key) ?? []) };
}

/** Undefined: something came or went, so that everything has to be drawn again. */
function changedIn(before: ReportResult, now: ReportResult): readonly InitiativeReport[] | undefined {
  const names = ({ initiatives, candidates }: ReportResult) => JSON.stringify([initiatives.map(({ key }) => key), candidates]);
  if (names(before) !== names(now)) return undefined;
  return now.initiatives.filter((one, at) => {
    const other = before.initiatives[at];
    return one !== other && JSON.stringify(one) !== JSON.stringify(other);
  });
}

const nothing: ReportResult = { initiatives: [], keys: [], stamp: '', candidates: [] };
const filterKey = 'shipworthy.readiness.filter';

/** What stands above the tree when there is nothing left to do, or nothing that says it is ours. */
function messageFor(initiatives: readonly InitiativeReport[], candidates: number): string | undefined {
  if (initiatives.length === 0)
    return candidates > 0
      ? 'Nothing here says yet that it belongs to an AI product. What is listed below looks like it: open one and take the quick fix "Check this as a …".'
      : undefined;
  return initiatives.every(({ score, phase, phases: all }) => score >= 1 && all[phase].gate)
    ? 'Everything that applies is ready, and every gate up to the current phase is open.'
    : undefined;
}

function childrenOf(node: Node, filter: ReadinessFilter): Node[] {
  if (node.sort === 'initiative')
    return phases
      .filter((phase) => node.of.cells.some((cell) => cell.phase === phase && isShown(node.of, cell, filter)))
      .map((phase): Node => ({ sort: 'phase', of: node.of, phase }));
  if (node.sort === 'phase')
    return node.of.cells
      .filter((cell) => cell.phase === node.phase && isShown(node.of, cell, filter))
      .map((cell): Node => ({ sort: 'cell', of: node.of, cell }));
  if (node.sort === 'cell') return node.cell.gaps.map((gap, at): Node => ({ sort: 'gap', id: `${cellId(node.of, node.cell)} ${at}`, gap }));
  return node.sort === 'candidates' ? node.of.map((of): Node => ({ sort: 'candidate', of })) : [];
}

function itemOf(node: Node): TreeItem {
  if (node.sort === 'initiative') {
    const { id, key, score, phase, blocking } = node.of;
    const item = new TreeItem(id, TreeItemCollapsibleState.Expanded);
    item.id = `initiative ${key}`;
    item.description = `${percent(score)} · ${phase}`;
    item.tooltip = `${id}: ${percent(score)} ready in ${phase}${blocking > 0 ? `; ${blocking} findings close a gate` : ''}`;
    item.iconPath = new ThemeIcon('rocket');
    item.contextValue = 'initiative';
    return labelled(item, `${id}, ${percent(score)} ready in the ${phase} phase`);
  }
  if (node.sort === 'phase') {
    const { score, status, boundBy, gate } = node.of.phases[node.phase];
    const current = node.phase === node.of.phase;
    const item = new TreeItem(capital(node.phase), current ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed);
    item.id = `phase ${node.of.key} ${node.phase}`;
    item.description = [percent(score), boundBy ? `bound by ${boundBy}` : '', gate ? 'gate open' : ''].filter(Boolean).join(' · ');
    item.iconPath = icon(status);
    item.contextValue = 'phase';
    return labelled(item, `${node.phase} phase, ${status}, ${item.description}`);
  }
  if (node.sort === 'cell') {
    const { responsibility, title, short, status, score, primary, gaps, reason } = node.cell;
    const held = heldBy(node.cell);
    const owners = ownersOf(node.of, responsibility).join(', ') || 'nobody';
    const item = new TreeItem(
      `${responsibility} ${short}`,
      gaps.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
    );
    item.id = cellId(node.of, node.cell);
    // Of what is ready the icon says it; the room is for who answers.
    const state = status === 'ready' ? '' : status === 'not applicable' ? status : percent(score);
    item.description = [`${state}${primary ? ' ★' : ''}`.trim() + held, owners].filter(Boolean).join(' · ');
    item.tooltip =
      reason ??
      `${title}: ${status}${held}${primary ? '; counts twice and gates its phase' : ''}; ${owners === 'nobody' ? 'nobody answers for it' : `${owners} answers for it`}`;
    item.iconPath = icon(status);
    item.contextValue = 'cell';
    return labelled(
      item,
      `${responsibility} ${title}, ${status}, ${percent(score)}${held.replace(' · ', ', ')}${primary ? ', gates its phase' : ''}, owner ${owners}`,
    );
  }
  if (node.sort === 'gap') {
    const item = new TreeItem(node.gap.title, TreeItemCollapsibleState.None);
    item.id = node.id;
    item.description = node.gap.waived ? 'waived' : '';
    item.tooltip = node.gap.title;
    item.iconPath = new ThemeIcon(node.gap.waived ? 'debug-pause' : 'circle-small');
    item.contextValue = 'gap';
    return labelled(opening(item, node.gap), node.gap.waived ? `${node.gap.title}, waived` : node.gap.title);
  }
  if (node.sort === 'candidates') {
    const item = new TreeItem('Looks like an artifact', TreeItemCollapsibleState.Expanded);
    item.id = 'candidates';
    item.description = String(node.of.length);
    item.tooltip = 'Only named like one: open it to say so, and it is checked and counted.';
    item.iconPath = new ThemeIcon('question');
    return labelled(item, `Looks like an artifact, ${node.of.length} files, not counted`);
  }
  const item = new TreeItem(Uri.parse(node.of.uri), TreeItemCollapsibleState.None);
  item.id = `candidate ${node.of.uri}`;
  item.description = node.of.kind;
  return labelled(opening(item, { uri: node.of.uri }), `${node.of.title}, looks like: ${node.of.kind}`);
}

const cellId = ({ key }: InitiativeReport, { responsibility, phase }: ReportCell): string => `cell ${key} ${phase} ${responsibility}`;

/** All evidence is there and a finding still keeps the gate: that finding is what closes it, and 100 % alone would not say so. */
const heldBy = ({ status, score, held }: ReportCell): string =>
  status === 'in progress' && score >= 1 ? ` · ${held} finding${held === 1 ? '' : 's'} open` : '';

/** Every item that stands somewhere opens its line. */
function opening(item: TreeItem, { uri, range }: ReportPlace): TreeItem {
  if (uri === undefined) return item;
  const selection = range && new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  item.command = { title: 'Open', command: 'vscode.open', arguments: [Uri.parse(uri), ...(selection ? [{ selection }] : [])] };
  return item;
}

function labelled(item: TreeItem, label: string): TreeItem {
  item.accessibilityInformation = { label };
  return item;
}

const icons: Readonly<Record<CellStatus, readonly [icon: string, color: string | undefined]>> = {
  ready: ['pass-filled', 'testing.iconPassed'],
  'in progress': ['color-mode', 'editorWarning.foreground'],
  'not started': ['circle-large-outline', 'disabledForeground'],
  'not applicable': ['dash', 'disabledForeground'],
};

function icon(status: CellStatus): ThemeIcon {
  const [name, color] = icons[status];
  return new ThemeIcon(name, color === undefined ? undefined : new ThemeColor(color));
}

/** Nothing is rounded up to complete. */
const percent = (score: number): string => `${score >= 1 ? 100 : Math.min(99, Math.round(score * 100))} %`;
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
