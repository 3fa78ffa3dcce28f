import { applyGatewayEvent, requireGateway } from '@shared-payments/usecases';
import { bytesOf } from '../../http/raw-bodies.ts';
import { defineRoute } from '../../http/route.ts';

const EVENT_BYTES_MAX = 256 * 1_024;

/** Anybody may call; only what the gateway has signed a moment ago changes anything. */
export const takeGatewayEventRoute = defineRoute({
  method: 'POST',
  url: '/v1/gateway/events',
  operationId: 'takeGatewayEvent',
  summary: 'Where the card gateway tells what happened; the body is signed as a whole',
  tag: 'payments',
  access: 'public',
  rate: 'gateway',
  status: 204,
  bodyTypes: ['application/json'],
  bodyLimitBytes: EVENT_BYTES_MAX,
  schemas: {},
  handle: async ({ services, context, request }) => {
    const gateway = requireGateway(services);
    const signature = String(request.headers[gateway.signatureHeader] ?? '');
    const event = gateway.readEvent(bytesOf(request), signature, services.now());
    if (event) await applyGatewayEvent(services, event, context.requestId);
    return {};
  },
});
