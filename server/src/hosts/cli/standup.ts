// `shipworthy standup`: the success statement, the data owners and the single biggest risk, in the documents' own words, or which of
// the three is not yet crisp. It quotes; it never makes anything up.

import { type Standup, standupOf } from '../../core/standup.js';
import { escapeTerminal as clean } from '../../features/escape.js';
import { runOf } from './map.js';
import { options } from './misuse.js';

export async function standupCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = options({ args: [...args], allowPositionals: true, options: { 'as-of': { type: 'string' } } });
  const { initiatives } = await runOf(positionals, values['as-of']);
  if (initiatives.length === 0) {
    process.stdout.write('No initiative here: there is nothing to bring to a stand-up yet.\n');
    return 1;
  }
  const all = initiatives.map(({ id, report }) => ({ id, standup: standupOf(report) }));
  process.stdout.write(`${all.map(({ id, standup }) => `${clean(id)}\n${asText(standup)}`).join('\n\n')}\n`);
  return all.every(({ standup }) => standup.crisp) ? 0 : 1;
}

const asText = ({ paragraph, open }: Standup): string =>
  [...(paragraph === '' ? [] : [`  ${clean(paragraph)}`]), ...open.map((line) => `  Not yet crisp: ${clean(line)}`)].join('\n');
