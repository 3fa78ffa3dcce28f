import { approvePaymentRoute } from './approve-payment.ts';
import { cancelPaymentRoute } from './cancel-payment.ts';
import { confirmPaymentRoute } from './confirm-payment.ts';
import { getBankTransferRoute } from './get-bank-transfer.ts';
import { getPaymentRoute } from './get-payment.ts';
import { getPaymentRulesRoute } from './get-payment-rules.ts';
import { getWaysToPayRoute } from './get-ways-to-pay.ts';
import { listOpenSharesRoute } from './list-open-shares.ts';
import { refundPaymentRoute } from './refund-payment.ts';
import { setBankAccountRoute } from './set-bank-account.ts';
import { setPaymentRulesRoute } from './set-payment-rules.ts';
import { startPaymentRoute } from './start-payment.ts';
import { takeGatewayEventRoute } from './take-gateway-event.ts';

export const paymentRoutes = [
  startPaymentRoute,
  approvePaymentRoute,
  cancelPaymentRoute,
  confirmPaymentRoute,
  refundPaymentRoute,
  getPaymentRoute,
  getBankTransferRoute,
  getWaysToPayRoute,
  listOpenSharesRoute,
  getPaymentRulesRoute,
  setPaymentRulesRoute,
  setBankAccountRoute,
  takeGatewayEventRoute,
];
