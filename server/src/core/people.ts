// Who exists, as a team writes it down: a list in shipworthy.yaml, a YAML file, or a CODEOWNERS file. Reads text, opens no file.
import type { Plain } from './config.js';
import type { OwnerRead } from './language/types.js';

export interface Person {
  /** How documents refer to them: "@ana", "@acme/search", "ana@example.org". */
  readonly handle: string;
  readonly name?: string;
  readonly email?: string;
  readonly role?: string;
  readonly team?: string;
  readonly kind?: 'person' | 'team' | 'rota';
}

/** A list of handles or of `{ handle, name, … }`; also below `people:`. What is neither is left out. */
export function peopleOf(data: Plain): readonly Person[] {
  if (isMap(data)) return data.people === undefined ? [] : peopleOf(data.people);
  if (!Array.isArray(data)) return [];
  return (data as readonly Plain[]).flatMap((entry): readonly Person[] => {
    if (typeof entry === 'string' && entry.trim() !== '') return [{ handle: entry.trim() }];
    if (!isMap(entry) || typeof entry.handle !== 'string' || entry.handle.trim() === '') return [];
    const text = (key: 'name' | 'email' | 'role' | 'team') => (typeof entry[key] === 'string' ? { [key]: entry[key] } : {});
    const kind = entry.kind === 'person' || entry.kind === 'team' || entry.kind === 'rota' ? { kind: entry.kind } : {};
    return [{ handle: entry.handle.trim(), ...text('name'), ...text('email'), ...text('role'), ...text('team'), ...kind } as Person];
  });
}

/** Every owner of every pattern, once, in order: "@ana", "@acme/search", "ana@example.org". */
export function codeOwners(text: string): readonly Person[] {
  const handles = new Set<string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const words = line.replace(/(?:^|\s)#.*$/, '').trim();
    for (const word of words.split(/\s+/).slice(/^\^?\[/.test(words) ? 0 : 1))
      if (/^(?:@[\w.-]{1,100}(?:\/[\w.-]{1,100}){0,4}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6})$/.test(word)) handles.add(word);
  }
  return [...handles].map((handle): Person => ({ handle, ...(handle.includes('/') ? { kind: 'team' } : {}) }));
}

/** Whether somebody of that name, handle or address is among them. Case, accents of writing and the `@` do not matter. */
export function isAmong(people: readonly Person[], { name }: Pick<OwnerRead, 'name'>): boolean {
  const said = plainName(name);
  return people.some(({ handle, name: full, email, team }) =>
    [handle, full, email, email?.replace(/@.*$/, ''), team, handle.replace(/^.*\//, '')].some(
      (known) => known !== undefined && plainName(known) === said,
    ),
  );
}

const plainName = (name: string): string => name.normalize('NFKC').trim().replace(/^@/, '').replace(/\s+/g, ' ').toLowerCase();
const isMap = (data: Plain | undefined): data is { readonly [key: string]: Plain } =>
  data !== null && typeof data === 'object' && !Array.isArray(data);
