// The same evidence seen through somebody else's list: which fields bear on which of its rows, and what is missing there. The lists stand
// in projections.json with the day they are as of. It points to evidence and judges nothing: no row here is a claim of conformity.
import { joinFlags } from './facts/flags.js';
import { type Artifact, leavesBelow } from './model/artifact.js';
import lists from './projections.json' with { type: 'json' };
import { item } from './readiness/cells.js';
import type { Evidence, Judged } from './readiness/evidence.js';
import { bestOf } from './readiness/readiness.js';
import type { Report } from './report.js';
import type { Kind } from './schema/kinds.js';

export type ProjectionName = 'ml-test-score' | 'nist-ai-rmf' | 'eu-ai-act' | 'iso-42001';

export interface Projection {
  readonly name: ProjectionName;
  readonly title: string;
  readonly source: string;
  /** The day, YYYY-MM-DD, on which the list was last held against its source. */
  readonly asOf: string;
  readonly groups: readonly ProjectionGroup[];
  /** ML Test Score only: the smallest of its sections, and what the paper calls it. */
  readonly points?: { readonly score: number; readonly of: string; readonly says: string };
}

export interface ProjectionGroup {
  readonly title: string;
  readonly rows: readonly ProjectionRow[];
  /** ML Test Score only: the sum of its rows. */
  readonly points?: number;
}

export interface ProjectionRow {
  readonly id: string;
  readonly title: string;
  /** evidence: all that bears on it is there and clean; partly; none; outside: such documents cannot show it, link what does. */
  readonly state: 'evidence' | 'partly' | 'none' | 'outside';
  /** What bears on it, the best offer for each; what is short of 1 is a gap. */
  readonly evidence: readonly Evidence[];
  /** ML Test Score only: 0, 0.5 or 1. */
  readonly points?: 0 | 0.5 | 1;
}

/** What every surface says beside a projection. */
export const disclaimer =
  'It points to evidence in these documents and judges nothing: it is no assessment of conformity, and a full row proves none.';

export const projectionNames: readonly { readonly name: ProjectionName; readonly title: string }[] = lists.projections.map(
  ({ name, title }) => ({ name: name as ProjectionName, title }),
);

export function projectionOf({ checks }: Report, wanted: ProjectionName): Projection {
  const list = lists.projections.find(({ name }) => name === wanted) as List;
  const judged: readonly Judged[] = checks.map((check) => ({ path: check.path, check }));
  const [first, ...others] = checks.map(({ facts }) => facts.flags);
  const flags = first && joinFlags(first, others);
  const generative = flags?.generative === true || flags?.agentic === true;
  // Many rows rest on one field.
  const offers = new Map<string, Evidence>();
  const offer = (field: string): Evidence => {
    const best = offers.get(field) ?? bestOf(item(field), judged);
    offers.set(field, best);
    return best;
  };
  const scored = wanted === 'ml-test-score';
  const groups = list.groups
    .filter((group) => generative || group.generative !== true)
    .map((group): ProjectionGroup => {
      const rows = group.rows.map((row) =>
        rowOf(row, judged, generative ? row.evidence : row.evidence.filter((field) => !onlyGenerative.has(field)), offer, scored),
      );
      return { title: group.title, rows, ...(scored ? { points: sum(rows.map(({ points = 0 }) => points)) } : {}) };
    });
  return {
    name: wanted,
    title: list.title,
    source: list.source,
    asOf: lists.asOf,
    groups,
    ...(scored ? { points: pointsOf(groups) } : {}),
  };
}

interface List {
  readonly title: string;
  readonly source: string;
  readonly groups: readonly { readonly title: string; readonly generative?: boolean; readonly rows: readonly ListRow[] }[];
}
interface ListRow {
  readonly id: string;
  readonly title: string;
  readonly evidence: readonly string[];
  /** For what no field shows: the kind of document whose `related` may link to what does. */
  readonly link?: string;
}

const onlyGenerative: ReadonlySet<string> = new Set(lists.onlyGenerative);

function rowOf(
  { id, title, link }: ListRow,
  judged: readonly Judged[],
  fields: readonly string[],
  offer: (field: string) => Evidence,
  scored: boolean,
): ProjectionRow {
  if (link !== undefined) return linked(id, title, link as Kind, judged);
  const evidence = fields.map(offer);
  const state =
    evidence.length === 0
      ? 'outside'
      : evidence.every(({ credit }) => credit === 1)
        ? 'evidence'
        : evidence.some(({ credit }) => credit > 0)
          ? 'partly'
          : 'none';
  if (!scored) return { id, title, state, evidence };
  const repeats = state === 'evidence' && evidence.some((one) => isAutomated(textOf(one, judged)));
  return { id, title, state, evidence, points: repeats ? 1 : state === 'evidence' ? 0.5 : 0 };
}

/** Nothing is inferred from prose: a link in `related` that names the test ("Data 2") counts, as what it says it is. */
function linked(id: string, title: string, kind: Kind, judged: readonly Judged[]): ProjectionRow {
  const named = new RegExp(`\\b${id.replace(' ', '[ _-]?')}\\b`, 'i');
  const words = judged.flatMap(({ check }) => relatedOf(check.artifact)).find((text) => named.test(text));
  const place = bestOf(item(`${kind}/related`), judged);
  if (words === undefined) return { id, title, state: 'outside', evidence: [{ ...place, credit: 0, gaps: [] }], points: 0 };
  return { id, title, state: 'evidence', evidence: [{ ...place, credit: 1, gaps: [] }], points: isAutomated(words) ? 1 : 0.5 };
}

const relatedOf = (artifact: Artifact): readonly string[] =>
  leavesBelow(artifact, '/related').map(({ text, place }) => `${text.text} ${artifact.source.slice(...place.value)}`);

function textOf({ path, pointer }: Evidence, judged: readonly Judged[]): string {
  const artifact = judged.find((one) => one.path === path)?.check.artifact;
  return artifact
    ? leavesBelow(artifact, pointer)
        .map(({ place }) => artifact.source.slice(...place.whole))
        .join('\n')
    : '';
}

/** A link, and in its address or its line something that runs again and again by itself. */
const isAutomated = (text: string): boolean =>
  text
    .split('\n')
    .some((line) => /https?:\/\/\S|\]\(\S|(?:^|[\s"'(:])\.{0,2}\/?[\w.@-]{1,60}\/[\w.@/-]{1,200}/.test(line) && repeated.test(line));
const repeated =
  /\.github\/workflows|\.gitlab-ci|jenkins|buildkite|circleci|\bci\b|\bci[/_.-]|airflow|dagster|\bcron|\b(?:nightly|hourly|daily|weekly)\b|\b(?:on|for|with) (?:each|every) (?:commit|merge|build|release|deploy)|grafana|prometheus|datadog|alertmanager|dashboards?\b|\bscheduled\b/i;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Bands as in the paper. */
function pointsOf(groups: readonly ProjectionGroup[]) {
  const lowest = groups.reduce((least, group) => ((group.points ?? 0) < (least.points ?? 0) ? group : least));
  const score = lowest.points ?? 0;
  const says = bands.find(({ upTo }) => score <= upTo)?.says as string;
  return { score, of: lowest.title, says };
}

const bands: readonly { readonly upTo: number; readonly says: string }[] = [
  { upTo: 0, says: 'more of a research project than a system in production' },
  { upTo: 1, says: 'not totally untested, with possible serious holes' },
  { upTo: 2, says: 'a first pass at production' },
  { upTo: 3, says: 'reasonably tested' },
  { upTo: 5, says: 'strongly tested and monitored' },
  { upTo: Number.POSITIVE_INFINITY, says: 'exceptional' },
];
