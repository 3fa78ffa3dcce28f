import { AppError } from '@shared-payments/domain';
import type { Identity, IdentityRow, SessionSummary } from '@shared-payments/usecases';
import { accountOf } from './account.ts';
import type { Toolbox } from './identity.ts';

type SessionOperations = Pick<
  Identity,
  'signOut' | 'account' | 'rename' | 'listSessions' | 'revokeSession' | 'revokeOtherSessions'
>;

const SESSIONS_MAX = 200;

export function sessionOperations(tools: Toolbox): SessionOperations {
  const sessionsOf = (userId: string) =>
    tools.rows.find(
      'session',
      [{ field: 'userId', operator: 'eq', value: userId, connector: 'AND', mode: 'sensitive' }],
      SESSIONS_MAX,
    );
  return {
    async signOut(request) {
      const { setCookies } = await tools.call(request, ({ api }, headers) =>
        api.signOut({ headers, returnHeaders: true }),
      );
      return { value: null, setCookies };
    },
    async account(request) {
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        api.getSession({ headers, returnHeaders: true }),
      );
      if (!value) throw new AppError('not_signed_in', 'Sign in first: this needs a session.');
      return { value: await accountOf(tools.rows, value.user.id), setCookies };
    },
    async rename(request, { name }) {
      const { setCookies } = await tools.call(request, ({ api }, headers) =>
        api.updateUser({ body: { name }, headers, returnHeaders: true }),
      );
      const { value } = await tools.call(request, ({ api }, headers) =>
        api.getSession({ headers, returnHeaders: true }),
      );
      return { value: await accountOf(tools.rows, String(value?.user.id)), setCookies };
    },
    async listSessions(_request, current) {
      const sessions = await sessionsOf(current.userId);
      return sessions.map((row) => summaryOf(row, current.sessionId)).toSorted((a, b) => b.createdAt - a.createdAt);
    },
    async revokeSession(_request, current, sessionId) {
      const session = (await sessionsOf(current.userId)).find((row) => row.id === sessionId);
      if (!session) throw new AppError('not_found', 'There is no such session, or it has ended already.');
      await tools.rows.remove('session', session);
    },
    async revokeOtherSessions(request) {
      await tools.call(request, ({ api }, headers) => api.revokeOtherSessions({ headers, returnHeaders: true }));
    },
  };
}

function summaryOf(row: IdentityRow, currentId: string): SessionSummary {
  return {
    id: row.id,
    createdAt: Date.parse(String(row.createdAt)),
    expiresAt: Date.parse(String(row.expiresAt)),
    userAgent: row.userAgent ? String(row.userAgent) : null,
    isCurrent: row.id === currentId,
  };
}
