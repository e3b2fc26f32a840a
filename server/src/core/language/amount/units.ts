// The unit that stands before or after a number: %, pp, bps, ms, rps, users/day, $, tokens, points, tickets.

import { unitOfTime } from '../duration.js';
import type { NumberAt } from '../numbers.js';
import { isHyphen, type Token } from '../tokens.js';

const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '%': '% ％ percent pct',
    pp: 'pp ppt ppts',
    bps: 'bps bp',
    points: 'point points pt pts',
    rps: 'rps',
    qps: 'qps',
    tps: 'tps',
    tokens: 'tokens token',
    '€': 'eur euro euros €',
    $: 'usd dollar dollars $',
    '£': 'gbp pounds £',
    '¥': 'jpy yen cny rmb ¥',
    cents: 'cents cent ct ¢',
    GB: 'gb gib',
    MB: 'mb mib',
    KB: 'kb kib',
    TB: 'tb tib',
    kWh: 'kwh',
    MWh: 'mwh',
    GWh: 'gwh',
    kW: 'kw',
    MW: 'mw',
    km: 'km kilometres kilometers',
    ppm: 'ppm',
    kg: 'kg',
    g: 'g gram grams',
    mg: 'mg',
    t: 't tonnes tons',
    ml: 'ml',
    mm: 'mm',
    cm: 'cm',
    dB: 'db',
    Hz: 'hz',
    ha: 'ha hectares',
    stars: 'star stars',
    sd: 'sd sigma σ',
  }).flatMap(([unit, names]) => names.split(' ').map((name): [string, string] => [name, unit])),
);

/** Things that are counted. The unit is the plural as written. */
const nouns = new Set(
  'user customer request req session ticket call case item label row record order event impression click visitor visit page pageview view transaction alert incident complaint error failure hour-worker agent seller buyer merchant driver rider student learner teacher patient scan image document doc sentence word character query question answer conversation chat message email review report restart retry crash defect bug prediction job run sample example instance annotation judgement judgment decision applicant candidate cv resume application loan claim subscription subscriber seat account lead deal install download signup trip delivery parcel shipment mile route stop sku product store unit title song video article listing booking reservation night device node gpu pod replica deploy deployment release commit pr engineer person people employee annotator reviewer member household meter site turbine vendor integration interview participant booking violation override escalation handoff handover attempt look arm feature false-positive duplicate hallucination suggestion completion line page time litre liter tonne ton gallon hectare passenger'.split(
    ' ',
  ),
);

export interface UnitAt {
  readonly unit: string;
  readonly from: number;
  readonly to: number;
}

const signs = '$€£¥₹₩₺₽₪฿';
const isCurrencySign = (token: Token | undefined): boolean => token?.kind === 'sign' && signs.includes(token.text);

/** Currencies without a sign of their own, by their ISO codes. */
export const isCurrency = (token: Token | undefined): boolean =>
  token?.kind === 'word' && /^(?:CHF|SEK|NOK|DKK|PLN|CZK|HUF|INR|KRW|AUD|CAD|NZD|SGD|HKD|BRL|MXN|ZAR)$/.test(token.text);

export function unitBefore(tokens: readonly Token[], from: number): UnitAt | undefined {
  const before = tokens[from - 1];
  if (!before) return undefined;
  if (before.kind === 'sign' && signs.includes(before.text)) {
    const country = tokens[from - 2];
    const taken = country?.kind === 'word' && before.glued && /^(?:US|A|C|NZ|AU|CA)$/.test(country.text) ? 2 : 1;
    return { unit: before.text, from: from - taken, to: from };
  }
  if (before.kind === 'word' && /^(?:USD|EUR|GBP|JPY|CNY)$/.test(before.text))
    return { unit: words.get(before.lower) as string, from: from - 1, to: from };
  if (isCurrency(before)) return { unit: before.text, from: from - 1, to: from };
  return undefined;
}

export function unitAfter(
  tokens: readonly Token[],
  to: number,
  number: Pick<NumberAt, 'factor'> & { readonly value: number },
): UnitAt | undefined {
  if (number.factor) return undefined;
  const plain = plainUnit(tokens, to);
  const start = plain?.to ?? to;
  const per = perUnit(tokens, start);
  // "99.9 % per calendar month", "2 % per request": only a time belongs to a percentage.
  if (plain?.unit === '%' && per && !/^(?:s|min|h|day|week|month|quarter|year)$/.test(per.unit)) return plain;
  if (plain && per) return { unit: joined(plain.unit, per.unit), from: to, to: per.to };
  if (plain) return plain;
  return per ? { unit: `/${per.unit}`, from: to, to: per.to } : undefined;
}

function plainUnit(tokens: readonly Token[], to: number): UnitAt | undefined {
  let at = to;
  const hyphen = isHyphen(tokens[at]);
  if (hyphen) at++;
  const token = tokens[at];
  if (!token || token.kind === 'break' || token.kind === 'number' || token.kind === 'masked') return undefined;
  const next = tokens[at + 1];
  const unit = (name: string, length: number): UnitAt => ({ unit: name, from: to, to: at + length });
  if (token.lower === 'per' && next?.lower === 'cent') return unit('%', 2);
  if (token.text === '%' || token.text === '％' || token.lower === 'percent' || token.lower === 'percentage' || token.lower === 'pct') {
    const skip = isHyphen(next) ? 2 : 1;
    if (/^(?:points?|pts?)$/.test(tokens[at + skip]?.lower ?? '')) return unit('pp', skip + 1);
    return token.lower === 'percentage' ? undefined : unit('%', 1);
  }
  if (token.lower === 'p' && next?.text === '.' && tokens[at + 2]?.lower === 'p')
    return unit('pp', tokens[at + 3]?.text === '.' && tokens[at + 3]?.glued ? 4 : 3);
  if (token.lower === 'basis') {
    const skip = isHyphen(next) ? 2 : 1;
    if (/^points?$/.test(tokens[at + skip]?.lower ?? '')) return unit('bps', at - to + skip + 1);
  }
  if (/^(?:business|working)$/.test(token.lower) && /^days?$/.test(next?.lower ?? '')) return unit('bd', 2);
  if (token.lower === 'standard' && next?.stem === 'deviation') return unit('sd', 2);
  const time = unitOfTime(token);
  if (time && !(token.text.length === 1 && token.text !== token.lower)) return unit(time, 1);
  if (token.text === 'm' && token.glued) return unit('min', 1);
  if (isCurrency(token)) return unit(token.text, 1);
  const known = words.get(token.lower);
  // "a 10-point gain", not "a 5-point scale".
  const changes = /^(?:gain|increase|lift|uplift|drop|reduction|improvement|rise|decrease|cut|fall|jump|boost)s?$/.test(next?.lower ?? '');
  if (known !== undefined && !(hyphen && known === 'points' && !changes)) return unit(known, 1);
  if (token.kind !== 'word' || hyphen) return undefined;
  // "10 duplicate alerts": of two nouns the last is what is counted.
  const pair = next?.kind === 'word' && next.lower.endsWith('s') && nouns.has(next.stem) && token.stem === token.lower;
  if (!pair && (nouns.has(token.stem) || nouns.has(token.lower))) return unit(token.lower, 1);
  // One adjective may stand between: "45 active users", "300 labelled tickets".
  if (next?.kind === 'word' && (nouns.has(next.stem) || nouns.has(next.lower)) && !barrier.has(token.lower) && next.lower.endsWith('s'))
    return unit(next.lower, 2);
  const third = tokens[at + 2];
  if (
    third?.kind === 'word' &&
    next?.kind === 'word' &&
    nouns.has(third.stem) &&
    third.lower.endsWith('s') &&
    !barrier.has(token.lower) &&
    !barrier.has(next.lower) &&
    /^(?:weekly|monthly|daily|paying|active|new|false|open)$/.test(token.lower)
  )
    return unit(third.lower, 3);
  return undefined;
}

const barrier = new Set(
  'of in on at by to for and or while without with within from per than the a an as is are was were if then when before after until over under above below vs versus relative absolute across among during more fewer less additional extra'.split(
    ' ',
  ),
);

/** "/day", "per 1k requests", "a week". */
function perUnit(tokens: readonly Token[], at: number): { readonly unit: string; readonly to: number } | undefined {
  const sign = tokens[at];
  if (!sign) return undefined;
  const slash = sign.text === '/' && tokens[at + 1]?.kind === 'word';
  if (!slash && sign.lower !== 'per' && sign.lower !== 'a' && sign.lower !== 'an' && sign.lower !== 'each' && sign.lower !== 'every')
    return undefined;
  let next = at + 1;
  let amount = '';
  const count = tokens[next];
  if (sign.lower === 'per' && count?.kind === 'number') {
    const scale = tokens[next + 1];
    const scaled =
      scale?.glued && /^(?:k|m)$/i.test(scale.text)
        ? scale.text
        : scale && /^(?:thousand|million)$/.test(scale.lower)
          ? scale.lower === 'million'
            ? 'M'
            : 'k'
          : '';
    amount = `${count.text}${scaled} `;
    next += scaled === '' ? 1 : 2;
  }
  if (/^(?:calendar|rolling|full)$/.test(tokens[next]?.lower ?? '')) next++;
  const token = tokens[next];
  if (token?.kind !== 'word') return undefined;
  const time = unitOfTime(token);
  const price =
    /^(?:a|an)$/.test(sign.lower) && (isCurrencySign(tokens[at - 2]) || isCurrency(tokens[at - 2]) || isCurrency(tokens[at - 1]));
  if (sign.lower !== 'per' && !slash && !(price && !time) && (!time || time === 'ms' || token.lower === 's')) return undefined;
  const names: Readonly<Record<string, string>> = {
    s: 's',
    min: 'min',
    h: 'h',
    d: 'day',
    w: 'week',
    month: 'month',
    quarter: 'quarter',
    year: 'year',
  };
  if (time && names[time]) return { unit: `${amount}${names[time]}`, to: next + 1 };
  if (token.lower === 'm' && slash) return { unit: 'min', to: next + 1 };
  return { unit: `${amount}${token.lower}`, to: next + 1 };
}

function joined(unit: string, per: string): string {
  if (/^(?:req|reqs|requests?)$/.test(unit)) return per === 's' ? 'rps' : `req/${per}`;
  if (/^(?:quer(?:y|ies))$/.test(unit) && per === 's') return 'qps';
  return `${unit}/${per}`;
}
