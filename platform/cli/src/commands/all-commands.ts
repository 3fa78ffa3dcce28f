import type { Command } from '../command-line/command.ts';
import { abortCommand } from './abort.ts';
import { capacityCommand } from './capacity.ts';
import { deployCommand } from './deploy.ts';
import { doctorCommand } from './doctor.ts';
import { drainCommand } from './drain.ts';
import { historyCommand } from './history.ts';
import { infraChangeSetCommand } from './infra-change-set.ts';
import { infraCheckCommand } from './infra-check.ts';
import { infraDiffCommand } from './infra-diff.ts';
import { infraSynthCommand } from './infra-synth.ts';
import { infraWatchCommand } from './infra-watch.ts';
import { logsCommand } from './logs.ts';
import { planCommand } from './plan.ts';
import { promoteCommand } from './promote.ts';
import { proveCommand } from './prove.ts';
import { rehearseCommand } from './rehearse.ts';
import { rollbackCommand } from './rollback.ts';
import { scaleCommand } from './scale.ts';
import { statusCommand } from './status.ts';
import { upgradeCommand } from './upgrade.ts';
import { verifyCommand } from './verify.ts';

/** In the order in which the help lists them: a deployment first, then what surrounds it. */
export const allCommands: readonly Command[] = [
  planCommand,
  deployCommand,
  promoteCommand,
  abortCommand,
  rollbackCommand,
  statusCommand,
  historyCommand,
  verifyCommand,
  scaleCommand,
  drainCommand,
  upgradeCommand,
  logsCommand,
  doctorCommand,
  capacityCommand,
  proveCommand,
  rehearseCommand,
  infraDiffCommand,
  infraSynthCommand,
  infraCheckCommand,
  infraChangeSetCommand,
  infraWatchCommand,
];
