import type { Diagnosis } from '@shared-payments/usecases';

const SHOWN_MAX = 50;

/** What a person reads: the verdict first, then what differs, at most 50 lines of it. */
export function reportLines({ partitionCount, commitCount, findings }: Diagnosis): readonly string[] {
  const counted = `${commitCount} commits of ${partitionCount} groups and users`;
  if (findings.length === 0) return [`healthy: ${counted}; every chain, document and balance is what the log says`];
  const shown = findings.slice(0, SHOWN_MAX).map(({ partition, what, detail }) => `  ${partition}  ${what}: ${detail}`);
  const more = findings.length > SHOWN_MAX ? [`  and ${findings.length - SHOWN_MAX} more`] : [];
  return [
    `NOT HEALTHY: ${findings.length} findings in ${counted}`,
    ...shown,
    ...more,
    'Try: stop writing, keep a copy of the data folder, and follow docs/runbooks/doctor-findings.md',
  ];
}
