// Many artifacts → initiatives: what belongs together because it shares an id, else a folder.
// Knows no files and no editor; a path is whatever name the host gives, with forward slashes.

import type { Reading } from './check.js';
import type { Have } from './have/have.js';
import type { Kind } from './schema/kinds.js';
import type { Past } from './suspect/past.js';

/** One artifact of an initiative. */
export interface Member extends Reading {
  /** The host's name for the file; unique, with forward slashes. */
  readonly path: string;
  /** Whether there is a file of that name, as far as the host knows; undefined where it does not. */
  readonly exists?: (path: string) => boolean | undefined;
  /** What files of other formats say that it points at, and CODEOWNERS above it. */
  readonly have?: readonly Have[];
  /** What it said at earlier commits, as far as the host has read them. */
  readonly past?: () => Past | undefined;
}

export interface Initiative {
  /** What its artifacts call it; the folder's path where they say nothing. */
  readonly id: string;
  readonly from: 'id' | 'folder';
  /** In order of their paths. */
  readonly members: readonly Member[];
}

/**
 * Artifacts that share an `id`; one without joins the only id of its folder, else all without in one folder belong together.
 * Candidates belong to nothing until somebody adopts them.
 */
export function initiativesOf(members: readonly Member[]): readonly Initiative[] {
  const declared = members.filter(({ source }) => !source.candidate).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const idsByFolder = new Map<string, Set<string>>();
  for (const member of declared) {
    const id = ownId(member);
    if (id === undefined) continue;
    const folder = folderOf(member.path);
    idsByFolder.set(folder, (idsByFolder.get(folder) ?? new Set()).add(id));
  }
  const groups = new Map<string, Initiative & { readonly members: Member[] }>();
  for (const member of declared) {
    const folder = folderOf(member.path);
    const near = idsByFolder.get(folder);
    const id = ownId(member) ?? (near?.size === 1 ? [...near][0] : undefined);
    // An id and a folder of the same name are two things.
    const key = id === undefined ? `folder ${folder}` : `id ${id}`;
    const group = groups.get(key) ?? { id: id ?? folder, from: id === undefined ? 'folder' : 'id', members: [] };
    group.members.push(member);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The artifacts of a kind, in order of their paths. */
export const membersOf = (initiative: Initiative | undefined, ...kinds: readonly Kind[]): readonly Member[] =>
  initiative?.members.filter(({ source }) => kinds.includes(source.kind)) ?? [];

/** What decides to which initiative it belongs; equal before and after a change, the change moves nothing. */
export const belonging = (member: Member): string => `${member.source.candidate ? 'candidate' : 'declared'} ${ownId(member) ?? ''}`;

function ownId(member: Member): string | undefined {
  const id = member.artifact.data.id;
  const text = typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
  return text === '' ? undefined : text;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
