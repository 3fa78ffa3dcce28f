/** A program that another process starts: its request is the one JSON argument, its answer goes back over the channel. */
export async function answer<Request>(work: (request: Request) => unknown): Promise<void> {
  const request = JSON.parse(process.argv[2] ?? '{}') as Request;
  const result = await work(request);
  if (process.send === undefined) console.log(JSON.stringify(result));
  else await new Promise<void>((done) => process.send?.(result, undefined, {}, () => done()));
  process.disconnect?.();
}
