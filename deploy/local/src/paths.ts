import { join } from 'node:path';

/** Where one stack keeps its files; everything lies under the state folder. */
export function statePaths(stateDir: string) {
  return {
    root: stateDir,
    secrets: join(stateDir, 'secrets'),
    logs: join(stateDir, 'logs'),
    log: (part: string) => join(stateDir, 'logs', `${part}.log`),
    data: (part: string) => join(stateDir, part),
    supervisorFile: join(stateDir, 'supervisor.json'),
  };
}

export type StatePaths = ReturnType<typeof statePaths>;
