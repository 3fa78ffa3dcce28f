import { getReminderRulesRoute } from './get-reminder-rules.ts';
import { setReminderRulesRoute } from './set-reminder-rules.ts';

export const noticeRoutes = [getReminderRulesRoute, setReminderRulesRoute];
