import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createMemoryCoordination, createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import { createGroup, type Services } from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { businessJob } from '../jobs/business.ts';
import { cleanupJob } from '../jobs/cleanup.ts';
import { FIGURES, tellingFigures } from './business-figures.ts';

it('H14, H17: what the business job counted is told as metrics of CloudWatch, and no other job tells any', async () => {
  const now = () => Date.parse('2026-11-27T12:00:00Z');
  const services: Services = {
    store: createMemoryStore(),
    files: createMemoryFiles(),
    now,
    newId: v7,
    sign: (text) => text,
  };
  const place = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' };
  await createGroup(services, { userId: 'ana', requestId: 'test' }, place);
  const positions = createMemoryCoordination();
  const lines: string[] = [];
  const needs = { positions, now, write: (line: string) => void lines.push(line), environment: 'production' };
  await tellingFigures(businessJob(services, positions), needs).run('r1');
  const told = JSON.parse(lines[0] ?? '{}') as {
    _aws: { Timestamp: number; CloudWatchMetrics: { Metrics: { Name: (typeof FIGURES)[number] }[] }[] };
    environment: string;
  } & Record<string, number>;
  assert.deepEqual([told.environment, told.ActivePeople, told.Payments], ['production', 1, 0]);
  assert.ok((told.FeatureUses ?? 0) >= 1);
  const names = told._aws.CloudWatchMetrics[0]?.Metrics.map(({ Name }) => Name) ?? [];
  // No payment ended yet: its success is no number, and silence is no failure.
  assert.deepEqual(
    names,
    FIGURES.filter((name) => name !== 'PaymentSuccess'),
  );
  assert.equal(tellingFigures(cleanupJob(services), needs).name, 'cleanup');
  await tellingFigures(cleanupJob(services), needs).run('r2');
  assert.equal(lines.length, 1);
});
