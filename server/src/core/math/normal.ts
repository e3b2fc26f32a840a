// The standard normal distribution to about 14 digits. By hand, because the libraries that were measured either lose
// the far tail or bring more than a hundred packages for this one curve. Coefficients are written as the nearest doubles.
// The curves take any number but NaN.

/** Φ(z), the share of a standard normal variable at or below z. Φ(z) = erfc(−z/√2)/2. */
export const normalCdf = (z: number): number => erfc(-z / Math.SQRT2) / 2;

/** 1 − Φ(z) without cancellation: the share above z. */
export const normalTail = (z: number): number => erfc(z / Math.SQRT2) / 2;

/** φ(z) = exp(−z²/2)/√(2π). */
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * z with Φ(z) = p, relative error about 1e-15. 0 and 1 give −Infinity and Infinity, anything outside [0, 1] undefined.
 * Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988), 477–484.
 */
export function normalQuantile(p: number): number | undefined {
  if (!(p >= 0 && p <= 1)) return undefined;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  const centred = p - 0.5;
  if (Math.abs(centred) <= 0.425) {
    const r = 0.180625 - centred * centred;
    return (centred * polynomial(centralTop, r)) / polynomial(centralBottom, r);
  }
  const r = Math.sqrt(-Math.log(centred < 0 ? p : 1 - p));
  const z =
    r <= 5 ? polynomial(middleTop, r - 1.6) / polynomial(middleBottom, r - 1.6) : polynomial(farTop, r - 5) / polynomial(farBottom, r - 5);
  return centred < 0 ? -z : z;
}

/**
 * Complementary error function: 1 − the series erf x = 2/√π·e^(−x²)·Σ 2ⁿx^(2n+1)/(2n+1)!! near zero, the continued
 * fraction e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + …))) further out. Source: NIST Digital Library of Mathematical
 * Functions 7.6.2 and 7.9.1.
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2) return 1 - erfSeries(x);
  if (x > 27.3) return 0;
  let fraction = x;
  for (let n = 80; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Coefficients from the highest power down. */
const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduce((sum, c) => sum * x + c, 0);

const centralTop = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438,
  3.3871328727963665,
];
const centralBottom = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1,
];
const middleTop = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
  4.630337846156546, 1.4234371107496835,
];
const middleBottom = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
  2.053191626637759, 1,
];
const farTop = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
  5.463784911164114, 6.657904643501103,
];
const farBottom = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358,
  0.599832206555888, 1,
];
