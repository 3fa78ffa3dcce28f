import type { Calendar, Texts } from '@shared-payments/usecases';
import ical, { escape as escapeText, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';

/** How often a calendar program should look again. */
const REFRESH_SECONDS = 6 * 3_600;

/**
 * As RFC 5545 has it. Due dates are days, not moments: values of type DATE need no time zone. The same calendar gives the same
 * bytes whenever it is written, so that one who has it is told so.
 */
export function writeCalendar(
  texts: Texts,
  { group, language, createdAt, entries }: Calendar,
  publicUrl?: string,
): string {
  const calendar = ical({
    // The library writes this one text as it is given.
    name: escapeText(texts.say(language, 'calendar.name', { group: group.name }), false),
    prodId: { company: 'Shared Payments', product: 'Due dates', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const { id, on, key, facts, page } of entries) {
    calendar.createEvent({
      id: `${id}@shared-payments`,
      start: new Date(`${on}T00:00:00Z`),
      allDay: true,
      stamp: new Date(createdAt),
      summary: texts.say(language, key, facts),
      description: group.name,
      ...(publicUrl !== undefined && { url: `${publicUrl}/groups/${group.id}/${page}` }),
      // Something to do on a day leaves the day free.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
