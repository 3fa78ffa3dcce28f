export { AppError, type ErrorCode, type ErrorData } from './errors.ts';
