// What a rule is: words, examples, one check. A rule knows the model and the facts, neither YAML nor Markdown,
// and never another rule.
import type { Facts } from '../facts/facts.js';
import type { Condition, Flags } from '../facts/flags.js';
import type { Have } from '../have/have.js';
import type { Tongue } from '../language/tongue.js';
import type { Artifact, Pointer } from '../model/artifact.js';
import type { Initiative, Member } from '../project.js';
import type { Readiness } from '../readiness/readiness.js';
import type { Kind } from '../schema/kinds.js';
import type { Phase } from '../schema/look.js';
import type { Profile, Settings, Threshold } from '../settings.js';
import type { Span } from '../text.js';
import type { Problem, Syntax } from '../tree.js';

export type Level = 'error' | 'warning' | 'information' | 'hint' | 'off';
export type Levels = Level | Readonly<Record<Phase, Level>>;

export interface Rule {
  /** Names the problem, equals the file name, stable for ever. */
  readonly id: string;
  readonly group: Group;
  /** The first kind is the one the examples are of, unless they declare another. */
  readonly kinds: readonly Kind[];
  readonly level: Levels;
  /** The least demanding profile that it is part of: `standard` unless said. */
  readonly profile?: Profile;
  /** It has a say only about products of which one of these is true, as the headers of the initiative say. */
  readonly when?: readonly Condition[];
  /** It compares this artifact with the others of its initiative. */
  readonly across?: boolean;
  /** It looks at the readiness of the initiative, so it runs when all others have. */
  readonly late?: boolean;
  /** One sentence: what is wrong. */
  readonly says: string;
  /** One or two sentences: why it matters. */
  readonly because: string;
  /** The text or book that it comes from. */
  readonly source: string;
  /** It reads the author's sentences, so it is silent in languages that the readers do not know. */
  readonly prose?: boolean;
  /** Why there is no fix, where there is none. */
  readonly noFix?: string;
  /** What a shipworthy.yaml has to say for the examples to hold. */
  readonly given?: Partial<Settings>;
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
  check(context: Context, report: ReportFinding): void;
}

export type Group =
  | 'structure'
  | 'measurability'
  | 'data'
  | 'experimentation'
  | 'model-selection'
  | 'rollout'
  | 'monitoring'
  | 'risk'
  | 'adoption'
  | 'ownership'
  | 'cross-artifact'
  | 'arithmetic';

export interface Context {
  readonly artifact: Artifact;
  readonly facts: Facts;
  readonly phase: Phase;
  readonly settings: Settings;
  /** The number that the team, or else the schema of shipworthy.yaml, gives. */
  threshold(name: Threshold): number;
  /** What the headers say about the product: this artifact's, and for what it leaves open the initiative's. */
  readonly flags: Flags;
  /** All artifacts that belong together, this one among them; alone where the host knows no others. */
  readonly initiative: Initiative;
  /** This artifact as a member of it. */
  readonly self: Member;
  /** For late rules: what the findings of all others add up to. */
  readonly readiness: Readiness | undefined;
  /** What the reader of the syntax stumbled over. */
  readonly problems: readonly Problem[];
  readonly tongue: Tongue;
  /** The ids of all rules, for what names them. */
  readonly knownRules: readonly string[];
}

/** A field, a part of a field's text, or the key of a field. */
export type Spot =
  | Pointer
  | { readonly pointer: Pointer; readonly from: number; readonly to: number }
  | { readonly keyOf: Pointer }
  | { readonly span: Span; readonly pointer: Pointer };

/** `message` defaults to the rule's `says`; `related` names the other places that the finding is about. */
export type ReportFinding = (
  at: Spot,
  message?: string,
  more?: {
    readonly fix?: Fix | readonly Fix[];
    readonly level?: Level;
    readonly related?: readonly Related[];
    /** The fields that it names, where it names several at once. */
    readonly parts?: readonly Pointer[];
  },
) => void;

/** Another place: in this artifact, in another of the initiative, or in a file of another format. */
export type Related =
  | { readonly member: Member; readonly at: Spot; readonly message: string }
  | { readonly have: Have; readonly span: Span; readonly message: string };

export interface Fix {
  readonly title: string;
  /** safe: one right answer; choice: the author must choose; template: text with tab stops to fill in. */
  readonly sort: 'safe' | 'choice' | 'template';
  /** The artifact that the edits are for; the one with the finding unless said. */
  readonly member?: Member;
  readonly edits: readonly ModelEdit[];
}

/** Said in fields, spelled by syntax/write.ts. Texts may hold tab stops: `${1:metric}`; a literal `$` is `\$`. */
export type ModelEdit =
  | { readonly put: Pointer; readonly text: string }
  | { readonly within: Pointer; readonly from: number; readonly to: number; readonly text: string }
  | { readonly add: Pointer; readonly value: Template }
  | { readonly append: Pointer; readonly value: Template }
  | { readonly rename: Span; readonly text: string }
  /** A comment above the field that the pointer lies in; the text without the signs of a comment. */
  | { readonly note: Pointer; readonly text: string };

export type Template = string | readonly Template[] | { readonly [key: string]: Template };

export interface Example {
  readonly syntax: Syntax;
  readonly text: string;
  /** Where a finding is expected, in order. */
  readonly marks: readonly Span[];
  /** The other artifacts of the initiative, each with its own marks and `kind:`. */
  readonly beside?: readonly Example[];
  /** Files of other formats that lie beside the documents, by their names. */
  readonly files?: Readonly<Record<string, string>>;
}

export const rule = (definition: Rule): Rule => definition;

/** `error` from the given phase on, `before` until then. */
export function errorFrom(from: Phase, before: Level = 'hint', middle: Level = before): Levels {
  const order: readonly Phase[] = ['discover', 'build', 'deploy', 'operate'];
  const at = order.indexOf(from);
  const level = (phase: Phase): Level => (order.indexOf(phase) >= at ? 'error' : phase === 'build' ? middle : before);
  return { discover: level('discover'), build: level('build'), deploy: level('deploy'), operate: level('operate') };
}

export const levelIn = (levels: Levels, phase: Phase): Level => (typeof levels === 'string' ? levels : levels[phase]);

/** An example in YAML; `<|…|>` marks an expected finding, `${…}` is not interpolated. */
export const yaml = (strings: TemplateStringsArray, ...values: readonly string[]): Example => example('yaml', strings, values);
/** An example in Markdown. */
export const markdown = (strings: TemplateStringsArray, ...values: readonly string[]): Example => example('markdown', strings, values);

/** Several documents that belong together; findings are expected in each where it is marked. */
export const together = (first: Example, ...others: readonly Example[]): Example => ({ ...first, beside: others });

/** Files of other formats beside the documents; a document has them where it points at them. */
export const withFiles = (first: Example, files: Readonly<Record<string, string>>): Example => ({
  ...first,
  files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, dedent(text)])),
});

function example(syntax: Syntax, strings: TemplateStringsArray, values: readonly string[]): Example {
  return { syntax, ...readMarks(dedent(strings.raw.map((part, at) => part + (values[at] ?? '')).join(''))) };
}

/** "a <|b|> c" → the text "a b c" and the span of b. */
export function readMarks(marked: string): { readonly text: string; readonly marks: readonly Span[] } {
  const marks: Span[] = [];
  let text = '';
  let open = -1;
  for (let at = 0; at < marked.length; at++) {
    if (marked.startsWith('<|', at)) open = text.length;
    else if (marked.startsWith('|>', at)) marks.push([open, text.length]);
    else {
      text += marked[at];
      continue;
    }
    at++;
  }
  return { text, marks };
}

export function dedent(text: string): string {
  const lines = text.replace(/^\r?\n/, '').split('\n');
  const depth = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return `${lines
    .map((line) => line.slice(Number.isFinite(depth) ? depth : 0))
    .join('\n')
    .trimEnd()}\n`;
}
