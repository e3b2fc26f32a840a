// Named risks and what is to be done about each.
import type { Artifact, Pointer } from '../model/artifact.js';
import { partOf, type Row, rowsAt } from './rows.js';

export interface RiskFact {
  readonly pointer: Pointer;
  readonly risk: string;
  readonly mitigation: string;
  readonly text: string;
  readonly prose: boolean;
}

const fields: Readonly<Partial<Record<Artifact['kind'], Pointer>>> = { prd: '/risks_and_mitigations', 'one-pager': '/top_risks' };

export function risksOf(artifact: Artifact): readonly RiskFact[] {
  const field = fields[artifact.kind];
  return field === undefined ? [] : rowsAt(artifact, field).map((row) => riskFact(artifact, row));
}

function riskFact(artifact: Artifact, row: Row): RiskFact {
  if (row.prose) {
    const { risk, mitigation } = halve(row.text);
    return { pointer: row.pointer, risk, mitigation, text: row.text, prose: true };
  }
  const mitigation = partOf(artifact, row, 'mitigation') || partOf(artifact, row, 'detection');
  const name = partOf(artifact, row, 'risk');
  const split = mitigation === '' ? halve(name) : { risk: name, mitigation };
  return { pointer: row.pointer, risk: split.risk, mitigation: split.mitigation, text: row.text, prose: false };
}

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
