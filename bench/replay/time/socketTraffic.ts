import { channel } from "node:diagnostics_channel";
import { Socket } from "node:net";

/** The sockets of this process, both ends of those that stay inside it. */
export type SocketTraffic = {
  /** What is still on its way: bytes that were written and not read, connections that one end does not know of yet. */
  readonly underWay: () => number;
  readonly stop: () => void;
};

/** Watches every socket that is opened from here on. What leads out of the process is of no interest. */
export function watchSockets(): SocketTraffic {
  const calling = new Set<Socket>();
  const answering = new Map<number, Socket>();
  const noteCalling = (message: unknown): void => void calling.add(socketOf(message));
  const noteAnswering = (message: unknown): void => {
    const socket = socketOf(message);
    if (socket.remotePort !== undefined) answering.set(socket.remotePort, socket);
  };
  const channels = [
    [channel("net.client.socket"), noteCalling],
    [channel("net.server.socket"), noteAnswering],
  ] as const;
  for (const [each, note] of channels) each.subscribe(note);
  const ports = new WeakMap<Socket, number>();
  const isUnderWay = (socket: Socket): boolean => {
    const port = ports.get(socket) ?? socket.localPort;
    if (port === undefined) return socket.connecting;
    ports.set(socket, port);
    const other = answering.get(port);
    if (socket.destroyed && (other === undefined || other.destroyed)) {
      calling.delete(socket);
      answering.delete(port);
      return false;
    }
    if (other === undefined) return isLoopback(socket);
    if (socket.destroyed || other.destroyed) return true;
    return socket.bytesWritten !== other.bytesRead || other.bytesWritten !== socket.bytesRead;
  };
  return {
    underWay: () => [...calling].filter(isUnderWay).length,
    stop: () => {
      for (const [each, note] of channels) each.unsubscribe(note);
    },
  };
}

function socketOf(message: unknown): Socket {
  const { socket } = Object(message) as { socket?: unknown };
  if (socket instanceof Socket) return socket;
  throw new TypeError("Node announced a socket without one.");
}

function isLoopback({ remoteAddress = "" }: Socket): boolean {
  return /^(::1|(::ffff:)?127\.)/.test(remoteAddress);
}
