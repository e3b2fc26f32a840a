// What is watched in production, by subject: read from signals, dashboards, alerts and drift checks alike, whatever holds it.

import { findMetrics } from '../language/metrics.js';
import type { Vocabulary } from '../language/tokens.js';
import type { MetricEntry } from '../language/types.js';
import { type Artifact, leaves } from '../model/artifact.js';

export type Subject = 'latency' | 'errors' | 'drift' | 'quality' | 'staleness' | 'cost' | 'complaints' | 'business';

export interface WatchedFact {
  /** Everything that says what is looked at. */
  readonly text: string;
  readonly subjects: ReadonlySet<Subject>;
  /** Subjects that only other parts of the text name. */
  readonly elsewhere: ReadonlySet<Subject>;
  /** It is about a model and not about a database: it says so, or it declares itself. */
  readonly ofModel: boolean;
}

const fields = /^\/(?:signals|dashboards|alerts|drift|slos)(?:\/|$)/;

export function watchedOf(artifact: Artifact): WatchedFact {
  const texts: string[] = [];
  for (const { pointer, text } of leaves(artifact))
    if (fields.test(pointer) && !/\/(?:owner|runbook|first_action|route|link|audience)$/.test(pointer)) texts.push(text.text);
  if (artifact.places.has('/drift') && artifact.data.drift !== undefined) texts.push('drift');
  const subjects = new Set<Subject>();
  for (const text of texts) for (const subject of subjectsIn(text, artifact.vocabulary)) subjects.add(subject);
  const body = artifact.syntax === 'yaml' ? '' : artifact.source.replace(/^\ufeff?# .{0,200}$/m, '');
  const declared = artifact.syntax === 'yaml' || artifact.data.kind !== undefined;
  // A few lines need not say what they are about; a long text about a model says "model" somewhere.
  const ofModel = declared || model.test(artifact.source) || (artifact.source.length < 1500 && !infrastructure.test(artifact.source));
  return { text: texts.join('\n'), subjects, elsewhere: subjectsIn(body, artifact.vocabulary), ofModel };
}

const infrastructure = /\b(?:postgres\w*|mysql|databases?|kubernetes|prometheus|clusters?|terraform|docker|redis|vendors?)\b/i;
const model =
  /\b(?:predict(?:s|ions?|ed)|inference|re-?train\w*|machine learning|recommend(?:er|ations?)|classifier|llms?|language model|embeddings?|chatbot|drift|(?:trained|live|served|scoring|ranking|fraud|ml|ai) models?|models? (?:age|version|quality|is|serves))\b/i;

const words: readonly (readonly [Subject, RegExp])[] = [
  [
    'latency',
    /\blatenc|\bp(?:50|9\d)\b|\bresponse times?|\bduration|\bspeed\b|\btime to first|\bslow|\brun ?time|\btimeliness|\bturnaround/i,
  ],
  [
    'errors',
    /\berrors?\b|\b[45]xx\b|\bfail|\bexception|\bavailab|\buptime|\bdowntime|\bcrash|\btimeouts?\b|\bsuccess rate|\bburn|\bhealth\b|\bdown\b/i,
  ],
  [
    'drift',
    /\bdrift|\bpsi\b|\bpopulation stability|\bskew|\bdistribution|\bkolmogorov|\bks[- ](?:test|stat)|\bjensen|\bkl[- ]div|\bwasserstein|\bout[- ]of[- ]distribution/i,
  ],
  [
    'quality',
    /\bprecision|\brecall\b|\baccura|\bf1\b|\bauc\b|\bgrounded|\bhallucinat|\blabel+ed sample|\bspot[- ]check|\bfalse[- ](?:positive|negative|alarm|decline)|\bmispredict|\bcalibration|\bmape\b|\bwape\b|\bbias of|\bforecast (?:error|bias)|\bmodel quality|\bprediction quality|\banswer quality|\bjudge\b|\beval|\bbleu\b|\bcomet\b|\bmqm\b|\bedit distance|\bndcg\b|\bquality score|\bwith labels?\b|\boverrid/i,
  ],
  ['staleness', /\bmodel age|\bstale|\bmodel (?:is )?older|\bdays? old\b|\bage of the model|\blast (?:re)?train/i],
  ['cost', /\bcosts?\b|\bspend|\btokens?\b|\bbilling|\bquota|\bbudget (?:cap|per)|\b(?:daily|monthly|cost|gpu) budget|[$€£]\s?\d/i],
  [
    'complaints',
    /\bcomplain|\bcsat\b|\bnps\b|\bsatisf|\bthumbs|\bfeedback|\bappeals?\b|\bdisput|\bcontact rate|\bsupport tickets?|\boverrid|\bescalations?\b|\breports? (?:from|by)|\breported\b|\bnot for me|\brating|\bhidden? (?:items?|rate)|\bopt[- ]outs?|\bunsubscrib|\breopen/i,
  ],
  [
    'business',
    /\bconversion|\brevenue|\bctr\b|\bclick|\badoption|\bretention|\bchurn|\bbusiness\b|\blift\b|\borders?\b|\bsales\b|\bgmv\b|\bsavings?\b|\bfraud loss|\bloss(?:es)? (?:per|prevented)|\bwaste|\bhandling time|\bresolution|\bdeflection|\bapproval rate|\bturnaround|\btime to hire|\bacceptance|\bkpi\b|\bactive users|\bpublished\b|\bstock-?outs?/i,
  ],
];

/** "Time to first token" is how long it takes and no spending. */
const noSpending = /\bfirst[- ]tokens?\b|\btokens? ?(?:per|\/) ?s(?:ec(?:ond)?)?\b|\berror[- ]budget/gi;

/** The metric's group in the lexicon, and the plain words that the lexicon has no entry for. */
export function subjectsIn(text: string, vocabulary: Vocabulary): ReadonlySet<Subject> {
  const subjects = new Set<Subject>();
  for (const [subject, pattern] of words) if (pattern.test(subject === 'cost' ? text.replace(noSpending, '') : text)) subjects.add(subject);
  for (const { value } of findMetrics(text, vocabulary)) {
    const subject = value.entry && groupOf(value.entry);
    if (subject) subjects.add(subject);
  }
  return subjects;
}

function groupOf({ group }: MetricEntry): Subject | undefined {
  return (
    { business: 'business', adoption: 'business', model: 'quality', cost: 'cost', safety: 'complaints', technical: undefined } as const
  )[group];
}
