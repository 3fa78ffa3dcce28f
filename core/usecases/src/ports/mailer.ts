export interface Mail {
  /** The same id for a repeated attempt, so that a receiver can tell it is the same mail (becomes the Message-ID). */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Where one click ends these mails (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

/**
 * Hands a mail on. Resolves once it was accepted; errors: `unavailable`, with `isRefused: true` in its data when the server
 * answers but refuses this one mail, and without when it takes none at the moment.
 */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}
