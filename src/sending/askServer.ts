import { plainLine } from "../base/plainLine.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { RunErrand } from "./errands.ts";
import { serverAfter } from "./serverAfter.ts";
import { serverHas } from "./serverVersion.ts";

/** Longest name of a model that is listed, in characters; Ollama's own are far shorter. */
const longestName = 200;

/** Asks a server what it is and has: an Ollama for its version and cloud switch too, any other for its list alone. */
export function askServer(provider: ProviderConfig, run: RunErrand): Promise<KnownServer> {
  return provider.kind === "ollama" ? askOllama(provider, run) : askList(provider, run);
}

async function askOllama(provider: ProviderConfig, run: RunErrand): Promise<KnownServer> {
  const version = await run({ kind: "version" }, provider);
  if (!version.ok) return serverAfter(version.error);
  if (version.value.kind !== "version") return { kind: "down", reason: "malformed" };
  const told = version.value.version;
  const status = serverHas(told, "status") ? await run({ kind: "status" }, provider) : undefined;
  const answer = status?.ok === true && status.value.kind === "status" ? status.value : undefined;
  const server = await askList(provider, run);
  if (server.kind !== "up") return server;
  return { ...server, version: told, ...(answer !== undefined && { cloudDisabled: answer.cloudDisabled }) };
}

async function askList(provider: ProviderConfig, run: RunErrand): Promise<KnownServer> {
  const list = await run({ kind: "list" }, provider);
  if (!list.ok) return serverAfter(list.error);
  if (list.value.kind !== "list") return { kind: "down", reason: "malformed" };
  const models = list.value.models.filter(({ name }) => isName(name));
  return { kind: "up", models, ...(list.value.isCut && { isCut: true as const }) };
}

/** Whether a text can be the name of a model: no longer than any is, and nothing in it that is not seen. */
function isName(name: string): boolean {
  return name.length <= longestName && plainLine(name) === name;
}
