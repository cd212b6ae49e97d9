import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { evaluatedTokensHeader } from "../../scripts/engine/call.ts";
import { startModelServer } from "./modelServer.ts";
import { tokenize } from "./server/tokenize.ts";

/** A server to be asked, by the name that its model has there. */
export type Server = { readonly url: string; readonly model: string };

/** What one request took, as the server itself reports it, in milliseconds and tokens. */
export type Reported = {
  readonly promptMs: number;
  /** Tokens of the prompt that were evaluated, reused ones not among them. */
  readonly evaluatedTokens: number;
  readonly answerMs: number;
  readonly answerTokens: number;
};

/** The situations in which both are asked the same prompts. */
export const situations = ["cold", "grown", "same", "firstLineChanged", "afterChat"] as const;

/** What a request took in each situation. */
export type Timings = Readonly<Record<(typeof situations)[number], Reported>>;

/** What two prompts that have nothing in common took. */
export type Calibration = { readonly short: Reported; readonly long: Reported };

/** Speeds of a real machine, in tokens of the simulated tokenizer. */
export type Speeds = { readonly prefillPerS: number; readonly decodePerS: number };

const prompts = {
  situations: await textOf("servers.ts.txt", 3000),
  short: await textOf("ledgerView.ts.txt", 1200),
  long: await textOf("FlowPicture.tsx.txt", 3600),
};

/** Asks for eight tokens in every situation, in an order in which each follows from the one before. */
export async function timingsOf(server: Server): Promise<Timings> {
  const prompt = prompts.situations;
  const cold = await generate(server, prompt);
  const grown = await generate(server, `${prompt} a b`);
  const same = await generate(server, `${prompt} a b`);
  const firstLineChanged = await generate(server, `// ${prompt} a b`);
  await ask(server, "/api/chat", { messages: [{ role: "user", content: "Say hello." }] });
  const afterChat = await generate(server, `// ${prompt} a b`);
  return { cold, grown, same, firstLineChanged, afterChat };
}

/** Asks for eight tokens behind each of two prompts, neither of which is in the server's memory. */
export async function calibrationOf(server: Server): Promise<Calibration> {
  return { short: await generate(server, prompts.short), long: await generate(server, prompts.long) };
}

/** The speeds of the machine that took so long for the two prompts. */
export function speedsFrom({ short, long }: Calibration): Speeds {
  const tokens = tokenize(prompts.long).length - tokenize(prompts.short).length;
  return {
    prefillPerS: (1000 * tokens) / (long.promptMs - short.promptMs),
    decodePerS: (1000 * long.answerTokens) / long.answerMs,
  };
}

/** The same situations on a simulated machine with these speeds. */
export async function simulatedTimings(model: string, speeds: Speeds): Promise<Timings> {
  const server = await startModelServer({
    profile: { name: "L", ...speeds, roundTripMs: 0 },
    model,
    dropsAbandonedPrompts: false,
    oracle: () => ({ text: " one two three four five six seven eight nine ten", isTrue: true }),
  });
  try {
    return await timingsOf({ url: server.url, model });
  } finally {
    await server.close();
  }
}

async function textOf(file: string, characters: number): Promise<string> {
  const path = join(import.meta.dirname, "scenarios", "texts", file);
  return (await readFile(path, "utf8")).slice(0, characters);
}

async function generate(server: Server, prompt: string): Promise<Reported> {
  const { told, evaluatedTokens } = await ask(server, "/api/generate", { raw: true, prompt });
  return {
    promptMs: numberOf(told, "prompt_eval_duration") / 1e6,
    evaluatedTokens,
    answerMs: numberOf(told, "eval_duration") / 1e6,
    answerTokens: numberOf(told, "eval_count"),
  };
}

async function ask(
  { url, model }: Server,
  path: string,
  body: object,
): Promise<{ readonly told: unknown; readonly evaluatedTokens: number }> {
  const options = { num_predict: 8, temperature: 0, seed: 1 };
  const response = await fetch(new URL(path, url), {
    method: "POST",
    body: JSON.stringify({ model, stream: false, options, ...body }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  const evaluatedTokens = Number(response.headers.get(evaluatedTokensHeader) ?? Number.NaN);
  return { told: await response.json(), evaluatedTokens };
}

function numberOf(told: unknown, name: string): number {
  const value: unknown = typeof told === "object" && told !== null ? Reflect.get(told, name) : undefined;
  if (typeof value !== "number") throw new Error(`The answer has no ${name}.`);
  return value;
}
