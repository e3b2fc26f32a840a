import assert from 'node:assert/strict';
import fc from 'fast-check';
import { erfc, normalCdf, normalDensity, normalQuantile, normalTail } from '../../../server/src/core/math/normal.js';
import { near } from './close.js';

// Published to twelve or more decimals: central intervals of 80 % to 99.9999999 %, deciles and quartile of the usual
// tables, and the three check values printed with algorithm AS 241.
const published: readonly (readonly [p: number, z: number])[] = [
  [0.55, 0.125661346855],
  [0.6, 0.253347103136],
  [0.65, 0.385320466408],
  [0.7, 0.524400512708],
  [0.75, 0.6744897501960817],
  [0.8, 0.841621233573],
  [0.85, 1.03643338949],
  [0.9, 1.281551565545],
  [0.95, 1.644853626951],
  [0.975, 1.95996398454],
  [0.98, 2.053748910631],
  [0.99, 2.326347874041],
  [0.995, 2.575829303549],
  [0.9975, 2.807033768344],
  [0.999, 3.090232306168],
  [0.9995, 3.290526731492],
  [0.9999, 3.719016485456],
  [0.99995, 3.890591886413],
  [0.999995, 4.417173413469],
  [0.9999995, 4.891638475699],
  [0.99999995, 5.326723886384],
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167814],
  [1e-20, -9.2623400897984],
];

describe('the normal distribution', () => {
  it('has the quantiles of published tables, to 1e-9', () => {
    assert.ok(published.length >= 20);
    for (const [p, z] of published) near(normalQuantile(p), z, 1e-9, `quantile of ${p}`);
  });

  it('has the areas of published tables', () => {
    const areas: readonly (readonly [number, number])[] = [
      [0, 0.5],
      [0.5, 0.691462461274013],
      [1, 0.841344746068543],
      [1.5, 0.933192798731142],
      [2, 0.977249868051821],
      [2.5, 0.993790334674224],
      [3, 0.99865010196837],
      [4, 0.999968328758167],
    ];
    for (const [z, area] of areas) {
      near(normalCdf(z), area, 1e-14, `area below ${z}`);
      near(normalTail(-z), area, 1e-14, `area above ${-z}`);
    }
  });

  it('agrees with integrating the density', () => {
    for (const z of [-3, -1.3, 0.2, 2.7]) {
      const steps = 4000;
      const width = (z + 10) / steps;
      let area = 0;
      for (let i = 0; i <= steps; i++) area += (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * normalDensity(-10 + i * width);
      near(normalCdf(z), (area * width) / 3, 1e-12);
    }
  });

  it('keeps its digits far out in the tail', () => {
    near(normalTail(10) / 7.61985302416e-24, 1, 1e-11);
    near(erfc(5) / 1.53745979442803e-12, 1, 1e-12);
    assert.equal(normalTail(40), 0);
    near(erfc(1.9999999999) / erfc(2), 1, 1e-8);
  });

  it('gives clear answers at the ends', () => {
    assert.equal(normalQuantile(0), -Infinity);
    assert.equal(normalQuantile(1), Infinity);
    assert.equal(normalQuantile(0.5), 0);
    assert.equal(normalCdf(-Infinity), 0);
    assert.equal(normalCdf(Infinity), 1);
    for (const impossible of [-0.1, 1.1, Number.NaN]) assert.equal(normalQuantile(impossible), undefined);
  });

  it('undoes itself: quantile and area', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.5, noNaN: true }), (p) => {
        near(normalCdf(normalQuantile(p) as number) / p, 1, 1e-11);
        if (p > 1e-9) near(normalQuantile(1 - p), -(normalQuantile(1 - (1 - p)) as number), 1e-9);
      }),
    );
    fc.assert(fc.property(fc.double({ min: -8, max: 5, noNaN: true }), (z) => near(normalQuantile(normalCdf(z)), z, 1e-9)));
  });

  it('rises', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        fc.pre(a < b);
        assert.ok((normalQuantile(a) as number) <= (normalQuantile(b) as number));
      }),
    );
  });
});
