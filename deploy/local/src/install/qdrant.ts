import { join } from 'node:path';
import { packageRoot } from '../config.js';
import { installPythonEnvironment, type PythonEnvironmentOptions } from './python-environment.js';

export type InstallQdrantOptions = Pick<PythonEnvironmentOptions, 'root' | 'onProgress' | 'signal'>;

/** Makes sure that the vector engine and its interface can run, and returns the interpreter that runs them. */
export function installQdrant(options: InstallQdrantOptions): Promise<string> {
  return installPythonEnvironment({
    ...options,
    name: 'qdrant',
    requirements: join(packageRoot, 'qdrant', 'requirements.txt'),
    what: 'the vector engine (qdrant-edge-py, 14 MB)',
  });
}
