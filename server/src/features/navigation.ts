// From a name to where it is defined and used, in all artifacts of the initiative; and the one edit that renames it everywhere.
import {
  type DocumentHighlight,
  type Location,
  type Range,
  SymbolKind,
  type WorkspaceEdit,
  type WorkspaceSymbol,
} from 'vscode-languageserver-types';
import { type NameSort, nameAt, namesOf, renaming, type Use } from '../core/names.js';
import type { Initiative } from '../core/project.js';
import { shapeOf } from '../core/schema/look.js';
import { lineIndex } from '../core/text.js';
import { threadOf } from '../core/thread.js';
import { plainEdit } from './edits.js';
import { toRange } from './ranges.js';
import { uriOf } from './uris.js';
import { escapeMarkdown, hardBreak } from './words.js';

/** Where the cursor is: `path` is a member of the initiative. */
export interface NameQuestion {
  readonly initiative: Initiative;
  readonly path: string;
  readonly offset: number;
}

export function definition({ initiative, path, offset }: NameQuestion): Location | undefined {
  const hit = nameAt(initiative, path, offset);
  return hit && locationOf(hit.name.definition);
}

export function references({ initiative, path, offset }: NameQuestion, withDefinition: boolean): Location[] {
  const hit = nameAt(initiative, path, offset);
  return hit ? hit.name.uses.filter((use) => withDefinition || use !== hit.name.definition).map(locationOf) : [];
}

export function highlights({ initiative, path, offset }: NameQuestion): DocumentHighlight[] {
  const uses = nameAt(initiative, path, offset)?.name.uses ?? [];
  return uses.filter(({ member }) => member.path === path).map((use) => ({ range: rangeOf(use) }));
}

export function prepareRename({ initiative, path, offset }: NameQuestion): { range: Range; placeholder: string } | undefined {
  const hit = nameAt(initiative, path, offset);
  return hit && { range: rangeOf(hit.use), placeholder: hit.name.name };
}

/** A string says why it is refused. */
export function rename(
  { initiative, path, offset }: NameQuestion,
  wanted: string,
  able: { readonly documentChanges: boolean; readonly versionOf: (uri: string) => number | null },
): WorkspaceEdit | string {
  const hit = nameAt(initiative, path, offset);
  if (!hit) return 'Here is no name of a metric, source, stage, SLO, model, alert, risk or person of this initiative.';
  const result = renaming(initiative, hit.name, wanted);
  if ('refused' in result) return result.refused;
  const changes = [...result.edits].map(([member, edits]) => {
    const lines = lineIndex(member.source.text);
    // The words are no snippet: nothing in them is a tab stop.
    return { uri: uriOf(member.path), edits: edits.map((edit) => ({ ...plainEdit(lines, edit), newText: edit.text })) };
  });
  return able.documentChanges
    ? { documentChanges: changes.map(({ uri, edits }) => ({ textDocument: { uri, version: able.versionOf(uri) }, edits })) }
    : { changes: Object.fromEntries(changes.map(({ uri, edits }) => [uri, edits])) };
}

/** The names of all initiatives whose letters hold those of the query, at most 500; each with its initiative beside it. */
export function workspaceSymbols(initiatives: readonly Initiative[], query: string): WorkspaceSymbol[] {
  const wanted = query.trim().toLowerCase();
  return initiatives
    .flatMap((initiative) =>
      namesOf(initiative)
        .filter(({ name }) => name.toLowerCase().includes(wanted))
        .map(({ name, sort, definition: use }) => ({
          name,
          kind: symbolKinds[sort],
          containerName: `${initiative.id}, ${sort}`,
          location: locationOf(use),
        })),
    )
    .slice(0, 500);
}

const symbolKinds: Readonly<Record<NameSort, SymbolKind>> = {
  metric: SymbolKind.Variable,
  source: SymbolKind.Object,
  stage: SymbolKind.Event,
  slo: SymbolKind.Number,
  model: SymbolKind.Class,
  alert: SymbolKind.Event,
  risk: SymbolKind.Constant,
  owner: SymbolKind.Property,
};

/** A metric's way through the initiative, for the hover on its name; undefined for any other word. */
export function threadWords({ initiative, path, offset }: NameQuestion): string | undefined {
  const hit = nameAt(initiative, path, offset);
  if (hit?.name.sort !== 'metric') return undefined;
  const rows = threadOf(initiative, hit.name.name).map(({ title, due, places }) => {
    const where = [...new Set(places.map(({ member }) => shapeOf(member.source.kind).title))].join(', ');
    return places.length > 0 ? `✓ ${title}: ${escapeMarkdown(where)}` : `○ ${title}: *not yet; due from ${due} on*`;
  });
  return [`**${escapeMarkdown(hit.name.name)}** from goal to retrospective`, ...rows].join(hardBreak);
}

const rangeOf = ({ member, span }: Use): Range => toRange(lineIndex(member.source.text), span);
const locationOf = (use: Use): Location => ({ uri: uriOf(use.member.path), range: rangeOf(use) });
