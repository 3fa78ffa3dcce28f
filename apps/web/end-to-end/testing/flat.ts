import assert from 'node:assert/strict';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { ANA } from './product.ts';

export const PHONE = {
  viewport: { width: 390, height: 844 },
  locale: 'en-GB',
  reducedMotion: 'reduce',
  permissions: ['clipboard-read', 'clipboard-write'],
} as const satisfies BrowserContextOptions;

/** The demonstration's flat with two people in it who have browsers of their own: Ana runs it, Marko joined as a guest. */
export interface Flat {
  readonly ana: BrowserContext;
  readonly marko: BrowserContext;
  readonly group: string;
  /** Where the group's screens are, and its part of the API. */
  readonly page: string;
  readonly api: string;
  readonly memberId: Readonly<Record<'Ana' | 'Marko' | 'Iva', string>>;
}

interface MemberFacts {
  readonly id: string;
  readonly name: string;
}

export async function openFlat(browser: Browser, url: string): Promise<Flat> {
  const [ana, marko] = [await browser.newContext(PHONE), await browser.newContext(PHONE)];
  await ana.request.post(`${url}/v1/auth/sign-in`, { data: ANA });
  const [flat] = (await (await ana.request.get(`${url}/v1/groups`)).json()).groups;
  const idOf = (name: string): string => {
    const member = flat.members.find((one: MemberFacts) => one.name === name);
    assert.ok(member, `nobody is called ${name}`);
    return member.id;
  };
  const api = `${url}/v1/groups/${flat.id}`;
  const memberId = { Ana: idOf('Ana'), Marko: idOf('Marko'), Iva: idOf('Iva') };
  const invitation = await ana.request.post(`${api}/invitations`, { data: { memberId: memberId.Marko, uses: 1 } });
  const { token } = await invitation.json();
  await marko.request.post(`${url}/v1/auth/guest`, { data: { name: 'Marko' } });
  const joined = await marko.request.post(`${url}/v1/invitations/accept`, { data: { token, name: 'Marko' } });
  assert.equal(joined.ok(), true, await joined.text());
  return { ana, marko, group: flat.id, page: `${url}/groups/${flat.id}`, api, memberId };
}
