import type { Identity, IdentityRequest, Store, WithCookies } from '@shared-payments/usecases';
import type { AuthLibrary, LibrarySettings } from './auth-library.ts';
import { createAuthenticator } from './authenticator.ts';
import { inOurWords } from './library-errors.ts';
import { passkeyOperations } from './passkey-operations.ts';
import { passwordOperations } from './password-operations.ts';
import { createIdentityRows, type IdentityRows } from './rows.ts';
import { secondFactorOperations } from './second-factor-operations.ts';
import { sessionOperations } from './session-operations.ts';

export interface IdentitySettings extends LibrarySettings {
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What the groups of operations share: the library, loaded when first needed, and the rows beneath it. */
export interface Toolbox {
  readonly rows: IdentityRows;
  readonly origin: string;
  /** Calls the library and answers its body with the cookies it set. Errors: in the product's own codes. */
  call<T>(
    request: IdentityRequest,
    operation: (library: AuthLibrary, headers: Headers) => Promise<{ response: T; headers: Headers }>,
  ): Promise<WithCookies<T>>;
  library(): Promise<AuthLibrary>;
}

/**
 * Accounts over the product's own store. Checking a session needs none of the identity library, so the library (and its
 * start-up time and memory) waits for the first sign-in.
 */
export function createIdentity(store: Store, settings: IdentitySettings): Identity {
  const rows = createIdentityRows(store, settings.now);
  let loading: Promise<AuthLibrary> | undefined;
  const library = () => {
    loading ??= import('./auth-library.ts').then(({ createAuthLibrary }) => createAuthLibrary(rows, settings));
    return loading;
  };
  const toolbox: Toolbox = {
    rows,
    origin: new URL(settings.publicUrl).origin,
    library,
    async call(request, operation) {
      const loaded = await library();
      const { response, headers } = await inOurWords(() => operation(loaded, headersOf(request, settings.publicUrl)));
      return { value: response, setCookies: headers.getSetCookie() };
    },
  };
  return {
    ...createAuthenticator(store, settings.secret, settings.now),
    ...passwordOperations(toolbox),
    ...sessionOperations(toolbox),
    ...secondFactorOperations(toolbox),
    ...passkeyOperations(toolbox),
  };
}

function headersOf(request: IdentityRequest, publicUrl: string): Headers {
  const headers = new Headers({ origin: new URL(publicUrl).origin });
  if (request.cookie !== undefined) headers.set('cookie', request.cookie);
  if (request.userAgent !== undefined) headers.set('user-agent', request.userAgent);
  return headers;
}
