// Named risks, how likely and how bad they are said to be, who watches each, and what is to be done about it.
import { readOwners } from '../language/owner.js';
import { findPlaceholders } from '../language/placeholder.js';
import type { Artifact, Pointer } from '../model/artifact.js';
import type { Span } from '../text.js';
import { isSomebody } from './ownership.js';
import { partOf, type Row, rowsAt } from './rows.js';

export interface RiskFact {
  readonly pointer: Pointer;
  readonly risk: string;
  readonly mitigation: string;
  readonly text: string;
  readonly prose: boolean;
  /** The author's words, '' where there are none; one word such as "(high)" fills both. */
  readonly likelihood: string;
  readonly impact: string;
  /** Whether somebody is named, in a column or in the sentence. */
  readonly owned: boolean;
  /** Flagged as the one that matters most. */
  readonly biggest: boolean;
}

/** It ends in a colon or a question mark, as it is written. */
const asks = (source: string, whole: Span | undefined, text: string): boolean =>
  /[:?]\s*$/.test(whole ? (source.slice(...whole).split('\n')[0] as string) : text);

const drawn = /[\u2500-\u257f]|\S {3,20}\S{1,40} {3,20}\S/;

const fields: Readonly<Partial<Record<Artifact['kind'], Pointer>>> = { prd: '/risks_and_mitigations', 'one-pager': '/top_risks' };

export function risksOf(artifact: Artifact): readonly RiskFact[] {
  const field = fields[artifact.kind];
  if (field === undefined) return [];
  // A drawn heat map is a picture.
  const rows = rowsAt(artifact, field).filter(({ text }) => !drawn.test(text));
  // A canvas that mostly asks ("Timeline constraints:", "Who decides?") lists questions and no risks.
  const asking = rows.filter((row) => asks(artifact.source, artifact.places.get(row.pointer)?.whole, row.text));
  return asking.length * 2 > rows.length ? [] : rows.map((row) => riskFact(artifact, row));
}

function riskFact(artifact: Artifact, row: Row): RiskFact {
  const part = (key: string): string => partOf(artifact, row, key).trim();
  const more = {
    pointer: row.pointer,
    text: row.text,
    prose: row.prose,
    likelihood: part('likelihood') || (likelihoods.exec(row.text)?.[0] ?? both(row.text)),
    impact: part('impact') || (impacts.exec(row.text)?.[0] ?? both(row.text)),
    owned: part('owner') !== '' || readOwners(row.text).some(({ value }) => isSomebody(value)),
    biggest: /^(?:true|yes|y|x|✓|✔|biggest|the biggest|1|#1)$/i.test(part('biggest')) || flagged.test(row.text),
  };
  if (row.prose) return { ...more, ...halve(row.text) };
  const mitigation = part('mitigation') || part('detection');
  const name = part('risk');
  return { ...more, ...(mitigation === '' ? halve(name) : { risk: name, mitigation }) };
}

const likelihoods = /\b(?:likelihood|probability|chance of|very likely|unlikely|rare\b|L ?[1-5]\b)/i;
const impacts = /\b(?:impact ?[:=(]|impact (?:of )?\d|(?:high|low|medium|severe) impact|severity|I ?[1-5]\b)/i;
const flagged = /\b(?:single )?(?:biggest|number one|no\. ?1|most important|greatest)(?: (?:single )?risk)?\b|★|⭐/i;

/** "3 × 4", "(high)", "high/low", "P1", "score 12": a rating of the whole. */
const both = (text: string): string =>
  /\b[1-5]\s?[×x*]\s?[1-5]\b|[([](?:very )?(?:high|medium|moderate|low|critical|severe|minor|major|H|M|L)\b[^)\]]{0,20}[)\]]|\b(?:high|medium|moderate|low|critical)[ -](?:risk|severity|priority)\b|\b(?:high|medium|low) ?[/,–-] ?(?:high|medium|low)\b|\bP[0-3]\b|\brisk score\b|\bscore:? \d/i.exec(
    text,
  )?.[0] ?? '';

/** "Bias: slice gate", "Bias → slice gate", "Bias – mitigated by slice gate", "Bias (mitigation: slice gate)". */
function halve(text: string): { readonly risk: string; readonly mitigation: string } {
  const found =
    /[::→]|->|=>|\s[–—-]\s|\b(?:mitigat(?:ed|ion|e)|we will|handled|so we|therefore|by (?:using|adding|running|limiting))\b|[.;]\s/i.exec(
      text,
    );
  if (!found) return { risk: text, mitigation: '' };
  const rest = text.slice(found.index + (/[a-z]/i.test(found[0]) ? 0 : found[0].length)).trim();
  return { risk: text.slice(0, found.index).trim(), mitigation: rest };
}

/**
 * Neither a placeholder, nor a question, nor an empty row of a template ("Requirements (ie people, compute):", "Risk 1"), nor a
 * heading that only groups ("8.2 Market risks", "Risk heat map").
 */
export const isRisk = ({ risk, text }: Pick<RiskFact, 'risk' | 'text'>): boolean =>
  risk.trim() !== '' &&
  !/[?:]\s*$|\(i\.?e\b|^\w+ #?\d+$|\brisks(?: \(.{0,60}\))?$|\b(?:heat ?map|matrix|register|overview|summary)$/i.test(risk.trim()) &&
  findPlaceholders(text).length === 0;
