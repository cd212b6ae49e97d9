import { type RunningEngine, startEngine } from "../../scripts/engine/startEngine.ts";

/** The server the tests talk to. */
export type ServerUnderTest = {
  readonly url: string;
  readonly model: string;
  /** The engine's own handle; absent when `OLLAMA_TEST_URL` names another server. */
  readonly engine: RunningEngine | undefined;
};

const { OLLAMA_TEST_URL: otherUrl = "", OLLAMA_TEST_MODEL: otherModel = "smollm2:135m" } = process.env;

/** True when the tests run against a server of the developer's: what only the engine has is left out then. */
export const testsAnotherServer = otherUrl !== "";

let started: Promise<RunningEngine> | undefined;

/**
 * The server that `OLLAMA_TEST_URL` (with `OLLAMA_TEST_MODEL`) names, else the development engine: started by the
 * first test that asks, shared by all, stopped after the last one.
 */
export async function serverUnderTest(): Promise<ServerUnderTest> {
  if (testsAnotherServer) return { url: otherUrl, model: otherModel, engine: undefined };
  started ??= startEngine();
  const engine = await started;
  return { url: engine.url, model: engine.model, engine };
}

/** How long the first start may take: it downloads about 180 MB on a machine that has never run the engine. */
export const startTimeoutMs = 900_000;

after(async () => {
  await (await started)?.stop();
});
