// What a team has already, in files of other formats: alert rules, service levels, owners of paths, model cards, data contracts.
// A text becomes small typed facts with their places; what is not understood is left out, and nobody is ever told that such a file
// is wrong. Which files are read is the host's matter.
import type { Span } from '../text.js';
import { codeOwnersIn } from './codeowners.js';
import { datasetsIn } from './dataContract.js';
import { modelCardIn, modelCardInMarkdown } from './modelCard.js';
import { serviceLevelsIn } from './openslo.js';
import { documentsIn } from './plain.js';
import { alertRulesIn } from './prometheus.js';

/** One file that states something. */
export interface Have {
  /** The host's name for it, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly alerts: readonly AlertRule[];
  readonly slos: readonly StatedLevel[];
  readonly owners: readonly OwnedPaths[];
  readonly model: ModelCard | undefined;
  readonly datasets: readonly Dataset[];
}

/** An alerting rule of Prometheus or of what speaks its format. Texts are '' where nothing is said. */
export interface AlertRule {
  readonly name: string;
  readonly expr: string;
  /** How long it has to hold: "5m". */
  readonly for: string;
  readonly severity: string;
  readonly owner: string;
  /** `runbook_url`, or another annotation that is a playbook by its name. */
  readonly runbook: string;
  /** Of its name. */
  readonly span: Span;
  readonly forSpan: Span;
  readonly exprSpan: Span;
}

/** One objective of a service level. */
export interface ServiceLevel {
  /** What makes an event good, in words. */
  readonly sli: string;
  /** The share of good events, above 0 and at most 1. */
  readonly target: number;
  /** For a threshold: which values are good. The unit is '' where the format has no place for it. */
  readonly bound?: { readonly op: '<' | '<=' | '>' | '>='; readonly value: number; readonly unit: string };
  readonly window?: { readonly count: number; readonly unit: LevelUnit };
  readonly budgeting?: string;
}

/** OpenSLO's shorthand; case matters: m is minutes, M months. */
export type LevelUnit = 'm' | 'h' | 'd' | 'w' | 'M' | 'Q' | 'Y';

/** A service level as a file states it. */
export interface StatedLevel extends ServiceLevel {
  readonly name: string;
  readonly service: string;
  /** Everything that its file says in words about it. */
  readonly words: string;
  /** Of the target. */
  readonly span: Span;
}

/** One line of CODEOWNERS. */
export interface OwnedPaths {
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly span: Span;
}

export interface ModelCard {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly owners: readonly string[];
  /** It says what the model is not for or where it fails. */
  readonly limits: boolean;
  readonly results: readonly { readonly metric: string; readonly value: string; readonly dataset: string }[];
  /** What it was evaluated on. */
  readonly evaluatedOn: readonly string[];
  readonly span: Span;
}

/** What a data contract promises. */
export interface Dataset {
  /** Its own, and those of its tables. */
  readonly names: readonly string[];
  readonly owner: string;
  readonly columns: readonly Column[];
  /** How many checks of quality it lists. */
  readonly checks: number;
  /** How old data may be, and how often it comes: "24h", "daily". */
  readonly freshness: string;
  readonly refresh: string;
  readonly retention: string;
  readonly span: Span;
}

export interface Column {
  readonly name: string;
  /** undefined: the contract does not say. */
  readonly personal: boolean | undefined;
  /** Its own word for how sensitive it is. */
  readonly classification: string;
  readonly span: Span;
}

/** What is larger was generated, and reading it would be felt. */
export const largestHave = 256_000;

/** undefined: it holds nothing that counts. Never throws. */
export function readHave(path: string, text: string): Have | undefined {
  if (text.length > largestHave || !mayBe(path, text)) return undefined;
  const nothing = { path, text, alerts: [], slos: [], owners: [], model: undefined, datasets: [] };
  if (isCodeOwners(path)) return some({ ...nothing, owners: codeOwnersIn(text) });
  if (/\.(?:md|markdown)$/i.test(path)) return some({ ...nothing, model: modelCardInMarkdown(text) });
  const documents = documentsIn(text);
  return some({
    ...nothing,
    alerts: documents.flatMap(alertRulesIn),
    slos: documents.flatMap(serviceLevelsIn),
    datasets: documents.flatMap(datasetsIn),
    model: documents.map(modelCardIn).find((card) => card !== undefined),
  });
}

/** Which files may be read at all, by their names. */
export const isReadable = (path: string): boolean => isCodeOwners(path) || /\.(?:ya?ml|json|md|markdown)$/i.test(path);

/** Below the root of a repository, in the order in which the first one counts. */
export const ownersPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

export const isCodeOwners = (path: string): boolean => /(?:^|\/)CODEOWNERS$/.test(path);

/** "alerts.yml" */
export const fileName = ({ path }: Pick<Have, 'path'>): string => path.slice(path.lastIndexOf('/') + 1);

/** A look before reading, because most files that a document links are none of these. */
const mayBe = (path: string, text: string): boolean =>
  isCodeOwners(path) ||
  (/\.(?:md|markdown)$/i.test(path) && /^#\s+model card\b/im.test(text)) ||
  /(?:^|[{,])[ \t]*(?:-[ \t]+)?"?(?:groups|alert|dataContractSpecification|model_details|model-index|model_name|base_model|pipeline_tag|library_name)"?[ \t]*:|"?apiVersion"?[ \t]*:[ \t]*["']?openslo(?:\.com)?\/|"?kind"?[ \t]*:[ \t]*["']?DataContract\b/im.test(
    text,
  );

const some = (have: Have): Have | undefined =>
  have.alerts.length + have.slos.length + have.owners.length + have.datasets.length > 0 || have.model ? have : undefined;
