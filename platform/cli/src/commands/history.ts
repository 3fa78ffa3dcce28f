import {
  changesBefore,
  type DoraFigures,
  doraFigures,
  type Json,
  type LedgerRecord,
  OperationsError,
} from '@shared-payments/operations';
import type { Command, CommandResult, Desk, Invocation } from '../command-line/command.ts';
import { textIn, wholeNumber } from '../command-line/outcome.ts';
import { lengthOf, momentOf, readMoment } from '../command-line/time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BEFORE_MS = 30 * MINUTE_MS;
const MOST_RECORDS = 100_000;

export const historyCommand: Command = {
  name: 'history',
  summary: 'Lists what was done to an environment: who, why, when, with what outcome',
  startsNothing: true,
  arguments: [],
  options: {
    limit: { type: 'string', value: 'number', default: '20', what: 'newest records to show' },
    before: {
      type: 'string',
      value: 'moment',
      what: 'what changed in the 30 minutes before a moment (ISO 8601 in UTC, or now)',
    },
    dora: { type: 'boolean', what: 'deployment frequency, lead time, change failure rate, recovery time, rework rate' },
    days: { type: 'string', value: 'number', default: '90', what: 'days that --dora looks back' },
  },
  details: ['Every record is a link of a hash chain: `verify` finds any that was edited, removed or moved.'],
  examples: ['history', 'history --before "2026-11-23 08:45" -e production', 'history --dora --json'],
  run: async (desk, invocation) => {
    const { ledger } = desk.ports;
    if (invocation.options.dora === true) return dora(desk, await ledger.read(1), invocation);
    const before = textIn(invocation, 'before');
    if (before !== undefined)
      return listed(
        changesBefore(await ledger.read(1), moment(before, desk), BEFORE_MS, environmentOf(desk)),
        'changes in the 30 minutes before',
      );
    const limit = wholeNumber(textIn(invocation, 'limit') ?? '', 'limit', 1, MOST_RECORDS);
    const lastSeq = (await ledger.last())?.seq ?? 0;
    const newest = await ledger.read(Math.max(1, lastSeq - limit + 1));
    return listed(newest.toReversed(), `of ${lastSeq} records`);
  },
};

function dora(desk: Desk, records: readonly LedgerRecord[], invocation: Invocation): CommandResult {
  const toMs = desk.ports.clock.nowMs();
  const days = wholeNumber(textIn(invocation, 'days') ?? '', 'days', 1, 3_650);
  const figures = doraFigures(records, environmentOf(desk), toMs - days * DAY_MS, toMs);
  return {
    lines: doraLines(figures),
    json: { ...figures },
    closing: `${figures.deployments} deployments in ${days} days`,
    exitCode: 0,
  };
}

function doraLines(figures: DoraFigures): readonly string[] {
  const time = (value: number | null) => (value === null ? 'nothing to tell' : lengthOf(value));
  const rate = (value: number | null) => (value === null ? 'nothing to tell' : `${(100 * value).toFixed(1)} %`);
  return [
    `deployment frequency      ${figures.deploymentsPerDay.toFixed(2)} a day`,
    `lead time for changes     ${time(figures.leadTimeMs)}`,
    `change failure rate       ${rate(figures.changeFailureRate)}`,
    `failed deployment recovery ${time(figures.recoveryTimeMs)}`,
    `deployment rework rate    ${rate(figures.reworkRate)}`,
  ];
}

function listed(records: readonly LedgerRecord[], what: string): CommandResult {
  const json = JSON.parse(JSON.stringify(records)) as Json;
  return { lines: records.map(lineOf), json, closing: `${records.length} ${what}`, exitCode: 0 };
}

function lineOf(record: LedgerRecord): string {
  const { version, revision } = record.data;
  const commit = typeof revision === 'string' ? ` (${revision.slice(0, 7)})` : '';
  const release = typeof version === 'string' ? ` ${version}${commit}` : '';
  const took = lengthOf(record.endedAtMs - record.startedAtMs);
  return `${String(record.seq).padStart(5)}  ${momentOf(record.endedAtMs)}  ${record.kind}${release} ${record.outcome.replace('_', ' ')} after ${took}, by ${record.actor}: ${record.reason}${failureOf(record)}`;
}

function failureOf({ data }: LedgerRecord): string {
  const { failure } = data;
  const isTold = failure !== null && typeof failure === 'object' && 'message' in failure;
  return isTold ? ` (${String(failure.message)})` : '';
}

function moment(text: string, desk: Desk): number {
  const atMs = readMoment(text, desk.ports.clock.nowMs());
  if (atMs !== undefined) return atMs;
  throw new OperationsError({
    code: 'usage',
    message: `\`${text}\` is no moment.`,
    remedy: 'Write `2026-11-23 08:45`, in UTC, or `now`.',
  });
}

function environmentOf(desk: Desk): string {
  return desk.session.environment.name;
}
