/** The jobs of a small release: one process that says that it lives. */
console.log(`jobs of ${process.env.RELEASE} work`);
const timer = setInterval(() => {}, 1_000);
for (const event of ['disconnect', 'SIGTERM'] as const) process.once(event, () => clearInterval(timer));
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
