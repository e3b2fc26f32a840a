// What rings, when, for whom, and what that person does: each alert as one fact, whether it is a structure, a table row, a
// heading with its steps or a sentence. Whether that is good enough is for the rules.
import { readConditions } from '../language/condition.js';
import { readDuration, readDurations } from '../language/duration.js';
import { findMetric } from '../language/metrics.js';
import { findPlaceholders } from '../language/placeholder.js';
import { readRates } from '../language/rate.js';
import type { Condition, MetricEntry } from '../language/types.js';
import { type Artifact, child, type Pointer } from '../model/artifact.js';
import { isChannel, isRouted, namesRota } from './ownership.js';
import { partOf, type Row, rowsAt } from './rows.js';

export interface AlertFact {
  readonly pointer: Pointer;
  readonly name: string;
  /** Everything written about it. */
  readonly text: string;
  readonly prose: boolean;
  readonly metric: MetricEntry | undefined;
  readonly condition: Condition | undefined;
  /** The leaf that holds the number of the condition. */
  readonly conditionAt: Pointer;
  readonly burn: Burn | undefined;
  /** The window it is computed over, in days, where it has a field of its own. */
  readonly windowDays: number | undefined;
  readonly severity: 'page' | 'ticket' | 'info' | undefined;
  readonly noData: 'alert' | 'ok' | undefined;
  /** The words for who acts, '' where there are none. */
  readonly owner: string;
  /** Somebody, a role, a team or a rota gets it; a channel alone is nobody. */
  readonly routed: boolean;
  /** It goes to this channel and to nobody in it. */
  readonly channel: string;
  readonly runbook: string;
  /** What is done first, and where that stands. */
  readonly action: Words | undefined;
  /** How often it is expected to ring in a day. */
  readonly perDay: number | undefined;
}

export interface Burn {
  readonly factor: number;
  readonly at: Words;
  readonly longHours: number | undefined;
  readonly shortHours: number | undefined;
}

/** text[from, to) of the leaf at `pointer`. */
export interface Words {
  readonly pointer: Pointer;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function alertsOf(artifact: Artifact): readonly AlertFact[] {
  if (artifact.kind !== 'monitoring') return [];
  return rowsAt(artifact, '/alerts')
    .map((row) => alertOf(artifact, row))
    .filter((alert) => alert !== undefined);
}

const telling = [
  'signal',
  'op',
  'burn_rate',
  'severity',
  'no_data',
  'owner',
  'route',
  'runbook',
  'first_action',
  'for',
  'expected_per_day',
] as const;

const step =
  /^\W*(?:check|hit|open|run|look|go|ask|restart|verify|inspect|review|query|follow|log ?in|ssh|curl|find|read|contact|call|restore|redeploy)\b(?![^.\n]{0,80}(?:[<>≤≥]|\b(?:above|below|exceeds?|over|under)\b))|\bauto-?resolve\b/i;

/** A row is an alert when it says a condition, or when its columns are those of one: "Map to the escalation path" is neither. */
function alertOf(artifact: Artifact, row: Row): AlertFact | undefined {
  const said = (key: string): string => partOf(artifact, row, key);
  if (findPlaceholders(row.text).length > 0) return undefined;
  // "Hit /events: what happened lately?" is a step, "Auto-resolve after two healthy runs" is about closing.
  if (row.prose ? step.test(row.text) : /\bresolve\b/i.test(said('name'))) return undefined;
  const burn = burnOf(artifact, row);
  const { condition, at } = conditionOf(artifact, row);
  if (!condition && !burn && !(row.prose ? pages(row.text) : telling.some((key) => said(key) !== ''))) return undefined;
  // "Errors > 2 %: ticket for @noor, first action: …" is a sentence that happens to have a colon.
  const loose = row.prose || !telling.some((key) => said(key) !== '');
  const owner = said('owner') || labelled(row.text, ownerLabel);
  const route = said('route');
  // A heading with its steps below is the playbook itself.
  const steps = !row.prose && (said('threshold').length > 240 || said('threshold').split('\n').length > 2) ? said('threshold') : '';
  const routed = isRouted(owner) || isRouted(route) || (loose && steps === '' && handed(row.text));
  return {
    pointer: row.pointer,
    name: said('name') || (row.prose ? row.text : said('signal') || row.text),
    text: row.text,
    prose: row.prose,
    metric: condition?.metric.entry ?? findMetric(said('signal') || said('name') || row.text, artifact.vocabulary)?.value.entry,
    condition,
    conditionAt: at,
    burn,
    windowDays: readDuration(said('long_window'), artifact.vocabulary)?.value.days,
    severity: severityOf(said('severity'), route, row.text),
    noData: noDataOf(said('no_data'), row.text),
    owner,
    routed,
    channel: routed ? '' : ([owner, route, loose && steps === '' ? row.text : ''].map(channelIn).find((words) => words !== '') ?? ''),
    runbook:
      said('runbook') || steps || (/\b(?:runbook|playbook)\b|\.md\b|https?:\/\//i.exec(loose ? row.text : said('first_action'))?.[0] ?? ''),
    action: actionOf(artifact, row, steps, loose),
    perDay: perDayOf(said('expected_per_day'), loose ? row.text : ''),
  };
}

/** "error rate > 2 % for 5 min" in one cell, or signal, comparison, limit and time in four. */
function conditionOf(artifact: Artifact, row: Row): { readonly condition: Condition | undefined; readonly at: Pointer } {
  const said = (key: string): string => partOf(artifact, row, key);
  const at = row.prose ? row.pointer : child(row.pointer, said('threshold') === '' && said('signal') === '' ? 'name' : 'threshold');
  const own = readConditions(row.prose ? row.text : said('threshold'), artifact.vocabulary)[0]?.value;
  const named = own?.metric.entry ? own : undefined;
  if (named || row.prose) return { condition: named ?? own, at };
  const subject = said('signal') || said('name');
  const limit = said('threshold');
  const compared = /[<>≤≥]|\b(?:above|below|over|under|exceeds?|more|less|drops?|rises?|falls?|least|most)\b/i.test(
    `${said('op')}${limit}`,
  );
  const assumed = findMetric(subject, artifact.vocabulary)?.value.entry?.better === 'up' ? '<' : '>';
  const joined = `${subject} ${said('op')}${compared ? '' : assumed} ${limit}${said('for') === '' ? '' : ` for ${said('for')}`}`;
  const whole = limit === '' ? undefined : readConditions(joined, artifact.vocabulary)[0]?.value;
  return { condition: whole ?? own ?? readConditions(said('name'), artifact.vocabulary)[0]?.value, at };
}

/** `burn_rate: 14.4` with its windows, or "14.4× burn over 1 h and 5 min". */
function burnOf(artifact: Artifact, row: Row): Burn | undefined {
  const field = child(row.pointer, 'burn_rate');
  const own = artifact.places.get(field)?.text?.text ?? '';
  const stated = /\d+(?:\.\d+)?/.exec(own);
  const factorAt = (pointer: Pointer, text: string): { readonly factor: number; readonly at: Words } | undefined => {
    const found =
      /(\d{1,4}(?:\.\d{1,3})?)\s?[x×]?\s?(?:times )?(?:the )?(?:error[- ])?(?:budget[- ])?burn\b|\bburn(?:[- ]?rate)?(?:\s?(?:of|above|over|exceeds|is|at|reaches|[>≥:=])){0,3}\s?(\d{1,4}(?:\.\d{1,3})?)\s?[x×]?(?![\d%])/i.exec(
        text,
      );
    const number = found?.[1] ?? found?.[2];
    if (!found || number === undefined) return undefined;
    const from = found.index + found[0].indexOf(number);
    return { factor: Number(number), at: { pointer, from, to: from + number.length, text: number } };
  };
  const places = row.prose ? [row.pointer] : ['threshold', 'signal', 'name'].map((key) => child(row.pointer, key));
  const found = stated
    ? { factor: Number(stated[0]), at: { pointer: field, from: stated.index, to: stated.index + stated[0].length, text: stated[0] } }
    : (places.map((pointer) => factorAt(pointer, artifact.places.get(pointer)?.text?.text ?? '')).find((read) => read !== undefined) ??
      bareFactor(artifact, row));
  if (!found || found.factor <= 0) return undefined;
  const windows = [
    partOf(artifact, row, 'long_window'),
    partOf(artifact, row, 'short_window'),
    row.prose ? row.text : partOf(artifact, row, 'threshold'),
  ]
    .flatMap((text) => text.split(/\band\b|[+,;/&|]/))
    .flatMap((text) => readDurations(text, artifact.vocabulary).map((slot) => slot.value.days * 24))
    .filter((hours) => hours > 0);
  const short = readDuration(partOf(artifact, row, 'short_window'), artifact.vocabulary)?.value.days;
  const long = windows.length > 0 ? Math.max(...windows) : undefined;
  return {
    ...found,
    longHours: long === undefined ? undefined : Number(long.toPrecision(6)),
    shortHours: short !== undefined ? short * 24 : windows.find((hours) => long !== undefined && hours < long / 2),
  };
}

/** Signal "error budget burn", threshold "14.4". */
function bareFactor(artifact: Artifact, row: Row): { readonly factor: number; readonly at: Words } | undefined {
  if (row.prose || !/\bburn/i.test(partOf(artifact, row, 'signal') || partOf(artifact, row, 'name'))) return undefined;
  const found = /^\W{0,3}(\d+(?:\.\d+)?)(?:\s?[x×]?\s*$|\s?[x×](?!\w))/.exec(partOf(artifact, row, 'threshold'));
  const pointer = child(row.pointer, 'threshold');
  const text = found?.[1];
  if (!found || text === undefined) return undefined;
  const from = found[0].indexOf(text);
  return { factor: Number(text), at: { pointer, from, to: from + text.length, text } };
}

function severityOf(field: string, route: string, text: string): AlertFact['severity'] {
  if (/\b(?:pag(?:e[sd]?|ing)|critical|crit|p[01]|sev(?:erity)?[- ]?[01]|urgent|emergency|wake)\b/i.test(field)) return 'page';
  if (/\b(?:tickets?|warn(?:ing)?|p[23]|sev(?:erity)?[- ]?[23]|medium|minor|low|next day)\b/i.test(field)) return 'ticket';
  if (/\b(?:info(?:rmational)?|log|none|p[45])\b/i.test(field)) return 'info';
  if (field !== '') return undefined;
  if (/\b(?:pagerduty|opsgenie|victorops|pager)\b/i.test(route) || pages(text)) return 'page';
  return /\b(?:tickets?|jira|next business day|next morning)\b/i.test(`${route}\n${text}`) ? 'ticket' : undefined;
}

/** "Page @ana when …", "pages the on-call"; not the page that is viewed. */
export function pages(text: string): boolean {
  for (const { index, 0: word } of text.matchAll(/\b(?:pag(?:e[sd]?|ing)|wakes?)\b/gi)) {
    const before = text.slice(Math.max(0, index - 16), index);
    const after = text.slice(index + word.length, index + word.length + 16);
    if (/\b(?:home|landing|product|status|web|search|checkout|detail|error|per|front|wiki|this)[- ]$/i.test(before)) continue;
    if (/^[- ](?:views?|loads?|speed|size|renders?|visits?|rank|faults?|not found|shows?|is)\b/i.test(after)) continue;
    return true;
  }
  return /\b(?:pagerduty|opsgenie|victorops)\b/i.test(text);
}

function noDataOf(field: string, text: string): AlertFact['noData'] {
  const words =
    field === ''
      ? (/\b(?:no[- ]data|missing data|when silent|(?:feed|data|source|stream)\s(?:stops?|is (?:missing|silent|absent|empty)))\b[^.;\n]{0,60}/i.exec(
          text,
        )?.[0] ?? '')
      : `no data ${field}`;
  if (words === '') return undefined;
  return /\b(?:ok(?:ay)?|ignored?|healthy|green|normal|not[- ]?breaching|resolved?|keep|false|silent|fine|no alert)\b/i.test(words)
    ? 'ok'
    : 'alert';
}

function actionOf(artifact: Artifact, row: Row, steps: string, loose: boolean): Words | undefined {
  const pointer = child(row.pointer, 'first_action');
  const text = artifact.places.get(pointer)?.text?.text ?? partOf(artifact, row, 'first_action');
  if (text !== '') return { pointer, from: 0, to: text.length, text };
  if (steps !== '') return { pointer: child(row.pointer, 'threshold'), from: 0, to: steps.length, text: steps };
  if (!loose) return undefined;
  const place = row.prose ? row.pointer : child(row.pointer, 'threshold');
  const sentence = artifact.places.get(place)?.text?.text ?? '';
  const found = /(?:\b(?:first )?actions?\s?(?:[:–—-]|is to|is)\s{0,2}|\bfirst,? |→\s?|->\s?)([^.;\n|]{3,160})/i.exec(sentence);
  const words = found?.[1]?.trim();
  if (!found || words === undefined) return undefined;
  const from = sentence.indexOf(words, found.index);
  return { pointer: place, from, to: from + words.length, text: words };
}

/** A plain number, or a rate of pages; "every 5 min" is how often it is evaluated. */
function perDayOf(field: string, sentence: string): number | undefined {
  const plain = /^\s*[~≈]?\s*(\d+(?:\.\d+)?)\s*(?:$|[x×]|(?:pages?|alerts?|times?)?\s?(?:\/|per|a) ?d)/i.exec(field)?.[1];
  if (plain !== undefined) return Number(plain);
  const rates = readRates(field === '' ? sentence : field).filter(
    // In a sentence other things have rates too: "$pageview at ~31/day".
    ({ value }) => value.per.days > 0 && (field !== '' || /^(?:pages?|alerts?|times?|incidents?)$/i.test(value.of)),
  );
  const rate = rates[0]?.value;
  if (rate && rates.length === 1) return rate.count / rate.per.days;
  const often = /\b(once|twice)\s(?:a|per|every)\s(day|shift|week|month)\b/i.exec(field);
  const days = new Map([
    ['day', 1],
    ['shift', 0.5],
    ['week', 7],
    ['month', 30],
  ]).get(often?.[2]?.toLowerCase() ?? '');
  return often && days ? (/twice/i.test(often[0]) ? 2 : 1) / days : undefined;
}

const ownerLabel = /\b(?:owner|on-?call|assignee|responsible)\s?[:=]\s?([^.;,\n|]{2,60})|\bowned by\s+([^.;,\n|]{2,60})/i;

function labelled(text: string, label: RegExp): string {
  const found = label.exec(text);
  return (found?.[1] ?? found?.[2] ?? '').trim();
}

/** "a ticket for the Data team", "wakes the ML engineer". */
const handed = (text: string): boolean =>
  namesRota(text) ||
  /\b(?:to|for|by|pages?|wakes?|notif(?:y|ies)|calls?)\s(?:the\s)?(?:[\w-]{2,20}\s){1,3}(?:team|squad|desk|engineer|lead|group|manager)\b/i.test(
    text,
  );
const channelIn = (text: string): string => (isChannel(text) ? (/#[\w-]{2,60}/.exec(text)?.[0] ?? text.trim()) : '');
