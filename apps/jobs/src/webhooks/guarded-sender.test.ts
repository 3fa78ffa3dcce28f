import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createGuardedSender } from './guarded-sender.ts';
import { isPublicAddress } from './public-addresses.ts';

const PRIVATE = [
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.100.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::a00:1',
  'fc00::1',
  'fe80::1',
  'ff02::1',
  '2002:a00:1::',
];
const PUBLIC = ['1.1.1.1', '8.8.8.8', '172.32.0.1', '2606:4700::1111'];

const familyOf = (address: string) => (isIP(address) === 6 ? 6 : 4);

describe('webhooks leave this machine', () => {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.writeHead(302, { location: `http://127.0.0.1:${port()}/elsewhere` }).end();
  });
  const port = () => (server.address() as AddressInfo).port;
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it('for public addresses only', () => {
    for (const address of PRIVATE) assert.equal(isPublicAddress(address, familyOf(address)), false, address);
    for (const address of PUBLIC) assert.equal(isPublicAddress(address, familyOf(address)), true, address);
  });

  it('not to a private address, however it is written or whatever a name resolves to', async () => {
    const refused = { status: null, problem: 'the address is not a public one' };
    const names = ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '10.0.0.1', '169.254.169.254'];
    const sender = createGuardedSender({ allowsLoopback: false });
    for (const name of names) {
      for (const scheme of ['http', 'https'])
        assert.deepEqual(
          await sender.send({ url: `${scheme}://${name}:${port()}/`, headers: {}, body: '' }),
          refused,
          name,
        );
    }
    const mixed = ['1.1.1.1', '127.0.0.1'].map((address) => ({ address, family: 4 }));
    const rebinding = createGuardedSender({ allowsLoopback: false, resolve: async () => mixed });
    assert.deepEqual(await rebinding.send({ url: `https://example.org:${port()}/`, headers: {}, body: '' }), refused);
    assert.equal(hits, 0);
  });

  it('to the addresses that were checked, asked for once, and no further than the first answer', async () => {
    let lookups = 0;
    const resolve = async () => {
      lookups += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const sender = createGuardedSender({ allowsLoopback: true, resolve });
    const answer = await sender.send({ url: `http://hook.example.org:${port()}/`, headers: {}, body: 'x' });
    assert.deepEqual(answer, { status: 302, problem: 'answered 302' });
    assert.deepEqual([hits, lookups], [1, 1]);
  });
});
