import type { Identity, PasskeySummary, WebAuthnJson } from '@shared-payments/usecases';
import { accountOf } from './account.ts';
import type { Toolbox } from './identity.ts';

type PasskeyOperations = Pick<
  Identity,
  | 'passkeyRegistrationOptions'
  | 'addPasskey'
  | 'listPasskeys'
  | 'removePasskey'
  | 'passkeySignInOptions'
  | 'signInWithPasskey'
>;

interface PasskeyRow {
  readonly id: string;
  readonly name?: string | undefined;
  readonly createdAt: Date | string;
}

export function passkeyOperations(tools: Toolbox): PasskeyOperations {
  return {
    async passkeyRegistrationOptions(request) {
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true }),
      );
      return { value: value as unknown as WebAuthnJson, setCookies };
    },
    async addPasskey(request, { name, response }) {
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        api.verifyPasskeyRegistration({ body: { response, name }, headers, returnHeaders: true }),
      );
      return { value: summaryOf(value as unknown as PasskeyRow), setCookies };
    },
    async listPasskeys(request) {
      const { value } = await tools.call(request, ({ api }, headers) =>
        api.listPasskeys({ headers, returnHeaders: true }),
      );
      return (value as unknown as readonly PasskeyRow[]).map(summaryOf);
    },
    async removePasskey(request, passkeyId) {
      await tools.call(request, ({ api }, headers) =>
        api.deletePasskey({ body: { id: passkeyId }, headers, returnHeaders: true }),
      );
    },
    async passkeySignInOptions(request) {
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }),
      );
      return { value: value as unknown as WebAuthnJson, setCookies };
    },
    async signInWithPasskey(request, { response }) {
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        // Its shape is checked by the verification itself, which refuses whatever is not a signed response.
        api.verifyPasskeyAuthentication({ body: { response: response as never }, headers, returnHeaders: true }),
      );
      const { session } = value as unknown as { session: { userId: string } };
      return { value: { account: await accountOf(tools.rows, session.userId) }, setCookies };
    },
  };
}

function summaryOf(row: PasskeyRow): PasskeySummary {
  return { id: row.id, name: row.name ?? '', createdAt: new Date(row.createdAt).getTime() };
}
