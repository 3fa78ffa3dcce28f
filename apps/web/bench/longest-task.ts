import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Of the thread, in microseconds: time in which another process had the core is not in it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

// A frame of a page that draws nothing has no such event.
const OF_A_PAGE = 'EvaluateScript FunctionCall Layout'.split(' ');

/** What `work` costs the page's main thread in its longest task, in milliseconds of CPU: the same however busy the machine is. */
export async function longestTaskMs(browser: Browser, page: Page, work: () => Promise<unknown>): Promise<number> {
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'toplevel', 'disabled-by-default-devtools.timeline'],
  });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}.${tid}`;
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const busiest = mains
    .map((main) => threadOf(main))
    .map((thread) => ({
      thread,
      drawn: traceEvents.filter((event) => threadOf(event) === thread && OF_A_PAGE.includes(event.name)).length,
    }))
    .toSorted((a, b) => b.drawn - a.drawn)[0];
  // Browsers differ in what they put before the name.
  const tasks = traceEvents.filter((event) => event.name.endsWith('RunTask') && threadOf(event) === busiest?.thread);
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur), 0) / 1_000;
}
