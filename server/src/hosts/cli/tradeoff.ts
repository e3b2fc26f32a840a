// `shipworthy tradeoff [PATH…]`: asks what favours a simpler or a more complex model, says which answers decided, and with --write puts
// the rationale into the PRD or the experiment plan. What the documents' headers answer is not asked again.
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { URI } from 'vscode-uri';
import type { Check } from '../../core/check.js';
import { joinFlags } from '../../core/facts/flags.js';
import type { Member } from '../../core/project.js';
import { threshold } from '../../core/settings.js';
import { plain, spell } from '../../core/syntax/write.js';
import { applyEdits } from '../../core/text.js';
import { type Answers, answersFrom, decide, type Question, questions, rationaleEdit } from '../../core/tradeoff.js';
import { escapeTerminal as clean } from '../../features/escape.js';
import { relativeTo } from './config.js';
import { runOf } from './map.js';
import { Misuse, options } from './misuse.js';

export async function tradeoffCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({
    args: [...args],
    allowPositionals: true,
    options: {
      write: { type: 'boolean' },
      format: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries(questions.map(({ id }) => [id, { type: 'string' as const }])),
    },
  });
  const given = values as Readonly<Record<string, string | boolean | undefined>>;
  if (given.help) return print(help());
  if (given.format !== undefined && given.format !== 'text' && given.format !== 'json')
    throw new Misuse(`There is no format "${String(given.format)}". Known are text, json.`);
  const members = await membersAt(positionals, given.write === true);
  const known = { ...headersOf(members), ...chosenIn(given) };
  const answers = given.format === 'json' ? known : { ...known, ...(await ask(questions.filter(({ id }) => known[id] === undefined))) };
  const decision = decide(answers);
  if (given.format === 'json') print(JSON.stringify({ schemaVersion: 1, answers, ...decision }, null, 2));
  else print(asText(answers));
  if (!given.write) return 0;
  if (decision.rationale === '') throw new Misuse('No answer favours a simpler or a more complex model: there is nothing to write.');
  return print(write(members, decision.rationale));
}

async function membersAt(paths: readonly string[], needed: boolean): Promise<readonly (Member & Pick<Check, 'settings'>)[]> {
  const { initiatives } = await runOf(paths, undefined);
  // Without a path and without anything to write, several initiatives only mean that none is meant.
  if (initiatives.length > 1 && paths.length === 0 && !needed) return [];
  if (initiatives.length > 1)
    throw new Misuse(
      `Here are ${initiatives.length} initiatives; name the PRD or the folder of one: ${initiatives.map(({ id }) => id).join(', ')}.`,
    );
  const members = initiatives[0]?.report.checks ?? [];
  if (needed && members.length === 0) throw new Misuse('Here is no PRD and no experiment plan to write into.');
  return members;
}

function headersOf(members: readonly (Member & Pick<Check, 'settings'>)[]): Answers {
  const [first, ...others] = members;
  if (!first) return {};
  const flags = joinFlags(
    first.facts.flags,
    others.map(({ facts }) => facts.flags),
  );
  return answersFrom(flags, threshold(first.settings, 'small_team'));
}

function chosenIn(given: Readonly<Record<string, unknown>>): Answers {
  return Object.fromEntries(
    questions.flatMap(({ id, choices }): [string, string][] => {
      const key = given[id];
      if (typeof key !== 'string') return [];
      if (!choices.some((choice) => choice.key === key))
        throw new Misuse(`--${id} takes ${choices.map((choice) => choice.key).join(', ')}, not "${key}".`);
      return [[id, key]];
    }),
  );
}

/** One question after the other; an empty line leaves one open, the end of the input all that follow. */
async function ask(open: readonly Question[]): Promise<Answers> {
  const answers: Record<string, string> = {};
  if (open.length === 0) return answers;
  const reader = createInterface({ input: process.stdin });
  const lines = reader[Symbol.asyncIterator]();
  try {
    for (const { id, row, asks, choices } of open) {
      process.stderr.write(`\n${asks} (${row})\n${choices.map(({ title }, at) => `  ${at + 1}  ${title}`).join('\n')}\n> `);
      for (;;) {
        const line = await lines.next();
        if (line.done) return answers;
        const said = line.value.trim().toLowerCase();
        const choice = choices.find(({ key }, at) => said === key || said === String(at + 1));
        if (choice) answers[id] = choice.key;
        if (choice || said === '') break;
        process.stderr.write(`1 to ${choices.length}, or nothing to leave it open\n> `);
      }
    }
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
  return answers;
}

function asText(answers: Answers): string {
  const { rows, favours, decidedBy, rationale } = decide(answers);
  const sides = rows.map(({ title, favours: side, simple, complex }) => {
    const said = [
      simple.length > 0 ? `simpler: ${simple.join(', ')}` : '',
      complex.length > 0 ? `more complex: ${complex.join(', ')}` : '',
    ];
    return `  ${title.padEnd(18)}${(side ?? 'open').padEnd(9)}${said.filter(Boolean).join('; ')}`.trimEnd();
  });
  const verdict =
    favours === undefined
      ? 'Open: no answer favours either side.'
      : favours === 'mixed'
        ? 'Neither side wins.'
        : `Decided by ${decidedBy.join(', ')}.`;
  return [...sides, '', verdict, ...(rationale === '' ? [] : [rationale])].join('\n');
}

/** Into the PRD, else into the experiment plan. */
function write(members: readonly Member[], rationale: string): string {
  const target = ['prd', 'experiment-plan'].flatMap((kind) => members.filter(({ source }) => source.kind === kind))[0];
  if (!target) throw new Misuse('Here is no PRD and no experiment plan to write into.');
  const uri = URI.from({ scheme: 'file', path: target.path });
  const edit = rationaleEdit(target.artifact, rationale);
  const edits = edit && spell(target.artifact, [edit]);
  if (!edits) return `${clean(relativeTo(uri.toString()))} says so already.`;
  if (!readFileSync(uri.fsPath).equals(Buffer.from(target.source.text))) throw new Misuse(`${relativeTo(uri.toString())} is not UTF-8.`);
  writeFileSync(
    uri.fsPath,
    applyEdits(
      target.source.text,
      edits.map(({ span, text }) => ({ span, text: plain(text) })),
    ),
  );
  return `Written to ${clean(relativeTo(uri.toString()))}.`;
}

function print(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}

const help = (): string =>
  [
    'Usage: shipworthy tradeoff [PATH…] [OPTIONS]',
    '',
    ...questions.map(({ id, asks, choices }) => `  --${`${id} ${choices.map(({ key }) => key).join('|')}`.padEnd(36)}${asks}`),
    '  --write                               puts the rationale into the PRD, else the experiment plan',
    '  --format text|json                    json asks nothing',
    '',
    'What is not given, and not said by the documents, is asked; an empty line leaves it open.',
  ].join('\n');
