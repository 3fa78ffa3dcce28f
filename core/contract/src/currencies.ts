import { Type } from 'typebox';
import { CurrencyCode } from './common.ts';

export const CurrencyListWire = Type.Object({
  currencies: Type.Array(
    Type.Object({
      code: CurrencyCode,
      exponent: Type.Integer({ minimum: 0, maximum: 4, description: 'How many decimals the minor unit has.' }),
    }),
  ),
});
