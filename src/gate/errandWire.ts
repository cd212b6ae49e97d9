import { presetOf, type ProviderKind } from "../settings/providerPresets.ts";
import type { Errand } from "../terms/errand.ts";
import type { WireRequest } from "./wireRequest.ts";

const nothing = new Uint8Array();

function get(path: string): WireRequest {
  return { method: "GET", path, body: nothing };
}

function basePath(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, "");
}

function ollamaErrand(errand: Errand, base: string): WireRequest {
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
    case "show": {
      const body = new TextEncoder().encode(JSON.stringify({ model: errand.model }));
      return { method: "POST", path: `${base}/api/show`, body };
    }
  }
}

/**
 * The bytes of an errand, written by the gate itself so that nothing of the user's can ride along. `undefined` when
 * the kind of server has no such request.
 */
export function errandWire(errand: Errand, kind: ProviderKind, url: string): WireRequest | undefined {
  if (kind === "ollama") return ollamaErrand(errand, basePath(url));
  if (errand.kind !== "list" && errand.kind !== "reach") return undefined;
  const list = new URL(presetOf(kind).listPath, `${url.replace(/\/+$/, "")}/`);
  return get(list.pathname + list.search);
}
