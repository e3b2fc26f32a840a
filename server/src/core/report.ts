// One initiative: the findings of each of its artifacts and how ready it is. This is what every surface shows.
import { behindBaseline, type Check, inOrder, judge } from './check.js';
import type { Initiative, Member } from './project.js';
import { type Readiness, readinessOf } from './readiness/readiness.js';
import { rules as catalogue } from './rules/index.js';
import type { Rule } from './rules/rule.js';
import type { Settings } from './settings.js';

export interface Report {
  readonly initiative: Initiative;
  /** In the order of the members. */
  readonly checks: readonly (Check & { readonly path: string })[];
  readonly readiness: Readiness;
}

export function reportOf(initiative: Initiative, settingsOf: (member: Member) => Settings, rules: readonly Rule[] = catalogue): Report {
  const first = initiative.members.map((member) => ({ path: member.path, check: judge(member, settingsOf(member), initiative, rules) }));
  const readiness = readinessOf(first);
  const late = rules.filter((rule) => rule.late);
  const checks = initiative.members.map((member, at) => {
    const { check } = first[at] as (typeof first)[number];
    const more = late.length > 0 ? judge(member, settingsOf(member), initiative, late, readiness).findings : [];
    const whole = more.length > 0 ? { ...check, findings: inOrder([...check.findings, ...more]) } : check;
    return { ...behindBaseline(whole, member.path), path: member.path };
  });
  return { initiative, checks, readiness };
}
