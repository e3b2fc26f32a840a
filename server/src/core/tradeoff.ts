// The trade-off helper: a few questions in three rows, each answer favouring a simpler model, a more complex one or neither.
// It says which answers decided and writes the rationale; it knows nothing of accuracy, and which model it is stays with the author.
import type { Flags } from './facts/flags.js';
import { type Artifact, dataAt, textAt } from './model/artifact.js';
import { behind } from './rules/behind.js';
import type { ModelEdit } from './rules/rule.js';
import { literal } from './syntax/write.js';

export type Side = 'simple' | 'complex';
/** The key of a choice for each question that was answered. */
export type Answers = Readonly<Record<string, string>>;

export interface Choice {
  readonly key: string;
  readonly title: string;
  /** How the rationale says it. */
  readonly words: string;
  /** undefined: it decides nothing. */
  readonly favours: Side | undefined;
}

export interface Question {
  readonly id: string;
  readonly row: Row['title'];
  readonly asks: string;
  readonly choices: readonly Choice[];
}

export interface Row {
  readonly title: 'latency and cost' | 'explainability' | 'maintenance';
  /** What most of its answers favour; mixed where they are even, undefined where none of them decides. */
  readonly favours: Side | 'mixed' | undefined;
  readonly simple: readonly string[];
  readonly complex: readonly string[];
}

export interface Decision {
  readonly rows: readonly Row[];
  /** What most rows favour; undefined while nothing is answered that decides. */
  readonly favours: Side | 'mixed' | undefined;
  /** The answers that speak for what is favoured, in words. */
  readonly decidedBy: readonly string[];
  /** '' while nothing decides. */
  readonly rationale: string;
}

const choice = (key: string, title: string, words: string, favours?: Side): Choice => ({ key, title, words, favours });

/** Source: "PM responsibilities in AI", table of decisions across common trade-offs. */
export const questions: readonly Question[] = [
  {
    id: 'serving',
    row: 'latency and cost',
    asks: 'How is a prediction asked for?',
    choices: [
      choice('realtime', 'In real time: somebody or something waits for it', 'served in real time', 'simple'),
      choice('stream', 'As events arrive, within seconds', 'served on a stream', 'simple'),
      choice('batch', 'In batches: nobody waits', 'scored in batches', 'complex'),
    ],
  },
  {
    id: 'budget',
    row: 'latency and cost',
    asks: 'How tight is the budget to run it?',
    choices: [
      choice('low', 'Low: every request has to be cheap', 'a low budget', 'simple'),
      choice('ample', 'Ample: it is no constraint', 'an ample budget'),
    ],
  },
  {
    id: 'value',
    row: 'latency and cost',
    asks: 'What is one good prediction worth?',
    choices: [
      choice('high', 'Much: one pays for many', 'a high value per prediction', 'complex'),
      choice('low', 'Little: only the mass of them counts', 'a low value per prediction'),
    ],
  },
  {
    id: 'regulated',
    row: 'explainability',
    asks: 'Is the domain regulated?',
    choices: [
      choice('yes', 'Yes: decisions have to be justified', 'a regulated domain', 'simple'),
      choice('no', 'No', 'an unregulated domain'),
    ],
  },
  {
    id: 'audience',
    row: 'explainability',
    asks: 'Who meets its decisions?',
    choices: [
      choice('customers', 'Customers', 'decisions that customers meet', 'simple'),
      choice('internal', 'Only colleagues, and its return is clear', 'internal optimisation with a clear return', 'complex'),
      choice('unclear', 'Only colleagues, and its return is not clear yet', 'internal use without a clear return'),
    ],
  },
  {
    id: 'team',
    row: 'maintenance',
    asks: 'How large is the team that keeps it running?',
    choices: [
      choice('small', 'Small', 'a small team', 'simple'),
      choice('medium', 'In between', 'a team of medium size'),
      choice('large', 'Large', 'a large team', 'complex'),
    ],
  },
  {
    id: 'horizon',
    row: 'maintenance',
    asks: 'What is it for?',
    choices: [
      choice('years', 'To run for years', 'a system that has to last', 'simple'),
      choice('experiments', 'Research that lives by experiments', 'research driven by experiments', 'complex'),
    ],
  },
];

/** What is not among the choices is not answered. */
export function decide(answers: Answers): Decision {
  const rows = titles.map((title): Row => {
    const given = questions.filter(({ row }) => row === title).flatMap((question) => chosen(question, answers) ?? []);
    const [simple, complex] = (['simple', 'complex'] as const).map((side) =>
      given.filter(({ favours }) => favours === side).map(({ words }) => words),
    ) as [string[], string[]];
    return { title, favours: more(simple.length, complex.length), simple, complex };
  });
  const count = (side: Side) => rows.filter(({ favours }) => favours === side).length;
  const decided = rows.some(({ favours }) => favours !== undefined);
  const favours = decided ? (more(count('simple'), count('complex')) ?? 'mixed') : undefined;
  const decidedBy = favours === undefined || favours === 'mixed' ? [] : rows.flatMap((row) => row[favours]);
  return { rows, favours, decidedBy, rationale: favours === undefined ? '' : rationaleOf(rows, favours) };
}

/** What the headers say already. `small`: up to this many people a team is small. */
export function answersFrom({ serving, regulated, customerFacing, teamSize }: Flags, small: number): Answers {
  return {
    ...(serving ? { serving } : {}),
    ...(regulated === undefined ? {} : { regulated: regulated ? 'yes' : 'no' }),
    ...(customerFacing === true ? { audience: 'customers' } : {}),
    ...(teamSize !== undefined && teamSize <= small ? { team: 'small' } : {}),
  };
}

/** Where the rationale goes in a document; undefined where its kind has no place for it. What stands there is kept. */
export function rationaleEdit(artifact: Artifact, rationale: string): ModelEdit | undefined {
  const field = artifact.kind === 'prd' ? '/model_decision' : artifact.kind === 'experiment-plan' ? '/decision' : undefined;
  if (field === undefined || rationale === '') return undefined;
  const own = `${field}/rationale`;
  const at = textAt(artifact, own) !== '' ? own : textAt(artifact, field) !== '' ? field : undefined;
  if (at !== undefined) {
    const text = textAt(artifact, at);
    const end = text.trimEnd().length;
    return text.includes(rationale)
      ? undefined
      : behind(at, text, end, `${/[.!?]$/.test(text.trimEnd()) ? '' : '.'} ${literal(rationale)}`);
  }
  return dataAt(artifact, field) === undefined
    ? { add: field, value: { rationale: literal(rationale) } }
    : { add: own, value: literal(rationale) };
}

const titles = ['latency and cost', 'explainability', 'maintenance'] as const;

const chosen = ({ id, choices }: Question, answers: Answers): Choice | undefined =>
  Object.hasOwn(answers, id) ? choices.find(({ key }) => key === answers[id]) : undefined;

const more = (simple: number, complex: number): Row['favours'] =>
  simple === complex ? (simple === 0 ? undefined : 'mixed') : simple > complex ? 'simple' : 'complex';

/** "Latency and cost (served in real time) and maintenance (a small team) favour a simpler model; …" */
function rationaleOf(rows: readonly Row[], favours: Side | 'mixed'): string {
  const [first, second]: readonly Side[] = favours === 'complex' ? ['complex', 'simple'] : ['simple', 'complex'];
  const side = (one: Side): string => listed(rows.flatMap((row) => (row[one].length > 0 ? [`${row.title} (${row[one].join(', ')})`] : [])));
  const [own, other] = [side(first as Side), side(second as Side)];
  const parts = [
    own && `${own} ${speaks(own)} for ${favours === 'mixed' ? names[first as Side] : 'it'}`,
    other && `${other} ${speaks(other)} for ${names[second as Side]}`,
  ];
  const verdict =
    favours === 'mixed'
      ? 'Neither side wins, so the simpler model stays until the more complex one has beaten it'
      : `Favoured is ${names[favours]}`;
  return `${verdict}: ${parts.filter(Boolean).join('; ')}.`;
}

const names: Readonly<Record<Side, string>> = { simple: 'a simpler model', complex: 'a more complex model' };
const speaks = (list: string): string => (/\) and |, /.test(list.replace(/\([^)]*\)/g, '()')) ? 'speak' : 'speaks');
const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
