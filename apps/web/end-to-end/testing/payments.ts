import type { BrowserContext } from 'playwright-core';

interface OverviewFacts {
  readonly group: { readonly members: readonly { readonly id: string }[] };
  readonly myMemberId: string;
}

/**
 * Payments in every state that has a look of its own, a closed month and a webhook, made by whoever runs the demonstration's
 * group; by the names under which addresses ask for them.
 */
export async function makePaymentsAndMore(
  primary: BrowserContext,
  groupUrl: string,
  { group, myMemberId: me }: OverviewFacts,
): Promise<Readonly<Record<string, string>>> {
  const send = async (method: 'POST' | 'PUT', path: string, data: unknown) => {
    const answer = await primary.request.fetch(`${groupUrl}${path}`, { method, data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const other = group.members.find(({ id }) => id !== me)?.id ?? '';
  const start = async (method: string, instrument: string | null = null, from = me, to = other) => {
    const body = { from, to, amountMinor: 1_250, currency: 'EUR', method, instrument };
    return (await send('POST', '/payments/start', body)).id as string;
  };
  await send('PUT', `/members/${other}/bank-account`, { holder: 'Marko', iban: 'DE89370400440532013000' });
  const { month } = await send('POST', '/closings', { month: monthsAgo(2) });
  return {
    other,
    month,
    paid: await start('card'),
    pending: await start('cash', null, other, me),
    transfer: await start('bank'),
    declined: await start('card', 'sandbox_decline'),
    asked: await start('card', 'sandbox_action_never'),
    webhook: (await send('POST', '/webhooks', { url: 'https://example.org/hook' })).id,
  };
}

/** YYYY-MM */
export function monthsAgo(count: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count, 1)).toISOString().slice(0, 7);
}
