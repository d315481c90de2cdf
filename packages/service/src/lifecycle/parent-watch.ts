import { Socket } from 'node:net';

/**
 * Calls `gone` when the parent process has died: the other end of an inherited pipe closes then, however it died.
 * This is what keeps a killed supervisor from leaving orphans behind.
 */
export function watchParent(fd: number, gone: () => void): void {
  const pipe = new Socket({ fd, readable: true, writable: false });
  pipe.on('end', gone).on('error', gone).resume();
  pipe.unref();
}
