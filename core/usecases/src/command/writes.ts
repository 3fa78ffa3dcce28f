import { AppError } from '@shared-payments/domain';
import type { RequestContext } from '../ports/services.ts';
import type { Write } from '../ports/store.ts';
import type { Collection, StoredDocument } from '../store/collection.ts';

/** The write that stores `document`, which already carries its new version. */
export function put<D extends StoredDocument>(collection: Collection<D>, document: D): Write {
  return { collection, id: document.id, version: document.version, document };
}

/** The write that removes `document`; its history stays in the log. */
export function remove<D extends StoredDocument>(collection: Collection<D>, document: D): Write {
  return { collection, id: document.id, version: document.version + 1, document: null };
}

/** Errors: `precondition_required` without a version, `conflict` with the current one when it is another. */
export function requireVersion(context: RequestContext, current: StoredDocument): void {
  if (context.ifVersion === undefined) {
    throw new AppError('precondition_required', 'Say which version you changed: send it in If-Match.', {
      currentVersion: current.version,
    });
  }
  if (context.ifVersion !== current.version) {
    throw new AppError(
      'conflict',
      'Somebody changed this in the meantime: look at the current version and try again.',
      {
        currentVersion: current.version,
      },
    );
  }
}
