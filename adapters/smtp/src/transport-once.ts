type Library = typeof import('nodemailer');

interface Closing {
  close(): void;
}

export interface TransportOnce<T extends Closing> {
  open(): Promise<T>;
  /** Ends what was opened; without a mail that is nothing. */
  close(): void;
}

/** Loads the mail library with the first mail: most processes never send one, and it weighs as much as the web framework. */
export function transportOnce<T extends Closing>(make: (library: Library) => T): TransportOnce<T> {
  let opening: Promise<T> | undefined;
  return {
    open() {
      opening ??= import('nodemailer').then(make);
      return opening;
    },
    close: () =>
      void opening?.then(
        (transport) => transport.close(),
        () => undefined,
      ),
  };
}
