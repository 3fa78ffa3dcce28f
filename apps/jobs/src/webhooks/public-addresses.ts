import { BlockList } from 'node:net';

/** What the registries of special addresses (RFC 6890 and its successors) keep from the public network. */
const NOT_PUBLIC_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
/** Only 2000::/3 is public; of it, not the ranges that wrap an IPv4 address or are for documentation and tests. */
const NOT_PUBLIC_IPV6 = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

// One list each: an IPv4 address is also found under the IPv6 range that wraps all of them.
const notPublicIpv4 = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_IPV4) notPublicIpv4.addSubnet(net, prefix, 'ipv4');
const notPublicIpv6 = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_IPV6) notPublicIpv6.addSubnet(net, prefix, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

export function isPublicAddress(address: string, family: 4 | 6): boolean {
  return family === 4 ? !notPublicIpv4.check(address, 'ipv4') : !notPublicIpv6.check(address, 'ipv6');
}

export function isLoopbackAddress(address: string, family: 4 | 6): boolean {
  return loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
