export { type Door, type DoorSettings, runDoor } from './edge/door/run-door.ts';
export { joinMachine, type Machine, type MachineOptions, openMachine } from './open-machine.ts';
export { openHaproxyDriver } from './peers/open-haproxy-driver.ts';
export { writeGivenSettings } from './settings/settings-file.ts';
export { openStores } from './stores/open-stores.ts';
export { systemClock } from './system-clock.ts';
