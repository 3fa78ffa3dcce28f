import type { EnvironmentName } from '../../environments.ts';
import { FLOWS } from '../../network/flows.ts';
import { writtenByAtlas } from '../atlas/written-by-atlas.ts';
import { entrancesOf } from '../reach/entrances.ts';
import { inWords, type KnownLists, reachIn } from '../reach/reach.ts';
import type { Estate } from '../read-estate.ts';
import type { Guard } from './guard.ts';
import { running } from './running.ts';
import { stores } from './stores.ts';
import { watching } from './watching.ts';

/** Everything that must hold in an environment, the flows of its network included. */
export function guardsOf(environment: EnvironmentName, lists: KnownLists): readonly Guard[] {
  const all = [...running, ...stores, ...watching, oneDoor, atlasOnly, flows(lists)];
  return all.filter(({ isForProductionOnly }) => !isForProductionOnly || environment === 'production');
}

/** What the guards have to say, each sentence after the title of its guard. */
export function complaintsOf(estate: Estate, guards: readonly Guard[]): readonly string[] {
  return guards.flatMap(({ title, complaints }) => complaints(estate).map((it) => `${title}: ${it}`));
}

/** The flows of the drawing and those that operating it needs, as `inWords` says them, sorted. */
export function declaredFlows(): readonly string[] {
  return FLOWS.map(({ from, to, port }) =>
    inWords({ from, to, ports: typeof port === 'number' ? [port, port] : port }),
  ).toSorted((one, other) => one.localeCompare(other));
}

function flows(lists: KnownLists): Guard {
  return {
    title: 'A7: the declared flows, and no others',
    isForProductionOnly: false,
    complaints: (estate) => {
      const found = new Set(reachIn(estate, lists).map(inWords));
      const wanted = new Set(declaredFlows());
      return [
        ...[...found.difference(wanted)].map((it) => `${it} is open`),
        ...[...wanted.difference(found)].map((it) => `${it} is closed`),
      ];
    },
  };
}

const oneDoor: Guard = {
  title: 'A1, A2: one door behind its firewall, and a notice that leads nowhere',
  isForProductionOnly: false,
  complaints: (estate) =>
    entrancesOf(estate)
      .filter(({ kind, isBehindFirewall, address }) => !(kind === 'door' ? isBehindFirewall : isNotice(address)))
      .map(({ address, kind }) => `${address} is one more ${kind}`),
};

const atlasOnly: Guard = {
  title: 'A6: nothing is set that only Atlas sets',
  isForProductionOnly: false,
  complaints: writtenByAtlas,
};

function isNotice(address: string): boolean {
  return address.startsWith('StandbyDoor/');
}
