import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from '../errors.js';

const processRecord = z.object({ pid: z.int().positive(), identity: z.string() });

const stateSchema = z.object({
  version: z.literal(1),
  supervisor: processRecord,
  startedAt: z.string(),
  portBase: z.int(),
  /** Where the supervisor takes orders; null while a stack runs inside another program, such as a test. */
  controlPort: z.int().nullable(),
  parts: z.array(processRecord.extend({ name: z.string() })),
});

/** Who runs the stack of a state folder, and which processes belong to it. The file's existence is the lock. */
export type StateFileContent = z.infer<typeof stateSchema>;

/** The content, or undefined when there is no file. @throws LOC_STATE_UNREADABLE for anything else. */
export function readStateFile(file: string): StateFileContent | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new StellwerkError(errors.STATE_UNREADABLE, { file }, { cause: error });
  }
}

/** Creates the file; false when another one stands there already. Never visible half written. */
export function createStateFile(file: string, content: StateFileContent): boolean {
  mkdirSync(dirname(file), { recursive: true });
  const draft = writeDraft(file, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Replaces the file in one step. */
export function replaceStateFile(file: string, content: StateFileContent): void {
  renameSync(writeDraft(file, content), file);
}

/** Takes a stale file away; false when someone else did. */
export function removeStaleStateFile(file: string): boolean {
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  rmSync(aside);
  return true;
}

function writeDraft(file: string, content: StateFileContent): string {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`);
  return draft;
}
