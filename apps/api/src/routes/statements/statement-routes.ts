import { getReceiptRoute } from '../receipts/get-receipt.ts';
import { printReceiptRoute } from '../receipts/print-receipt.ts';
import { verifyDocumentRoute } from '../receipts/verify-document.ts';
import { closeMonthRoute } from './close-month.ts';
import { getClosingRoute } from './get-closing.ts';
import { getStatementRoute } from './get-statement.ts';
import { listClosingsRoute } from './list-closings.ts';
import { listCorrectionsRoute } from './list-corrections.ts';
import { printStatementRoute } from './print-statement.ts';

export const statementRoutes = [
  getStatementRoute,
  closeMonthRoute,
  listClosingsRoute,
  getClosingRoute,
  listCorrectionsRoute,
  printStatementRoute,
  getReceiptRoute,
  printReceiptRoute,
  verifyDocumentRoute,
];
