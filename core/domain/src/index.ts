export {
  addDays,
  addMonths,
  assertTimeZone,
  daysBetween,
  daysInMonth,
  endOfMonth,
  FIRST_LOCAL_DATE,
  LAST_LOCAL_DATE,
  type LocalDate,
  localDateAt,
  localDateParts,
  parseLocalDate,
  startOfMonth,
  yearMonth,
} from './calendar/local-date.ts';
export { instantOf, minuteOfDayAt } from './calendar/wall-clock.ts';
export { AppError, type ErrorCode, type ErrorData } from './errors.ts';
export {
  BUNDLE_FORMAT,
  type Bundle,
  type BundleDocument,
  parseBundle,
  serialiseBundle,
} from './exchange/bundle/bundle.ts';
export { detectFormat } from './exchange/detect-format.ts';
export type { CsvOptions } from './exchange/export/csv-writer.ts';
export { type ExportItem, exportGroupCsv } from './exchange/export/export-group-csv.ts';
export { contentDisposition, exportFileName } from './exchange/export/file-names.ts';
export { MAX_IMPORT_CHARACTERS } from './exchange/import-limits.ts';
export type { ImportedGroup, ImportedItem, ImportedMember, ImportFormat } from './exchange/imported-group.ts';
export { parseImport } from './exchange/parse-import.ts';
export { type ImportProof, proveImport } from './exchange/prove-import.ts';
export { directionOf, FALLBACK_LANGUAGE, isLanguage, LANGUAGES, type Language } from './language/languages.ts';
export { applyLines, type Balances, differences, isZeroSum } from './ledger/balances.ts';
export {
  assertBalanced,
  billLines,
  type Cause,
  type EntryLine,
  memberAccount,
  type PaidAndShared,
  type Posting,
  paymentLines,
  reversedLines,
} from './ledger/entry.ts';
export { createPairwiseLedger, type PairDebt, type PairwiseLedger } from './ledger/pairwise.ts';
export { type Anomaly, findAnomalies, type PeriodUsage } from './meters/anomaly.ts';
export {
  type Charge,
  type ChargeLine,
  type ChargePlan,
  type ChargeUsage,
  computeCharge,
  type InvoicePart,
  moneyLine,
} from './meters/charge.ts';
export { checkReading, type ReadingCheck, type ReadingReason } from './meters/check-reading.ts';
export { allocateMaster, type CommonArea, type RemainderRule, type SubmeterUsage } from './meters/common-area.ts';
export { withEstimate } from './meters/estimate.ts';
export { type EstimateMethod, type Interval, intervalsOf } from './meters/intervals.ts';
export {
  assertMeter,
  type Meter,
  type MeterRegister,
  type Reading,
  type ReadingKind,
  type ReadingSource,
  type Resource,
  readingRank,
} from './meters/meter.ts';
export { type PricedPeriod, type PriceLine, pricePeriod, type UsageOf } from './meters/price-period.ts';
export { formatMilli, milliToWire, parseMilli, QUANTITY_MILLI_MAX } from './meters/quantity.ts';
export { firstDueAfter, nextReadingOn, type ReadingSchedule } from './meters/reading-schedule.ts';
export {
  assertTariff,
  type PriceBlock,
  type RegisterPrice,
  type StandingCharge,
  type TariffVersion,
  untilOf,
} from './meters/tariff.ts';
export { type LabelledHour, readHourEnding, sumHours, type UsedHour } from './meters/time-of-use.ts';
export { amountsOf, type Correction, splitOfCorrections, splitWithCorrections, trueUp } from './meters/true-up.ts';
export { type Usage, usageBetween } from './meters/usage.ts';
export { convert, divideHalfAway } from './money/convert.ts';
export { CURRENCIES, type CurrencyCode, exponentOf, isCurrency } from './money/currency.ts';
export { formatAmount } from './money/format-amount.ts';
export { AMOUNT_MINOR_MAX, formatPlain, fromWire, type Money, toWire } from './money/money.ts';
export { parseAmount } from './money/parse-amount.ts';
export { IS_MAILED_UNLESS_SAID, NOTICE_KINDS, type NoticeChannel, type NoticeKind } from './notices/notice-kinds.ts';
export { applyNotCharged, applyNotRefunded, applyReport } from './payments/apply-report.ts';
export {
  AUTO_APPROVALS_MAX,
  type AutoApproval,
  approvingRule,
} from './payments/approval-rules.ts';
export { type BankAccount, HOLDER_MAX, parseBankAccount, parseIban } from './payments/bank-account.ts';
export { assertBillParts, BILL_PARTS_MAX, type OpenBill, settledParts } from './payments/bill-parts.ts';
export {
  type BillPart,
  type Chargeback,
  capturedTransaction,
  type PaymentCourse,
  type PaymentMethod,
  type Refund,
  type Transaction,
  type TransactionReport,
  type TransactionState,
} from './payments/course.ts';
export { type DueState, dueState, earliestDue, GRACE_DAYS_MAX } from './payments/due.ts';
export { type BankTransfer, EPC_AMOUNT_MINOR_MAX, EPC_BYTES_MAX, epcPayload, paytoLink } from './payments/epc-qr.ts';
export {
  feesAccount,
  GATEWAY_CLEARING,
  isBalancedApart,
  type Movement,
  movementLines,
  payoutAccount,
  strayAccount,
} from './payments/movements.ts';
export { isKeyAlive, type NextStep, nextStep, wakeAt } from './payments/next-step.ts';
export {
  advance,
  isLegalLife,
  NEXT_STATES,
  type PaymentState,
  stateOf,
  type Transition,
  type TransitionCause,
} from './payments/payment-states.ts';
export { bookedMinor, type Gap, gapOf, missingThere, type ReportLine } from './payments/reconcile.ts';
export { keptMinor, refundableMinor } from './payments/refundable.ts';
export {
  ACTION_LIFE_MS,
  ATTEMPTS_MAX,
  attemptDelayMs,
  CALLS_MAX,
  callDelayMs,
  KEY_LIFE_MS,
  STRAY_REFUNDS_MAX,
} from './payments/retry.ts';
export {
  editOccurrence,
  type OccurrenceChange,
  restore as restoreOccurrence,
  skip as skipOccurrence,
} from './recurrence/edit-occurrence.ts';
export { editAll, editFuture, endAfter, type SeriesChange } from './recurrence/edit-series.ts';
export {
  type DueOccurrences,
  dueOccurrences,
  findOccurrence,
  MAX_CATCH_UP,
  nextOccurrences,
  occurrences,
} from './recurrence/occurrences.ts';
export { pause as pauseSeries, resume as resumeSeries } from './recurrence/pause.ts';
export { assertRecurrenceRule, type Frequency, firstDate, type RecurrenceRule } from './recurrence/recurrence-rule.ts';
export { toRRule } from './recurrence/rrule.ts';
export { createSeries, type Occurrence, type Pause, type Series } from './recurrence/series.ts';
export { nextLoudAt, parseTimeOfDay, type QuietHours } from './reminders/quiet-hours.ts';
export { settle } from './settlement/settle.ts';
export type {
  MemberBalance,
  PairwiseDebt,
  SettlementInput,
  SettlementMode,
  SettlementPlan,
  Transfer,
} from './settlement/settlement-plan.ts';
export { computeShares, type Share, type ShareResult, takeBackShares } from './shares/compute-shares.ts';
export { requireSum } from './shares/exact-shares.ts';
export type { RoundingAccount } from './shares/rounding-account.ts';
export {
  BILL_MEMBERS_MAX,
  type BillItem,
  type MemberAmount,
  type MemberWeight,
  membersOf,
  type Split,
  type SplitMethod,
} from './shares/split.ts';
