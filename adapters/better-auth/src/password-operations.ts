import { AppError } from '@shared-payments/domain';
import type { Identity, IdentityRequest } from '@shared-payments/usecases';
import { accountFrom, accountOf } from './account.ts';
import type { Toolbox } from './identity.ts';
import { inOurWords } from './library-errors.ts';
import { hashPassword } from './passwords.ts';

type PasswordOperations = Pick<
  Identity,
  'register' | 'signIn' | 'signInAsGuest' | 'changePassword' | 'requestPasswordReset' | 'resetPassword'
>;

export function passwordOperations(tools: Toolbox): PasswordOperations {
  return {
    async register(request, input) {
      const guestId = await guestIn(tools, request);
      if (guestId !== undefined)
        return { value: { account: await promoteGuest(tools, guestId, input) }, setCookies: [] };
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        api.signUpEmail({ body: input, headers, returnHeaders: true }),
      );
      return { value: { account: await accountOf(tools.rows, value.user.id) }, setCookies };
    },
    async signIn(request, input) {
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        api.signInEmail({ body: input, headers, returnHeaders: true }),
      );
      // The second-factor plugin replaces the library's answer.
      const answer = value as { user?: { id: string }; twoFactorRedirect?: boolean };
      if (answer.twoFactorRedirect === true || !answer.user) return { value: { needsSecondFactor: true }, setCookies };
      return { value: { account: await accountOf(tools.rows, answer.user.id) }, setCookies };
    },
    async signInAsGuest(request, { name }) {
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        api.signInAnonymous({ headers, returnHeaders: true }),
      );
      const userId = String(value?.user.id);
      const { internalAdapter } = await (await tools.library()).$context;
      await internalAdapter.updateUser(userId, { name });
      return { value: { account: await accountOf(tools.rows, userId) }, setCookies };
    },
    async changePassword(request, input) {
      const { setCookies } = await tools.call(request, ({ api }, headers) =>
        api.changePassword({ body: { ...input, revokeOtherSessions: true }, headers, returnHeaders: true }),
      );
      return { value: null, setCookies };
    },
    async requestPasswordReset(input) {
      const { api } = await tools.library();
      await inOurWords(() => api.requestPasswordReset({ body: input }));
    },
    async resetPassword(input) {
      const { api } = await tools.library();
      await inOurWords(() => api.resetPassword({ body: input }));
    },
  };
}

async function guestIn(tools: Toolbox, request: IdentityRequest): Promise<string | undefined> {
  if (request.cookie === undefined) return undefined;
  const { value } = await tools.call(request, ({ api }, headers) => api.getSession({ headers, returnHeaders: true }));
  const user = value?.user as { id: string; isAnonymous?: boolean | null } | undefined;
  return user?.isAnonymous === true ? user.id : undefined;
}

/** The guest's own user gets address and password: id, groups and balances stay what they are. */
async function promoteGuest(tools: Toolbox, userId: string, input: { name: string; email: string; password: string }) {
  const { internalAdapter } = await (await tools.library()).$context;
  const email = input.email.toLowerCase();
  if (await internalAdapter.findUserByEmail(email)) {
    throw new AppError('conflict', 'There is an account with this e-mail address already: sign in to it instead.');
  }
  await internalAdapter.linkAccount({
    userId,
    accountId: userId,
    providerId: 'credential',
    password: await hashPassword(input.password),
  });
  await internalAdapter.updateUser(userId, { name: input.name, email, isAnonymous: false });
  const [user] = await tools.rows.find(
    'user',
    [{ field: 'id', operator: 'eq', value: userId, connector: 'AND', mode: 'sensitive' }],
    1,
  );
  if (!user) throw new AppError('not_signed_in', 'This account does not exist any more: sign in again.');
  return accountFrom(user);
}
