// The final challenge: what success is, who owns the data, what could kill it. Quoted from the documents or named as missing.
import { isContent } from './readiness/evidence.js';
import type { Report } from './report.js';

export interface Standup {
  /** One paragraph of what is there; '' where nothing is. */
  readonly paragraph: string;
  /** Which of the three cannot be answered, and why. */
  readonly open: readonly string[];
  readonly crisp: boolean;
}

export function standupOf({ checks }: Report): Standup {
  const ordered = ['one-pager', 'prd', 'data-readiness'].flatMap((kind) => checks.filter(({ source }) => source.kind === kind));
  const open: string[] = [];
  const parts: string[] = [];

  const goal = ordered.find(({ facts }) => facts.goal && isContent(facts.goal.text));
  const vague = goal?.findings.find(
    ({ rule, level, waiver }) => /^goal-/.test(rule) && !waiver && (level === 'error' || level === 'warning'),
  );
  if (!goal?.facts.goal) open.push('success: no document says what success is in one sentence.');
  else {
    parts.push(`Success: ${sentence(goal.facts.goal.text)}`);
    if (vague) open.push(`success: ${vague.message.split('\n')[0]}`);
  }

  const sources = ordered.flatMap(({ facts }) => facts.sources);
  const named = new Map<string, string>();
  for (const check of ordered)
    for (const { name, owner, ownerAt, text } of check.facts.sources)
      if (owner === 'somebody' && !named.has(name.toLowerCase()))
        named.set(name.toLowerCase(), `${name}: ${ownerWords(check.artifact.places.get(ownerAt)?.text?.text ?? '', text)}`);
  const unowned = [...new Set(sources.filter(({ name }) => !named.has(name.toLowerCase())).map(({ name }) => name))];
  if (named.size > 0) parts.push(`Data owners: ${[...named.values()].join('; ')}.`);
  if (sources.length === 0) open.push('data owners: no data source is listed.');
  else if (unowned.length > 0)
    open.push(
      `data owners: nobody answers for ${unowned.slice(0, 3).join(', ')}${unowned.length > 3 ? ` and ${unowned.length - 3} more` : ''}.`,
    );

  const risks = ordered.flatMap(({ artifact, facts }) =>
    facts.risks.map((risk) => ({ ...risk, biggest: isFlagged(artifact.places.get(`${risk.pointer}/biggest`)?.text?.text) })),
  );
  const flagged = risks.filter(({ biggest }) => biggest);
  const single = flagged.length === 1 ? flagged[0] : risks.length === 1 ? risks[0] : undefined;
  if (single) {
    parts.push(`Biggest risk: ${sentence([single.risk, single.mitigation].filter((part) => part !== '').join(': '))}`);
    if (single.mitigation === '') open.push('biggest risk: it is named, and nothing is said about what is done.');
  } else
    open.push(
      risks.length === 0
        ? 'biggest risk: no risk is named.'
        : `biggest risk: ${flagged.length > 1 ? `${flagged.length} are called the biggest` : `none of the ${risks.length} is marked as the biggest`}.`,
    );

  return { paragraph: parts.join(' '), open, crisp: open.length === 0 };
}

const sentence = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ').trim();
  return /[.!?]$/.test(plain) ? plain : `${plain}.`;
};
const isFlagged = (text: string | undefined): boolean => /^\s*(?:true|yes|y|x|✓|✅|★|biggest)\s*$/i.test(text ?? '');
/** The owner's field, else the handle in the row. */
const ownerWords = (stated: string, row: string): string => stated.trim() || (/@[\w.-]+/.exec(row)?.[0] ?? 'named in its row');
