// Regions and languages that a text names, and which holds which. Names and codes as people write them; nothing is looked up.

/** A region or language by its canonical name, and where it stands. */
export interface NamedPlace {
  readonly id: string;
  readonly kind: 'region' | 'language';
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

const regions: readonly (readonly [id: string, names: string, within?: readonly string[]])[] = [
  ['world', 'worldwide|global(?:ly)?|all (?:markets|countries|regions)|international(?:ly)?'],
  ['EU', 'EU|E\\.U\\.|European Union|EEA|Europe|EMEA'],
  ['US', 'US|U\\.S\\.|USA|United States', ['North America']],
  ['North America', 'North America|NA region'],
  ['Latin America', 'LATAM|Latin America|South America'],
  ['Asia', 'APAC|Asia(?:[- ]Pacific)?|South-?East Asia'],
  ['Africa', 'Africa|sub-Saharan Africa'],
  ['UK', 'UK|U\\.K\\.|United Kingdom|Great Britain'],
  ['BR', 'BR|Brazil', ['Latin America']],
  ['MX', 'MX|Mexico', ['Latin America']],
  ['AR', 'Argentina', ['Latin America']],
  ['CA', 'Canada', ['North America']],
  ['DE', 'DE|Germany', ['EU']],
  ['FR', 'FR|France', ['EU']],
  ['ES', 'ES|Spain', ['EU']],
  ['IT', 'Italy', ['EU']],
  ['NL', 'NL|Netherlands', ['EU']],
  ['PL', 'PL|Poland', ['EU']],
  ['PT', 'Portugal', ['EU']],
  ['SE', 'Sweden', ['EU']],
  ['AT', 'Austria', ['EU']],
  ['CH', 'Switzerland'],
  ['JP', 'JP|Japan', ['Asia']],
  ['CN', 'CN|China', ['Asia']],
  ['KR', 'KR|(?:South )?Korea', ['Asia']],
  ['IN', 'India', ['Asia']],
  ['ID', 'Indonesia', ['Asia']],
  ['AU', 'AU|Australia', ['Asia']],
  ['KE', 'Kenya', ['Africa']],
  ['NG', 'Nigeria', ['Africa']],
];
const languages =
  'English|German|French|Spanish|Portuguese|Italian|Dutch|Polish|Swedish|Danish|Finnish|Norwegian|Czech|Greek|Turkish|Russian|Ukrainian|Arabic|Hebrew|Hindi|Bengali|Tamil|Urdu|Japanese|Chinese|Mandarin|Korean|Vietnamese|Thai|Indonesian|Swahili';

const regionPatterns = regions.map(([id, names, within = []]) => ({
  id,
  within,
  pattern: new RegExp(`(?<![\\w./@-])(?:${names})(?![\\w@-]|\\.\\w)`, 'g'),
}));
const languagePattern = new RegExp(`(?<![\\w/-])(?:${languages})(?=\\b(?!-?(?:man|men|woman|companies|market|law)))`, 'g');

export function placesIn(text: string): readonly NamedPlace[] {
  const found: NamedPlace[] = [];
  for (const { id, pattern } of regionPatterns)
    for (const match of text.matchAll(pattern))
      found.push({ id, kind: 'region', word: match[0], from: match.index, to: match.index + match[0].length });
  for (const match of text.matchAll(languagePattern))
    found.push({ id: match[0], kind: 'language', word: match[0], from: match.index, to: match.index + match[0].length });
  return found.sort((a, b) => a.from - b.from);
}

/** `place` is one of `others`, lies within one, or holds one: only a clear absence counts. */
export function isCovered(place: NamedPlace, others: readonly NamedPlace[]): boolean {
  const same = others.filter(({ kind }) => kind === place.kind);
  return same.some(({ id }) => id === place.id || id === 'world' || holds(id, place.id) || holds(place.id, id)) || place.id === 'world';
}

const holds = (large: string, small: string): boolean => regionPatterns.find(({ id }) => id === small)?.within.includes(large) ?? false;
