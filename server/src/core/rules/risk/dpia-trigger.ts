// Profiling with consequences, special categories on a large scale, watching public places: the law asks for a DPIA first.
import { firstMention, type Mention, saysAnywhere } from '../../facts/mentions.js';
import { rowsAt } from '../../facts/rows.js';
import { errorFrom, type Fix, markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'dpia-trigger',
  group: 'risk',
  kinds: ['data-readiness', 'prd'],
  level: errorFrom('build'),
  profile: 'strict',
  prose: true,
  says: 'This looks like processing that needs a data protection impact assessment before it starts.',
  because: 'Where people are profiled with consequences or their health is processed, the assessment comes before the first row is read.',
  source: 'GDPR, Art. 35(3) and (7)',
  bad: [
    yaml`
      kind: prd
      title: Limits for consumer credit
      feature:
        scope: <|Credit scoring|> of every customer from three years of account movements
    `,
    markdown`
      ---
      kind: data-readiness
      personal_data: special
      ---
      # Data for the fracture detector

      ## Sources

      - <|Patient records|> of four hospitals, 180,000 X-rays: @noor
    `,
  ],
  good: [
    yaml`
      kind: prd
      title: Limits for consumer credit
      feature:
        scope: Credit scoring of every customer from three years of account movements
      assessments:
        privacy: "DPIA of 2026-02-11: https://example.org/dpia, @legal-eva"
    `,
    markdown`
      ---
      kind: data-readiness
      personal_data: none
      ---
      # Data for the depot forecast

      ## Sources

      - parcels: counts by depot and hour, no addresses, @mei
    `,
  ],
  check({ artifact, flags, initiative }, report) {
    if (flags.personalData === 'none' || saysAnywhere(initiative, assessed)) return;
    const found = subject(firstMention(artifact, areas, speaking)) ?? special();
    if (!found) return;
    const four = 'DPIA ${1:<link>}: what is processed and why; why it is necessary and proportionate; risks to people; measures';
    const fix: Fix = {
      title: 'Scaffold the DPIA in its four parts',
      sort: 'template',
      edits: [{ add: artifact.kind === 'prd' ? '/assessments/privacy' : '/privacy/dpia', value: four }],
    };
    report(
      { pointer: found.pointer, from: found.from, to: found.to },
      `"${found.word}": a DPIA is due before this processing, and none is named.`,
      { fix },
    );

    /** A field that is classed special, where no sentence says it. */
    function special(): Pick<Mention, 'pointer' | 'from' | 'to' | 'word'> | undefined {
      const row = rowsAt(artifact, '/fields').find(
        ({ data }) => typeof data === 'object' && (data as { readonly class?: unknown }).class === 'special',
      );
      const name = row && artifact.places.get(`${row.pointer}/field`)?.text?.text;
      return row && name ? { pointer: `${row.pointer}/field`, from: 0, to: name.length, word: name } : undefined;
    }
  },
});

const speaking: ReadonlySet<string> = new Set([
  'title',
  'goal',
  'problem',
  'feature',
  'target_users',
  'data_sources',
  'sources',
  'privacy_concerns',
  'privacy',
]);
const assessed = /\bDPIAs?\b|\bdata protection impact\b|\bprivacy impact assessment\b|\bPIA\b|\bdpia:/i;
const subject = (mention: Mention | undefined): Mention | undefined =>
  mention &&
  /\b(?:no|not|never|without|synthetic|anonymi[sz]ed|aggregated|public data ?set|non-goal|excluded|removed|dropped)\b/i.test(
    mention.sentence,
  )
    ? undefined
    : mention;

const areas =
  /\bcredit[ -]?(?:scoring|worthiness|profil\w{1,4}|risk scor\w{1,4})\b|\bscor(?:e|es|ing) (?:of )?(?:loan |credit |job )?(?:applicants|candidates|borrowers|tenants)\b|\b(?:rank|screen|filter)s?(?:ing)? (?:of )?(?:job )?(?:CVs?|r[ée]sum[ée]s?|applicants|candidates|applications)\b|\bprofil(?:e|es|ing) (?:of )?(?:customers|users|employees|citizens|patients|people)\b|\b(?:patient|medical|health|clinical) (?:record|data|histor|image|scan)\w{0,4}\b|\bdiagnos(?:is|es|tic) codes?\b|\bgenetic data\b|\bbiometric (?:data|template|identification)s?\b|\b(?:face|facial) recognition\b|\b(?:ethnicity|ethnic origin|religion|sexual orientation|trade union membership|political opinions?) of\b|\b(?:CCTV|street cameras?|cameras? in public|public (?:spaces?|places?|squares?) (?:are|is) (?:filmed|monitored|watched)|monitor(?:s|ing)? (?:of )?public (?:spaces?|places?|areas?))\b|\bemployee monitoring\b/i;
