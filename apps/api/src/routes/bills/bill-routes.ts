import { addAttachmentRoute } from '../attachments/add-attachment.ts';
import { listAttachmentsRoute } from '../attachments/list-attachments.ts';
import { readAttachmentRoute } from '../attachments/read-attachment.ts';
import { removeAttachmentRoute } from '../attachments/remove-attachment.ts';
import { addCommentRoute } from '../comments/add-comment.ts';
import { listCommentsRoute } from '../comments/list-comments.ts';
import { openDisputeRoute } from '../disputes/open-dispute.ts';
import { resolveDisputeRoute } from '../disputes/resolve-dispute.ts';
import { approveBillRoute } from './approve-bill.ts';
import { createBillRoute } from './create-bill.ts';
import { getBillRoute } from './get-bill.ts';
import { getBillHistoryRoute } from './get-bill-history.ts';
import { listBillsRoute } from './list-bills.ts';
import { previewBillRoute } from './preview-bill.ts';
import { reverseBillRoute } from './reverse-bill.ts';
import { updateBillRoute } from './update-bill.ts';

export const billRoutes = [
  createBillRoute,
  listBillsRoute,
  getBillRoute,
  getBillHistoryRoute,
  updateBillRoute,
  previewBillRoute,
  approveBillRoute,
  reverseBillRoute,
  addCommentRoute,
  listCommentsRoute,
  openDisputeRoute,
  resolveDisputeRoute,
  addAttachmentRoute,
  listAttachmentsRoute,
  readAttachmentRoute,
  removeAttachmentRoute,
];
