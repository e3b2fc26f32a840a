// What the view Readiness leaves out: everything but one phase, everything but what one person answers for.

import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { InitiativeReport, PhaseName, ReportCell, ReportResult } from '../../server/src/protocol.js';

export interface ReadinessFilter {
  readonly phase?: PhaseName;
}

export const nothingFiltered: ReadinessFilter = {};

export const isShown = (_of: InitiativeReport, cell: ReportCell, { phase }: ReadinessFilter): boolean =>
  phase === undefined || cell.phase === phase;

export const wordsOf = ({ phase }: ReadinessFilter): string => phase ?? '';

interface Choice extends QuickPickItem {
  readonly filter?: ReadinessFilter;
}

/** One choice replaces the last one of its sort and keeps the other. */
export async function pickFilter({ initiatives }: ReportResult, now: ReadinessFilter): Promise<ReadinessFilter | undefined> {
  const current = new Set(initiatives.map(({ phase }) => phase));
  const items: readonly Choice[] = [
    { label: 'Everything', filter: nothingFiltered },
    { label: 'Phase', kind: QuickPickItemKind.Separator },
    ...(['discover', 'build', 'deploy', 'operate'] as const).map(
      (phase): Choice => ({ label: phase, description: current.has(phase) ? 'current' : '', filter: { ...now, phase } }),
    ),
  ];
  return (await window.showQuickPick(items, { title: 'Filter Readiness', placeHolder: 'Show only …' }))?.filter;
}
