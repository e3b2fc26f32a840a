// The page of a rule. The built command line carries its rules without their examples, which nobody needs to judge; the pages with them
// lie in one file beside it. Run from its sources it has them anyway.
import { readFileSync } from 'node:fs';
import type { Rule } from '../../core/rules/rule.js';
import { ruleWords } from '../../core/rules/words.js';

export const rulePage = (rule: Rule): string => pages()[rule.id]?.page ?? ruleWords(rule);

let read: Readonly<Record<string, { readonly page: string } | undefined>> | undefined;

function pages(): NonNullable<typeof read> {
  try {
    read ??= JSON.parse(readFileSync(new URL('./rules.json', import.meta.url), 'utf8')) as NonNullable<typeof read>;
  } catch {
    read = {};
  }
  return read;
}
