import type { Guard } from './guard.ts';
import { guardsOfCalls } from './guards-of-calls.ts';
import { guardsOfMembers } from './guards-of-members.ts';
import { guardsOfReports } from './guards-of-reports.ts';

export const guards: readonly Guard[] = [...guardsOfReports, ...guardsOfCalls, ...guardsOfMembers];
