import { Type } from 'typebox';
import { Timestamp } from './common.ts';

const Snapshot = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]);

export const ActivityWire = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  at: Timestamp,
  actor: Type.String({ description: 'The user who did it, or the name of the job.' }),
  verb: Type.String({ description: 'What was done, such as bills/create-bill.' }),
  changes: Type.Array(Type.Object({ collection: Type.String(), id: Type.String(), before: Snapshot, after: Snapshot })),
});

export const ActivityPageWire = Type.Object({
  activities: Type.Array(ActivityWire),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const ActivityListWire = Type.Object({ activities: Type.Array(ActivityWire) });
