// Who is named: @handle, a person, a role, a team, an address, or nobody ("TBD", "everyone", "we'll figure it out").

import type { Span } from '../text.js';
import { isEmptyAnswer } from './placeholder.js';
import { remembered } from './remembered.js';
import type { OwnerRead, Slot } from './types.js';

export function readOwner(text: string): Slot<OwnerRead> | undefined {
  return readOwners(text)[0];
}

/** All of them, left to right; a role or team in brackets after a name belongs to the name. */
export const readOwners = remembered((text: string): Slot<OwnerRead>[] => {
  if (text.trim() === '') return [];
  const label = /^\s{0,9}[*_]{1,3}(?:[Oo]wner|DRI|[Ll]ead)s?[*_]{0,3}:[*_]{0,3}\s{1,9}/.exec(text);
  if (label)
    return readOwners(text.slice(label[0].length)).map((slot) => ({
      ...slot,
      span: [slot.span[0] + label[0].length, slot.span[1] + label[0].length] as const,
    }));
  // "Owned by the Pricing Science team"
  const the = /^\s{0,9}[Tt]he (?=.*\b(?:team|squad|guild|group|desk|office|unit)\b)/.exec(text);
  if (the && the[0].length < text.length && !nobody(text))
    return readOwners(text.slice(the[0].length)).map((slot) => ({
      ...slot,
      span: [slot.span[0] + the[0].length, slot.span[1] + the[0].length] as const,
    }));
  const lead = /^\s{0,9}(?:[Oo]wned|[Rr]un|[Mm]aintained|[Oo]perated|[Mm]anaged|[Ll]ed) by (?:the )?/.exec(text);
  if (lead)
    return readOwners(text.slice(lead[0].length)).map((slot) => ({
      ...slot,
      span: [slot.span[0] + lead[0].length, slot.span[1] + lead[0].length] as const,
    }));
  const none = nobody(text);
  if (none) return [none];
  const found: Slot<OwnerRead>[] = [];
  let at = 0;
  for (const part of partsOf(text)) {
    if (part[0] < at) continue;
    const own = readPart(text, part);
    // "Engineering Manager, Checkout": one word after a role says of what.
    const area = own?.confidence === 0.55 && found[found.length - 1]?.value.sort === 'role' && /,\s*$/.test(text.slice(at, part[0]));
    if (own && !area) found.push(own);
    at = part[1];
  }
  return found;
});

const nobodies =
  /^(?:tbd|tba|tbc|todo|\?+|n\/?a|none|(?:nobody|no ?one)(?: assigned| yet| named| so far| in particular)?|(?:currently |still |now )?(?:unassigned|unowned|orphaned|ownerless|vacant)(?: since .{1,60}| for now| at present)?|unknown|open|(?:(?:owner|dri|lead)[: ]{1,2})?(?:open|vacant|unassigned|tbd|tbc|tba)(?: \([^)]{1,40}\)| (?:until|till|pending|after|once) .{1,40})?|who knows|(?:nobody|no ?one) (?:has been|was|is) .{1,30}|everyone|everybody|anyone|somebody|someone|all|all of us|us|we|the team|team|whole team|the whole team|everyone on the team|anybody|whoever[^.]{0,40}|to be (?:decided|defined|determined|assigned|confirmed|named|hired|announced)|not (?:yet )?(?:assigned|decided|known|defined)|待定|未定|미정|-|–|—|xxx|(?:someone|somebody|anyone|anybody) (?:from|in|on|of) .{1,40}|owner|name|shared|collective|both teams|all teams|various|multiple|several people)$/i;
const evasions =
  /\b(?:we'?ll (?:figure|see|decide|find|sort|work)|we will (?:figure|see|decide|find|sort|work)|figure it out|to be (?:decided|determined|assigned|named|defined|confirmed)|decide later|will be (?:assigned|decided|named)|whoever (?:is|has|wrote|notices|sees)|not (?:yet )?assigned|no owner|nobody yet|still looking|need(?:s)? an owner|the team (?:decides|owns|together)|everyone (?:is|owns|on)|shared responsibility|collectively|all engineers)\b/i;

function nobody(text: string): Slot<OwnerRead> | undefined {
  const start = text.length - text.trimStart().length;
  const words = text.trim().replace(/(?<![.!])[.!]+$/, '');
  if (words === '') return undefined;
  if (words.length > 200) return undefined;
  const plain = words.replaceAll('’', "'");
  const evades = evasions.test(plain) && !/(?:^|\s)@[a-z]/i.test(plain);
  if (!nobodies.test(plain) && !evades && !isEmptyAnswer(words)) return undefined;
  return { value: { name: words, sort: 'nobody' }, span: [start, start + words.length], confidence: nobodies.test(plain) ? 0.95 : 0.8 };
}

/** Splits at commas, semicolons, slashes, "and", line breaks; brackets and addresses stay whole. */
function partsOf(text: string): Span[] {
  const parts: Span[] = [];
  const separator =
    /[,;\n|、]|\s\/\s|\s(?:and|und|with|together with)\s(?=[@\p{Lu}])|\s(?:and|und)\s|(?<!\bTrust)\s&\s|\s\+\s|→|->|\bthen\b|\bafter\b(?=\s\d)|(?<!\b(?:Dr|Mr|Ms|Mrs|Prof|St|Sr|Jr|Dir|Mgr|Eng|Dept|Assoc|Asst|\p{Lu}))\.\s|\bbackup:?\s|\bescalat(?:es?|ion)(?: to)?\b/giu;
  let from = 0;
  let depth = 0;
  let seen = 0;
  const push = (to: number) => {
    let [a, b] = [from, to];
    while (a < b && /[\s\-*•–—·]/.test(text[a] as string)) a++;
    while (b > a && /[\s.([]/.test(text[b - 1] as string) && !(text[b - 1] === '.' && /\s\p{Lu}$/u.test(text.slice(b - 3, b - 1)))) b--;
    if (b > a) parts.push([a, b]);
  };
  for (let match = separator.exec(text); match; match = separator.exec(text)) {
    for (; seen < match.index; seen++)
      depth = Math.max(0, depth + (text[seen] === '(' || text[seen] === '[' ? 1 : text[seen] === ')' || text[seen] === ']' ? -1 : 0));
    if (match[0] === '\n') depth = 0;
    // "Priya N. (backup @tomasz)" names two.
    if (depth > 0 && !/^backup/i.test(match[0])) continue;
    // "Sales and Marketing team", "Ana Lopez and the data team": the first keeps its "and" only before a team word.
    if (
      /and|&/i.test(match[0]) &&
      /^\s*\p{Lu}[\p{L}-]*\s+(?:team|department|squad)\b/u.test(
        text.slice(match.index + match[0].length, match.index + match[0].length + 60),
      ) &&
      !/@|\p{Ll}\s+\p{Lu}/u.test(text.slice(from, match.index))
    )
      continue;
    push(match.index);
    from = match.index + match[0].length;
  }
  push(text.length);
  return parts;
}

const handle = /(?:^|[\s(:[/>“"'])(@[A-Za-z0-9](?:[A-Za-z0-9._-]{0,60}[A-Za-z0-9])?(?:\/[A-Za-z0-9._-]{1,60})?)/;
const address = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/;
const teamWord =
  /\b(?:teams?|squad|guild|department|dept|group|committee|council|crew|office|desk|tribe|chapter|board|org|organi[sz]ation|unit|rotation|vendor|agency|channel|all hands|working group|rota|cent(?:er|re))\b/i;
const teams =
  /^(?:the )?(?:engineering|eng|product|design|data|data science|data engineering|data platform|ml|ai|ml platform|mlops|platform|infra|infrastructure|devops|ops|operations|security|infosec|legal|compliance|privacy|risk|finance|marketing|sales|support|customer support|customer success|cs|cx|qa|research|growth|search|ads|payments|fraud|trust (?:and|&) safety|trust & safety|hr|people|it|backend|back-end|frontend|front-end|mobile|analytics|bi|management|leadership|stakeholders|developers|engineers|devs|data scientists|annotators|radiology|logistics|dispatch|localization|localisation|communications|comms|procurement|purchasing|treasury|accounting|controlling|actuarial|underwriting|facilities|estates|admissions|merchandising|newsroom|customer care|pharmacy|nursing|payroll)$/i;
const roleWord =
  /\b(?:pm|po|tpm|em|cto|ceo|cpo|cfo|coo|cmo|cro|ciso|dpo|cdo|vp|svp|evp|product (?:manager|owner|lead)|project (?:manager|lead)|program(?:me)? manager|tech(?:nical)? lead|team lead|lead|leader|head of [a-z ]{2,40}|director|manager|owner|engineer|scientist|analyst|architect|designer|researcher|developer|specialist|officer|counsel|counsellor|lawyer|radiologist|clinician|physician|doctor|nurse|teacher|editor|translator|linguist|dispatcher|planner|reviewer|approver|sponsor|coordinator|administrator|admin|on-?call|oncall|duty|responder|commander|steward|chief [a-z ]{2,30}|sre|dba|qa|ml engineer|data (?:scientist|engineer|steward|owner)|champion|author|maintainer|recruiter|supervisor|principal|chair|president|founder|intern|consultant|pmm)\b/i;
const notNames =
  /^(?:The|A|An|Our|All|Any|Data|Machine|Product|Project|Engineering|Platform|Customer|Business|Team|Model|Owner|Owners|Lead|Manager|Director|Head|Senior|Junior|Staff|Principal|Chief|ML|AI|Search|Risk|Legal|Privacy|Security|Support|Sales|Marketing|Operations|Growth|Core|Trust|Safety|Finance|User|Users|Research|Design|Infra|Infrastructure|On|Call|Primary|Secondary|Backup|Monitoring|Deployment|Release|Clinical|Content|Quality|Fraud|Payments|Analytics|Service|System|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|In|By|For|To|If|When|We|This|That|Not|No|Yes|New|Within|After|Before|Until|High|Low|Medium|Success|Experience|Learning|Science|Accountable|Responsible|Consulted|Informed|Scientist|Engineer|Analyst|Officer|Designer|Architect|Group|Department|Squad|Office|Committee|Board|Reliability|Site|Incident|Commander|Slack|Jira|PagerDuty|North|South|East|West|General|Counsel|Commander|Secretary|Treasurer|Dean|Judge|United|Kingdom|States)$/;

function readPart(text: string, [from, to]: Span): Slot<OwnerRead> | undefined {
  const raw = text.slice(from, to);
  const raci = /\(\s*([ARCI])\s*\)|\b(accountable|responsible|consulted|informed)\b/i.exec(raw);
  const letter = (raci?.[1] ?? raci?.[2]?.[0])?.toUpperCase() as OwnerRead['raci'] | undefined;
  const make = (value: Omit<OwnerRead, 'raci'>, span: Span, confidence: number): Slot<OwnerRead> => ({
    value: { ...value, ...(letter && (raci?.[2] || /[ARCI]/.test(raci?.[1] ?? '')) ? { raci: letter } : {}) },
    span,
    confidence,
  });
  const role = roleOf(raw);
  const withRole = role ? { role } : {};
  const mail = address.exec(raw);
  if (mail) return make({ name: mail[0], sort: 'address', ...withRole }, [from + mail.index, from + mail.index + mail[0].length], 0.98);
  const tag = handle.exec(raw);
  if (tag) {
    const at = tag.index + tag[0].length - (tag[1] as string).length;
    return make({ name: tag[1] as string, sort: 'handle', ...withRole }, [from + at, from + at + (tag[1] as string).length], 0.98);
  }
  return named(raw, from, make);
}

function named(
  raw: string,
  from: number,
  make: (value: Omit<OwnerRead, 'raci'>, span: Span, confidence: number) => Slot<OwnerRead>,
): Slot<OwnerRead> | undefined {
  // "Product: Ana Lopez", "Ana Lopez – product manager", "Ana Lopez (data team)".
  const label = /^[^:@()]{1,40}:\s+/.exec(raw);
  const start = label ? label[0].length : 0;
  const role = label ? label[0].replace(/:\s+$/, '').trim() : undefined;
  const body = raw.slice(start);
  const bracket = /(?<!\s)\s*[([]([^)\]]{1,80})[)\]]\s*$/.exec(body);
  const dash = bracket ? null : /(?<!\s)\s+[–—-]\s+(.{1,60})$/.exec(body);
  const head = (bracket ? body.slice(0, bracket.index) : dash ? body.slice(0, dash.index) : body).trimEnd();
  const inside = (bracket?.[1] ?? dash?.[1])?.trim();
  const offset = from + start;
  const span: Span = [offset, offset + head.length];
  const person = personIn(head);
  const more = inside !== undefined && !/^[ARCI]$/.test(inside) ? inside : role;
  const withRole = more ? { role: more } : {};
  if (/^(?:(?:team|tribe|squad|chapter|guild) leads?|scrum masters?|(?:senior |executive )?vice presidents?|[SE]?VP)\b/i.test(head))
    return make({ name: head, sort: 'role', role: head }, span, 0.85);
  if (person && !teamWord.test(head))
    return make(
      { name: person.name, sort: 'person', ...withRole },
      [offset + person.at, offset + person.at + person.name.length],
      person.confidence,
    );
  const inBracket = inside ? personIn(inside) : undefined;
  if (
    inBracket &&
    inside &&
    (/^(?:accountable|responsible|primary|owner|owned by|dri|deputy|consulted|informed)$/i.test(head) ||
      roleWord.test(head) ||
      teams.test(head) ||
      teamWord.test(head))
  ) {
    const at = raw.indexOf(inside, start) + inBracket.at;
    return make({ name: inBracket.name, sort: 'person', role: head }, [from + at, from + at + inBracket.name.length], 0.85);
  }
  if (head === '' || head.length > 80) return undefined;
  if (nobodies.test(head)) return make({ name: head, sort: 'nobody', ...(role ? { role } : {}) }, span, 0.9);
  if (teamWord.test(head) && !/\b(?:team|group|department) (?:lead|manager|leader|head)\b/i.test(head))
    return make({ name: head, sort: 'team' }, span, head.split(/\s+/).length > 6 ? 0.5 : 0.9);
  if (
    teams.test(head) ||
    /^(?:\p{Lu}[\p{L}&]{1,20} ){1,3}(?:Operations|Ops|Platform|Engineering|Science|Support|Safety|Compliance|Security|Infrastructure|Analytics|Research|Design|Marketing|Sales|Success|Logistics|Planning|Experience|Relations|Services|Systems|Quality|Integrity|Foundations|Growth|Management|Governance|Risk|Procurement|Assurance|engineering|operations|platform|science|support|analytics|research|design|logistics|planning|security|compliance)$/u.test(
      head,
    )
  )
    return make({ name: head, sort: 'team' }, span, 0.85);
  if (roleWord.test(head)) return make({ name: head, sort: 'role', role: head }, span, head.split(/\s+/).length > 6 ? 0.45 : 0.85);
  // One capitalised word: a first name, or a department nobody listed.
  if (/^\p{Lu}\p{Ll}{1,20}$/u.test(head) && !notNames.test(head)) return make({ name: head, sort: 'person', ...withRole }, span, 0.55);
  if (/^[a-z][a-z0-9]*[-_][a-z0-9-_]{1,40}$/.test(head)) return make({ name: head, sort: 'team' }, span, 0.55);
  return undefined;
}

/** Two to four capitalised words, particles allowed: "Ana Lopez", "J. van der Berg", "Dr. Mei-Ling Chen". */
function personIn(text: string): { readonly name: string; readonly at: number; readonly confidence: number } | undefined {
  const word =
    /(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?|\p{Lu}\.|\p{Lu}\p{Ll}*(?:['’-]?\p{Lu}?\p{Ll}+){0,2}|van|von|der|den|de|da|di|la|le|al|bin|del|dos)(?=[\s,.()]|$|[-–—]\s)/gu;
  let run: { from: number; to: number; words: string[] } | undefined;
  const done = (): { name: string; at: number; confidence: number } | undefined => {
    if (!run) return undefined;
    const proper = run.words.filter((one) => /^\p{Lu}/u.test(one) && !/^(?:Dr|Prof|Mr|Ms|Mrs)\.?$/.test(one));
    if (proper.length < 2 || proper.length > 4 || proper.some((one) => notNames.test(one)) || proper.every((one) => one.endsWith('.')))
      return undefined;
    return { name: text.slice(run.from, run.to), at: run.from, confidence: 0.85 };
  };
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const startsWord = match.index === 0 || /[\s(,/]/.test(text[match.index - 1] as string);
    if (!startsWord) continue;
    if (run && text.slice(run.to, match.index).trim() === '' && match.index - run.to <= 2) {
      run.to = word.lastIndex;
      run.words.push(match[0]);
      continue;
    }
    const person = done();
    if (person) return person;
    run = /^\p{Ll}/u.test(match[0]) ? undefined : { from: match.index, to: word.lastIndex, words: [match[0]] };
  }
  return done();
}

function roleOf(raw: string): string | undefined {
  const bracket = /[([]([^)\]@]{1,80})[)\]]/.exec(raw);
  if (
    bracket &&
    !/^\s*[ARCI]\s*$/.test(bracket[1] as string) &&
    (teamWord.test(bracket[1] as string) || roleWord.test(bracket[1] as string) || teams.test((bracket[1] as string).trim()))
  )
    return (bracket[1] as string).trim();
  const label = /^([^:@()]{1,40}):\s/.exec(raw);
  if (label) return (label[1] as string).trim();
  const dash = /\s[–—-]\s+([^@]{2,60})$/.exec(raw);
  return dash && roleWord.test(dash[1] as string) ? (dash[1] as string).trim() : undefined;
}
