import { exportBundleRoute } from './export-bundle.ts';
import { exportCsvRoute } from './export-csv.ts';
import { exportJsonRoute } from './export-json.ts';
import { importBundleRoute } from './import-bundle.ts';
import { importFileRoute } from './import-file.ts';

export const exchangeRoutes = [importFileRoute, exportCsvRoute, exportJsonRoute, exportBundleRoute, importBundleRoute];
