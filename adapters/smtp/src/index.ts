export { createFolderMailer, type FolderSettings } from './folder-mailer.ts';
export { createSmtpMailer, type SmtpSettings } from './smtp-mailer.ts';
