import { findChainBreak, OperationsError } from '@shared-payments/operations';
import type { Command, Invocation } from '../command-line/command.ts';
import { textIn } from '../command-line/outcome.ts';

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Checks that no record of the operations ledger was edited, removed, added or moved',
  startsNothing: true,
  arguments: [],
  options: {
    last: { type: 'string', value: 'hash', what: 'hash of the last record as kept elsewhere; finds a cut at the end' },
  },
  details: ['Prints the hash of the last record: keep it somewhere else.'],
  examples: ['verify', 'verify --json'],
  run: async ({ ports }, invocation) => {
    const records = await ports.ledger.read(1);
    const broken = findChainBreak(records, ports.sha256, hashIn(invocation));
    if (broken !== undefined) {
      const remedy = 'Compare with a backup of the ledger; whoever can write it may have done this.';
      throw new OperationsError({ code: 'ledger_broken', message: broken.found, remedy, data: { ...broken } });
    }
    const last = records.at(-1)?.hash ?? '';
    return {
      lines: [`${records.length} records, last ${last}`],
      json: { records: records.length, last },
      closing: 'The ledger is whole',
      exitCode: 0,
    };
  },
};

function hashIn(invocation: Invocation): string | undefined {
  const last = textIn(invocation, 'last');
  if (last === undefined || /^[0-9a-f]{64}$/.test(last)) return last;
  throw new OperationsError({
    code: 'usage',
    message: `\`${last}\` is no hash of a record.`,
    remedy: 'Give the 64 hex digits that `./ops verify` printed last.',
  });
}
