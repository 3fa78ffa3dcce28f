import { createGroupRoute } from './create-group.ts';
import { getGroupRoute } from './get-group.ts';
import { updateGroupRoute } from './update-group.ts';

export const groupRoutes = [createGroupRoute, getGroupRoute, updateGroupRoute];
