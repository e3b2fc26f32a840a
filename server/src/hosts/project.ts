// Which artifacts there are and which belong together, kept file by file: after any changes it equals one built from scratch.
// Knows no files and no settings; who puts something in has read it.
import { belonging, type Initiative, initiativesOf, type Member } from '../core/project.js';

export interface Project {
  put(member: Member): void;
  remove(path: string): void;
  /** Undefined: no artifact, or a candidate that belongs to nothing. */
  initiativeOf(path: string): Initiative | undefined;
  member(path: string): Member | undefined;
  members(): readonly Member[];
  initiatives(): readonly Initiative[];
}

export function project(): Project {
  const members = new Map<string, Member>();
  let groups: Initiative[] | undefined;
  const groupAt = new Map<string, number>();

  const grouped = (): Initiative[] => {
    if (groups) return groups;
    groups = [...initiativesOf([...members.values()])];
    groupAt.clear();
    groups.forEach((group, at) => {
      for (const { path } of group.members) groupAt.set(path, at);
    });
    return groups;
  };

  return {
    put(member) {
      const before = members.get(member.path);
      members.set(member.path, member);
      if (!groups) return;
      if (!before || belonging(before) !== belonging(member)) {
        groups = undefined;
        return;
      }
      const at = groupAt.get(member.path);
      const group = at === undefined ? undefined : groups[at];
      // A new object, so that whoever kept what they computed from the old one sees that it changed.
      if (at !== undefined && group)
        groups[at] = { ...group, members: group.members.map((other) => (other.path === member.path ? member : other)) };
    },
    remove(path) {
      if (members.delete(path)) groups = undefined;
    },
    initiativeOf(path) {
      const all = grouped();
      const at = groupAt.get(path);
      return at === undefined ? undefined : all[at];
    },
    member: (path) => members.get(path),
    members: () => [...members.values()],
    initiatives: () => grouped(),
  };
}
