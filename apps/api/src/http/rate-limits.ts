import type { RateClass } from './route.ts';

/** Requests a person (or, without a session, an address) may make per minute in each class of routes. */
export type RateLimits = Readonly<Record<RateClass, number>>;

export const DEFAULT_RATE_LIMITS: RateLimits = { read: 1_200, write: 300, auth: 30, bulk: 12, gateway: 60_000 };

const WINDOW_MS = 60_000;

/** Route configuration as @fastify/rate-limit reads it; `groupId` makes the routes of a class share one count. */
export function rateLimitOf(rate: RateClass, limits: RateLimits) {
  return { rateLimit: { max: limits[rate], timeWindow: WINDOW_MS, groupId: rate } };
}

export function scaledLimits(limits: RateLimits, scale: number): RateLimits {
  const scaled = (count: number) => Math.max(1, Math.round(count * scale));
  return {
    read: scaled(limits.read),
    write: scaled(limits.write),
    auth: scaled(limits.auth),
    bulk: scaled(limits.bulk),
    gateway: scaled(limits.gateway),
  };
}
