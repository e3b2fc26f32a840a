// Something is personalised or decided by machine, and nothing says whether a person may say no.
import { firstMention, saysAnywhere } from '../../facts/mentions.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'opt-out-undecided',
  group: 'risk',
  kinds: ['prd'],
  level: { discover: 'hint', build: 'hint', deploy: 'warning', operate: 'warning' },
  profile: 'strict',
  prose: true,
  says: 'Can a person say no to this? If not, why not?',
  because: 'An opt-out is cheap before launch and a migration afterwards. A reason against one is an answer as well.',
  source: '"PM responsibilities in AI": transparency for users, opt-outs; GDPR, Art. 21 and 22',
  bad: [
    yaml`
      kind: prd
      title: News feed for subscribers
      feature:
        scope: A <|personalised|> feed that learns from what each subscriber reads
      transparency:
        level: notice
    `,
    markdown`
      # Loan decisions in the app

      ## Feature

      Small loans are <|approved automatically|> within a minute, from account movements.
    `,
  ],
  good: [
    yaml`
      kind: prd
      feature:
        scope: A personalised feed that learns from what each subscriber reads
      transparency:
        level: notice
        opt_out: a switch in the settings; the feed is then by date
    `,
    markdown`
      # Sorting of tickets

      ## Feature

      Each agent gets personalised queues.

      ## Transparency

      Contractual, no opt-out: decided by @legal-eva on 2026-02-03.
    `,
  ],
  check({ artifact, flags, initiative }, report) {
    // Nobody opts out of a tool that is about machines or goods.
    if (flags.customerFacing === false && flags.personalData === 'none') return;
    const found = firstMention(artifact, personal, speaking);
    if (!found || saysAnywhere(initiative, decided)) return;
    const said = artifact.places.get('/transparency/opt_out');
    if (said?.text && said.text.text !== '') return;
    report({ pointer: found.pointer, from: found.from, to: found.to }, `"${found.word}": can a person say no to it? If not, why not?`, {
      fix: {
        title: 'Add the opt-out',
        sort: 'template',
        edits: [{ add: '/transparency/opt_out', value: '${1:<how people opt out, or why they cannot>}' }],
      },
    });
  },
});

const speaking: ReadonlySet<string> = new Set([
  'title',
  'goal',
  'problem',
  'feature',
  'target_users',
  'transparency',
  'data_sources',
  'privacy_concerns',
]);
const personal =
  /\bpersonali[sz](?:ed|es|ing|ation)\b|\brecommend(?:ations?|ed) for (?:you|each|every|the) (?:user|visitor|customer|member|reader|listener|shopper|\w{3,12})|\b(?:automated|automatic) decisions?\b|\b(?:approved|rejected|declined|denied|scored|ranked|priced|screened|blocked) (?:automatically|by the model|without a (?:human|person))|\bauto(?:matically)?[ -](?:reject|declin|den[iy]|screen)\w{1,6}\b|\bprofil(?:e|es|ing) of (?:users|customers|people|visitors)\b/i;
const decided =
  /\bopt(?:s|ed|ing)?[ -]?(?:in|out)\b|\bno opt\b|\b(?:switch|turn)(?:es|s|ed|ing)?(?: (?:it|this|them|personali[sz]ation|recommendations))? off\b|\bswitch-off\b|\btoggle\b|\bunsubscrib|\b(?:can|may) (?:refuse|decline|object|disable|say no)|\bright to object\b|\bask for a (?:person|human)\b|\bhuman review on request\b|\bwithdraw consent\b|\bdo not (?:track|personali[sz]e)\b|\bcontest(?:able)?\b|\bappeal\b/i;
