import type { Guard } from './guard.ts';

const file = 'core/domain/src/payments/apply-report.ts';
const bySimulation = { simulation: true, seedsMax: 1_000 } as const;
const rules = { testFile: 'core/domain/src/payments/payments.test.ts' } as const;

/** What the gateway says, joined into what is known. */
export const guardsOfReports: readonly Guard[] = [
  {
    name: 'a late report takes nothing back',
    file,
    guarded: 'if (RANK[report.state] <= RANK[known.state]) return',
    unguarded: 'if (false as boolean) return',
    foundBy: { ...rules, title: 'comes to the same in any order' },
  },
  {
    name: 'a capture is booked once, however often it is told',
    file,
    guarded: "joined.state === 'captured' && known.state !== 'captured'",
    unguarded: "joined.state === 'captured'",
    foundBy: bySimulation,
  },
  {
    name: 'a capture after the end is stray',
    file,
    guarded: "const isOwn = stateOf(course.transitions) === 'processing';",
    unguarded: 'const isOwn = true as boolean;',
    foundBy: bySimulation,
  },
  {
    name: 'a stray capture goes back without anybody asking',
    file,
    guarded: 'course: askStrayBack(next, captured, 1, at)',
    unguarded: 'course: next',
    foundBy: bySimulation,
  },
  {
    name: 'a stray capture is asked back again after its refund failed',
    file,
    guarded: 'stray && count < STRAY_REFUNDS_MAX ?',
    unguarded: '(false as boolean) && stray ?',
    foundBy: bySimulation,
  },
  {
    name: 'a decline ends an attempt once',
    file,
    guarded: 'const isNews = RANK[joined.state] === 2 && RANK[known.state] < 2;',
    unguarded: 'const isNews = RANK[joined.state] === 2;',
    foundBy: { ...rules, title: 'puts the next attempt off once' },
  },
  {
    name: 'attempts have a limit',
    file,
    guarded: 'mayRetry && attempts < ATTEMPTS_MAX &&',
    unguarded: 'mayRetry &&',
    foundBy: { ...rules, title: 'ends a payment with the last attempt' },
  },
  {
    name: 'what was called off is not attempted again',
    file,
    guarded: ' && course.closing === null) {',
    unguarded: ') {',
    foundBy: { ...rules, title: 'puts the next attempt off once' },
  },
  {
    name: 'a refund is booked once, however often it is told',
    file,
    guarded: 'if (!isNews) return { course, movements };',
    unguarded: '',
    foundBy: bySimulation,
  },
  {
    name: 'a refund is known by our name for it',
    file,
    guarded: 'id === told.refundId || reference === told.reference',
    unguarded: 'reference === told.reference',
    foundBy: { ...rules, title: 'leaves a refund that was asked for here' },
  },
  {
    name: 'a refund made at the gateway is known by its name for it',
    file,
    guarded: 'id === told.refundId || reference === told.reference',
    unguarded: 'id === told.refundId',
    foundBy: { ...rules, title: 'comes to the same in any order' },
  },
  {
    name: 'money of a failed refund comes back only where it had gone',
    file,
    guarded: 'movements: wasPaid ? move(',
    unguarded: 'movements: (true as boolean) || wasPaid ? move(',
    foundBy: bySimulation,
  },
  {
    name: 'a chargeback is booked once',
    file,
    guarded: "if (known && (known.state !== 'open' || told.state === 'open')) return { course, movements };",
    unguarded: '',
    foundBy: bySimulation,
  },
  {
    name: 'a chargeback that is lost moves nothing a second time',
    file,
    guarded: "if (known && told.state === 'lost') return { course: next, movements };",
    unguarded: '',
    foundBy: bySimulation,
  },
  {
    name: 'a chargeback first heard of when it was won moved nothing',
    file,
    guarded: "if (!known && told.state === 'won') return { course: next, movements };",
    unguarded: '',
    foundBy: { ...rules, title: 'moves nothing for a chargeback that is first heard of' },
  },
  {
    name: 'a transaction with an end is not taken for one that was never charged',
    file,
    guarded: "if (!known || RANK[known.state] >= RANK['not-charged']) return course;",
    unguarded: 'if (!known) return course;',
    foundBy: { ...rules, title: 'is believed over the guess' },
  },
  {
    name: 'a refund that was made is not taken for one that was never made',
    file,
    guarded: "if (refund?.state !== 'requested') return course;",
    unguarded: 'if (!refund) return course;',
    foundBy: { ...rules, title: 'is believed over the guess' },
  },
];
