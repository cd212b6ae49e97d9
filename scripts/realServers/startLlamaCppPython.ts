import { join } from "node:path";
import { installEngine, type Say } from "../engine/install.ts";
import { buildLlamaCppPython } from "./buildLlamaCppPython.ts";
import { pythonEnvironment } from "./pythonEnvironment.ts";
import { startPythonServer, type RealServer } from "./startPythonServer.ts";

const contextTokens = 4096;

async function python(say: Say): Promise<string> {
  return pythonEnvironment(
    {
      name: "llama-cpp-python-server",
      requirements: join(import.meta.dirname, "llamaCppPython.requirements.txt"),
      wheels: [await buildLlamaCppPython(say)],
      module: "llama_cpp.server.app",
    },
    say,
  );
}

/** Builds and installs llama-cpp-python's server with the development engine's weights, unless all of it is there. */
export async function installLlamaCppPython(say: Say): Promise<void> {
  await python(say);
  await installEngine(say);
}

/** What it may ask of whoever comes, and show to them. */
export type LlamaCppOptions = {
  /** Everybody is asked for it. */
  readonly key?: string;
  /** Files, as PEM, of a certificate for `localhost` and of its key. */
  readonly tls?: { readonly certificate: string; readonly key: string };
};

/** Starts llama-cpp-python's server with the development engine's weights. */
export async function startLlamaCppPython({ key, tls }: LlamaCppOptions = {}): Promise<RealServer> {
  const quiet = (): void => undefined;
  const { weights } = await installEngine(quiet);
  const model = "smollm2:135m";
  return startPythonServer({
    label: "llama-cpp-python",
    model,
    python: await python(quiet),
    args: [
      ...["-m", "llama_cpp.server", "--model", weights, "--model_alias", model],
      ...["--host", "127.0.0.1", "--port", "0", "--n_ctx", String(contextTokens)],
      ...["--verbose", "false"],
      ...(tls === undefined ? [] : ["--ssl_certfile", tls.certificate, "--ssl_keyfile", tls.key]),
    ],
    // By environment: an argument can be read by every user of the machine.
    ...(key !== undefined && { env: { API_KEY: key } }),
    ...(tls !== undefined && { tls: true as const }),
  });
}
