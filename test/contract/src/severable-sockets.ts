import { connect, type Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';

/** Opens the connections of one client, and cuts all of them for good: to the broker it looks like a crash. */
export function severableSockets() {
  const open = new Set<Socket>();
  let isSevered = false;
  const factory: ISocketFactory = ({ host, port, onConnect }) => {
    const socket = connect({ host, port }, onConnect);
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (isSevered) socket.destroy(new Error('severed'));
    return socket;
  };
  const sever = () => {
    isSevered = true;
    for (const socket of open) socket.destroy(new Error('severed'));
  };
  return { factory, sever };
}
