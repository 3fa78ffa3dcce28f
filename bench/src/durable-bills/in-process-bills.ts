import { openInProcess } from '../in-process/in-process.ts';

interface Given {
  readonly path: string;
  readonly atOnce: number;
  readonly bills: number;
}

const WARM_UP_BILLS = 1_000;
const MS_PER_SECOND = 1000;

process.once('message', async ({ path, atOnce, bills }: Given) => {
  const { createGroup, store } = openInProcess(path);
  const group = await createGroup();
  await group.createBills(WARM_UP_BILLS, atOnce);
  const elapsedMs = await group.createBills(bills, atOnce);
  await store.close();
  process.send?.({ perSecond: (bills / elapsedMs) * MS_PER_SECOND });
});
