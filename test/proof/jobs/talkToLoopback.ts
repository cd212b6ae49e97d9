import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:http";
import { get } from "node:http";
import type { AddressInfo } from "node:net";
import type { JobStep, Measured } from "../../../scripts/proof/step.ts";

/** Allowed contacts: HTTP to 127.0.0.1 and a datagram to ::1. */
export const talkToLoopback: JobStep<unknown> = {
  name: "talks to loopback",
  run: async () => ({ ...(await talkByHttp()), ...(await talkByDatagram()) }),
};

async function talkByHttp(): Promise<Measured> {
  const server = createServer((_, answer) => answer.end("hello")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const status = await new Promise<number>((resolve, reject) => {
    get({ host: "127.0.0.1", port, agent: false }, (answer) => {
      answer.resume().once("end", () => {
        resolve(answer.statusCode ?? 0);
      });
    }).once("error", reject);
  });
  server.close();
  return { status };
}

async function talkByDatagram(): Promise<Measured> {
  const ear = createSocket("udp6").bind(0, "::1");
  await once(ear, "listening");
  const heard = new Promise<number>((resolve) => {
    ear.once("message", ({ length }) => {
      resolve(length);
    });
  });
  ear.send("hello", ear.address().port, "::1");
  const bytes = await heard;
  ear.close();
  return { bytes };
}
