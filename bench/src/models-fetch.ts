import { join } from 'node:path';
import type { Stack } from '@stellwerk/local';
import { type Fetch, withKey } from '@stellwerk/models';

/** Requests to the part `models` of a stack, with the key that it asks for. */
export const modelsFetch = ({ secretsFolder }: Pick<Stack, 'secretsFolder'>): Fetch =>
  withKey(fetch, join(secretsFolder, 'models-key'));
