// What one field is worth: nothing while it is absent or a placeholder, half with an error, less with a warning, one when clean.

import type { Check, Finding } from '../check.js';
import { givenBy } from '../have/fills.js';
import type { Have } from '../have/have.js';
import { pointedAt } from '../have/pointed.js';
import { findPlaceholders, isEmptyAnswer } from '../language/placeholder.js';
import { type Artifact, leaves, leavesBelow, nearest, type Pointer } from '../model/artifact.js';
import type { Span } from '../text.js';
import type { Field } from './cells.js';

export interface Judged {
  readonly path: string;
  readonly check: Check;
}

export interface Evidence {
  readonly field: Field;
  readonly kind: Check['source']['kind'] | undefined;
  /** Absent: no artifact of that kind. */
  readonly path: string | undefined;
  readonly pointer: Pointer;
  /** Where it stands, or where it would. */
  readonly span: Span;
  /** 0 to 1. */
  readonly credit: number;
  /** What keeps it from counting fully, the heaviest first; a waived finding is listed and costs nothing. */
  readonly gaps: readonly Gap[];
  /** A file of another format that the document points at, where the answer stands there and not in the document. */
  readonly from?: Have;
}

export interface Gap {
  readonly rule: string;
  readonly message: string;
  readonly waived: boolean;
}

/** absent 0 · with an error 0.5 · with a warning 0.8 · clean or waived 1 */
const worth = { error: 0.5, warning: 0.8 } as const;
/** A mitigation of three words is a title, no plan. */
const thinMitigation = 3;

/** The best that any artifact of the initiative offers for a field. */
export function evidenceFor(field: Field, judged: readonly Judged[]): Evidence {
  const offers = judged.filter(({ check }) => field.kind === '*' || check.source.kind === field.kind).map((one) => evidenceIn(field, one));
  return (
    offers.reduce<Evidence | undefined>((best, offer) => (best && best.credit >= offer.credit ? best : offer), undefined) ?? {
      field,
      kind: field.kind === '*' ? undefined : field.kind,
      path: undefined,
      pointer: field.pointer,
      span: [0, 0],
      credit: 0,
      gaps: [],
    }
  );
}

function evidenceIn(field: Field, { path, check }: Judged): Evidence {
  const { artifact } = check;
  const pointer = field.pointer;
  const place = nearest(artifact, pointer)?.place;
  const own = isThere(artifact, field);
  const from =
    field.says || (own && !onlyPoints(artifact, pointer)) ? undefined : givenBy(check.have, check.source.kind, pointer, field.part);
  const at = from && pointedAt({ ...check, path }).find((one) => one.path === from.path);
  const found = own || from !== undefined;
  const inside = check.findings.filter((finding) => isInside(finding.pointer, pointer));
  const stale = check.findings.filter(({ rule }) => rule === 'artifact-stale');
  const costing = [...inside, ...stale].filter(({ level }) => level === 'error' || level === 'warning');
  const open = costing.filter(({ waiver }) => !waiver);
  const credit = !found
    ? 0
    : Math.min(
        1,
        ...open.map(({ rule, level }) => (rule === 'artifact-stale' ? worth.warning : worth[level as 'error' | 'warning'])),
        ...(hasThinMitigation(artifact, pointer) ? [worth.error] : []),
      );
  return {
    field,
    kind: check.source.kind,
    path,
    pointer,
    span: at?.span ?? place?.key ?? place?.value ?? [0, 0],
    credit,
    ...(from ? { from } : {}),
    gaps: costing
      .sort((a, b) => weight(a) - weight(b))
      .map(({ rule, message, waiver }) => ({ rule, message: message.split('\n')[0] as string, waived: waiver !== undefined })),
  };
}

/** "see ../ops/slo.yaml": nothing is said here but where it is said. */
const onlyPoints = (artifact: Artifact, pointer: Pointer): boolean =>
  leavesBelow(artifact, pointer).every(({ text }) => /^\W*(?:see |in |as in )?[\w@.%/-]{1,300}\.(?:ya?ml|json|md)\W*$/i.test(text.text));

const weight = ({ level, waiver }: Finding): number => (waiver ? 2 : level === 'error' ? 0 : 1);
const isInside = (pointer: Pointer, field: Pointer): boolean => pointer === field || pointer.startsWith(`${field}/`);

function isThere(artifact: Artifact, field: Field): boolean {
  for (const { pointer, text } of leaves(artifact)) {
    if (!isInside(pointer, field.pointer) || !isContent(text.text)) continue;
    if (
      field.part !== undefined &&
      !new RegExp(`/${field.part}(?:/|$)`).test(pointer.slice(field.pointer.length)) &&
      !isProse(artifact, pointer, field)
    )
      continue;
    if (field.says && !field.says.test(text.text)) continue;
    return true;
  }
  return false;
}

/** A field or a row that is one sentence may say the part in its words; the rules read it there. */
const isProse = (artifact: Artifact, pointer: Pointer, field: Field): boolean =>
  pointer === field.pointer ||
  (/^\/\d+$/.test(pointer.slice(field.pointer.length)) && typeof artifact.data[field.pointer.slice(1)] === 'object');

/** Somebody's own words: no placeholder, and what is left beside one is more than filling. */
export function isContent(text: string): boolean {
  if (isEmptyAnswer(text) || !/[\p{L}\p{N}]/u.test(text)) return false;
  const spans = findPlaceholders(text);
  if (spans.length === 0) return true;
  let rest = '';
  let at = 0;
  for (const [start, end] of spans) {
    rest += `${text.slice(at, start)} `;
    at = end;
  }
  rest += text.slice(at);
  return (rest.match(/[\p{L}\p{N}]{3,}/gu) ?? []).length >= 4;
}

function hasThinMitigation(artifact: Artifact, field: Pointer): boolean {
  for (const { pointer, text } of leaves(artifact))
    if (isInside(pointer, field) && /\/mitigation$/.test(pointer) && text.text.trim().split(/\s+/).length <= thinMitigation) return true;
  return false;
}
