import { useEffect } from 'react';
import { isProblem } from '../api/request-problem.ts';
import { forgetLooks } from '../kept/looks.ts';
import { preferences, setPreferences } from '../preferences/preferences.ts';

/** The app opens where its reader was last; a group that is gone for them is not come back to. */
export function useRememberGroup(groupId: string, isOpen: boolean, error: unknown): void {
  const isGone = isProblem(error, 'not_found', 'forbidden');
  useEffect(() => {
    const { lastGroupId } = preferences();
    if (isOpen && lastGroupId !== groupId) setPreferences({ lastGroupId: groupId });
    if (isGone && lastGroupId === groupId) setPreferences({ lastGroupId: undefined });
    if (isGone) void forgetLooks();
  }, [groupId, isOpen, isGone]);
}
