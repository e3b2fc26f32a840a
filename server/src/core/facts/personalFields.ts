// What looks like personal data, by the names of fields; how the author classifies it and what becomes of it.
// Names decide, never values: nothing here looks for a person's data.
import { findPlaceholders } from '../language/placeholder.js';
import { type Artifact, type Pointer, unclaimedUnder } from '../model/artifact.js';
import { partOf, type Row, rowsAt } from './rows.js';

export type PersonalClass = 'none' | 'indirect' | 'direct' | 'special';

export interface FieldFact {
  readonly pointer: Pointer;
  /** The author's words for the field or fields, without what is said about them. */
  readonly name: string;
  /** The leaf that holds the name. */
  readonly nameAt: Pointer;
  /** The names in it that look like personal data. */
  readonly personal: readonly string[];
  readonly class: PersonalClass | undefined;
  /** `protected`: dropped, masked, replaced, aggregated …; `kept`: it stays as it is. */
  readonly treatment: 'protected' | 'kept' | undefined;
  /** Somebody has agreed, or a legal basis is named. */
  readonly agreed: boolean;
  /** A placeholder stands for one of the answers. */
  readonly open: boolean;
  readonly prose: boolean;
  readonly text: string;
}

export function personalFieldsOf(artifact: Artifact): readonly FieldFact[] {
  if (artifact.kind !== 'data-readiness') return [];
  return rowsAt(artifact, '/fields').map((row) => fieldFact(artifact, row));
}

function fieldFact(artifact: Artifact, row: Row): FieldFact {
  const named = partOf(artifact, row, 'field') || row.text;
  const loose = unclaimedUnder(artifact, row.pointer).map(({ whole }) => artifact.source.slice(...whole));
  // "email, ip": a list of names; "ip, pseudonymised": what becomes of it stands behind the name.
  const rest = row.prose ? row.text : [partOf(artifact, row, 'treatment'), ...loose].join('\n');
  const stated = partOf(artifact, row, 'class');
  const signed = partOf(artifact, row, 'legal_signoff');
  return {
    pointer: row.pointer,
    name: row.prose ? (/^[^:(–—-]+/.exec(named)?.[0].trim() ?? named) : named,
    nameAt: row.prose ? row.pointer : `${row.pointer}/field`,
    personal: personalNamesIn(named),
    class: classOf(stated) ?? (stated === '' ? classIn(row, partOf(artifact, row, 'treatment')) : undefined),
    treatment: treatmentOf(`${rest}\n${stated}`),
    agreed: signed !== '' || agreedWords.test(rest),
    open: findPlaceholders(row.text).length > 0,
    prose: row.prose,
    text: row.text,
  };
}

/** "phone: direct": behind the name of a sentence, or alone where the treatment stands. */
function classIn(row: Row, treatment: string): PersonalClass | undefined {
  const text = row.prose ? row.text.replace(/^[^:,(–—-]{1,60}[:,(–—-]/, '') : treatment;
  return row.prose || text.split(/\s+/).length <= 4 ? classOf(text) : undefined;
}

export function classOf(text: string): PersonalClass | undefined {
  if (text.trim() === '') return undefined;
  if (
    /\bnot? (?:personal|pii|sensitive|identif)|\bnon-?(?:personal|pii|sensitive)|^\W*(?:none|no|n\/?a|public|low|not applicable)\b|\bclass:? none\b/i.test(
      text,
    )
  )
    return 'none';
  if (/\bspecial\b|\bsensitive personal\b|\bart(?:icle|\.)? ?9\b|\bphi\b|\bhealth\b|\bbiometric/i.test(text)) return 'special';
  if (/\bindirect|\bquasi|\bpseudonym(?:ous|ised id|ized id)\b|\bmedium\b|\binternal\b/i.test(text)) return 'indirect';
  return /\bdirect\b|\bpii\b|\bpersonal\b|\bidentif(?:ying|iable)|\bhigh\b|\bconfidential\b|\brestricted\b|\bsensitive\b|^\W*yes\b/i.test(
    text,
  )
    ? 'direct'
    : undefined;
}

const agreedWords =
  /(?:^|[\s(,;:])@[a-z0-9]|\blegal\b|\bdpo\b|\bprivacy (?:team|office|counsel)|\bcounsel\b|\bsign(?:ed)?[ -]?off\b|\bapproved?\b|\bconsent|\blegitimate interest|\bcontract\b|\blegal basis\b|\bart(?:icle|\.)? ?\d/i;

/** What protects a field, in the words that authors use. */
export const protection =
  /\b(?:redact|mask|scrub|strip|pseudonym|anonym|de-?identif|hash|tokeni[sz]|drop|remov|delet|discard|exclud|omit|aggregat|generali[sz]|truncat|bucket|band(?:ed)?\b|bin(?:ned)?\b|round|encrypt|salt|blur|suppress|coarsen|shorten|vault|(?:not|never) (?:stored|kept|copied|exported|collected|used|loaded|logged|ingested)|never leaves|kept (?:apart|separate(?:ly)?)|stored (?:apart|separately)|access (?:is )?(?:limited|restricted)|only (?:the )?(?:year|month|country|region|first|last|sums?|counts?))/i;

function treatmentOf(text: string): FieldFact['treatment'] {
  if (protection.test(text)) return 'protected';
  return /\bkeep\b|\bkept\b|\bretain|\bas[ -]is\b|\bplain\b|\braw\b|\bunchanged\b|\bstored\b/i.test(text) ? 'kept' : undefined;
}

const people =
  '(?:user|customer|client|patient|visitor|member|subscriber|employee|applicant|candidate|student|driver|rider|passenger|citizen|person|account holder|card ?holder|policy ?holder|guest|caller|sender|recipient|author)';
const direct =
  '(?:e ?mail|phone|telephone|mobile (?:number|phone)|msisdn|fax|ssn|social security|national id|nino|passport|driving licen[cs]e|licen[cs]e plate|number plate|iban|bank account|credit card|card (?:number|no|pan)|pan|cvv|first name|last name|full name|given name|family name|middle name|sur ?name|maiden name|user ?name|nick ?name|dob|birth ?dates?|date of birth|birth ?day|birth ?place|(?:home|street|postal|mailing|billing|shipping|delivery|residential|contact) address|gender|ethnicity|religion|nationality|marital status|tax (?:id|number)|salary|face (?:image|embedding|photo)|finger ?print|voice ?print|gps|geo ?location|latitude|longitude|ip|ip ?v[46]|mac address|device id|advertising id|idfa|gaid|imei|cookie id)';
const names = new RegExp(`(?:^| )(?:${direct}|${people} (?:id|name|address|key|uuid)|${people}s? names?)(?:e?s)?$|^addresse?s?$`);
const neutral = /(?: (?:addresse?s?|number|numbers|no|nr|num|raw|value|field|column|string|text|primary|secondary|work|private|\d))+$/;
const about = /^(?:has|is|num|n|count|hashed|hash|no|without|opt|valid|verified|allow|masked|redacted|anonymi[sz]ed)\b/;

/** The names in a listing that look like personal data: "email, basket size and client_ip" → email, client_ip. */
export function personalNamesIn(listing: string): readonly string[] {
  return listing.split(/[,;/|()[\]{}\n+&·:]|\s(?:and|or|plus|with|incl\.?|including)\s|\s[–—-]\s/).flatMap((piece) => {
    const name = piece.trim();
    return name !== '' && name.length <= 40 && looksPersonal(name) ? [name] : [];
  });
}

export interface PersonalMention {
  readonly pointer: Pointer;
  /** Offsets in the leaf's text. */
  readonly from: number;
  readonly to: number;
  readonly word: string;
}

/** Names of personal fields in the text of a list of sources, where nothing says that they are taken out or masked. */
export function personalMentionsIn(text: string, pointer: Pointer): readonly PersonalMention[] {
  if (protection.test(text)) return [];
  let at = 0;
  return personalNamesIn(text).map((word) => {
    const from = text.indexOf(word, at);
    at = from + word.length;
    return { pointer, from, to: at, word };
  });
}

/** `customerEmail`, "client_ip", "date of birth", "patient id"; neither `email_domain` nor `has_phone`. */
export function looksPersonal(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  if (words.split(' ').length > 5 || about.test(words)) return false;
  return names.test(words) || names.test(words.replace(neutral, ''));
}

const special =
  /\b(?:diagnos(?:is|es|tic) (?:codes?|data|records?|reports?|images?)|(?:patient|medical|clinical|primary|secondary) diagnos[ei]s|icd-?(?:9|10|11)|snomed|medical (?:records?|histor(?:y|ies)|images?|scans?|claims?)|(?:electronic )?health (?:records?|data|status|information)|ehr|emr|patient (?:data|records?|histor(?:y|ies)|notes|files?|images?)|clinical (?:notes?|records?|data)|(?:radiology|pathology|lab(?:oratory)?) (?:reports?|results|images)|(?:chest )?x-?rays?|mammogra(?:ms?|phy)|mri scans?|ct scans?|prescriptions?|medications? (?:lists?|histor(?:y|ies))|disabilit(?:y|ies)|pregnan(?:t|cy)|ethnic(?:ity| origin| group)|racial origin|race and ethnicity|religio(?:n|us (?:belief|affiliation)s?)|sexual orientation|sex life|biometrics?|face (?:embeddings?|prints?|templates?)|facial recognition|finger ?print (?:scans?|templates?|data)|voice ?prints?|iris scans?|genetic (?:data|tests?)|genom(?:e|es|ic data)|political (?:opinions?|affiliations?|views)|trade[- ]union|criminal (?:records?|convictions?)|mental health (?:records?|notes|data|status))\b/gi;

/** Words for data that needs a basis of its own (GDPR Art. 9 and 10): health, origin, belief, biometrics … with where they stand. */
export function specialWordsIn(text: string): readonly { readonly word: string; readonly at: number }[] {
  return [...text.matchAll(special)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const denied =
      /\b(?:no|not|never|without|excluding|excludes?|except|instead of|non|removed?|neither|nor|avoid\w*|do(?:es)? not (?:use|hold|store|include|contain|process))\b[^.;\n]{0,38}$/i.test(
        before,
      );
    return denied ? [] : [{ word: match[0], at: match.index }];
  });
}
