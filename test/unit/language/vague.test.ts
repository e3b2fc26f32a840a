import assert from 'node:assert/strict';
import { findLatencyBounds, findWeaselWords } from '../../../server/src/core/language/vague.js';

const found = (text: string): string[] => findWeaselWords(text).map(({ value }) => value.word);

const rows: readonly (readonly [text: string, words: readonly string[]])[] = [
  ['fast responses', ['fast']],
  ['low latency', ['low latency']],
  ['Answers arrive quickly', ['quickly']],
  ['A seamless handover to a person', ['seamless']],
  ['a robust and scalable service', ['robust', 'scalable']],
  ['real-time updates', ['real-time']],
  ['near real-time sync', ['near real-time']],
  ['appropriate safeguards', ['appropriate']],
  ['retrain as needed', ['as needed']],
  ['state-of-the-art accuracy', ['state-of-the-art']],
  ['minimal downtime', ['minimal']],
  ['user-friendly interface', ['user-friendly']],
  ['efficient inference', ['efficient']],
  ['best-in-class ranking', ['best-in-class']],
  ['improve significantly', ['significantly']],
  ['accurate answers', ['accurate']],
  ['review the outputs regularly', ['regularly']],
  ['latency, errors, etc.', ['etc']],
  ['Fast onboarding by 2026-05-03', ['Fast']],
  ['fast within 90 days', ['fast']],
  ['as fast as possible', []],
  // A number in the clause makes it concrete.
  ['fast (p95 ≤ 300 ms)', []],
  ['fast answers: p95 ≤ 300 ms', []],
  ['Fast, p95 ≤ 300 ms', []],
  ['minimal downtime, at most 5 minutes', []],
  ['fast answers. p95 ≤ 300 ms', ['fast']],
  // Names, compounds, negations.
  ['fast-track approval', []],
  ['FastAPI gateway', []],
  ['fastText embeddings', []],
  ['breakfast orders', []],
  ['real-time bidding', []],
  ['minimal viable product', []],
  ['minimal API', []],
  ['robust regression', []],
  ['quick wins', []],
  ['statistically significant', []],
  ['not fast', []],
  ['how fast is it', []],
  ['CTR ≥ 4.3 %', []],
  ['', []],
];

describe('findWeaselWords', () => {
  for (const [text, words] of rows)
    it(`${JSON.stringify(text)} → ${words.join(', ') || 'none'}`, () => assert.deepEqual(found(text), words));
  it('asks a question', () => assert.equal(findWeaselWords('fast search')[0]?.value.ask, 'how fast: p95 in ms?'));
  it('takes words of the project', () =>
    assert.deepEqual(
      findWeaselWords('more synergy', { extra: ['synergy'] }).map(({ value }) => value.word),
      ['synergy'],
    ));
  it('leaves out what is masked', () => assert.deepEqual(findWeaselWords('`fast` mode', { masked: [[0, 6]] }), []));
});

describe('findLatencyBounds', () => {
  const bounds: readonly (readonly [text: string, words: string])[] = [
    ['latency < 300 ms', 'latency none'],
    ['p95 latency < 300 ms', 'p95 latency 95'],
    ['latency p95 < 300 ms', 'latency 95'],
    ['95th percentile latency under 300 ms', '95th percentile latency 95'],
    ['latency: 300 ms', 'latency none'],
    ['average response time above 800 ms', 'average response time mean'],
    ['median latency below 100 ms', 'median latency 50'],
    ['99 % of requests with latency under 300 ms', 'latency 99'],
    ['time to first token < 800 ms', 'time to first token none'],
    ['response time under 2 seconds', 'response time none'],
    ['99 % of requests answered in under 300 ms', ''],
    ['Time to first response in support under 4 hours', ''],
    ['latency improves by 300 ms', ''],
    ['latency matters', ''],
  ];
  for (const [text, words] of bounds) {
    it(`${text} → ${words || 'none'}`, () => {
      const spelled = findLatencyBounds(text).map(
        ({ value }) => `${text.slice(...value.word)} ${value.mean ? 'mean' : (value.percentile ?? 'none')}`,
      );
      assert.equal(spelled.join('; '), words);
    });
  }
  it('says the metric without "average"', () =>
    assert.equal(findLatencyBounds('average response time above 800 ms')[0]?.value.plainWord, 'response time'));
});
