// The command line's front door: which command, which exit code. What a command does stands in its own file.
// 0 nothing at error level, 1 findings, 2 usage or configuration, 3 internal.

import { version } from '../version.js';
import { checkCommand } from './check.js';
import { diffCommand } from './diff.js';
import { drillCommand } from './drill.js';
import { explainCommand } from './explain.js';
import { exportCommand } from './export.js';
import { fixCommand } from './fix.js';
import { inspectCommand } from './inspect.js';
import { mapCommand } from './map.js';
import { mcpCommand } from './mcp.js';
import { Misuse } from './misuse.js';
import { newCommand } from './new.js';
import { ownersCommand } from './owners.js';
import { renameCommand } from './rename.js';
import { standupCommand } from './standup.js';
import { tradeoffCommand } from './tradeoff.js';

interface Command {
  readonly usage: string;
  readonly does: string;
  run?(args: readonly string[], build?: string): Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  check: { usage: 'check [PATH…]', does: 'finds what is missing or cannot be measured', run: checkCommand },
  fix: { usage: 'fix [PATH…]', does: 'mends what has one right answer; --dry-run only shows', run: fixCommand },
  map: { usage: 'map [PATH…]', does: 'shows how ready each initiative is, cell by cell, and what to do next', run: mapCommand },
  diff: { usage: 'diff REF [PATH…]', does: 'says in plain words what changed in meaning since a commit', run: diffCommand },
  owners: { usage: 'owners [PATH…]', does: 'says who answers for what, and on whom too much depends', run: ownersCommand },
  drill: { usage: 'drill [PATH…]', does: 'says who answers at 3 am, and in which hours of the week nobody does', run: drillCommand },
  standup: { usage: 'standup [PATH…]', does: 'says success, data owners and the biggest risk, or which is not crisp', run: standupCommand },
  tradeoff: {
    usage: 'tradeoff [PATH…]',
    does: 'weighs a simpler against a more complex model; --write puts the rationale down',
    run: tradeoffCommand,
  },
  new: { usage: 'new KIND|initiative NAME', does: 'writes a template, or all seven of an initiative; overwrites nothing', run: newCommand },
  export: {
    usage: 'export openslo FILE',
    does: 'writes the SLOs of a PRD or monitoring plan as OpenSLO, for queries to be filled in',
    run: exportCommand,
  },
  rename: {
    usage: 'rename OLD NEW [PATH…]',
    does: 'renames a metric, source, stage … in all files; --dry-run only shows',
    run: renameCommand,
  },
  inspect: { usage: 'inspect FILE', does: 'shows how a file is read: each field, where it was found and how', run: inspectCommand },
  explain: { usage: 'explain RULE|KIND[.FIELD]', does: 'says what a finding or a field means, with examples', run: explainCommand },
  mcp: { usage: 'mcp', does: 'answers assistants on standard input and output; reads, never writes', run: mcpCommand },
  // start.ts runs it without reading any of this.
  lsp: { usage: 'lsp --stdio', does: 'is the language server, for any editor' },
};

async function main(args: readonly string[], build: string): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') return print(version);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(help());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Misuse(`There is no command "${name}". Known are ${Object.keys(commands).join(', ')}.`);
  return command.run?.(rest, build) ?? 0;
}

function print(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}

const help = (): string =>
  [
    'Shipworthy checks the documents of AI products.',
    '',
    'Usage: shipworthy COMMAND [OPTIONS]',
    '',
    ...Object.values(commands).map(({ usage, does }) => `  ${usage.padEnd(28)}${does}`),
    '',
    'shipworthy check --help tells its options. Exit: 0 clean, 1 findings, 2 usage or configuration, 3 internal.',
  ].join('\n');

/** Ends with an exit code. */
export const run = (args: readonly string[], build: string): Promise<void> =>
  main(args, build).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      if (error instanceof Misuse) {
        process.stderr.write(`${error.message}\n`);
        process.exitCode = 2;
        return;
      }
      process.stderr.write(
        `Shipworthy failed. Please report this:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      process.exitCode = 3;
    },
  );
