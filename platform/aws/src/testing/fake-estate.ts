import type { RuleName } from '@shared-payments/operations';

export type Colour = 'blue' | 'green';
export type Shares = Record<Colour, number>;

export interface FakeRevision {
  readonly id: string;
  readonly colour: Colour;
  tasks: number;
}

export interface FakeDeployment {
  readonly id: string;
  readonly source: FakeRevision | undefined;
  readonly target: FakeRevision;
  status: string;
  stage: string | undefined;
  /** What ECS was asked to send to the target; the rest stays with the source. */
  readonly wanted: Record<RuleName, number>;
}

/** One service behind one balancer, as ECS and the balancer know it. */
export interface FakeEstate {
  readonly cluster: string;
  readonly service: string;
  readonly rules: Record<RuleName, Shares>;
  readonly healthy: Shares;
  readonly deployments: FakeDeployment[];
  /** Deployments that ECS no longer lists are still what runs. */
  running: FakeRevision[];
}

const ALL = 100;

/** After a first deployment to blue: three tasks, all users on them. */
export function settledEstate(cluster: string, service: string, tasks = 3): FakeEstate {
  const estate: FakeEstate = {
    cluster,
    service,
    rules: { production: { blue: ALL, green: 0 }, test: { blue: ALL, green: 0 } },
    healthy: { blue: 0, green: 0 },
    deployments: [],
    running: [],
  };
  beginRollout(estate, tasks);
  shiftUsers(estate, ALL);
  endRollout(estate);
  return estate;
}

/** ECS starts the next release in the other colour; no user meets it yet. */
export function beginRollout(estate: FakeEstate, tasks = 3): FakeDeployment {
  const source = estate.running.at(-1);
  const colour = source?.colour === 'blue' ? 'green' : 'blue';
  const target = { id: `revision-${estate.deployments.length + 1}`, colour, tasks } as const;
  const deployment: FakeDeployment = {
    id: `deployment-${estate.deployments.length + 1}`,
    source,
    target,
    status: 'IN_PROGRESS',
    stage: 'POST_SCALE_UP',
    wanted: { production: 0, test: 0 },
  };
  estate.healthy[colour] = tasks;
  estate.running.push(target);
  estate.deployments.push(deployment);
  return deployment;
}

/** ECS asks for a share and writes the rules, as it does at every step. */
export function shiftUsers(estate: FakeEstate, percent: number): void {
  const deployment = newest(estate);
  deployment.stage = 'PRODUCTION_TRAFFIC_SHIFT';
  Object.assign(deployment.wanted, { production: percent, test: ALL });
  const { colour } = deployment.target;
  const other = colour === 'blue' ? 'green' : 'blue';
  for (const [name, share] of Object.entries(deployment.wanted)) {
    Object.assign(estate.rules[name as RuleName], { [colour]: share, [other]: ALL - share });
  }
}

/** The old release leaves; ECS touches the rules no more. */
export function endRollout(estate: FakeEstate, status = 'SUCCESSFUL'): void {
  const deployment = newest(estate);
  Object.assign(deployment, { status, stage: undefined });
  const left = status === 'SUCCESSFUL' ? deployment.source : deployment.target;
  if (left === undefined) return;
  left.tasks = 0;
  estate.healthy[left.colour] = 0;
  estate.running = estate.running.filter((revision) => revision !== left);
}

function newest({ deployments }: FakeEstate): FakeDeployment {
  const found = deployments.at(-1);
  if (found === undefined) throw new Error('No deployment was begun.');
  return found;
}
