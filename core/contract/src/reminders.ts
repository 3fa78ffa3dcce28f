import { Type } from 'typebox';
import { Id } from './common.ts';

const TimeOfDay = Type.String({
  maxLength: 5,
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'HH:MM, on the clocks of the group’s time zone.',
});

const rules = {
  daysFromDue: Type.Array(Type.Integer({ minimum: -60, maximum: 60 }), {
    maxItems: 8,
    description: 'Days from the due date on which members are reminded, negative for before it; empty for never.',
  }),
  quietHours: Type.Object(
    { from: TimeOfDay, until: TimeOfDay },
    { additionalProperties: false, description: 'Nothing is sent then; the same time twice for no quiet hours.' },
  ),
};

export const SetReminderRulesBody = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 0 })), ...rules },
  { additionalProperties: false },
);

export const ReminderRulesWire = Type.Object({ id: Id, version: Type.Integer({ minimum: 0 }), ...rules });
