import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { controls } from "../../../scripts/proof/controls.ts";
import { runSteps } from "../../../scripts/proof/runSteps.ts";
import type { JobStep, Step } from "../../../scripts/proof/step.ts";
import { talkToLoopback } from "./talkToLoopback.ts";

const connectElsewhere: JobStep<unknown> = {
  name: "connects to a port nobody listens on",
  run: async () => {
    const socket = connect(6667, "192.0.2.66").on("error", () => undefined);
    await once(socket, "close");
    return { "bytes read": socket.bytesRead };
  },
};

const whisper: JobStep<unknown> = {
  name: "whispers to its neighbours",
  run: async () => {
    const socket = createSocket("udp4");
    const bytes = await new Promise<number>((resolve) => {
      socket.send("here", 5353, "224.0.0.251", (_, sent) => {
        resolve(sent);
      });
    });
    socket.close();
    return { bytes };
  },
};

/** A job that does two things it must not, beside one that is allowed. */
export const leakingSteps: readonly Step<undefined>[] = [
  ...controls("before"),
  talkToLoopback,
  connectElsewhere,
  whisper,
];

if (import.meta.main) await runSteps(leakingSteps, undefined);
