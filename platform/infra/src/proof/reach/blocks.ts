/** First and last port, both included. */
export type PortRange = readonly [first: number, last: number];

/** A peer by its addresses: a block inside of the network, or everybody outside of it. */
export type Peer = { readonly block: string } | { readonly outsideOf: string };

export const ALL_PORTS: PortRange = [0, 65_535];

const ADDRESS_BITS = 32;

/** Whether any address of `block` belongs to `peer`. A rule for part of a peer counts: it opens a way. */
export function touches(block: string, peer: Peer): boolean {
  if ('outsideOf' in peer) return !covers(peer.outsideOf, block);
  return covers(block, peer.block) || covers(peer.block, block);
}

export function coversPeer(block: string, peer: Peer): boolean {
  return 'outsideOf' in peer ? sizeBits(block) === 0 : covers(block, peer.block);
}

export function overlap(one: readonly PortRange[], other: readonly PortRange[]): readonly PortRange[] {
  return one
    .flatMap(([first, last]) => other.map((it): PortRange => [Math.max(first, it[0]), Math.min(last, it[1])]))
    .filter(([first, last]) => first <= last);
}

export function without(ranges: readonly PortRange[], taken: PortRange): readonly PortRange[] {
  return ranges
    .flatMap(([first, last]): readonly PortRange[] => [
      [first, Math.min(last, taken[0] - 1)],
      [Math.max(first, taken[1] + 1), last],
    ])
    .filter(([first, last]) => first <= last);
}

/** Whether every address of `inner` is one of `outer`. */
export function covers(outer: string, inner: string): boolean {
  const bits = sizeBits(outer);
  if (bits > sizeBits(inner)) return false;
  const size = 2 ** (ADDRESS_BITS - bits);
  return Math.floor(firstAddress(outer) / size) === Math.floor(firstAddress(inner) / size);
}

function sizeBits(block: string): number {
  return Number(block.split('/')[1] ?? ADDRESS_BITS);
}

function firstAddress(block: string): number {
  const parts = (block.split('/')[0] ?? '').split('.').map(Number);
  if (parts.length !== 4 || parts.some((it) => !Number.isInteger(it))) throw new Error(`${block} is no IPv4 block.`);
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
