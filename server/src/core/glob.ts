// Globs of shipworthy.yaml against paths: `*` and `?` within a name, `**` over folders, `[a-z]`, `{a,b}`. Never more steps than
// pattern times path, whatever anybody writes: what a team's file says runs on every keystroke.

/** `path` has forward slashes and is relative. Case counts. */
export function matchesGlob(glob: string, path: string): boolean {
  const names = path.split('/');
  return alternatives(glob).some((pattern) => matchesNames(pattern, names));
}

/** What a pattern may be at most, in characters. */
const lengthLimit = 512;
const alternativesLimit = 64;

type Step = '**' | readonly Piece[];
/** Any run of characters, any one, one of several, this one. */
type Piece = '*' | '?' | { readonly not: boolean; readonly set: string } | { readonly is: string };

const parsed = new Map<string, readonly (readonly Step[])[]>();

function alternatives(glob: string): readonly (readonly Step[])[] {
  let patterns = parsed.get(glob);
  if (!patterns) {
    const plain = glob.replace(/^\.\//, '');
    patterns = glob.length > lengthLimit ? [] : braces(plain).map((one) => one.split('/').map(stepOf));
    if (parsed.size >= 500) parsed.clear();
    parsed.set(glob, patterns);
  }
  return patterns;
}

/** "a/{b,c}.md" → "a/b.md", "a/c.md"; what is not closed is meant as written. */
function braces(glob: string): readonly string[] {
  let open = [glob];
  const done: string[] = [];
  while (open.length > 0 && open.length + done.length <= alternativesLimit) {
    const one = open.shift() as string;
    const inner = /\{([^{}]*,[^{}]*)\}/.exec(one);
    if (!inner) done.push(one);
    else
      open = [
        ...(inner[1] as string).split(',').map((part) => one.slice(0, inner.index) + part + one.slice(inner.index + inner[0].length)),
        ...open,
      ];
  }
  return open.length === 0 ? done : [];
}

function stepOf(name: string): Step {
  if (name === '**') return '**';
  const pieces: Piece[] = [];
  for (let at = 0; at < name.length; at++) {
    const character = name[at] as string;
    if (character === '*') {
      if (pieces[pieces.length - 1] !== '*') pieces.push('*');
    } else if (character === '?') pieces.push('?');
    else if (character === '\\' && at + 1 < name.length) pieces.push({ is: name[++at] as string });
    else {
      const end = character === '[' ? name.indexOf(']', at + 2) : -1;
      if (end === -1) pieces.push({ is: character });
      else {
        const not = /[!^]/.test(name[at + 1] as string);
        pieces.push({ not, set: name.slice(at + (not ? 2 : 1), end) });
        at = end;
      }
    }
  }
  return pieces;
}

/** The last `**` takes one folder more each time that what follows it does not fit. */
function matchesNames(steps: readonly Step[], names: readonly string[]): boolean {
  return greedy(
    steps.length,
    names.length,
    (step) => steps[step] === '**',
    (step, name) => matchesName(steps[step] as readonly Piece[], names[name] as string),
  );
}

function matchesName(pieces: readonly Piece[], name: string): boolean {
  const characters = [...name];
  return greedy(
    pieces.length,
    characters.length,
    (piece) => pieces[piece] === '*',
    (piece, at) => fits(pieces[piece] as Piece, characters[at] as string),
  );
}

function greedy(
  patterns: number,
  items: number,
  isMany: (pattern: number) => boolean,
  one: (pattern: number, item: number) => boolean,
): boolean {
  let pattern = 0;
  let item = 0;
  let many = -1;
  let from = 0;
  while (item < items) {
    if (pattern < patterns && isMany(pattern)) {
      many = pattern++;
      from = item;
    } else if (pattern < patterns && one(pattern, item)) {
      pattern++;
      item++;
    } else if (many !== -1) {
      pattern = many + 1;
      item = ++from;
    } else return false;
  }
  while (pattern < patterns && isMany(pattern)) pattern++;
  return pattern === patterns;
}

function fits(piece: Piece, character: string): boolean {
  if (piece === '?') return true;
  if (piece === '*') return false;
  if ('is' in piece) return piece.is === character;
  let inside = false;
  for (let at = 0; at < piece.set.length; at++) {
    const low = piece.set[at] as string;
    const high = piece.set[at + 1] === '-' && at + 2 < piece.set.length ? (piece.set[at + 2] as string) : low;
    if (character >= low && character <= high) inside = true;
    if (high !== low) at += 2;
  }
  return inside !== piece.not;
}
