// How the author's words for a field are compared: numbering, emoji, emphasis, case, plural and punctuation do not count.
// Knows nothing of any particular field.

/** "2.1 🎯 Goals & Success-Metrics (v1):" → "goals and success metrics". Parentheses fall away. */
export function normalise(words: string): string {
  return stripLead(words.normalize('NFKC'))
    .replace(/\([^()]{0,120}\)|（[^（）]{0,120}）/g, ' ')
    .replace(/[&+]/g, ' and ')
    .toLowerCase()
    .replace(/['’`"“”*]/g, '')
    .replace(/[_\-–—.:?!,]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The form in which two names are the same: letters and digits of singular words. */
export function squash(words: string): string {
  return normalise(words)
    .split(/[\s/·|]+/)
    .map(singular)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Halves of a compound heading: "Goals and success metrics", "目标与成功指标". */
export function halves(words: string): string[] {
  return normalise(words)
    .split(/\s+and\s+|\s*[/·|,，、]\s*|(?<=\p{Script=Han})[与及和](?=\p{Script=Han})|\s+및\s+|\s*과\s+|\s*와\s+/u)
    .map((half) => half.trim())
    .filter((half) => half !== '');
}

const numbering =
  /^(?:section|part|chapter|step|phase)?\s*(?:\d{1,3}(?:\.\d{1,3}){0,4}[.):]?|[ivxIVX]{1,5}[.)]|[A-Z][.)]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[章节部分]{1,2})(?=[\s:：]|$|\p{Script=Han})[\s:：.\-–—]*/u;

function stripLead(words: string): string {
  const bare = words.replace(/^[^\p{L}\p{N}<[({]+/u, '');
  const rest = bare.replace(numbering, '');
  return (rest === '' ? bare : rest).replace(/^[^\p{L}\p{N}<[({]+/u, '').replace(/\{#[^}]*\}\s*$/, '');
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') && !word.endsWith('is')
    ? word.slice(0, -1)
    : word;
}
