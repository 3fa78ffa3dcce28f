import { Type } from 'typebox';
import { AmountMinor, CurrencyCode, Id } from './common.ts';

export const BalancesWire = Type.Object({
  currencies: Type.Array(
    Type.Object({
      currency: CurrencyCode,
      members: Type.Array(Type.Object({ memberId: Id, amountMinor: AmountMinor }), {
        description: 'Plus: is owed to the member. They sum to 0.',
      }),
    }),
  ),
});
