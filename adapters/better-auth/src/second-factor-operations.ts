import type { Identity } from '@shared-payments/usecases';
import { accountOf } from './account.ts';
import type { Toolbox } from './identity.ts';

type SecondFactorOperations = Pick<
  Identity,
  'enableSecondFactor' | 'verifySecondFactor' | 'verifyRecoveryCode' | 'disableSecondFactor' | 'replaceRecoveryCodes'
>;

export function secondFactorOperations(tools: Toolbox): SecondFactorOperations {
  return {
    async enableSecondFactor(request, input) {
      const { value } = await tools.call(request, ({ api }, headers) =>
        api.enableTwoFactor({ body: input, headers, returnHeaders: true }),
      );
      const { totpURI, backupCodes } = value as { totpURI: string; backupCodes: string[] };
      return { totpUri: totpURI, recoveryCodes: backupCodes };
    },
    async verifySecondFactor(request, input) {
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        api.verifyTOTP({ body: input, headers, returnHeaders: true }),
      );
      return { value: { account: await accountOf(tools.rows, value.user.id) }, setCookies };
    },
    async verifyRecoveryCode(request, input) {
      const { value, setCookies } = await tools.call(request, ({ api }, headers) =>
        api.verifyBackupCode({ body: input, headers, returnHeaders: true }),
      );
      return { value: { account: await accountOf(tools.rows, String(value.user.id)) }, setCookies };
    },
    async disableSecondFactor(request, input) {
      const { setCookies } = await tools.call(request, ({ api }, headers) =>
        api.disableTwoFactor({ body: input, headers, returnHeaders: true }),
      );
      return { value: null, setCookies };
    },
    async replaceRecoveryCodes(request, input) {
      const { value } = await tools.call(request, ({ api }, headers) =>
        api.generateBackupCodes({ body: input, headers, returnHeaders: true }),
      );
      return { recoveryCodes: value.backupCodes };
    },
  };
}
