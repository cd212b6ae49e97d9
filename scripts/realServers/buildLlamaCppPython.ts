import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "../cache.ts";
import type { Say } from "../engine/install.ts";
import { run } from "../run.ts";
import { findPython, mustHaveCompilers } from "./findPython.ts";
import { stillBusy } from "./stillBusy.ts";

const version = "0.3.36";

/**
 * Not for the very processor of this machine: a native build dies at the first token where a virtual processor
 * announces AMX.
 */
const flags: Readonly<Partial<Record<NodeJS.Architecture, string>>> = {
  x64: "-DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON",
  arm64: "-DGGML_NATIVE=OFF",
};

/** Builds the wheel of llama-cpp-python in the download folder unless it is there, and returns its path. */
export async function buildLlamaCppPython(say: Say): Promise<string> {
  const cmakeArguments = flags[process.arch];
  if (cmakeArguments === undefined)
    throw new Error(`How to build llama-cpp-python for ${process.arch} is not known: use x64 or arm64.`);
  const name = `real-llama-cpp-python-${version}-wheel-${process.platform}-${process.arch}`;
  const folder = await cached(name, async (temporary) => {
    const { command } = await findPython();
    await mustHaveCompilers();
    say(`Building llama-cpp-python ${version} from its source (about 10 minutes, once per user) …`);
    await build(command, temporary, cmakeArguments, say);
  });
  const wheel = (await readdir(folder)).find((file) => file.endsWith(".whl"));
  if (wheel === undefined) throw new Error(`There is no wheel in ${folder}: delete it and run this again.`);
  return join(folder, wheel);
}

async function build(python: string, folder: string, cmakeArguments: string, say: Say): Promise<void> {
  const constraints = join(import.meta.dirname, "llamaCppPython.constraints.txt");
  const env = {
    ...process.env,
    CMAKE_ARGS: cmakeArguments,
    // The one is read by pip before 25.3, the other since.
    PIP_CONSTRAINT: constraints,
    PIP_BUILD_CONSTRAINT: constraints,
  };
  // Without pip's own cache: that does not tell builds with other flags apart.
  const quiet = ["-m", "pip", "--disable-pip-version-check", "wheel", "--no-cache-dir", "--no-deps"];
  const wheel = ["--wheel-dir", folder, `llama-cpp-python==${version}`];
  const { code, output } = await stillBusy(say, () => run("nice", [python, ...quiet, ...wheel], { env }));
  if (code === 0) return;
  const told = output.split("\n").filter((line) => /\berror\b/i.test(line));
  throw new Error(
    `llama-cpp-python ${version} could not be built: check the network and the compiler, then run this again. (${told.slice(-2).join(" ").trim().slice(0, 400)})`,
  );
}
