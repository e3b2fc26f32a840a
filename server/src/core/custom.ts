// Checks that a team writes as data in shipworthy.yaml, as rules like any other: levels, waivers, fixes and words hold for them too.
// No code of theirs is run.
import { lacking, shapeOfPath, valuesOf } from './fieldPath.js';
import type { Artifact, Data } from './model/artifact.js';
import type { Initiative, Member } from './project.js';
import { rules as catalogue } from './rules/index.js';
import type { Fix, Level, Levels, Rule } from './rules/rule.js';
import type { Kind } from './schema/kinds.js';
import { headerKeys, type Phase, phases, reached } from './schema/look.js';
import type { Settings } from './settings.js';
import { blankOf } from './syntax/write.js';

export interface CustomCheck {
  readonly id: string;
  readonly kinds: readonly Kind[];
  /** Values of fields that switch it on, by path; one of the values is enough, every path must agree. */
  readonly when: readonly (readonly [path: string, values: readonly Data[]])[];
  readonly from: Phase;
  readonly require: readonly string[];
  readonly message: string | undefined;
  readonly level: Level;
}

/** The catalogue and the team's own. */
export function rulesOf(settings: Settings): readonly Rule[] {
  return settings.custom.length === 0 ? catalogue : [...catalogue, ...ownRules(settings)];
}

/** The team's own checks as rules. */
export function ownRules({ custom }: Settings): readonly Rule[] {
  let made = madeBefore.get(custom);
  if (!made) {
    made = custom.map(ruleOf);
    madeBefore.set(custom, made);
  }
  return made;
}

const madeBefore = new WeakMap<readonly CustomCheck[], readonly Rule[]>();

/** "if personal_data is direct, from build on" */
export function conditionWords({ when, from }: CustomCheck): string {
  const values = when.map(([path, wanted]) => `${path} is ${wanted.map(String).join(' or ')}`);
  return [...(values.length > 0 ? [`if ${values.join(' and ')}`] : []), ...(from === 'discover' ? [] : [`from ${from} on`])].join(', ');
}

function ruleOf(check: CustomCheck): Rule {
  const condition = conditionWords(check);
  return {
    id: check.id,
    group: 'structure',
    kinds: check.kinds,
    level: levelsOf(check),
    profile: 'light',
    says: check.message ?? `${check.require.join(', ')}: this team wants it${condition === '' ? '' : ` ${condition}`}.`,
    because: `This team asks for ${check.require.join(', ')}${condition === '' ? '' : ` ${condition}`}.`,
    source: 'custom: in shipworthy.yaml',
    bad: [],
    good: [],
    check({ artifact, initiative, self }, report) {
      if (!check.when.every(([path, wanted]) => holds(artifact, initiative, self, path, wanted))) return;
      const missing = check.require.flatMap((path) => lacking(artifact, path).map((pointer) => ({ path, pointer })));
      const [first] = missing;
      if (!first) return;
      const fix = missing.flatMap(({ path, pointer }, nth): readonly Fix[] => {
        const shape = shapeOfPath(artifact.kind, path);
        if (!shape || nth > 9) return [];
        return [{ title: `Add ${shape.title}`, sort: 'template', edits: [{ add: pointer, value: blankOf(shape, { next: 1 }) }] }];
      });
      const parts = missing.map(({ pointer }) => pointer);
      report(first.pointer, check.message ?? `${first.path} is missing; the check ${check.id} of this team asks for it.`, { fix, parts });
    },
  };
}

const levelsOf = ({ from, level }: CustomCheck): Levels =>
  Object.fromEntries(phases.map((phase) => [phase, reached(phase, from) ? level : 'off'])) as Record<Phase, Level>;

/** What the header leaves open, another document of the initiative may say. */
function holds(artifact: Artifact, initiative: Initiative, self: Member, path: string, wanted: readonly Data[]): boolean {
  const values = valuesOf(artifact, path);
  const said =
    values.length > 0 || !headerKeys.has(path)
      ? values
      : (initiative.members
          .filter((member) => member !== self)
          .map((member) => valuesOf(member.artifact, path))
          .find((others) => others.length > 0) ?? []);
  return said.some((value) => wanted.some((one) => same(value, one)));
}

const same = (a: Data, b: Data): boolean => truth(a) === truth(b);
const truth = (value: Data): string => {
  const text = String(value).trim().toLowerCase();
  return text === 'yes' ? 'true' : text === 'no' ? 'false' : text;
};
