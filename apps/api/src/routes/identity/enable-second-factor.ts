import { PasswordBody, SecondFactorWire } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest } from './identity-request.ts';

export const enableSecondFactorRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/second-factor',
  operationId: 'enableSecondFactor',
  summary: 'Begin with a second factor: secret and recovery codes',
  tag: 'identity',
  access: 'signed-in',
  rate: 'auth',
  schemas: { body: PasswordBody, answer: SecondFactorWire },
  handle: async ({ identity, body, request }) => ({
    body: await identity.enableSecondFactor(identityRequest(request), body),
  }),
});
