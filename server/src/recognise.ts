// Which file is ours, and of what kind: by declaration, by name, by name and content. Shared by the client, which asks before
// it starts anything, and by the engine. It looks at the name and the text only, and reads no schema.

export type Kind = 'prd' | 'one-pager' | 'data-readiness' | 'experiment-plan' | 'runbook' | 'monitoring' | 'retrospective';
export type KindFrom = 'config' | 'declared' | 'suffix' | 'name' | 'forced';

export interface Recognised {
  readonly kind: Kind;
  readonly kindFrom: KindFrom;
  /** Only named like one: its findings are hints, and it is listed apart. */
  readonly candidate: boolean;
}

const kinds: readonly Kind[] = ['prd', 'one-pager', 'data-readiness', 'experiment-plan', 'runbook', 'monitoring', 'retrospective'];

/** Other spellings of a kind's name, in `kind:` and in double suffixes. */
const spellings: Readonly<Record<string, Kind>> = {
  onepager: 'one-pager',
  datareadiness: 'data-readiness',
  datareadinessreport: 'data-readiness',
  experimentplan: 'experiment-plan',
  experiment: 'experiment-plan',
  deploymentrunbook: 'runbook',
  monitoringplan: 'monitoring',
  alertplaybook: 'monitoring',
  retro: 'retrospective',
  postlaunchretrospective: 'retrospective',
  ...Object.fromEntries(kinds.map((kind) => [kind.replaceAll('-', ''), kind])),
};

/** Whole file names (without ending, letters and digits only) that make a file a candidate. */
const wellKnown: Readonly<Record<string, Kind>> = {
  prd: 'prd',
  aiprd: 'prd',
  productrequirements: 'prd',
  productrequirementsdocument: 'prd',
  productrequirementdocument: 'prd',
  onepager: 'one-pager',
  datareadiness: 'data-readiness',
  datareadinessreport: 'data-readiness',
  experimentplan: 'experiment-plan',
  abtestplan: 'experiment-plan',
  runbook: 'runbook',
  deploymentrunbook: 'runbook',
  deployrunbook: 'runbook',
  rollbackplan: 'runbook',
  rolloutplan: 'runbook',
  launchplan: 'runbook',
  monitoringplan: 'monitoring',
  monitoringplaybook: 'monitoring',
  alertplaybook: 'monitoring',
  retrospective: 'retrospective',
  postlaunchreview: 'retrospective',
  postlaunchretrospective: 'retrospective',
  postlaunchretro: 'retrospective',
};

/** Words that a candidate's headings, labels or keys must show at least two of. */
const telling: Readonly<Record<Kind, RegExp>> = {
  prd: /^(?:(?:product |business |primary |core |key |mvp |project )?(?:goals?|objectives?|features)|(?:development |product )?roadmap|key risks|(?:success )?(?:metrics|criteria)|(?:target )?(?:users?|audience)|personas?|user personas?|baseline|data ?sources?|privacy|roll-?out(?: plan)?|risks?(?: and mitigations?)?|non-?goals|out of scope|owners?|problem(?: statement)?|milestones|timeline|user stories|functional requirements|requirements|product requirements|问题|用户|路线图|里程碑|功能模块|核心功能|功能需求|非功能需求|成功标准|目标|成功指标|目标用户|风险|非目标|产品目标|목표|성공 지표|타겟 사용자)$/i,
  'one-pager':
    /^(?:(?:the )?problem|success (?:metrics|statement)|goals?|(?:top )?risks|why ai|non-?goals|who is affected|data owners|decision needed)$/i,
  'data-readiness':
    /^(?:composition|collection process|known limitations|(?:data )?sources?|label(?:l?ing|s)(?: plan)?|splits?|data split|drift(?: detection)?|data quality|quality|privacy|sample dataset|schema|lineage|known gaps)$/i,
  'experiment-plan':
    /^(?:hypothesis|primary metric|guardrails?(?: metrics)?|baseline|sample size(?: calculation)?|minimum detectable effect|power|duration|decision (?:rule|criteria)|variants|randomi[sz]ation(?: unit)?|success criteria)$/i,
  runbook:
    /^(?:roll-?back(?: plan| procedures?| steps)?|steps|deploy(?:ment)?(?: steps)?|pre-?requisites|pre-?flight|verification|verify|on-?call|escalation(?: path)?|stages|roll-?out(?: plan)?|health checks?|monitoring|troubleshooting|contacts?|emergency contacts|symptoms?|owner|purpose|triggers?|resolution|smoke tests?|回滚|step \d+.*)$/i,
  monitoring:
    /^(?:alerts?|alert rules|dashboards?|thresholds?|metrics|key metrics|slos?|on-?call|escalation|drift|signals|error budget(?: policy)?|first action|retraining|feedback|human audit)$/i,
  retrospective:
    /^(?:what went (?:well|wrong)|what didn'?t go well|lessons(?: learned)?|action items|root causes?|impact|timeline|goal (?:vs|versus) actual|results?|incidents|launch|decision|next steps|adoption)$/i,
};

/** Keys that configuration files have as well; two of these alone say nothing. */
const everyday =
  /^(?:users?|audience|features|roadmap|metrics|owners?|privacy|requirements|steps|stages|deploy(?:ment)?|monitoring|alerts?|dashboards?|thresholds?|signals|contacts?|purpose|triggers?|verify|schema|sources?|quality|splits?|power|duration|variants|results?|impact|decision|incidents|launch|timeline)$/i;

const suffix = /\.([a-z][a-z_-]{2,40})\.(?:ya?ml|md|markdown)$/i;
const ending = /\.(?:ya?ml|md|markdown)$/i;

/** The kind of a file by its own declaration, double suffix or well-known name, in that order; undefined: not ours. */
export function recognise(fileName: string, text: string): Recognised | undefined {
  const name = baseName(fileName);
  if (!ending.test(name)) return undefined;
  const yaml = /\.ya?ml$/i.test(name);
  if (yaml && isOfAnotherTool(text)) return undefined;
  const declared = declaredKind(text, yaml);
  if (declared) return { kind: declared, kindFrom: 'declared', candidate: false };
  const double = suffix.exec(name);
  const bySuffix = double && !(yaml && toolFile.test(name)) ? kindNamed(double[1] as string) : undefined;
  if (bySuffix) return { kind: bySuffix, kindFrom: 'suffix', candidate: false };
  const stem = name
    .replace(ending, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  const byName = Object.hasOwn(wellKnown, stem) ? wellKnown[stem] : undefined;
  return byName && contentAgrees(byName, text, yaml) ? { kind: byName, kindFrom: 'name', candidate: true } : undefined;
}

/** `kind: Experiment` of a cluster, `docker-compose.monitoring.yml`: other tools use our words for their own files. */
const isOfAnotherTool = (text: string): boolean => /^["']?(?:apiVersion|services|jobs)["']?[ \t]*:/m.test(text.slice(0, 20_000));
const toolFile =
  /^(?:docker-compose|compose|values|config|application|appsettings|kustomization|helmfile|prometheus|grafana|\.gitlab-ci)\b/i;

/** The client's question: is there anything here to start a server for? */
export const mayBeOurs = (fileName: string, languageId: string, text: string): boolean =>
  isOwnConfig(fileName) ||
  ((languageId === 'yaml' || languageId === 'markdown') && recognise(withEnding(fileName, languageId), text) !== undefined);

export const configName = 'shipworthy.yaml';
export const isOwnConfig = (fileName: string): boolean => baseName(fileName) === configName;

export function kindNamed(words: string): Kind | undefined {
  const key = words.toLowerCase().replace(/[^a-z]/g, '');
  return Object.hasOwn(spellings, key) ? spellings[key] : undefined;
}

/** `kind:` or `artifact:` at the first level of YAML or of front matter. */
function declaredKind(text: string, yaml: boolean): Kind | undefined {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const body = text.slice(start);
  const front = /^---[ \t]*\r?\n/.exec(body);
  if (!yaml && !front) return undefined;
  const close = front ? body.slice(front[0].length).search(/^(?:---|\.\.\.)[ \t]*$/m) : -1;
  const part = front && (close !== -1 || !yaml) ? (close === -1 ? '' : body.slice(front[0].length, front[0].length + close)) : body;
  for (const found of part.matchAll(/^["']?(?:kind|artifact)["']?[ \t]*:[ \t]*["']?([A-Za-z][A-Za-z _-]{1,40})/gim)) {
    const kind = kindNamed(found[1] as string);
    if (kind) return kind;
  }
  return undefined;
}

const heading = /^(?:#{1,6}[ \t]*(?:\*\*)?|[ \t]*(?:[-*+][ \t]+)?\*\*)?(?:\d{1,2}(?:\.\d{1,2})*[.)]?[ \t]+)?([^\n|*:：#]{2,60})/;

const halves = /\s+and\s+|\s*[/,]\s*|(?<=\p{Script=Han})[与及和](?=\p{Script=Han})/u;

function contentAgrees(kind: Kind, text: string, yaml: boolean): boolean {
  // Configuration of other tools goes by the same names.
  if (yaml && /^(?:hosts|on|image|version|replicas|include):|^[ \t]+(?:- )?(?:script|runs-on|uses|replicas|containers):/m.test(text))
    return false;
  let own = !yaml;
  const seen = new Set<string>();
  let fenced = false;
  for (const line of text.slice(0, 200_000).split(/\r\n|\r|\n/)) {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    if (
      fenced ||
      !(yaml ? /^["']?[\w&() -]{2,60}["']?:/ : /^(?:#|\s*(?:[-*+]\s+)?\*\*|[A-Z][\w &]{2,40}:)|\p{Script=Han}|\p{Script=Hangul}/u).test(
        line,
      )
    )
      continue;
    const words = heading
      .exec(line)?.[1]
      ?.replace(/[_"']/g, yaml ? ' ' : '')
      .replace(/&/g, 'and')
      .replace(/\([^)]*\)/g, '')
      .replace(/^[^\p{L}]+/u, '')
      .trim();
    // "Goals & success metrics" shows two of them.
    const names = words ? [words, ...words.split(halves)].filter((name) => telling[kind].test(name.trim())) : [];
    if (names.length === 0) continue;
    for (const name of names) seen.add(name.trim().toLowerCase());
    own ||= names.some((name) => !everyday.test(name.trim()));
    if (own && seen.size >= 2) return true;
  }
  return false;
}

const baseName = (fileName: string): string => fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);

/** An unsaved buffer has no ending; the editor knows its language. */
const withEnding = (fileName: string, languageId: string): string =>
  ending.test(fileName) ? fileName : `${fileName}.${languageId === 'yaml' ? 'yaml' : 'md'}`;
