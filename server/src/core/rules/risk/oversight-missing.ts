// The machine decides about a person, and nobody can stop or reverse it.
import { conditions } from '../../facts/flags.js';
import { firstMention } from '../../facts/mentions.js';
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'oversight-missing',
  group: 'risk',
  kinds: ['prd'],
  level: 'error',
  profile: 'strict',
  prose: true,
  says: 'Who can stop or reverse this safely, and how?',
  because: 'Every model is wrong about somebody. Without a person who may and can overrule it, the error stays.',
  source: 'EU AI Act, Art. 14(4); NIST AI RMF 1.0, MAP 3.5',
  bad: [
    yaml`
      kind: prd
      title: Motor claims
      feature:
        scope: Claims below €500 are <|auto-rejected|> when the photos do not match
    `,
    markdown`
      # Screening of applications

      ## Human oversight

      <|Nobody can reverse a decision of the model.|>
    `,
  ],
  good: [
    yaml`
      kind: prd
      feature:
        scope: Claims below €500 are auto-rejected when the photos do not match
      human_oversight:
        who: "@ops-lena"
        can: override
        how: an agent reverses a rejection with one click; she stops the scorer with the flag claims_off
    `,
    markdown`
      # Card payments

      ## Feature

      Suspicious payments are automatically blocked; the fraud desk can release each within ten minutes.
    `,
  ],
  check({ artifact, flags, initiative }, report) {
    const more = conditions['high-risk'].holds(flags) ? {} : ({ level: 'warning' } as const);
    const field = '/human_oversight';
    const text = textBelow(artifact, field);
    const block = { who: '${1:@name}', can: '${2|override,stop,approve|}', how: '${3:<how, and how fast>}' };
    if (dataAt(artifact, field) !== undefined) {
      const powerless = none.exec(text);
      if (!powerless || findPlaceholders(text).length > 0 || hasHands(text)) return;
      const at = [...artifact.places].find(
        ([pointer, place]) => pointer.startsWith(field) && place.text !== undefined && none.test(place.text.text),
      )?.[0];
      const put = artifact.places.get(field)?.text ? field : at;
      report(at ?? field, undefined, {
        ...(put
          ? {
              fix: {
                title: 'Name who, and how',
                sort: 'template',
                edits: [{ put, text: '${1:@name} can ${2|override,stop,approve|} it: ${3:<how, and how fast>}' }],
              },
            }
          : {}),
        ...more,
      });
      return;
    }
    const found = firstMention(artifact, decides, speaking);
    if (!found || initiative.members.some(({ source }) => hasHands(source.text))) return;
    report({ pointer: found.pointer, from: found.from, to: found.to }, `"${found.word}": who can stop or reverse it, and how?`, {
      fix: { title: 'Add human oversight', sort: 'template', edits: [{ add: field, value: block }] },
      ...more,
    });
  },
});

const speaking: ReadonlySet<string> = new Set(['title', 'goal', 'feature', 'rollout_plan', 'transparency']);
const decides =
  /\bauto(?:matically|matic)?[ -](?:reject|declin|deny|deni|block|suspend|terminat|bann|disqualif|fining)\w{0,6}\b|\b(?:rejected|declined|denied|blocked|suspended|terminated|banned|disqualified|fined|dismissed) (?:automatically|by the model)\b|\bwithout (?:any )?(?:human|manual) (?:review|intervention|approval|involvement)\b|\bfully automated decisions?\b|\bno human in the loop\b|\b(?:reject|declin|den(?:y|ie)|block|suspend|terminat|bann?|disqualif)\w{0,4} (?:\w{2,12} ){0,2}automatically\b|\b(?:nobody|no ?one|no human)\b[^.;\n]{0,30}\b(?:undo|revers|overrid|overrul|stop)\w{0,5}\b|\bautomatically (?:clos|cancel|delet|dismiss)\w{1,4} (?:\w{1,14} )?(?:accounts?|polic(?:y|ies)|contracts?|claims?|appeals?|applications?)\b/i;
const none =
  /^\s*(?:none|no|nobody|no ?one|not (?:needed|required|planned))\b(?![^.]{0,20}(?:because|:))|\b(?:nobody|no ?one|no human|no person) (?:can|may|is able|has|will|reviews|checks|looks|reads)\b|\bcannot be (?:reversed|overridden|overruled|stopped|undone)\b|\bno (?:way|option|possibility) to (?:reverse|override|overrule|stop|undo|appeal)\b/i;
/** "nobody can reverse" has the word and not the hand. */
const denied = /\b(?:nobody|no ?one|no human|no person|cannot be|no (?:way|option|possibility) to)\b[^.;\n]{0,80}/gi;
const hands =
  /\b(?:overrid|overrul|revers(?:e|es|ed|al|ible)|appeal|undo\b|release(?:s)? (?:each|it|them)|kill[ -]?switch|stop switch|human[ -]in[ -]the[ -]loop|human review|manual(?:ly)? review|reviewed by|manual override|escalat\w{1,4} to (?:a |an |the )?(?:human|person|agent|specialist|reviewer)|an? (?:agent|reviewer|doctor|radiologist|recruiter|analyst|planner|clerk|person|human)s? (?:can|may|confirms|approves|decides|checks|signs))/i;

const hasHands = (text: string): boolean => hands.test(text.replace(denied, ''));
