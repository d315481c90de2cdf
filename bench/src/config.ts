import { resolve } from 'node:path';
import { repositoryRoot } from './surroundings.js';

/** Folder with the public data sets; not part of the product. */
export const dataFolder = resolve(repositoryRoot, process.env.STELLWERK_DATA_DIR ?? '../shared/data');
