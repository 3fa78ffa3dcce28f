import type { Page } from 'playwright-core';

/** What the browser itself says of a page; times in milliseconds. */
export interface Timings {
  /** Since the navigation began. */
  readonly largestPaintMs: number;
  readonly layoutShift: number;
  /** From a click or key until the frame that answers it. */
  readonly slowestResponseMs: number;
  /** Frames that took longer than 50 ms: the browser reports no others. */
  readonly longFramesMs: readonly number[];
}

declare global {
  interface Window {
    timings: { largestPaintMs: number; layoutShift: number; slowestResponseMs: number; longFramesMs: number[] };
  }
}

interface ShiftEntry extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

interface ObserverOptions extends PerformanceObserverInit {
  readonly durationThreshold?: number;
}

/** Has to be called before the page goes anywhere. */
export async function watchTimings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timings: Window['timings'] = { largestPaintMs: 0, layoutShift: 0, slowestResponseMs: 0, longFramesMs: [] };
    window.timings = timings;
    const observe = (options: ObserverOptions, take: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) take(entry);
      }).observe({ buffered: true, ...options });
    observe({ type: 'largest-contentful-paint' }, ({ startTime }) => {
      timings.largestPaintMs = startTime;
    });
    observe({ type: 'layout-shift' }, (entry) => {
      const { value, hadRecentInput } = entry as ShiftEntry;
      if (!hadRecentInput) timings.layoutShift += value;
    });
    observe({ type: 'event', durationThreshold: 16 }, ({ duration }) => {
      timings.slowestResponseMs = Math.max(timings.slowestResponseMs, duration);
    });
    observe({ type: 'long-animation-frame' }, ({ duration }) => timings.longFramesMs.push(duration));
  });
}

export function readTimings(page: Page): Promise<Timings> {
  return page.evaluate(() => window.timings);
}

/** What comes after this is measured alone. */
export function forgetTimings(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.timings.slowestResponseMs = 0;
    window.timings.longFramesMs.length = 0;
  });
}
