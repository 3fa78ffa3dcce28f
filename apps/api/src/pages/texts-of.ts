import { AppError } from '@shared-payments/domain';
import type { Services, Texts } from '@shared-payments/usecases';

/** Errors: `state_not_allowed` on a server without. */
export function textsOf({ texts }: Services): Texts {
  if (texts) return texts;
  throw new AppError('state_not_allowed', 'This server writes no mails, pages or calendars: it was set up without.');
}
