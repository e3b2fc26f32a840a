// Which human language a text is in, as far as it matters here: English is read, Chinese and Korean headings are known,
// about the prose of any other the engine says nothing.

export type Tongue = 'en' | 'zh' | 'ko' | 'other';

/** Judged on the first 20,000 characters, code and markup included: they are English-like and short. */
export function tongueOf(text: string): Tongue {
  const sample = text.slice(0, 20_000);
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  const latin = count(/\p{Script=Latin}/gu);
  const hangul = count(/\p{Script=Hangul}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = count(/\p{Script=Han}/gu);
  const foreign = count(/[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Greek}]/gu);
  // One Han or Hangul sign carries about as much as three Latin letters.
  if (hangul * 3 > latin && hangul >= han) return 'ko';
  if (kana * 3 > latin || (kana > 20 && kana * 4 > han)) return 'other';
  if (han * 3 > latin) return 'zh';
  if (foreign * 2 > latin) return 'other';
  return looksEnglish(sample) ? 'en' : 'other';
}

const english = new Set(
  'the of and to in for is with that on by be are as this from at or an it if when not will can must we our which each per than who has have before after within'.split(
    ' ',
  ),
);
const others = new Set(
  'de la el los las que en para con una por del como se le les des du une est dans pour avec sur der die das und nicht ist mit für von den ein eine auf yang dan untuk dengan dari pada ini adalah não uma os dos com para mais ao à di il che per una sono della een het van voor met och att som är'.split(
    ' ',
  ),
);

function looksEnglish(sample: string): boolean {
  let own = 0;
  let foreign = 0;
  for (const [word] of sample.toLowerCase().matchAll(/\p{L}+/gu)) {
    if (english.has(word)) own++;
    else if (others.has(word)) foreign++;
  }
  return own * 2 >= foreign || foreign < 5;
}
