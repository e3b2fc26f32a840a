// Where data comes from: each source that is listed, who answers for it, how often it is refreshed, whether its schema may move.
// A row that is a sentence about data rather than the name of a source is left out.
import { readDuration } from '../language/duration.js';
import { readOwners } from '../language/owner.js';
import { findPlaceholders, readNotApplicable } from '../language/placeholder.js';
import { readSchedule } from '../language/schedule.js';
import type { Duration } from '../language/types.js';
import { type Artifact, child, type Pointer, unclaimedUnder } from '../model/artifact.js';
import type { Span } from '../text.js';
import { partOf, type Row, rowsAt } from './rows.js';

export interface SourceFact {
  readonly pointer: Pointer;
  /** The list that it stands in: `/sources`, `/data_sources`, `/data_owners`. */
  readonly field: Pointer;
  /** The author's short name for it, without what follows behind a colon, a dash or a bracket. */
  readonly name: string;
  /** The leaf that holds the name. */
  readonly nameAt: Pointer;
  /** Everything that is said about it, keys and cells that no field claims among it. */
  readonly text: string;
  readonly prose: boolean;
  /** Keys and columns that no field claims, with what stands in them. */
  readonly loose: readonly { readonly words: string; readonly text: string; readonly span: Span }[];
  /** `open` where a placeholder stands for the owner, `nobody` where the answer is that there is none. */
  readonly owner: 'somebody' | 'nobody' | 'open' | undefined;
  readonly ownerAt: Pointer;
  /** The author's words for how often it is refreshed, '' where there are none. */
  readonly refresh: string;
  readonly every: Duration | undefined;
  /** How old a row may be. */
  readonly needed: Duration | undefined;
}

const fields: Readonly<Partial<Record<Artifact['kind'], Pointer>>> = {
  'data-readiness': '/sources',
  prd: '/data_sources',
  'one-pager': '/data_owners',
};

export function sourcesOf(artifact: Artifact): readonly SourceFact[] {
  const field = fields[artifact.kind];
  if (field === undefined) return [];
  const rows = rowsAt(artifact, field);
  if (!isInventory(artifact, field, rows)) return [];
  return rows.flatMap((row) => sourceFact(artifact, field, row) ?? []);
}

const inventory =
  /\b(?:sources?|inventory|feeds?|owners?|ownership|stewards?)\b|^\W*(?:data|datasets?|inputs)\W*$|[\u3400-\u9fff\uac00-\ud7af]/i;
const attribute =
  /^(?:source|name|url|link|size|file size|sample size|total .{1,30}|number of .{1,40}|format|licen[sc]e|(?:date|time) (?:range|period)|timeframe|period|features?|target|class distribution|missing (?:values|data)|completeness|accuracy|description|categor(?:y|ies).{0,20}|version|language)$/i;

/** A datasheet that describes one data set ("Size", "Format", "Licence") or tells how it was collected lists no sources. */
function isInventory(artifact: Artifact, field: Pointer, rows: readonly Row[]): boolean {
  const names = rows.map((row) => shortName(row.prose ? row.text : partOf(artifact, row, field === '/data_owners' ? 'source' : 'name')));
  if (names.filter((name) => attribute.test(name)).length > 1) return false;
  if (rows.some((row) => ['owner', 'refresh_cadence', 'schema_drift_risk', 'system'].some((key) => partOf(artifact, row, key) !== '')))
    return true;
  // A table of fields is no table of sources, whatever stands above it.
  const first = artifact.places.get(rows[0]?.pointer ?? '')?.node;
  if (first?.type === 'map' && /^(?:fields?|columns?|attributes?|variables?|(?:data )?elements?)\b/i.test(first.entries[0]?.key ?? ''))
    return false;
  const place = artifact.places.get(field);
  // A line "Source: the billing export" at the head of a report says where it comes from.
  if (place && place.from !== 'key' && rows.length === 1 && /^\W*(?:data )?source\W*$/i.test(place.words ?? '')) return false;
  return place?.from === 'key' || place?.from === 'front-matter' || inventory.test(place?.words ?? '');
}

/** Two documents speak of the same source: case, plurals and punctuation aside. */
export const sourceKey = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/s$/, '');

function sourceFact(artifact: Artifact, field: Pointer, row: Row): SourceFact | undefined {
  const nameKey = field === '/data_owners' ? 'source' : 'name';
  const nameAt = row.prose ? row.pointer : child(row.pointer, nameKey);
  const named = row.prose ? row.text : partOf(artifact, row, nameKey);
  const name = shortName(named);
  if (name === '' || isSentence(named, name) || readNotApplicable(named).stated || isTemplate(named)) return undefined;
  const loose = unclaimedUnder(artifact, row.pointer).map(({ words, whole }) => ({
    words,
    text: artifact.source.slice(...whole),
    span: whole,
  }));
  const text = [row.text, ...loose.map(({ words, text: own }) => (own.includes(words) ? own : `${words}: ${own}`))].join('\n');
  const refresh = partOf(artifact, row, 'refresh_cadence');
  const rest = `${named.slice(name.length)}\n${text.slice(row.text.startsWith(named) ? named.length : 0)}`;
  return {
    pointer: row.pointer,
    field,
    name,
    nameAt,
    text,
    prose: row.prose,
    loose,
    owner: ownerOf(partOf(artifact, row, 'owner'), loose, isRank(row.text) ? '' : rest),
    ownerAt: child(row.pointer, 'owner'),
    refresh: refresh || cadenceIn(rest) || scheduleIn(name),
    every:
      readSchedule(refresh || rest)?.value.every ??
      (refresh === '' ? readSchedule(name)?.value.every : undefined) ??
      (refresh === '' ? undefined : readDuration(refresh, artifact.vocabulary)?.value),
    needed: readDuration(partOf(artifact, row, 'freshness_needed') || neededIn(rest), artifact.vocabulary)?.value,
  };
}

/** "orders (Mei Chen), daily" → "orders". */
function shortName(text: string): string {
  const end = /\s*(?::\s|\s[–—-]\s|[(,;→]|->|\n|:$)/.exec(text);
  return text.slice(0, end ? end.index : text.length).trim();
}

/** "Weekly, needed within 24 h": what stands behind the word. */
function neededIn(text: string): string {
  const match = /\b(?:need(?:s|ed)?|required?|freshness|fresher than|max(?:imum|\.)? age|not? older than|must be within)\b/i.exec(text);
  return match ? text.slice(match.index + match[0].length, match.index + match[0].length + 40) : '';
}

const opening =
  /^(?:we|it|this|these|they|there|all|no|an?|each|every|users? (?:can|may|will|must)|the (?:system|model|app|user|tool)|use|uses|using|collect|ingest|integrate|allow|provide|ensure|must|should|define|design|author|extract|validate|create|implement|fetch|pull|approximately|about|only)\s/i;
const verb = /\s(?:is|are|was|were|be|been|may|must|should|will|can|has|have|contains?|includes?|removed|represented|needs?)(?:\s|$)/i;

/** "Reviews from 2019 to 2023." */
const isProse = /^(?:[^\s:@(–—]+\s){3,}[^\s:@(–—]+\.$/;

/** "We will use the OpenAI API to …" tells of data; it is not a source that somebody could own. */
const isSentence = (text: string, name: string): boolean =>
  name.split(/\s+/).length > 6 ||
  text.split(/\s+/).length > 45 ||
  opening.test(name) ||
  verb.test(name) ||
  /\?$/.test(text.trim()) ||
  isProse.test(text.trim());

const isTemplate = (text: string): boolean => /\{|\be\.g\.|^\[/.test(text) || findPlaceholders(text.slice(0, 80)).length > 0;

/** "Backup: free feeds (Ana Finance, Bo Vantage)": a vendor's name in a list by rank is the source. */
const isRank = (text: string): boolean => /^\W*(?:primary|secondary|tertiary|back-?up|fall-?back)\W/i.test(text) && !/@|\bown/i.test(text);

const ownerColumn =
  /\b(?:owne[rd]|team|contact|steward|maintain\w*|custodian|responsib\w*|accountable|who|lead|dri|poc|provided by|managed by|run by)\b/i;
const ownerWords =
  /\b(?:own(?:ed|ers?|s|ership)|maintain(?:ed|ers?|s)|stewards?|custodian|responsible|accountable|contact|(?:managed|run|operated|curated|provided|supplied|kept) by)\b/i;
const withoutOwner =
  /\b(?:no|without(?: an?| any)?|lacks? an?) (?:clear |known |named |single |real )?owner|\bowner(?:ship)?(?: is|:)? (?:unknown|unclear|missing|none|not known|open)|\bnobody (?:owns|maintains)|\bun-?owned\b|\borphan(?:ed)?\b/i;

function ownerOf(stated: string, loose: SourceFact['loose'], rest: string): SourceFact['owner'] {
  if (stated !== '') return judge(stated);
  for (const { words, text } of loose) if (ownerColumn.test(words) && text.trim() !== '') return judge(text.replace(words, ''));
  if (withoutOwner.test(rest)) return 'nobody';
  if (/(?:^|[\s(:[])@[a-z0-9]/i.test(rest) || /[\w.+-]{1,64}@[\w-]{1,64}\.\w/.test(rest)) return 'somebody';
  if (ownerWords.test(rest)) return findPlaceholders(rest).length > 0 ? 'open' : 'somebody';
  const pieces = rest.split(/[\n;,()–—]|\s-\s|:\s/).map((piece) => piece.trim());
  const known = pieces.some((piece) =>
    readOwners(piece).some(({ value, confidence }) => value.sort !== 'nobody' && confidence >= 0.8 && piece.split(/\s+/).length <= 6),
  );
  if (known) return 'somebody';
  return findPlaceholders(rest).length > 0 ? 'open' : undefined;
}

function judge(text: string): SourceFact['owner'] {
  if (findPlaceholders(text).length > 0) return 'open';
  const plain = text.trim().replace(/^[\s|:–—-]+|(?<![\s|])[\s|]+$/g, '');
  if (plain === '') return undefined;
  const owners = readOwners(plain);
  return owners.length > 0 && owners.every(({ value }) => value.sort === 'nobody') ? 'nobody' : 'somebody';
}

/** "snapshot of March 2024", "refreshed on demand", "weekly": in the words around the name. */
function cadenceIn(text: string): string {
  return (
    scheduleIn(text) ||
    /\b(?:static|one-?off|one-?time|snapshots?|frozen|archived?|archive|historical|legacy|unchanging|fixed|on[- ]demand|event[- ]driven|ad[- ]hoc|on (?:every |each )?(?:change|commit|push|release|upload|request|write)|per (?:request|event|batch|session|upload)|at (?:query|request|run) ?time|real-?time|stream(?:ed|ing|s)?|nightly|refresh(?:ed|es)?|updat(?:ed|es)|T\+\d|CDC|webhooks?|no longer updated|collected (?:in|once|between|from|during)|as of \d)\b/i.exec(
      text,
    )?.[0] ||
    ''
  );
}

function scheduleIn(text: string): string {
  const schedule = readSchedule(text);
  return schedule && schedule.confidence >= 0.6 ? text.slice(...schedule.span) : '';
}
