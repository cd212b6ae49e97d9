import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { run } from "../../scripts/run.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { tasksSeen } from "./ask.ts";
import type { Found } from "./hostGlobalsRound.ts";
import { createStage } from "./stage.ts";

const round = fileURLToPath(import.meta.resolve("./hostGlobalsRound.ts"));
const tripwire = fileURLToPath(import.meta.resolve("../support/neverDial.ts"));

describe("integration/hostGlobals", function () {
  // A process of its own is started for each test.
  this.timeout(60_000);
  const stage = createStage();

  async function play(
    what: "transport" | "everything",
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ found: Found; ollama: ScriptedServer; other: ScriptedServer }> {
    const [ollama, other] = await Promise.all([stage.server(), stage.server({ speaks: ["openai"] })]);
    const { code, output } = await run(
      process.execPath,
      ["--import", tripwire, round, what, ollama.url, other.url],
      { env: { ...process.env, ...env } },
    );
    assert.equal(code, 0, output);
    return { found: JSON.parse(output) as Found, ollama, other };
  }

  it("leaves the dispatchers of everybody else alone with its own sockets, in a process that has none yet", async () => {
    const { found, ollama } = await play("transport");
    assert.deepEqual(found.came, [200]);
    assert.equal(found.isFetchUntouched, true);
    assert.deepEqual(found.areDispatchersUntouched, [true, true]);
    assert.deepEqual(found.afterUndici, [false, false]);
    assert.equal(ollama.requests.length, 1);
  });

  it("leaves the fetch and the dispatchers that are there alone with all its rooms", async () => {
    const { found, ollama, other } = await play("everything");
    assert.deepEqual(found.came, [null, null]);
    assert.equal(found.isFetchUntouched, true);
    assert.deepEqual(found.areDispatchersUntouched, [true, true]);
    assert.deepEqual([tasksSeen(ollama).length, tasksSeen(other).length], [1, 1]);
  });

  it("goes where it was cleared to go, whatever the environment says", async () => {
    const trap = await stage.server();
    const secret = "secret-of-the-environment";
    const { found, ollama, other } = await play("everything", {
      OPENAI_BASE_URL: `${trap.url}/v1`,
      OPENAI_API_KEY: secret,
      OPENAI_ADMIN_KEY: secret,
      OPENAI_ORG_ID: secret,
      OPENAI_PROJECT_ID: secret,
      OPENAI_WEBHOOK_SECRET: secret,
      OPENAI_CUSTOM_HEADERS: `x-leak: ${secret}`,
      OPENAI_LOG: "debug",
      OLLAMA_HOST: trap.url,
      OLLAMA_API_KEY: secret,
      HTTP_PROXY: trap.url,
      HTTPS_PROXY: trap.url,
      ALL_PROXY: trap.url,
      http_proxy: trap.url,
      NO_PROXY: "",
      NODE_USE_ENV_PROXY: "1",
    });
    assert.deepEqual(found.came, [null, null]);
    assert.deepEqual(trap.requests, []);
    assert.deepEqual([tasksSeen(ollama).length, tasksSeen(other).length], [1, 1]);
    const own = ["accept", "connection", "content-length", "content-type", "host", "user-agent"];
    for (const { headers, body } of [...ollama.requests, ...other.requests]) {
      assert.deepEqual(
        Object.keys(headers).filter((name) => !own.includes(name)),
        [],
      );
      assert.equal((JSON.stringify(headers) + body).includes(secret), false);
    }
  });
});
