// Which human language a text is in, as far as it matters here: English is read, Chinese and Korean headings are known,
// about the prose of any other the engine says nothing.

export type Tongue = 'en' | 'zh' | 'ko' | 'other';

/** Judged on the first 20,000 characters, code and markup included: they are English-like and short. */
export function tongueOf(text: string): Tongue {
  const sample = text.slice(0, 20_000);
  const { latin, hangul, kana, han, foreign } = scriptsIn(sample);
  // One Han or Hangul sign carries about as much as three Latin letters.
  if (hangul * 3 > latin && hangul >= han) return 'ko';
  if (kana * 3 > latin || (kana > 20 && kana * 4 > han)) return 'other';
  if (han * 3 > latin) return 'zh';
  if (foreign * 2 > latin) return 'other';
  return looksEnglish(sample) ? 'en' : 'other';
}

/** First and last code unit of the blocks that count; a pass over numbers is many times as fast as one expression a script. */
const blocks: readonly (readonly [first: number, last: number, script: 'latin' | 'hangul' | 'kana' | 'han' | 'foreign'])[] = [
  [0x00c0, 0x024f, 'latin'],
  [0x0370, 0x052f, 'foreign'],
  [0x0590, 0x06ff, 'foreign'],
  [0x0900, 0x097f, 'foreign'],
  [0x0e00, 0x0e7f, 'foreign'],
  [0x1100, 0x11ff, 'hangul'],
  [0x1e00, 0x1eff, 'latin'],
  [0x3040, 0x30ff, 'kana'],
  [0x3130, 0x318f, 'hangul'],
  [0x3400, 0x9fff, 'han'],
  [0xac00, 0xd7af, 'hangul'],
  [0xf900, 0xfaff, 'han'],
];

function scriptsIn(sample: string) {
  const counts = { latin: 0, hangul: 0, kana: 0, han: 0, foreign: 0 };
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at);
    if (code < 0x80) {
      if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) counts.latin++;
    } else for (const [first, last, script] of blocks) if (code >= first && code <= last) counts[script]++;
  }
  return counts;
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
  for (const word of sample.toLowerCase().split(/[^a-z\u00c0-\u024f]+/)) {
    if (english.has(word)) own++;
    else if (others.has(word)) foreign++;
  }
  return own * 2 >= foreign || foreign < 5;
}
