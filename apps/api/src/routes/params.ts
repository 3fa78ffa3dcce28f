import { Id } from '@shared-payments/contract';
import { Type } from 'typebox';

export const GroupParams = Type.Object({ groupId: Id });
