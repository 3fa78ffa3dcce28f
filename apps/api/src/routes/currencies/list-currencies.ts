import { CurrencyListWire } from '@shared-payments/contract';
import { CURRENCIES, exponentOf } from '@shared-payments/domain';
import { defineRoute } from '../../http/route.ts';

const currencies = CURRENCIES.map((code) => ({ code, exponent: exponentOf(code) }));

export const listCurrenciesRoute = defineRoute({
  method: 'GET',
  url: '/v1/currencies',
  operationId: 'listCurrencies',
  summary: 'The currencies there are, with their decimals',
  tag: 'currencies',
  access: 'public',
  rate: 'read',
  caching: 'public',
  schemas: { answer: CurrencyListWire },
  handle: async () => ({ body: { currencies } }),
});
