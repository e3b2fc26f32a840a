// What rules ask of the files of other formats: the contract of a source, the rule of an alert, what all of them watch. They ask only to
// stay silent, or to compare two statements of one thing.
import { speaksIn } from '../facts/guarded.js';
import { sourceKey } from '../facts/sources.js';
import { type Subject, subjectsIn } from '../facts/watched.js';
import type { MetricMention } from '../language/types.js';
import type { Initiative, Member } from '../project.js';
import { ownersOfPath } from './codeowners.js';
import type { AlertRule, Dataset, Have } from './have.js';

/** The data contract of a source, whichever document of the initiative points at it. Who owns the file answers for it where it names nobody. */
export function contractOf({ members }: Initiative, source: string): Dataset | undefined {
  const key = sourceKey(source);
  for (const { have = [] } of members)
    for (const { path, datasets } of have) {
      const found = datasets.find(({ names }) => names.some((name) => sourceKey(name) === key));
      if (found) return found.owner === '' ? { ...found, owner: ownersOfPath(have, path)[0] ?? '' } : found;
    }
  return undefined;
}

/** The rules that go by the name of an alert: often one that warns and one that pages. */
export function alertRulesOf({ have = [] }: Member, name: string): readonly { readonly rule: AlertRule; readonly from: Have }[] {
  const key = letters(name);
  if (key === '') return [];
  return have.flatMap((from) => from.alerts.filter((rule) => letters(rule.name) === key).map((rule) => ({ rule, from })));
}

/** Words for everything that alert rules and service levels of the team watch: names and expressions with their joints opened. */
export const wordsBeside = ({ have = [] }: Member): readonly string[] =>
  have.flatMap(({ alerts, slos }) => [
    ...alerts.map(({ name, expr }) => opened(`${name} ${expr}`)),
    ...slos.map(({ words }) => opened(words)),
  ]);

export function subjectsBeside(member: Member): ReadonlySet<Subject> {
  return new Set(wordsBeside(member).flatMap((text) => [...subjectsIn(text, member.artifact.vocabulary)]));
}

/** Whether an alert rule or a service level of the team is about the metric. */
export const speaksBeside = (member: Member, metric: MetricMention): boolean =>
  wordsBeside(member).some((text) => speaksIn(text, metric, member.artifact.vocabulary));

/** "RecsErrorsHigh" → "Recs Errors High", "http_errors_total" → "http errors total" */
const opened = (text: string): string => text.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replace(/[_:]+/g, ' ');
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
