import { AppError, type ErrorCode } from '@shared-payments/domain';

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid_input',
  401: 'not_signed_in',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'invalid_input',
  429: 'rate_limited',
};

/** Library codes whose status says less than we know. */
const CODE_OF_NAME: Readonly<Record<string, ErrorCode>> = {
  USER_ALREADY_EXISTS: 'conflict',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'conflict',
  INVALID_PASSWORD: 'not_signed_in',
  INVALID_CODE: 'not_signed_in',
  INVALID_TOKEN: 'invalid_input',
  FAILED_TO_VERIFY_REGISTRATION: 'invalid_input',
  AUTHENTICATION_FAILED: 'not_signed_in',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'rate_limited',
};

interface LibraryError {
  readonly statusCode: number;
  readonly body?: { readonly code?: string; readonly message?: string };
}

/** Runs one of the library's operations and says its refusals in the product's own codes. */
export async function inOurWords<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    const { statusCode, body } = error as Partial<LibraryError>;
    const code = CODE_OF_NAME[body?.code ?? ''] ?? CODE_OF_STATUS[statusCode ?? 0];
    if (!code) throw error;
    throw new AppError(code, sentence(body?.message), {}, { cause: error });
  }
}

function sentence(message: string | undefined): string {
  if (!message) return 'This does not fit: check what you entered and try again.';
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
