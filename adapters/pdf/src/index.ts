export { createPdfDocuments, type PdfDocumentsOptions } from './documents.ts';
