import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { unreadable } from '../platform/unreadable.js';

/** Message ids of acknowledged calls, kept in a file. */
export interface AcknowledgedList {
  add(messageId: string): void;
  /** Resolves when everything is in the file. @throws CLI_FILE_UNREADABLE */
  close(): Promise<void>;
}

/** Opens the file anew; without a name nothing is kept. @throws CLI_FILE_UNREADABLE */
export async function openAcknowledgedList(file: string | undefined): Promise<AcknowledgedList> {
  if (file === undefined) return { add: () => {}, close: async () => {} };
  const refuse = (error: unknown) => {
    throw unreadable(file, error);
  };
  const stream = (await open(file, 'w').catch(refuse)).createWriteStream();
  const written = finished(stream);
  written.catch(() => {});
  return {
    add: (messageId) => void stream.write(`${messageId}\n`),
    close: async () => {
      stream.end();
      await written.catch(refuse);
    },
  };
}
