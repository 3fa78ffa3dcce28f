import { LANGUAGES, NOTICE_KINDS } from '@shared-payments/domain';
import { Type } from 'typebox';
import { Id, Timestamp, textLine, Version } from './common.ts';

export const LanguageWire = Type.Enum([...LANGUAGES], { description: 'BCP 47.' });

const NoticeKindWire = Type.Enum([...NOTICE_KINDS], { description: 'What somebody can be told of.' });

const NoticePreference = { kind: NoticeKindWire, email: Type.Boolean(), push: Type.Boolean() };
const VersionOrNone = Type.Integer({ minimum: 0, description: '0 before anything was set.' });
const SentVersion = Type.Optional(VersionOrNone);

export const NotificationPreferencesWire = Type.Object({
  id: Id,
  version: VersionOrNone,
  preferences: Type.Array(Type.Object(NoticePreference), { description: 'Every kind once, in the order to show.' }),
});

export const SetNotificationPreferencesBody = Type.Object(
  {
    version: SentVersion,
    preferences: Type.Array(Type.Object(NoticePreference, { additionalProperties: false }), {
      maxItems: 20,
      description: 'Each kind once; one that is left out goes back to what holds where nothing was set.',
    }),
  },
  { additionalProperties: false },
);

const language = Type.Union([LanguageWire, Type.Null()], {
  description: 'What mails, pushes and calendars are written in; null where nobody chose.',
});

export const UserSettingsWire = Type.Object({ id: Id, version: VersionOrNone, language });
export const SetUserSettingsBody = Type.Object({ version: SentVersion, language }, { additionalProperties: false });

export const PushKeyWire = Type.Object({
  publicKey: Type.Union([Type.String(), Type.Null()], {
    description:
      'The applicationServerKey to subscribe with (VAPID, base64url); null where this server sends no pushes.',
  }),
});

export const SubscribeToPushBody = Type.Object(
  {
    endpoint: Type.String({ minLength: 10, maxLength: 1_000, pattern: '^https?://[!-~]+$' }),
    keys: Type.Object(
      {
        p256dh: Type.String({ maxLength: 87, pattern: '^B[A-Za-z0-9_-]{86}$' }),
        auth: Type.String({ maxLength: 22, pattern: '^[A-Za-z0-9_-]{22}$' }),
      },
      { additionalProperties: false },
    ),
    device: textLine(80),
  },
  { additionalProperties: false, description: 'As PushSubscription.toJSON() says it, and a name for the device.' },
);

export const PushSubscriptionWire = Type.Object({
  id: Id,
  version: Version,
  device: Type.String(),
  createdAt: Timestamp,
});
export const PushSubscriptionListWire = Type.Object({ subscriptions: Type.Array(PushSubscriptionWire) });

export const CalendarFeedWire = Type.Object({
  createdAt: Type.Union([Timestamp, Type.Null()], { description: 'null: there is no address.' }),
});
export const CalendarFeedWithPathWire = Type.Object({
  createdAt: Timestamp,
  path: Type.String({ description: 'Of the feed on this server. A secret: told here and never again.' }),
});
