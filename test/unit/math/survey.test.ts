import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalCdf } from '../../../server/src/core/math/normal.js';
import { guardrailSample, npsSd, standardError, surveyAnswers, surveyMargin, surveySample } from '../../../server/src/core/math/survey.js';
import { chance, near } from './close.js';

const sd = npsSd(0.5, 0.2) as number;

describe('A7 guardrails with a margin', () => {
  it('has an sd of 78.1 points at 50 % promoters and 20 % detractors', () => {
    near(sd, 78.1, 0.05);
    const mean = 100 * (0.5 - 0.2);
    near(sd, Math.sqrt(0.5 * (100 - mean) ** 2 + 0.3 * mean ** 2 + 0.2 * (-100 - mean) ** 2), 1e-9);
  });

  it('gets 140 answers in the canary: standard error 6.6, 23 points at best', () => {
    assert.equal(surveyAnswers(7000, 0.02), 140);
    near(standardError(sd, 140), 6.6, 0.05);
    near(surveyMargin({ sd, answersPerArm: 140 }), 23, 0.5);
  });

  it('needs 8,381 answers per arm for 3 points; 2,800 show 5.2', () => {
    assert.equal(surveySample({ sd, margin: 3 }), 8381);
    assert.equal(surveyAnswers(140_000, 0.02), 2800);
    near(surveyMargin({ sd, answersPerArm: 2800 }), 5.2, 0.05);
  });

  it('needs 122,415 per arm for complaints of 1 % and a margin of 0.1 pp', () => {
    assert.equal(guardrailSample({ rate: 0.01, margin: 0.001 }), 122_415);
    near(normalCdf(0.001 / Math.sqrt((2 * 0.01 * 0.99) / 122_415) - 1.644853626951), 0.8, 1e-5);
  });

  it('agrees with simulated answers', () => {
    const uniform = chance(3);
    const answer = () => {
      const at = uniform();
      return at < 0.5 ? 100 : at < 0.7 ? -100 : 0;
    };
    const mean = () => {
      let sum = 0;
      for (let i = 0; i < 140; i++) sum += answer();
      return sum / 140;
    };
    const margin = surveyMargin({ sd, answersPerArm: 140 }) as number;
    let shown = 0;
    for (let run = 0; run < 1500; run++) if (mean() - mean() - 1.644853626951 * sd * Math.sqrt(2 / 140) > -margin) shown++;
    near(shown / 1500, 0.8, 0.035);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(npsSd(0, 0), 0);
    assert.equal(npsSd(0.5, 0.5), 100);
    assert.equal(npsSd(0.7, 0.5), undefined);
    assert.equal(surveySample({ sd: 78, margin: 0 }), Infinity);
    assert.equal(surveySample({ sd: 78, margin: -1 }), undefined);
    assert.equal(surveyMargin({ sd: 78, answersPerArm: 0 }), Infinity);
    assert.equal(standardError(78, 0), Infinity);
    assert.equal(guardrailSample({ rate: 0.01, margin: 0 }), Infinity);
    assert.equal(guardrailSample({ rate: 0, margin: 0.1 }), undefined);
  });

  it('undoes itself: margin and answers', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 100, noNaN: true }), fc.integer({ min: 2, max: 1e6 }), (deviation, answersPerArm) => {
        near(surveySample({ sd: deviation, margin: surveyMargin({ sd: deviation, answersPerArm }) as number }), answersPerArm, 1);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (p, share) => {
        assert.ok((npsSd(p, (1 - p) * share) as number) <= 100 + 1e-9);
      }),
    );
  });
});
