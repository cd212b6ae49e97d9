import { presetOf, type ProviderKind } from "../settings/providerPresets.ts";
import { isChore, type Chore, type Errand, type Question } from "../terms/errand.ts";
import { keepAlive } from "../terms/keepAlive.ts";
import { isModelName } from "../terms/modelName.ts";
import type { WireRequest } from "./wireRequest.ts";

const nothing = new Uint8Array();

function get(path: string): WireRequest {
  return { method: "GET", path, body: nothing };
}

function sent(method: "POST" | "DELETE", path: string, body: unknown): WireRequest {
  return { method, path, body: new TextEncoder().encode(JSON.stringify(body)) };
}

function basePath(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, "");
}

function ollamaQuestion(errand: Question, base: string): WireRequest {
  switch (errand.kind) {
    case "version":
    case "reach":
      return get(`${base}/api/version`);
    case "status":
      return get(`${base}/api/status`);
    case "list":
      return get(`${base}/api/tags`);
    case "loaded":
      return get(`${base}/api/ps`);
    case "show":
      return sent("POST", `${base}/api/show`, { model: errand.model });
  }
}

function ollamaChore(errand: Chore, base: string): WireRequest | undefined {
  switch (errand.kind) {
    case "pull":
      // What is no name could have the server go anywhere, also without TLS.
      return isModelName(errand.model)
        ? sent("POST", `${base}/api/pull`, { model: errand.model, stream: true })
        : undefined;
    case "delete":
      return sent("DELETE", `${base}/api/delete`, { model: errand.model });
    case "load": {
      const { model, contextTokens } = errand;
      const options = { num_ctx: contextTokens };
      // A request with another context length or `shift` than the tasks have would have them load the model again.
      const how = { stream: false, keep_alive: keepAlive, shift: false };
      return sent("POST", `${base}/api/generate`, { model, ...how, options });
    }
    case "unload":
      return sent("POST", `${base}/api/generate`, { model: errand.model, stream: false, keep_alive: 0 });
  }
}

/**
 * The bytes of an errand, written by the gate itself so that nothing of the user's can ride along. `undefined` when
 * the kind of server has no such request.
 */
export function errandWire(errand: Errand, kind: ProviderKind, url: string): WireRequest | undefined {
  if (kind === "ollama") {
    const base = basePath(url);
    return isChore(errand) ? ollamaChore(errand, base) : ollamaQuestion(errand, base);
  }
  if (errand.kind !== "list" && errand.kind !== "reach") return undefined;
  const list = new URL(presetOf(kind).listPath, `${url.replace(/\/+$/, "")}/`);
  return get(list.pathname + list.search);
}
