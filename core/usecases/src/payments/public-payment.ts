import type { Payment } from './payment.ts';

/** A payment as members may read it in full: without the token of the payer's card. */
export function publicPayment(payment: Payment): Payment {
  if (!payment.course) return payment;
  return { ...payment, course: { ...payment.course, instrument: null } };
}
