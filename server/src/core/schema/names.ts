// How the author's words for a field are compared: numbering, emoji, emphasis, case, plural, articles and punctuation do not count.
// Knows nothing of any particular field.

/** "2.1 🎯 Goals & Success-Metrics (v1):" → "goals and success metrics". Parentheses fall away. */
export function normalise(words: string): string {
  return stripLead(words.normalize('NFKC'))
    .replace(/\([^()]{0,120}\)|（[^（）]{0,120}）/g, ' ')
    .replace(/[&+]/g, ' and ')
    .toLowerCase()
    .replace(/n['’]t(?=\s|$)/g, ' not')
    .replace(/['’]d(?=\s)/g, ' would')
    .replace(/['’`"“”*]/g, '')
    .replace(/[_\-–—.:?!,]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words that change nothing about which field is meant: "What we still did not do" is "what did not do". */
export const fillers: ReadonlySet<string> = new Set(
  'a an the our my your its this that we i you us still fully actually really far'.split(' '),
);

/** The form in which two names are the same: letters and digits of singular words. Asked for every name on every keystroke. */
export function squash(words: string): string {
  let squashed = squashedBefore.get(words);
  if (squashed === undefined) {
    const all = normalise(words).split(/[\s/·|]+/);
    const said = all.filter((word) => !fillers.has(word));
    squashed = (said.length > 0 ? said : all)
      .map(singular)
      .join('')
      .replace(/[^\p{L}\p{N}]/gu, '');
    if (squashedBefore.size >= 10_000) squashedBefore.clear();
    squashedBefore.set(words, squashed);
  }
  return squashed;
}

const squashedBefore = new Map<string, string>();

/** Halves of a compound heading: "Goals and success metrics", "目标与成功指标". A comma joins names in headings, and half sentences elsewhere. */
export function halves(words: string, commas = true): string[] {
  return normalise(commas ? words.replace(/[,，、]\s*(?:(?:and|&)\s+)?/g, ' and ') : words)
    .split(/\s+and\s+|\s*[/·|,，、]\s*|(?<=\p{Script=Han})[与及和](?=\p{Script=Han})|\s+및\s+|\s*과\s+|\s*와\s+/u)
    .map((half) => half.trim())
    .filter((half) => half !== '');
}

/** Other ways to read one heading: "Rollback — who, how", "Indicators (KRIs)", "目标 (Goals)", each side of the mark alone. */
export function sides(words: string): string[] {
  const inside = /[(（]([^()（）]{2,60})[)）]/.exec(words)?.[1];
  const cut = /\s*(?:[:：|]\s+|：|\s[–—-]{1,2}\s)\s*/.exec(words.slice(0, 160));
  const parts = cut && cut.index > 0 ? [words.slice(0, cut.index), words.slice(cut.index + cut[0].length)] : [];
  return [...parts, ...(inside === undefined ? [] : [inside])].filter((part) => /\p{L}/u.test(part) && !alone.has(normalise(part)));
}

/** "Phase 2: Beta", "Risk #3 – Bias", "Alert: stale feed", "阶段 1": the counted word, and whether it counts time rather than things. */
export function counted(words: string): { readonly word: string; readonly time: boolean } | undefined {
  const bare = words.normalize('NFKC').replace(/^[^\p{L}\p{N}]+/u, '');
  const found =
    /^(?:(\p{L}{2,12}(?: \p{L}{2,12})?)\s*#?\s*(?:\d{1,3}(?:[.-]\d{1,3})?|[A-H])(?=\s*(?:$|[:：.)(–—-]))|第[一二三四五六七八九十\d]{1,3}(阶段|期))/u.exec(
      bare,
    );
  // "Alert: stale forecast" is one of several.
  const named = /^(alert|alarm|risk|stage|wave|source|data ?set|candidate|variant|arm|signal|slo|incident)\s?(?:[:：]|\s[–—-])\s+\S/i.exec(
    bare,
  );
  const word = (found?.[1] ?? found?.[2] ?? named?.[1])?.toLowerCase();
  if (word === undefined || /^(?:section|part|chapter|version|appendix|figure|table)$/.test(word)) return undefined;
  return { word, time: times.has(word) };
}

const times: ReadonlySet<string> = new Set(
  'phase stage wave sprint milestone iteration release week month quarter 阶段 期 단계'.split(' '),
);

/** "Who maintains it?", "Are there data splits": the field's noun stands anywhere in it. */
export const isQuestion = (words: string): boolean =>
  /[?？]\s*$/.test(words) ||
  /^(?:what|who|whom|how|why|where|when|which) (?:is|are|was|were|will|would|can|could|should|do|does|did|we|it|this|problem|success)\b/.test(
    normalise(words),
  );

/** Words that add nothing after a field's name: "preprocessing steps", "rollback criteria", "비용 계획". */
const tails: ReadonlySet<string> = new Set(
  'plan strategy overview summary section details detail policy list steps criteria matrix approach breakdown definition definitions analysis requirements description structure process procedure procedures tasks areas rule rules order format alignment framework sequence candidates playbook gate gates checklist identity 계획 요구사항 범위 정의 개요 목록'.split(
    ' ',
  ),
);
/** Words that name a field only alone: a backup strategy is none for the rollout, safety guardrails are no metrics. */
const alone: ReadonlySet<string> = new Set(
  'strategy approach measure measures user customer guardrail guardrails decision decisions label labels field fields sample artifact artifacts log logs period launch traffic audit audits breakdown breakdowns stack'.split(
    ' ',
  ),
);
/** "Risks of the pilot", "The problem it solves": the name stands before them. */
const joints: ReadonlySet<string> = new Set('for of in at during by with to from on per under about it we they you that which'.split(' '));
/** "After rollback" is about what follows it. */
const asides: ReadonlySet<string> = new Set(['after', 'before', 'post', 'pre', 'since', 'following', 'that', 'which', 'who']);
const negations: ReadonlySet<string> = new Set(
  'non no not anti un without counter expected anticipated future upcoming competitor competing'.split(' '),
);

/** The names that may be meant inside longer words, longest first: the noun comes last, or "for" follows, or a word such as "plan". */
export function inside(words: string): string[] {
  const list = normalise(words).split(' ');
  if (list.length > 9) return [];
  const found: string[] = [];
  // "Rolling back a deployment": what is done comes first.
  if (/ing$|^(?:how|roll|revert|before)$/.test(list[0] as string))
    for (let to = Math.min(4, list.length - 1); to > 0; to--) found.push(list.slice(0, to).join(' '));
  const [joint, ...later] = list.flatMap((word, at) => (at > 0 && joints.has(word) ? [at] : []));
  for (const whole of joint === undefined ? [list] : [list, list.slice(0, joint)]) {
    const short = withoutTail(whole);
    for (const rest of short ? [whole, short] : [whole])
      for (let from = 0; from < Math.min(rest.length, whole === list ? 4 : 3); from++)
        if (!rest.slice(0, from).some((word) => negations.has(word)) && !asides.has(rest[from - 1] ?? ''))
          found.push(rest.slice(from).join(' '));
  }
  // "Out of scope for the first release".
  for (const at of later) found.push(list.slice(0, at).join(' '));
  const telling = found.filter((name) => !alone.has(name) || name === list.join(' '));
  return /\p{Script=Han}/u.test(words) ? [...telling, ...insideHan(squash(words))] : telling;
}

/** "Rollback criteria" without the word that adds nothing. */
const withoutTail = (words: readonly string[]): readonly string[] | undefined => {
  const last = words[words.length - 1] as string;
  return words.length > 1 && tails.has(last) && (last !== 'requirements' || words.length > 2) ? words.slice(0, -1) : undefined;
};

/** The same name without the words around it that add nothing, or as it is. */
export function bare(words: string): string {
  if (/\p{Script=Han}/u.test(words)) return insideHan(squash(words))[0] as string;
  const list = normalise(words).split(' ');
  // "Rolling back a deployment".
  if (list.length > 2 && /ing$/.test(list[0] as string)) return list.slice(0, 2).join(' ');
  return (withoutTail(list) ?? [words]).join(' ');
}

/** "用户问题" and "功能范围" name a field, "页面目标" does not: only words that leave the meaning may stand around it. */
function insideHan(words: string): string[] {
  const found: string[] = [];
  let rest = words.replace(/(?:范围|模块|配置|设置|列表|清单|说明|描述|概述|概览|定义|汇总|总览|追踪|调研|分析|研究|对比|要求)$/u, '');
  found.push(rest);
  for (let turn = 0; turn < 3; turn++) {
    const shorter = rest.replace(
      /^(?:用户|产品|项目|存在的|业务|核心|主要|关键|总体|整体|[一二三四两]期|[一二三四两]阶段|本期|首期|推广|系统|平台|当前|潜在|mvp)/u,
      '',
    );
    if (shorter === rest || shorter === '') break;
    found.push(shorter);
    rest = shorter;
  }
  return found;
}

const numbering =
  /^(?:(?:section|part|chapter)\s*)?(?:\d{1,3}(?:\.\d{1,3}){0,4}[.):]?|[ivxIVX]{1,5}[.)]|[A-Z][.)]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[章节部分]{1,2})(?=[\s:：]|$|\p{Script=Han})[\s:：.\-–—]*/u;

function stripLead(words: string): string {
  const bare = words.replace(/^[^\p{L}\p{N}<[({]+/u, '').replace(/^q(?:uestion)?\s?\d{0,2}[:.)]\s+(?=\p{L})/iu, '');
  const rest = bare.replace(numbering, '');
  return (rest === '' ? bare : rest).replace(/^[^\p{L}\p{N}<[({]+/u, '').replace(/\{#[^}]*\}\s*$/, '');
}

function singular(word: string): string {
  if (word === 'criterion') return 'criteria';
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') && !word.endsWith('is')
    ? word.slice(0, -1)
    : word;
}
