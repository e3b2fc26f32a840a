// Who is accountable for which of the eight responsibilities, as the list of owners says it in whatever words.
import { readOwners } from '../language/owner.js';
import type { OwnerRead } from '../language/types.js';
import type { Artifact, Pointer } from '../model/artifact.js';
import { isSomebody } from './ownership.js';
import { partOf, type Row, rowsAt } from './rows.js';

export type ResponsibilityId = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8';

export interface Duty {
  /** Where the person stands. */
  readonly pointer: Pointer;
  /** The author's words: "Monitoring"; '' where only a person is named. */
  readonly name: string;
  readonly responsibilities: readonly ResponsibilityId[];
  /** By its code rather than by its words. */
  readonly coded: boolean;
  /** Who can be woken: handles, names, addresses. */
  readonly people: readonly OwnerRead[];
  /** Not merely responsible, consulted or informed, and no crowd such as "engineers". */
  readonly accountable: boolean;
  /** "A" or "accountable" is written there. */
  readonly stated: boolean;
  readonly prose: boolean;
}

/** The eight of "PM responsibilities in AI", and the words of owner lists that mean them. */
export const responsibilities: readonly { readonly id: ResponsibilityId; readonly title: string; readonly words: RegExp }[] = [
  {
    id: 'R1',
    title: 'Problem framing',
    words: /\bproduct\b|\bPM\b|\bframing\b|\bproblem\b|\bgoals?\b|\bbusiness\b|\bproject (?:lead|manager|owner)\b/i,
  },
  { id: 'R2', title: 'Data', words: /\bdata\b(?! scien)|\blabel/i },
  { id: 'R3', title: 'Experiments', words: /\bexperiment|\bvalidation\b|\bevaluation\b|\bdata scien|\bA\/B\b|\bresearch\b|\bstatistic/i },
  { id: 'R4', title: 'Model selection', words: /\bmodel(?!l?ing risk)|\bML\b|\bmachine learning\b/i },
  {
    id: 'R5',
    title: 'Deployment',
    words: /\bdeploy|\bMLOps\b|\binfra|\bplatform\b|\brelease\b|\brollout\b|\bengineering\b|\btech(?:nical)? lead\b|\bserving\b/i,
  },
  { id: 'R6', title: 'Monitoring', words: /\bmonitor|\bon-?call\b|\boperations?\b|\bops\b|\bSRE\b|\bfeedback\b|\balert/i },
  {
    id: 'R7',
    title: 'Risk and ethics',
    words: /\brisks?\b|\blegal\b|\bcompliance\b|\bprivacy\b|\bethic|\bfairness\b|\bsecurity\b|\bgovernance\b|\bDPO\b/i,
  },
  {
    id: 'R8',
    title: 'Adoption',
    words:
      /\badoption\b|\bchange\b|\btraining\b|\benablement\b|\bsupport\b|\bcustomer success\b|\bmarketing\b|\bcommunications?\b|\bcomms\b/i,
  },
];

export const dutiesOf = (artifact: Artifact): readonly Duty[] => rowsAt(artifact, '/owners').map((row) => dutyOf(artifact, row));

function dutyOf(artifact: Artifact, row: Row): Duty {
  const label = row.prose ? (/^([^:@]{1,60}):\s/.exec(row.text)?.[1] ?? '') : partOf(artifact, row, 'role').trim();
  const who = row.prose ? row.text.slice(label === '' ? 0 : label.length + 1) : partOf(artifact, row, 'who');
  const owners = readOwners(who).filter(({ confidence }) => confidence >= 0.6);
  const people = owners.map(({ value }) => value).filter(isSomebody);
  const code = `${partOf(artifact, row, 'responsibility')} ${label}`.match(/\bR[1-8]\b/g) ?? [];
  const said = partOf(artifact, row, 'responsibility')
    .replace(/\bR[1-8]\b/g, '')
    .trim();
  const name = label || said || (row.prose && people.length === 1 ? (people[0]?.role ?? '') : '');
  const column = row.prose ? '' : (artifact.places.get(`${row.pointer}/who`)?.words ?? '');
  const raci = partOf(artifact, row, 'raci').trim().charAt(0).toUpperCase() || people.find((one) => one.raci)?.raci || '';
  return {
    pointer: row.prose ? row.pointer : `${row.pointer}/who`,
    name: name === '' ? code.join(' ') : name,
    responsibilities:
      code.length > 0 ? (code as ResponsibilityId[]) : responsibilities.filter(({ words }) => words.test(name)).map(({ id }) => id),
    coded: code.length > 0,
    people,
    accountable: raci === 'A' || (raci === '' && !crowd.test(name)),
    stated: raci === 'A' || /\b(?:accountable|DRI)\b/i.test(`${name} ${who} ${column}`),
    prose: row.prose,
  };
}

/** Of these there may be several without a quarrel. */
const crowd =
  /\b(?:engineers?|developers?|devs?|designers?|analysts?|scientists?|researchers?|reviewers?|approvers?|authors?|contributors?|maintainers?|members?|stakeholders?|team|annotators?|testers?|qa|sponsors?|advisors?|consulted|informed|contacts?|backup|deputy|secondary|writers?|editors?|creators?|prepared by|updated by)\b/i;
