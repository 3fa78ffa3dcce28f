import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import type { Activity } from './activity-queries.ts';
import type { PlainChange } from './told-changes.ts';

const VERBS = [
  'bills/create-bill',
  'bills/update-bill',
  'bills/approve-bill',
  'bills/reverse-bill',
  'comments/add-comment',
  'attachments/add-attachment',
  'attachments/remove-attachment',
  'disputes/open-dispute',
  'disputes/resolve-dispute',
  'payments/record-payment',
  'payments/confirm-payment',
  'payments/start-payment',
  'payments/cancel-payment',
  'payments/refund-payment',
  'payments/reverse-payment',
  'payments/approve-payment',
  'payments/carry-out-step',
  'payments/set-bank-account',
  'payments/set-payment-rules',
  'statements/close-month',
  'reminders/set-reminder-rules',
  'webhooks/create-webhook',
  'webhooks/delete-webhook',
  'webhooks/stop-webhook',
  'webhooks/pause-webhook',
  'webhooks/replay-webhook',
  'webhooks/rotate-webhook-secret',
  'meters/create-meter',
  'meters/update-meter',
  'meters/replace-meter',
  'meters/retire-meter',
  'meters/set-tariff',
  'meters/add-reading',
  'meters/correct-reading',
  'meters/review-reading',
  'meters/remove-reading',
  'meters/charge-meters',
  'meters/correct-charges',
  'series/create-recurring-bill',
  'series/change-recurring-bill',
  'series/make-due-bills',
  'groups/create-group',
  'groups/update-group',
  'members/add-member',
  'members/update-member',
  'members/remove-member',
  'invitations/create-invitation',
  'invitations/accept-invitation',
  'exchange/import-items',
  'exchange/add-missing-members',
] as const;
const METHODS = ['cash', 'bank', 'card', 'other'] as const;
const ROLES = ['primary', 'participant', 'reader', 'viewer'] as const;

/** What was done, what it was about, and a changed field, in words. */
export function useActivityWords() {
  const { say, money, number, date, moment } = useSpeech();
  const { nameOf } = useGroup();
  return {
    verb: (verb: string): string => {
      const known = VERBS.find((one) => one === verb);
      return known ? say(`activity.${known}`) : say('activity.other');
    },
    about: ({ changes }: Activity): string => {
      const subject = changes.map(({ after, before }) => after ?? before);
      const named = subject.map((one) => one?.title ?? one?.name ?? one?.fileName ?? one?.text);
      const text = named.find((one) => typeof one === 'string');
      const payment = subject.find((one) => typeof one?.from === 'string' && typeof one.to === 'string');
      if (payment)
        return say('settlement.paid', { from: nameOf(String(payment.from)), to: nameOf(String(payment.to)) });
      return typeof text === 'string' ? text : '';
    },
    plain: ({ field, before, after }: PlainChange, currency: string) => {
      const words = (value: unknown): string => {
        if (value === null) return '';
        if (typeof value === 'boolean') return say(value ? 'app.yes' : 'app.no');
        if (typeof value === 'number') {
          if (field === 'amountMinor') return money(value, currency);
          if (field === 'leftAt') return moment(value);
          return number(field === 'valueMilli' ? value / 1000 : value);
        }
        const text = String(value);
        const role = field === 'role' ? ROLES.find((one) => one === text) : undefined;
        if (role) return say(`role.${role}`);
        const method = field === 'method' ? METHODS.find((one) => one === text) : undefined;
        if (method) return say(`paymentMethod.${method}`);
        return /^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : text;
      };
      return { label: say(`field.${field}`), before: words(before), after: words(after) };
    },
  };
}
