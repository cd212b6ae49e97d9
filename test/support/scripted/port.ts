import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Socket } from "node:net";
import { breakOff } from "./player.ts";

/** Where to listen. Loopback and a free port unless told; `tls` makes it https. */
export type PortOptions = {
  readonly host?: string;
  readonly port?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
};

/** A listening port that can stop taking connections and take them again under the same number. */
export type Port = {
  readonly url: string;
  readonly number: number;
  /** Refuses new connections and closes those that nothing is being answered on. */
  readonly refuse: () => void;
  readonly accept: () => void;
  /** Resolves as soon as nobody holds a connection. */
  readonly allLeft: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Opens a port on this machine. */
export async function openPort(answer: RequestListener, options: PortOptions): Promise<Port> {
  const { host = "127.0.0.1", tls } = options;
  const sockets = new Set<Socket>();
  const open = new Set<ServerResponse>();
  let refusing = false;
  let whenAllLeft: (() => void)[] = [];

  const listener: RequestListener = (incoming, out) => {
    open.add(out);
    out.once("close", () => open.delete(out));
    out.once("finish", () => {
      if (refusing) out.socket?.destroySoon();
    });
    answer(incoming, out);
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.on(tls === undefined ? "connection" : "secureConnection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => {
      sockets.delete(socket);
      if (sockets.size > 0) return;
      for (const resolve of whenAllLeft) resolve();
      whenAllLeft = [];
    });
  });
  const number = await listening(server, options.port ?? 0, host);

  return {
    url: `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${number}`,
    number,
    refuse() {
      if (refusing) return;
      refusing = true;
      server.close();
      // A client may already hold a connection it has not used yet, which Node does not count as idle.
      const busy = new Set([...open].map(({ socket }) => socket));
      for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
    },
    accept() {
      if (refusing) server.listen(number, host);
      refusing = false;
    },
    allLeft() {
      return new Promise((resolve) => {
        if (sockets.size === 0) resolve();
        else whenAllLeft.push(resolve);
      });
    },
    async stop() {
      for (const out of open) breakOff(out);
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listening(
  server: ReturnType<typeof createServer>,
  port: number,
  host: string,
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The scripted server has no port.");
  return address.port;
}
