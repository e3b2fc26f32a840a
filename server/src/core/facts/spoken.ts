// Where a document speaks of what no field of it holds: "Target users are engineers" in a summary, a timeline that ends in a launch.
// It says that something is spoken of, not whether that is enough; before anything is called missing, this is asked.
import { findPlaceholders } from '../language/placeholder.js';
import { remembered } from '../language/remembered.js';
import type { Artifact } from '../model/artifact.js';

/** Whether a heading, a label, a column or a sentence anywhere is about the field, which is named by its key. */
export function isSpokenOf(artifact: Artifact, key: string): boolean {
  const words = Object.hasOwn(signs, key) ? (signs[key] as Signs) : { titled: new RegExp(`\\b${key.replaceAll('_', '[ _-]')}\\b`, 'i') };
  const { titles, prose } = linesOf(artifact);
  const known = Object.hasOwn(readers, key) ? readers[key] : undefined;
  if (known) return titles.some(known.titled) || prose.some(known.said);
  return titles.some((title) => words.titled.test(title));
}

interface Signs {
  /** In a heading, a label, a key, the head of a table. */
  readonly titled: RegExp;
  /** In any sentence. */
  readonly said?: RegExp;
}

const people =
  'users?|customers?|engineers?|developers?|teams?|analysts?|agents?|clinicians?|nurses?|doctors?|patients?|students?|teachers?|readers?|shoppers?|sellers?|buyers?|drivers?|recruiters?|candidates?|planners?|operators?|administrators?|admins?|owners?|players?|members?|maintainers?';

const dataSources: Signs = {
  titled:
    /\b(?:data(?:sets?|bases?)?|sources?|feeds?|apis?|integrations?|imports?|inputs?|uploads?|corpus|schema)\b|上传|导入|数据|데이터/i,
  said: /\bdata ?(?:sources?|sets?)\b|\b(?:data|prices|records|events|logs|metadata) (?:comes?|pulled|fetched|read|synced|imported|collected|ingested) from\b|\b(?:resolved|powered|fed|backed) (?:through|by) \p{Lu}|上传|数据源|数据来源/iu,
};

const signs: Readonly<Record<string, Signs>> = {
  // "# Voice notes for vets" above the first key of a YAML file.
  title: { titled: /^\s*#\s+\p{L}/u },
  goal: {
    titled: /\b(?:goals?|objectives?|aims?|north star|visions?|missions?|desired outcomes?|target outcome|so that)\b|目标|목표/i,
    said: /\b(?:the|our|its|primary|main|key) (?:\w+ ){0,2}(?:goal|objective|aim) (?:is|of this)\b|\b(?:aims?|seeks?) to\b|\b(?:system|product|project|tool|codebase|assistant|model|app)\b[^.\n]{0,100} to (?:improve|increase|reduce|cut|raise|speed up|lower)\b|\b(?:goals?|vision)\b[^.\n]{0,60}\bsee\b|^\W*(?:goals?|objectives?)\W{0,4}:/i,
  },
  target_users: {
    titled:
      /\b(?:users?|audiences?|personas?|customers?|who (?:it|this) (?:is for|serves)|user stor(?:y|ies)|player stories|roles)\b|用户|사용자/i,
    said: new RegExp(
      `\\b(?:target(?:ed)?|intended|primary|initial) (?:users?|customers?|audiences?|groups?|markets?)\\b|\\baudience is\\b|\\b(?:aimed|targeted) at\\b|\\b(?:designed|built|intended|made) for \\w|\\bas an? \\W{0,3}(?:\\w+ ){1,3}\\W{0,3}\\s?,? ?i (?:want|need|can)\\b|\\bmy (?:own |personal )use\\b|^\\W*as_an?:|\\bhelps (?:\\w+ ){0,2}(?:${people})\\b|\\bempowers (?:\\w+ ){0,2}(?:${people})\\b|目标用户|用户画像|面向|사용자`,
      'i',
    ),
  },
  baseline: {
    titled:
      /\b(?:background|baselines?|benchmark|current(?:ly| state| situation| process| solution| value| performance)?|status quo|as-is|today|before)\b|基准|基线|传统|现状|当前|现有|기준선|현재/i,
    said: /\bbaselines?\b(?! (?:refactor|class|adapter|module|image|security))|^\W*(?:today|currently)\b|\b(?:currently|today|at present|manual(?:ly)?)\b[^.\n]{0,90}\d|\d[^.\n]{0,60}\b(?:currently|today|at present)\b|\bfrom (?:~|about |around )?[$€£]?\d[\d.,]*\s?[\w%]{0,12} to\b|\d[\d,.]*\s?[\w%]{0,8}\s?(?:→|->|⟶)\s?~?[$€£]?\d|\b(?:products?|systems?|process(?:es)?|apps?|workflows?|both|things|issues|users?|teams?|engineers?|customers?|operators?|administrators?|agents?|sites?|shops?|clinics?|editors?) (?:\w+ )?(?:currently|today)\b|\b(?:current|existing|most existing) (?:\w+ ){0,2}(?:workflows?|process(?:es)?|solutions?|tools?|approach(?:es)?|methods?|products?|bots?|platforms?)\b[^.\n]{0,60}\b(?:are|is|have|has|lacks?|requires?|cannot|can't|needs?|do(?:es)?n[o']t|limits?|limited|fails?)\b|\bfrom (?:minutes|hours|days|weeks|months) to (?:seconds|minutes|hours|days|weeks)\b/i,
  },
  data_sources: dataSources,
  sources: dataSources,
  privacy_concerns: {
    titled: /\b(?:privacy|gdpr|hipaa|ccpa|pii|personal data|data protection|confidential(?:ity)?|compliance)\b|隐私|개인정보/i,
    said: /\bprivacy\b|\bgdpr\b|\bhipaa\b|\bccpa\b|\bpii\b|\bpersonal(?:ly identifiable)? (?:\w+ )?(?:data|information)\b|\banonym(?:i[sz]|ity)|\buser data\b[^.\n]{0,40}\bencrypt|\bpseudonymi[sz]|\bsensitive (?:\w+ )?(?:data|information|text)\b|隐私|개인정보/i,
  },
  rollout_plan: {
    titled:
      /\broll-?\s?out\b|\blaunch|\breleases?\b|\bdeploy|\bbeta\b|\bpilot|\bphases?\b|\bmilestones?\b|\btimeline\b|\broad-?\s?map\b|\bgo-to-market\b|\bschedule\b|上线|发布|里程碑|迭代|路线|阶段|出시|배포|우선순위|일정/i,
    said: /\broll(?:ed|ing|s)?[- ]?out\b|\b(?:soft |public |closed |private )launch\b|\blaunch(?:es|ed)? (?:closed|to|in|with)\b|\b(?:closed|open|private|public) beta\b|\bpilot (?:users?|usage|phase|group|customers?)\b|\bcanary\b|\bphased\b|\bdesign[- ]partners?\b|\bfeature[- ]flags?\b|灰度|正式上线|试点/i,
  },
  metrics: {
    titled:
      /\b(?:metrics?|kpis?|success|measures?|measurement|evaluation|acceptance|exit criteria|outcomes|benchmarks?)\b|指标|成功|验收|지표|성공/i,
    said: /\b(?:success|evaluation|quality|performance|key|product|business|primary|secondary|guardrail|north[- ]star) (?:metrics?|criteria|measures?)\b|\bkpis?\b|^\W*metrics?\W{0,4}:/i,
  },
  risks_and_mitigations: {
    titled:
      /\brisks?\b|\bmitigat|\bassumptions\b|\blimitations?\b|\bfailure modes?\b|\bthreats?\b|\bedge cases\b|风险|边界|局限|위험|리스크/i,
    said: /\b(?:key|main|biggest|technical|business|product) risks?\b|^\W*(?:risks?|mitigations?)\W{0,4}:|风险|리스크/i,
  },
  owners: {
    titled:
      /\bowners?\b|\bauthors?\b|\bresponsib|\bstakeholders?\b|\braci\b|\bprepared by\b|\bmaintainers?\b|\bcontacts?\b|\bsign-?offs?\b|\bapprov(?:als?|ed by|ers?)\b|\b(?:working |project )?team\b|\bteam (?:members|roles|structure)\b|负责人|作者|담당|작성자/i,
    said: /^\W*(?:owner|author|maintainer|prepared by|written by|responsible)\b|\b(?:prepared|written|owned|maintained) by\b/i,
  },
  who_is_affected: {
    titled: /\b(?:users?|audiences?|personas?|customers?|who|affected|stakeholders?)\b|用户|사용자/i,
    said: new RegExp(
      `\\b(?:${people}) (?:who|that|explore|lack|need|struggle|spend|lose|wait|waste|cannot|can't|have to|must|want|blocked|are|do not|don't|see|get)\\b`,
      'i',
    ),
  },
  success_statement: {
    titled: /\b(?:success|goals?|objectives?|outcomes?|targets?|metrics?)\b|目标|成功|指标/i,
  },
  success_metrics: {
    titled: /\b(?:metrics?|kpis?|success|measures?|outcomes?|targets?)\b|指标|成功/i,
  },
  top_risks: {
    titled: /\brisks?\b|\bmitigat|\bassumptions?\b|\bthreats?\b|\blimitations?\b|\bconcerns?\b|风险/i,
    said: /\b(?:key|main|biggest|top) risks?\b|^\W*risks?\W{0,4}:/i,
  },
  strategy: {
    titled: /\b(?:strateg(?:y|ies)|canary|blue[- /]green|shadow|phased|roll-?\s?out)\b|灰度/i,
    said: /\b(?:canary|blue[- /]green|shadow (?:mode|traffic|deployment)|dark launch|rolling (?:update|deploy(?:ment)?|restart)|feature[- ]flags?|ramp(?:s|ed|ing)?(?: up)?)\b|灰度/i,
  },
  stages: {
    titled: /\b(?:stages?|phases?|ramp(?:[- ]up)?|canary|roll-?\s?out|waves?|cohorts?)\b|灰度|阶段/i,
    said: /\d\s?%\s?(?:→|->|➔|=>|then|,|\/|to)\s?\d{1,3}\s?%|\bcanary\b[^.\n]{0,60}\d|\b\d{1,3}\s?% (?:of )?(?:the )?(?:traffic|users|requests|pods|nodes|fleet|sites|agents)\b/i,
  },
  artifact: {
    titled: /\b(?:artifacts?|images?|versions?|builds?|packages?|checkpoints?|weights|digests?|model cards?|tags?)\b|版本/i,
    said: /\b(?:image|tag|version|build|release|checkpoint|digest|package|chart)s?\b[^.\n]{0,40}(?:\bv?\d+\.\d+|\bsha256\b|@sha|\b[0-9a-f]{7,40}\b)|[\w-]{2,40}:v?\d+\.\d+|\bmodel registry\b/i,
  },
  comms: {
    titled:
      /\b(?:communications?|announce(?:ments?)?|notif(?:y|ications?)|stakeholders?|status page|who to (?:tell|inform|call)|contacts?|channels?)\b|通知|沟通/i,
    said: /\b(?:tell|inform|notify|announce(?:ment)?|e-?mail|post (?:it )?(?:in|to)|message|let \w+ know)\b[^.\n]{0,60}(?:#[a-z]|@|\b(?:team|channel|support|users|customers|stakeholders|everyone|slack|status page|list)\b)|通知/i,
  },
  data_owners: {
    titled: /\bdata owners?\b|\bowners?\b|\bdata (?:and|&) owners\b/i,
  },
};

/** The same, each line looked at once. */
const readers = Object.fromEntries(
  Object.entries(signs).map(([key, { titled, said }]) => [
    key,
    { titled: remembered((title) => titled.test(title)), said: remembered((line) => said?.test(line) === true) },
  ]),
);

interface Lines {
  readonly titles: readonly string[];
  readonly prose: readonly string[];
}

/** Headings, labels, keys and table heads apart from sentences; code and prompts that a template left are neither, but keys of a block of YAML. */
function linesOf(artifact: Artifact): Lines {
  const known = read.get(artifact);
  if (known) return known;
  const titles: string[] = [];
  const prose: string[] = [];
  let fenced = false;
  let titled = artifact.syntax === 'yaml';
  const lines = withoutComments(artifact).split(/\r\n|\r|\n/);
  let keys = false;
  lines.forEach((line, at) => {
    const { fence, key, blank, first, bare, title, label, said } = looked(line);
    if (fence) {
      fenced = !fenced;
      keys = /ya?ml/i.test(line);
    } else if (fenced && keys) titles.push(key);
    else if (!fenced && !blank) {
      // The title says what the document is: "Baseline refactoring" is no baseline.
      if (!titled && first) titled = true;
      else if (bare && isBare(lines, at)) return;
      else if (title || isHead(line, lines[at + 1])) titles.push(line.slice(0, 120));
      else {
        if (label !== undefined) titles.push(label);
        if (said) prose.push(line.slice(0, 2_000));
      }
    }
  });
  const found = { titles, prose };
  read.set(artifact, found);
  return found;
}

/** What a line is by itself, whatever stands around it. */
const looked = remembered((line: string) => {
  const label = /^\W*(?:\d{1,2}[.)]\s*)?(\w[^:：\n]{1,48})[:：](?:\s|\*|$)/u.exec(line)?.[1];
  return {
    fence: /^\s*(?:```|~~~)/.test(line),
    key: /^\s*-?\s*([\w -]{2,40}):/.exec(line)?.[1]?.replace(/_/g, ' ') ?? '',
    blank: line.trim() === '',
    first: /^\s*#{1,2}\s/.test(line),
    bare: levelOf(line) !== undefined || isBareKey(line),
    title: /^\s*\\?#{1,6}\s/.test(line) || /^\s*(?:[-*]\s+)?\*\*[^*]{2,60}\*\*\W{0,3}$/.test(line),
    label: label !== undefined && label.split(' ').length <= 5 ? label.replaceAll('_', ' ') : undefined,
    said: findPlaceholders(line).length === 0,
  };
});

/** A heading or a key with nothing but further ones below it: a template has one for every field, and speaks of none. */
function isBare(lines: readonly string[], at: number): boolean {
  const own = lines[at] as string;
  const level = levelOf(own);
  const depth = level === undefined && isBareKey(own) ? depthOf(own) : undefined;
  if (level === undefined && depth === undefined) return false;
  const end = Math.min(lines.length, at + farthest);
  for (let below = at + 1; below < end; below++) {
    const line = lines[below] as string;
    if (/^[\s|:*"'-]*$/.test(line)) continue;
    const inner = levelOf(line);
    if (inner !== undefined) {
      if (inner <= (level ?? 7)) return true;
    } else if (depth !== undefined && depthOf(line) <= depth) return true;
    else if (!(depth !== undefined && isBareKey(line)) && !isHead(line, lines[below + 1])) return false;
  }
  return true;
}

/** Lines looked at below one; a chain of thousands of keys without a value would be walked once for each of them. */
const farthest = 400;

const levelOf = (line: string): number | undefined => /^\s*(#{1,6})\s/.exec(line)?.[1]?.length;
const depthOf = (line: string): number => /^[\s-]*/.exec(line)?.[0].length ?? 0;
const isBareKey = (line: string): boolean => /^[\s-]*[\w"' -]{1,40}:\s*(?:""|''|\[\]|\{\}|~|null)?\s*$/.test(line);
/** The head of a table, which is content only with rows. */
const isHead = (line: string, next: string | undefined): boolean => line.includes('|') && /^[\s|:-]{3,}$/.test(next ?? '');

/** Hints that a template left, in the comments of either syntax; the lines stay. */
function withoutComments({ source, syntax }: Artifact): string {
  if (syntax === 'yaml') {
    // What stands above the first key is the document's own title.
    const first = /^\ufeff?[\w"']/m.exec(source)?.index ?? 0;
    return source.slice(0, first) + source.slice(first).replace(/(^\ufeff?|[ \t])#.*$/gm, '$1');
  }
  let text = '';
  for (let at = 0; ; ) {
    const start = source.indexOf('<!--', at);
    const end = start === -1 ? -1 : source.indexOf('-->', start);
    if (end === -1) return text + source.slice(at);
    text += source.slice(at, start) + source.slice(start, end).replace(/[^\r\n]/g, '');
    at = end + 3;
  }
}

const read = new WeakMap<Artifact, Lines>();
