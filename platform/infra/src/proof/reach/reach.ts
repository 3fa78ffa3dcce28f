import type { Estate } from '../read-estate.ts';
import { overlap, type Peer, type PortRange, touches } from './blocks.ts';
import { type Direction, type GroupRule, groupRules, portsThrough, type Subnet, subnetsOf } from './fences.ts';
import { type Member, membersOf } from './members.ts';

/** Who can open a connection to whom, on which ports. */
export interface Reach {
  readonly from: string;
  readonly to: string;
  readonly ports: PortRange;
}

export interface KnownLists {
  /** The prefix list of CloudFront's addresses. */
  readonly door: string;
}

// Answers come back to a port of this range: access lists do not remember who asked.
const ANSWERS: readonly PortRange[] = [[1_024, 65_535]];

interface Ground {
  readonly rules: readonly GroupRule[];
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly lists: KnownLists;
}

/**
 * Every connection that groups, access lists, routes and places let through together, sorted. A rule for part of a peer
 * counts as a way, so what is missing here is closed.
 */
export function reachIn(estate: Estate, lists: KnownLists): readonly Reach[] {
  const ground: Ground = { rules: groupRules(estate), subnets: subnetsOf(estate), lists };
  const members = membersOf(estate);
  const found = members.flatMap((it) => [
    ...members.filter((other) => other !== it).flatMap((other) => between(ground, it, other)),
    ...outward(ground, it),
    ...inward(ground, it),
  ]);
  return [...new Map(found.map((it) => [inWords(it), it])).values()].toSorted((one, other) =>
    inWords(one).localeCompare(inWords(other)),
  );
}

export function inWords({ from, to, ports: [first, last] }: Reach): string {
  return `${from} to ${to} on ${first === last ? first : `${first}-${last}`}`;
}

function between(ground: Ground, from: Member, to: Member): readonly Reach[] {
  return placesOf(ground, from).flatMap((here) =>
    placesOf(ground, to)
      .filter(({ vpc }) => vpc === here.vpc)
      .flatMap((there) => {
        const out = portsTo(ground, from, 'out', { groups: to.groups, peer: { block: there.block } });
        if (out.length === 0) return [];
        const into = portsTo(ground, to, 'in', { groups: from.groups, peer: { block: here.block } });
        if (into.length === 0) return [];
        const open = overlap(overlap(out, into), across(here, there));
        return open.map((ports) => ({ from: from.name, to: to.name, ports }));
      }),
  );
}

function portsTo(
  { rules }: Ground,
  member: Member,
  direction: Direction,
  { groups, peer }: { readonly groups: readonly string[]; readonly peer: Peer },
): readonly PortRange[] {
  return rules
    .filter((rule) => rule.direction === direction && member.groups.includes(rule.group))
    .filter(({ peerGroup, peerBlock }) =>
      peerGroup === undefined ? peerBlock !== undefined && touches(peerBlock, peer) : groups.includes(peerGroup),
    )
    .map(({ ports }) => ports);
}

/** Ports that the access lists of two subnets let through in one direction, with a way back for the answer. */
function across(here: Subnet, there: Subnet): readonly PortRange[] {
  if (here.address === there.address) return [[0, 65_535]];
  const [toThere, toHere] = [{ block: there.block }, { block: here.block }];
  const answers = overlap(portsThrough(there.entries, 'out', toHere), portsThrough(here.entries, 'in', toThere));
  if (overlap(answers, ANSWERS).length === 0) return [];
  return overlap(portsThrough(here.entries, 'out', toThere), portsThrough(there.entries, 'in', toHere));
}

/** Into the internet, by NAT or with an address of its own, and to storage by its gateway. */
function outward(ground: Ground, from: Member): readonly Reach[] {
  return placesOf(ground, from).flatMap((here) => {
    const outside: Peer = { outsideOf: NETWORKS };
    const through = crossing(here, 'out', outside);
    const toAnybody = portsTo(ground, from, 'out', { groups: [], peer: outside });
    const toStorage = ground.rules
      .filter((rule) => rule.direction === 'out' && from.groups.includes(rule.group) && rule.peerList !== undefined)
      .map(({ ports }) => ports);
    const internet = hasWayOut(ground, from, here) ? overlap(toAnybody, through) : [];
    const storage = here.hasStorageRoute ? overlap(toStorage, through) : [];
    return [
      ...internet.map((ports) => ({ from: from.name, to: 'internet', ports })),
      ...storage.map((ports) => ({ from: from.name, to: 'storage', ports })),
    ];
  });
}

/** From CloudFront, whose connections to a private origin start inside of the network, and from everybody else. */
function inward(ground: Ground, to: Member): readonly Reach[] {
  const rules = ground.rules.filter((rule) => rule.direction === 'in' && to.groups.includes(rule.group));
  const listed = rules
    .filter(({ peerList }) => peerList !== undefined)
    .map(({ peerList, ports }) => {
      return { from: peerList === ground.lists.door ? 'door' : `prefix list ${peerList}`, to: to.name, ports };
    });
  const open = placesOf(ground, to).flatMap((here) => {
    if (!to.hasPublicAddress || here.wayOut !== 'internet gateway') return [];
    const outside: Peer = { outsideOf: NETWORKS };
    const ports = portsTo(ground, to, 'in', { groups: [], peer: outside });
    return overlap(ports, crossing(here, 'in', outside)).map((it) => ({ from: 'internet', to: to.name, ports: it }));
  });
  return [...listed, ...open];
}

// Every network of the estate takes its addresses from this block, which nobody on the internet has.
const NETWORKS = '10.0.0.0/8';

function crossing({ entries }: Subnet, direction: Direction, peer: Peer): readonly PortRange[] {
  const back = direction === 'out' ? 'in' : 'out';
  const hasAnswers = overlap(portsThrough(entries, back, peer), ANSWERS).length > 0;
  return hasAnswers ? portsThrough(entries, direction, peer) : [];
}

function hasWayOut({ subnets }: Ground, { hasPublicAddress }: Member, { wayOut, natSubnet }: Subnet): boolean {
  if (wayOut === 'internet gateway') return hasPublicAddress;
  return wayOut === 'NAT gateway' && subnets.get(natSubnet ?? '')?.wayOut === 'internet gateway';
}

function placesOf({ subnets }: Ground, { subnets: addresses }: Member): readonly Subnet[] {
  return addresses.map((it) => subnets.get(it)).filter((it) => it !== undefined);
}
