import { guards } from '../guards/guards.ts';
import { runWithout } from '../guards/run-without.ts';
import type { Soak } from './soak.ts';

/** Takes the guards of payments out of the code that runs, one after the other: who should miss each must. */
export const guardsSoak: Soak = {
  name: 'guards',
  title: `${guards.length} guards of payments, each taken out once`,
  async run(progress) {
    const missed: string[] = [];
    for (const [index, guard] of guards.entries()) {
      const { isFound, how } = await runWithout(guard);
      const [firstLine = ''] = how.split('\n');
      progress(`${index + 1} of ${guards.length}: ${guard.name}: ${isFound ? firstLine : 'NOT FOUND'}`);
      if (!isFound) missed.push(`nobody noticed that this was gone: ${guard.name}`);
    }
    const bySimulation = guards.filter(({ foundBy }) => 'simulation' in foundBy).length;
    return {
      figures: [
        ['guards taken out', guards.length],
        ['of these to be found by the simulation', bySimulation],
        ['of these to be found by a test of their own', guards.length - bySimulation],
        ['found', guards.length - missed.length],
      ],
      findings: missed,
    };
  },
};
