// A log of status codes tells that something happened, and never what was decided about whom, by which model, from what.
import { conditions } from '../../facts/flags.js';
import { textBelow } from '../../facts/rows.js';
import { findPlaceholders } from '../../language/placeholder.js';
import { dataAt } from '../../model/artifact.js';
import { markdown, rule, yaml } from '../rule.js';

export default rule({
  id: 'log-not-auditable',
  group: 'risk',
  kinds: ['monitoring'],
  level: 'error',
  prose: true,
  says: 'A decision cannot be reconstructed from this log.',
  because: 'The first question after a complaint is what the model saw and said that day. Without these fields there is no answer.',
  source: '"PM responsibilities in AI": keep logs for auditability; EU AI Act, Art. 12',
  bad: [
    yaml`
      kind: monitoring
      logging:
        fields: <|[status code, latency, host]|>
        retention: 13 months
    `,
    markdown`
      # Monitoring of the fracture detector

      ## Logging

      - **Fields:** <|timestamp, model version, image id|>
      - **Retention:** 10 years
    `,
  ],
  good: [
    markdown`
      ---
      kind: monitoring
      ---
      # Running the booking site

      ## Logging

      The server writes JSON to stdout; the log level is set by LOG_LEVEL.
    `,
    yaml`
      kind: monitoring
      logging:
        fields: [request id, time, model version, input reference, output, decision, override]
        retention: 13 months
    `,
    yaml`
      kind: monitoring
      logging: timestamp, model_version, input_hash, prediction, userOverride
    `,
    markdown`
      # Monitoring of the shortlist

      ## Logging

      Each ranking is written with its timestamp, model@version, the ids of the applications, the scores and what the recruiter changed;
      kept for 13 months.
    `,
  ],
  check({ artifact, flags }, report) {
    const field = '/logging';
    if (dataAt(artifact, field) === undefined) return;
    const own = `${field}/fields`;
    const listed = dataAt(artifact, own) !== undefined;
    const text = textBelow(artifact, field);
    if (text.trim() === '' || findPlaceholders(listed ? textBelow(artifact, own) : text).length > 0) return;
    // What a web server writes by itself is no record of decisions.
    if (/\b(?:pino|winston|log4j|syslog|LOG_LEVEL|log level)\b/i.test(text)) return;
    const missing = needed.filter(({ said }) => !said.test(inWords(text)));
    if (missing.length === 0) return;
    const names = missing.map(({ name }) => name);
    const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
    const whole = Array.isArray(dataAt(artifact, own)) ? `${own}/${(dataAt(artifact, own) as readonly unknown[]).length - 1}` : own;
    const place = artifact.places.get(own);
    report(
      place && !artifact.source.slice(...place.value).includes('\n')
        ? { span: place.value, pointer: own }
        : { keyOf: place?.key ? own : field },
      names.length < 3
        ? `The log lacks ${list}: a decision cannot be reconstructed from it.`
        : `A decision cannot be reconstructed from this log: ${names.length} of ${needed.length} things are missing.\nIt lacks ${list}.`,
      {
        // Where no fields are listed, they may be listed where the log is written.
        level: !listed && !tells.test(text) ? 'hint' : conditions['high-risk'].holds(flags) ? 'error' : 'warning',
        ...(listed && artifact.places.get(whole)?.text
          ? { fix: { title: 'Add what lacks', sort: 'safe' as const, edits: addTo(whole) } }
          : listed
            ? {}
            : {
                fix: {
                  title: 'List the fields',
                  sort: 'template' as const,
                  edits: [{ add: own, value: needed.map(({ name }) => name).join(', ') }],
                },
              }),
      },
    );

    function addTo(pointer: string) {
      const last = artifact.places.get(pointer)?.text?.text ?? '';
      const end = last.trimEnd().length;
      return artifact.syntax === 'yaml' && pointer !== own
        ? names.map((name) => ({ append: own, value: name }))
        : [{ within: pointer, from: end - 1, to: end, text: `${last.slice(end - 1, end)}, ${names.join(', ')}` }];
    }
  },
});

const needed = [
  { name: 'time', said: /\btime(?:stamps?)?\b|\bts\b|\bdate(?:time)?\b|\bwhen\b|\bcreated[_ ]at\b/i },
  { name: 'model version', said: /\bmodel[\w@./ -]{0,14}(?:version|digest|hash|id|name|tag)?\b|\bversion\b|\bprompt[_ ](?:version|id)\b/i },
  {
    name: 'input reference',
    said: /\binputs?\b|\bpayload\b|\bfeatures?\b|\bprompts?\b|\bquer(?:y|ies)\b|\b(?:image|document|case|item|claim|user|session|record|transaction|application|message|ticket)s?[_ ]?(?:ids?|ref(?:erence)?s?|hash(?:es)?)\b|\bids? of\b|\brequest (?:body|text|content)\b|\bquestions?\b/i,
  },
  {
    name: 'output',
    said: /\boutputs?\b|\bpredictions?\b|\bscores?\b|\branking\b|\banswers?\b|\bresponses? (?:text|body|content)\b|\bcompletions?\b|\bresults?\b|\breply|replies\b|\btranslations?\b|\bforecasts?\b|\brecommended (?:items|ids)\b|\bresponses?\b(?! (?:code|time|status))/i,
  },
  {
    name: 'decision or override',
    said: /\bdecisions?\b|\bdecided\b|\boverr?id(?:e|es|den)\b|\boverrul|\baction(?:s| taken)?\b|\baccept(?:ed)?\b|\b(?:user|human|agent|reviewer|recruiter|doctor|radiologist|planner)s? (?:changed?|edits?|feedback|action|confirmation|verdict|choice)\b|\bchanged\b|\boutcome\b|\bverdict\b|\bfeedback\b|\bchosen\b|\bthreshold applied\b/i,
  },
] as const;

const tells = /\bonly\b|\bstatus codes?\b|\bfields?\b|\bwe log\b|\b(?:is|are) (?:logged|written)\b|\blogs? (?:the|each|every)\b/i;

/** `input_hash`, `userOverride`, `model-version` as words. */
const inWords = (text: string): string => `${text}\n${text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_/.-]+/g, ' ')}`;
