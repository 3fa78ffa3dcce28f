import { join } from 'node:path';
import { type EnvironmentName, environments, OperationsError } from '@shared-payments/operations';

export interface ServiceOptions {
  /** The folder of the repository. */
  readonly root: string;
  readonly environment: EnvironmentName;
  /** Who it runs as: the owner of the repository's folder, and nobody's administrator. */
  readonly user: string;
}

/** Beyond the drain of the environment, for the processes to leave. */
const STOP_GRACE_MS = 15_000;
const OPEN_FILES = 65_536;

/**
 * A systemd unit that runs what `npm start` runs. It stops by draining; a crash of the starter takes everything with it and is
 * started again, with the release that had the users. Throws `usage` for a folder systemd cannot start programs from.
 */
export function systemdUnit({ root, environment, user }: ServiceOptions): string {
  if (/["'\\]/.test(root)) throw unusable(root);
  const path = (part: string) => escaped(join(root, part));
  const stopSeconds = Math.ceil((environments[environment].drainMs + STOP_GRACE_MS) / 1_000);
  return [
    '[Unit]',
    `Description=Shared Payments (${environment})`,
    'Wants=network-online.target',
    'After=network-online.target',
    // After a kill the lock of the one before may refuse a start for some seconds: it is tried until it may.
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    'Type=exec',
    `User=${user}`,
    // Taken to the end of the line, quotes and spaces included.
    `WorkingDirectory=${root.replaceAll('%', '%%')}`,
    `Environment=OPS_ENVIRONMENT=${environment}`,
    `ExecStart=${path('node_modules/node/bin/node')} ${path('apps/start/src/main.ts')}`,
    '# The starter is asked to leave and drains the others; what is left after it is ended.',
    'KillMode=mixed',
    `TimeoutStopSec=${stopSeconds}`,
    'Restart=always',
    'RestartSec=1',
    `LimitNOFILE=${OPEN_FILES}`,
    'NoNewPrivileges=yes',
    'ProtectSystem=full',
    'ProtectKernelTunables=yes',
    'ProtectControlGroups=yes',
    'RestrictSUIDSGID=yes',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

/** Systemd expands `%`, and splits at spaces outside of quotes. */
function escaped(path: string): string {
  const safe = path.replaceAll('%', '%%');
  return safe.includes(' ') ? `"${safe}"` : safe;
}

function unusable(root: string): OperationsError {
  return new OperationsError({
    code: 'usage',
    message: `Systemd starts no program whose path has quotes or backslashes: ${root}.`,
    remedy: 'Move the repository to a folder with a plainer name.',
  });
}
