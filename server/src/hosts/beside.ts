// What stands beside a new document: which initiative it joins, and templates that are filled from that initiative.
// Shared by the command line and the server; it reads texts that others have read, and no file itself.
import { readTree } from '../core/check.js';
import type { Have } from '../core/have/have.js';
import { type Artifact, dataAt } from '../core/model/artifact.js';
import { lower } from '../core/model/lower.js';
import { prefill } from '../core/templates/prefill.js';
import { template } from '../core/templates/template.js';
import { type Joined, type NewSyntax, newKinds, slug } from '../newFiles.js';
import { type Kind, recognise } from '../recognise.js';

export interface Neighbour {
  /** Without its folder. */
  readonly name: string;
  readonly text: string;
}

export interface Wanted {
  readonly syntax: NewSyntax;
  /** The initiative by id or title, or the name of the new document. */
  readonly name?: string;
  /** One artifact of this kind; all of them otherwise. */
  readonly kind?: Kind;
  /** What success looks like, in one sentence, where no document says it yet. */
  readonly goal?: string;
  /** Files of other formats to begin from; their paths are relative to the folder of the new document. */
  readonly from?: readonly Have[];
}

export interface Beside {
  readonly joined: Joined | undefined;
  readonly templateOf: (kind: Kind) => string;
}

export function beside(neighbours: readonly Neighbour[], { syntax, name, kind, goal, from }: Wanted): Beside {
  const found = neighbours.flatMap(read);
  const mine = initiativeOf(found, slug(name ?? ''), kind);
  const said = mine.map(({ artifact }) => artifact);
  if (goal !== undefined && goal.trim() !== '') said.push(lower(readTree(`goal: ${JSON.stringify(goal)}`, 'yaml'), 'prd'));
  return {
    joined: mine.length === 0 ? undefined : joinedOf(mine),
    templateOf: (wanted) => template(wanted, syntax, prefill(wanted, said, from)),
  };
}

interface Found {
  readonly name: string;
  readonly artifact: Artifact;
  readonly id: string;
  readonly title: string;
}

function read({ name, text }: Neighbour): Found[] {
  const recognised = recognise(name, text);
  if (!recognised) return [];
  const artifact = lower(readTree(text, /\.ya?ml$/i.test(name) ? 'yaml' : 'markdown'), recognised.kind);
  return [{ name, artifact, id: wordsAt(artifact, '/id'), title: wordsAt(artifact, '/title') }];
}

/**
 * The documents with that id, title or file name. For one new artifact also the only initiative of the folder, where it has none
 * of that kind yet: nobody keeps a runbook beside a PRD that it is not for.
 */
function initiativeOf(found: readonly Found[], name: string, kind: Kind | undefined): readonly Found[] {
  const named = name === '' ? undefined : found.find(({ id, title, name: file }) => [slug(id), slug(title), stem(file)].includes(name));
  if (named) return found.filter(({ id }) => id === named.id);
  const only = found.length > 0 && found.every(({ id }) => id === found[0]?.id);
  return kind !== undefined && only && found.every(({ artifact }) => artifact.kind !== kind) ? found : [];
}

function joinedOf(mine: readonly Found[]): Joined {
  const ofKind = (kind: Kind) => mine.find(({ artifact }) => artifact.kind === kind);
  const lead = ofKind('prd') ?? ofKind('one-pager');
  const files = newKinds.flatMap((kind) => {
    const file = ofKind(kind)?.name;
    return file === undefined ? [] : [[kind, file] as const];
  });
  return { id: mine[0]?.id ?? '', ...(lead && lead.title !== '' ? { title: lead.title } : {}), files: Object.fromEntries(files) };
}

const wordsAt = (artifact: Artifact, pointer: string): string => String(dataAt(artifact, pointer) ?? '').trim();
/** "recs.prd.md" → "recs" */
const stem = (file: string): string => slug(file.replace(/\..*$/, ''));
