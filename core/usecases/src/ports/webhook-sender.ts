export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** `status` is null when no answer came; `problem` then says why, in words for the people of the group. */
export interface WebhookAnswer {
  readonly status: number | null;
  readonly problem: string | null;
  /** How long the receiver asks to be left alone; there only when it does. */
  readonly retryAfterMs?: number;
}

/** Carries a webhook, or a push, to a system outside. Never throws for what happens there, follows no redirect, reaches no private address. */
export interface WebhookSender {
  send(request: WebhookRequest): Promise<WebhookAnswer>;
}
