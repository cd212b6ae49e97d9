import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { startScriptedServer } from "../support/scriptedServer.ts";

/**
 * A process of its own, where nobody has used fetch yet: whoever claims undici's global slots first decides how every
 * other extension's fetch connects.
 */
const script = `
  const slots = () => [1, 2].map((version) => globalThis[Symbol.for("undici.globalDispatcher." + version)]);
  const before = slots();
  const { createDirectTransport } = await import(process.argv[1]);
  const imported = slots();
  const carried = await createDirectTransport().carry({
    origin: process.argv[2], method: "GET", path: "/api/version", body: new Uint8Array(), headers: {},
    dial: ["127.0.0.1"], signal: new AbortController().signal, onConnected: () => undefined,
  });
  const used = slots();
  carried.value.destroy();
  console.log(JSON.stringify([before, imported, used].map((all) => all.map((slot) => slot === undefined ? "free" : "taken")).concat(carried.value.status)));
`;

describe("integration/hostDispatcher", () => {
  it("leaves the slots alone through which every other extension's fetch goes", async () => {
    const server = await startScriptedServer();
    try {
      const transport = join(import.meta.dirname, "../../src/egress/directTransport.ts");
      const { stdout } = await promisify(execFile)(process.execPath, [
        "--input-type=module",
        "--eval",
        script,
        transport,
        server.url,
      ]);
      const free = ["free", "free"];
      assert.deepEqual(JSON.parse(stdout), [free, free, free, 200]);
    } finally {
      await server.stop();
    }
  });
});
