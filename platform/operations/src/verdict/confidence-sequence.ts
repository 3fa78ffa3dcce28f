/** Events out of trials: failed requests out of requests, slow ones out of all. */
export interface Proportion {
  readonly events: number;
  readonly trials: number;
}

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

const BISECTIONS = 45;
const PRIOR = 0.5;

/**
 * Bounds that hold at every moment at once: the chance that the true proportion is ever outside is at most `alpha`,
 * however often one looks and whenever one stops. Exact for few trials, no normal approximation.
 *
 * Robbins' method of mixtures with a Beta(½, ½) mixture: the proportions p for which
 * B(k+½, n-k+½) / B(½, ½) / (p^k (1-p)^(n-k)) < 1/alpha. By Ville's inequality that ratio, a martingale of mean 1 under
 * the true p, reaches 1/alpha with a chance of at most alpha. Source: H. Robbins, Annals of Mathematical Statistics 41
 * (1970); S. Howard, A. Ramdas, J. McAuliffe, J. Sekhon, Annals of Statistics 49 (2021).
 */
export function proportionInterval({ events, trials }: Proportion, alpha: number): Interval {
  if (trials === 0) return { lower: 0, upper: 1 };
  const failures = trials - events;
  const logMixture = logBeta(events + PRIOR, failures + PRIOR) - logBeta(PRIOR, PRIOR);
  const isOutside = (p: number) => logMixture - logLikelihood(events, failures, p) >= -Math.log(alpha);
  const mode = events / trials;
  return {
    lower: events === 0 ? 0 : edge(mode, 0, isOutside),
    upper: failures === 0 ? 1 : edge(mode, 1, isOutside),
  };
}

/** The point between an inside and an outside proportion where inside ends. */
function edge(inside: number, outside: number, isOutside: (p: number) => boolean): number {
  let [near, far] = [inside, outside];
  for (let round = 0; round < BISECTIONS; round += 1) {
    const middle = (near + far) / 2;
    if (isOutside(middle)) far = middle;
    else near = middle;
  }
  return far;
}

function logLikelihood(events: number, failures: number, p: number): number {
  const ofEvents = events === 0 ? 0 : events * Math.log(p);
  return ofEvents + (failures === 0 ? 0 : failures * Math.log1p(-p));
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** Lanczos' approximation with g = 7, for x >= 0.5; relative error below 1e-14. */
function logGamma(x: number): number {
  const shifted = x - 1;
  const series = LANCZOS.reduce(
    (sum, coefficient, index) => sum + coefficient / (shifted + index + 1),
    0.9999999999998099,
  );
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}
