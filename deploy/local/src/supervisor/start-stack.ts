import { prepareStack } from './prepare-stack.js';
import type { Stack } from './stack.js';
import type { StackOptions } from './stack-options.js';

/** Starts the embedded stack in this process and returns when every part is ready; on failure nothing keeps running. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const stack = await prepareStack(options, null);
  const cancel = () => void stack.stop();
  options.signal?.addEventListener('abort', cancel);
  try {
    if (options.signal?.aborted) cancel();
    await stack.start();
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
}
