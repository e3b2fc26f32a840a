// What the view Readiness leaves out: everything but one phase, everything but what one person answers for, or nobody.

import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { InitiativeReport, PhaseName, ReportCell, ReportResult } from '../../server/src/protocol.js';

export interface ReadinessFilter {
  readonly phase?: PhaseName;
  /** As the documents write the name; '' for what nobody answers for. */
  readonly owner?: string;
}

export const nothingFiltered: ReadinessFilter = {};

/** Who answers for a responsibility, as the documents write it. */
export const ownersOf = ({ owners }: InitiativeReport, responsibility: string): readonly string[] => [
  ...new Set(owners.responsibilities.find((one) => one.responsibility === responsibility)?.accountable.map(({ person }) => person) ?? []),
];

export function isShown(of: InitiativeReport, cell: ReportCell, { phase, owner }: ReadinessFilter): boolean {
  if (phase !== undefined && cell.phase !== phase) return false;
  if (owner === undefined) return true;
  const owners = ownersOf(of, cell.responsibility);
  return owner === '' ? owners.length === 0 : owners.includes(owner);
}

export const wordsOf = ({ phase, owner }: ReadinessFilter): string =>
  [phase, owner === '' ? 'nobody' : owner].filter((word) => word !== undefined).join(' · ');

interface Choice extends QuickPickItem {
  readonly filter?: ReadinessFilter;
}

/** One choice replaces the last one of its sort and keeps the other. */
export async function pickFilter({ initiatives }: ReportResult, now: ReadinessFilter): Promise<ReadinessFilter | undefined> {
  const current = new Set(initiatives.map(({ phase }) => phase));
  const duties = new Map<string, Set<string>>();
  for (const { owners } of initiatives)
    for (const { responsibility, accountable } of owners.responsibilities)
      for (const { person } of accountable) duties.set(person, (duties.get(person) ?? new Set()).add(responsibility));
  const items: readonly Choice[] = [
    { label: 'Everything', filter: nothingFiltered },
    { label: 'Phase', kind: QuickPickItemKind.Separator },
    ...(['discover', 'build', 'deploy', 'operate'] as const).map(
      (phase): Choice => ({ label: phase, description: current.has(phase) ? 'current' : '', filter: { ...now, phase } }),
    ),
    { label: 'Owner', kind: QuickPickItemKind.Separator },
    ...[...duties]
      .sort()
      .map(([owner, of]): Choice => ({ label: owner, description: [...of].sort().join(', '), filter: { ...now, owner } })),
    { label: 'nobody', description: 'what no document gives to anybody', filter: { ...now, owner: '' } },
  ];
  return (await window.showQuickPick(items, { title: 'Filter Readiness', placeHolder: 'Show only …' }))?.filter;
}
