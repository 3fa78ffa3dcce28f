import type { PasskeyListWire, SessionListWire, WireOf } from '@shared-payments/contract';
import { queryOptions } from '@tanstack/react-query';
import { readAnswer } from '../api/send-request.ts';

export type Session = WireOf<typeof SessionListWire>['sessions'][number];
export type Passkey = WireOf<typeof PasskeyListWire>['passkeys'][number];

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }): Promise<readonly Session[]> =>
    (await readAnswer<WireOf<typeof SessionListWire>>('/v1/auth/sessions', signal)).sessions,
});

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: async ({ signal }): Promise<readonly Passkey[]> =>
    (await readAnswer<WireOf<typeof PasskeyListWire>>('/v1/auth/passkeys', signal)).passkeys,
});
