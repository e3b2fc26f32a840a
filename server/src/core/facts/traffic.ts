// How many requests and users there are, wherever the artifact says it.
import { readRates } from '../language/rate.js';
import { type Artifact, leaves } from '../model/artifact.js';
import { requestsPerDay } from './sums/inputs.js';

const fields = /^\/(?:traffic|slos|alerts|signals|infra|cost|serving|baseline)(?:\/|$)/;

/** Requests an hour: the field for it, else the one rate of requests in the text. A peak is not what comes by night. */
export function requestsPerHourIn(artifact: Artifact): number | undefined {
  const stated = requestsPerDay(artifact)?.value;
  if (stated !== undefined) return stated / 24;
  const found = new Set<number>();
  const place = artifact.places.get('/traffic');
  const texts = [place && artifact.data.traffic === undefined ? artifact.source.slice(...place.whole) : ''];
  for (const { pointer, text } of leaves(artifact)) if (fields.test(pointer) && !/peak/i.test(pointer)) texts.push(text.text);
  for (const text of texts) {
    for (const { value, span } of readRates(text))
      if (
        /^(?:req|requests?|calls?|quer(?:y|ies)|predictions?|inferences?|scans?|scores?|answers?)$/i.test(value.of) &&
        value.per.days > 0 &&
        !/\bpeak|\babove|\bmax|[<>≤≥]/i.test(text.slice(Math.max(0, span[0] - 24), span[0]))
      )
        found.add(Number((value.count / value.per.days / 24).toPrecision(6)));
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
