import { toWire } from '@shared-payments/domain';
import type { ImportReport } from '@shared-payments/usecases';

/** The report with its amounts as they travel. Errors: `amount_out_of_range`. */
export function reportWire(report: ImportReport) {
  const rows = report.proof.rows.map((row) => ({
    ...row,
    sourceMinor: toWire(row.sourceMinor),
    oursMinor: toWire(row.oursMinor),
    differenceMinor: toWire(row.differenceMinor),
  }));
  return { ...report, proof: { ...report.proof, rows } };
}
