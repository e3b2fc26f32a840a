// The names that an initiative gives to things, where each is defined and where it is used; and what renaming one would write.
// A word of everyday language is a name only where it is a field's whole value, so that prose is never taken for a reference.
import { type Artifact, leaves, type Pointer } from './model/artifact.js';
import type { Initiative, Member } from './project.js';
import type { Kind } from './schema/kinds.js';
import { shapeAt } from './schema/look.js';
import type { Edit, Span } from './text.js';
import { type ScalarNode, spanWithin } from './tree.js';

export type NameSort = 'metric' | 'source' | 'stage' | 'slo' | 'alert' | 'model' | 'risk' | 'owner';

export interface Name {
  readonly sort: NameSort;
  /** As its definition spells it. */
  readonly name: string;
  /** In order of paths and offsets. */
  readonly uses: readonly Use[];
  /** Where it is defined: in the artifact that owns its sort; a person is defined where first named. */
  readonly definition: Use;
}

export interface Use {
  readonly member: Member;
  readonly pointer: Pointer;
  readonly span: Span;
  /** The span holds the very letters; false where escapes or line breaks stand between them. */
  readonly exact: boolean;
}

/** All names of an initiative; computed once for each state of it, and only when somebody asks. */
export function namesOf(initiative: Initiative): readonly Name[] {
  const known = named.get(initiative) ?? collect(initiative);
  named.set(initiative, known);
  return known;
}

/** The name at an offset of one of its artifacts. */
export const nameAt = (initiative: Initiative, path: string, offset: number): { readonly name: Name; readonly use: Use } | undefined => {
  for (const name of namesOf(initiative)) {
    const use = name.uses.find(({ member, span }) => member.path === path && span[0] <= offset && offset <= span[1]);
    if (use) return { name, use };
  }
  return undefined;
};

/** The names alone, without looking for their uses: cheap enough for every keystroke. */
export function definedIn(members: readonly Member[]): readonly Defined[] {
  const found = new Map<string, Defined>();
  for (const { sort, kinds, read } of owners)
    for (const kind of kinds)
      for (const at of members.filter(({ source }) => source.kind === kind))
        for (const { name: written, pointer } of read(at)) {
          const name = written.trim();
          const key = name.toLowerCase();
          if (name.length >= 2 && name.length <= 80 && !name.includes('\n') && !found.has(key)) found.set(key, { sort, name, at, pointer });
        }
  return [...found.values()];
}

export interface Defined {
  readonly sort: NameSort;
  readonly name: string;
  readonly at: Member;
  readonly pointer: Pointer;
}

/** Which sorts of names a field may hold as its whole value. */
export const sortsAt = (pointer: Pointer): readonly NameSort[] => fields.flatMap(({ sort, where }) => (where.test(pointer) ? [sort] : []));

const fields: readonly { readonly sort: NameSort; readonly where: RegExp }[] = [
  {
    sort: 'metric',
    where:
      /\/(?:metric|signal|guardrail)$|\/panels\/\d+$|^\/(?:metrics|signals)\/(?:technical|business)\/\d+(?:\/name)?$|^\/(?:success_metrics\/\d+|primary_metric)(?:\/name)?$/,
  },
  { sort: 'source', where: /^\/(?:(?:data_)?sources|data_owners)\/\d+(?:\/(?:name|source))?$/ },
  { sort: 'stage', where: /^(?:\/rollout_plan)?\/stages\/\d+\/name$/ },
  { sort: 'slo', where: /^\/slos\/\d+\/sli$|^\/slo_attainment\/\d+\/slo$|^\/alerts\/\d+\/signal$/ },
  {
    sort: 'model',
    where: /^\/artifact\/model$|^\/decision\/winner$|^\/model_decision\/choice$|^\/(?:candidates|model_decision\/options)\/\d+\/name$/,
  },
  { sort: 'alert', where: /^\/alerts\/\d+\/name$/ },
  { sort: 'risk', where: /^\/(?:risks_and_mitigations|top_risks)\/\d+\/risk$/ },
];

export type Renaming = { readonly refused: string } | { readonly edits: ReadonlyMap<Member, readonly Edit[]> };

/** The edits of all artifacts, or why there are none. A capital at the start of a sentence stays one. */
export function renaming(initiative: Initiative, { name: old, sort, uses }: Name, wanted: string): Renaming {
  const name = wanted.trim();
  if (name === old) return { refused: `It is called ${old} already.` };
  if (sort === 'owner' ? !/^@\w[\w.-]{0,60}$/.test(name) : !spellable.test(name) || !/\p{L}/u.test(name) || reserved.test(name))
    return { refused: `"${name}" cannot be written the same way in YAML, tables and prose; letters, digits, spaces and . _ - / can.` };
  const others = new Map<string, Use[]>();
  for (const member of initiative.members) usesIn(member, [{ name, sort }], others);
  const other =
    others.get(name.toLowerCase())?.[0] ?? namesOf(initiative).find((known) => known.name.toLowerCase() === name.toLowerCase())?.definition;
  // The same word in other capitals is the name itself.
  if (other && name.toLowerCase() !== old.toLowerCase())
    return { refused: `"${name}" is used already in ${fileOf(other.member.path)}; the two could not be told apart again.` };
  const broken = uses.find(({ exact }) => !exact);
  if (broken)
    return { refused: `In ${fileOf(broken.member.path)} "${old}" is written across lines or with escapes; rename it there first.` };
  const edits = new Map<Member, Edit[]>();
  for (const { member, span } of uses) {
    const first = member.source.text.slice(span[0], span[0] + 1);
    const text = first === old[0] ? name : flip(name);
    edits.set(member, [...(edits.get(member) ?? []), { span, text }]);
  }
  return { edits };
}

const named = new WeakMap<Initiative, readonly Name[]>();

const spellable = /^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,78}[\p{L}\p{N}]$/u;
const reserved = /^(?:true|false|yes|no|on|off|null)$/i;

/** Who owns each sort of name, first the one that is asked first. */
const owners: readonly {
  readonly sort: NameSort;
  readonly kinds: readonly Kind[];
  readonly read: (member: Member) => readonly { readonly name: string; readonly pointer: Pointer }[];
}[] = [
  {
    sort: 'metric',
    kinds: ['prd', 'one-pager'],
    read: ({ artifact, facts }) => [
      ...facts.metrics.map(({ name, pointer }) => ({ name, pointer })),
      ...columnOf(artifact, /^\/success_metrics\/\d+\/(?:name|metric)$/),
    ],
  },
  {
    sort: 'source',
    kinds: ['data-readiness', 'prd', 'one-pager'],
    read: ({ facts }) => facts.sources.map(({ name, nameAt: pointer }) => ({ name, pointer })),
  },
  {
    sort: 'stage',
    kinds: ['prd', 'runbook'],
    read: ({ artifact }) => columnOf(artifact, /^(?:\/rollout_plan)?\/stages\/\d+\/name$/),
  },
  { sort: 'slo', kinds: ['prd', 'monitoring'], read: ({ artifact }) => columnOf(artifact, /^\/slos\/\d+\/sli$/) },
  {
    sort: 'model',
    kinds: ['experiment-plan', 'prd', 'runbook'],
    read: ({ artifact }) =>
      columnOf(
        artifact,
        /^\/(?:candidates|model_decision\/options)\/\d+\/name$|^\/(?:decision\/winner|model_decision\/choice|artifact\/model)$/,
      ),
  },
  { sort: 'alert', kinds: ['monitoring'], read: ({ artifact }) => columnOf(artifact, /^\/alerts\/\d+\/name$/) },
  {
    sort: 'risk',
    kinds: ['prd', 'one-pager'],
    read: ({ artifact }) => columnOf(artifact, /^\/(?:risks_and_mitigations|top_risks)\/\d+\/risk$/),
  },
  {
    sort: 'owner',
    kinds: ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'],
    read: ({ facts }) =>
      facts.owners.filter(({ owner }) => owner.sort === 'handle').map(({ owner, pointer }) => ({ name: owner.name, pointer })),
  },
];

const columnOf = (artifact: Artifact, where: RegExp): readonly { readonly name: string; readonly pointer: Pointer }[] =>
  leaves(artifact)
    .filter(({ pointer }) => where.test(pointer))
    .map(({ pointer, text }) => ({ name: text.text, pointer }));

function collect({ members }: Initiative): readonly Name[] {
  const found = definedIn(members);
  const uses = new Map<string, Use[]>();
  for (const member of members) usesIn(member, found, uses);
  return found.flatMap(({ sort, name, at, pointer }): Name[] => {
    const all = uses.get(name.toLowerCase()) ?? [];
    const own = all.filter(({ member }) => member === at);
    const definition = own.find((use) => use.pointer === pointer || use.pointer.startsWith(`${pointer}/`)) ?? own[0];
    return definition ? [{ sort, name, uses: all, definition }] : [];
  });
}

function usesIn(member: Member, names: readonly { readonly sort: NameSort; readonly name: string }[], uses: Map<string, Use[]>): void {
  const taken = new Map<number, number>();
  const texts = leaves(member.artifact).filter(({ text }) => text.verbatim !== 'code');
  // The longest name first: "error rate" is not meant where "checkout error rate" stands.
  for (const { name, sort } of [...names].sort((a, b) => b.name.length - a.name.length)) {
    const list = uses.get(name.toLowerCase()) ?? [];
    const lower = name.toLowerCase();
    for (const { pointer, text } of texts) {
      if (!text.text.toLowerCase().includes(lower)) continue;
      if ((shapeAt(member.artifact.kind, pointer)?.choices.length ?? 0) > 0) continue;
      for (const [from, to] of matches(text, name, sort)) {
        const span = spanWithin(text, from, to);
        if ([...taken].some(([start, end]) => span[0] < end && start < span[1])) continue;
        taken.set(span[0], span[1]);
        list.push({ member, pointer, span, exact: member.source.text.slice(...span) === text.text.slice(from, to) });
      }
    }
    list.sort((a, b) => (a.member === b.member ? a.span[0] - b.span[0] : 0));
    uses.set(lower, list);
  }
}

function matches({ text }: ScalarNode, name: string, sort: NameSort): readonly Span[] {
  const spelled = (words: string) => words === name || words === flip(name);
  if (!isDistinct(name, sort)) {
    const from = text.length - text.trimStart().length;
    return spelled(text.trim()) ? [[from, from + name.length]] : [];
  }
  return [...text.matchAll(whole(name, 'giu'))]
    .filter(([words]) => spelled(words))
    .map((match): Span => [match.index, match.index + name.length]);
}

/** May stand in the middle of a sentence and still be the name: "events_db", "ErrorBudgetFast", "p95 latency", "@ana"; not "orders", not "canary". */
export const isDistinct = (name: string, sort: NameSort): boolean =>
  sort === 'owner' || /[\s_]|\p{Ll}\p{Lu}/u.test(name) || (/\d/.test(name) && name.length > 3);

const whole = (name: string, flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_@])${name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}_]|-[\\p{L}\\p{N}])`, flags);

const flip = (name: string): string => {
  const first = name.slice(0, 1);
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + name.slice(1);
};

const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
