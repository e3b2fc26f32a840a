// The stand-up as an editor shows it: the paragraph of the command line, or what is not crisp yet, as data and as a page.
import type { Report } from '../core/report.js';
import { standupOf } from '../core/standup.js';
import { escapeMarkdown } from './escape.js';
import { calledBy } from './report.js';

export function standupAsData(reports: readonly Report[]) {
  const initiatives = reports
    .map((report) => {
      const { paragraph, open } = standupOf(report);
      return { id: calledBy(report.initiative), paragraph, open };
    })
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { initiatives, page: `# Stand-up\n\n${initiatives.map(section).join('\n') || `${nobody}\n`}` };
}

const nobody = 'No initiative is here: there is nothing to bring to a stand-up yet.';

/** People copy from the page: what keeps a name from being called elsewhere stays out. */
const words = (text: string): string => escapeMarkdown(text).replaceAll('\u2060', '');

const section = ({ id, paragraph, open }: { readonly id: string; readonly paragraph: string; readonly open: readonly string[] }): string =>
  [
    `## ${words(id)}\n`,
    ...(paragraph === '' ? [] : [`${words(paragraph)}\n`]),
    ...open.map((line) => `- Not yet crisp: ${words(line)}`),
    '',
  ].join('\n');
