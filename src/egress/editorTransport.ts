import { err, ok } from "../base/result.ts";
import { DoorError, type DoorFailure } from "./doorFailure.ts";
import type { Transport } from "./transport.ts";

/** The editor's own fetch, as it was when Drawbridge started. */
export type Fetch = typeof fetch;

function failureOf(error: unknown, signal: AbortSignal): DoorFailure {
  if (signal.aborted) return { kind: "stopped" };
  const cause = error instanceof Error ? error.cause : undefined;
  const code =
    typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "EUNKNOWN";
  return { kind: "unreachable", code };
}

async function* read(
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  try {
    for await (const chunk of body) yield chunk;
  } catch {
    throw new DoorError(signal.aborted ? { kind: "stopped" } : { kind: "cut", code: "EBODY" });
  }
}

/** A path below an origin. Set piece by piece: read as a relative address, a path of two slashes names another host. */
function below(origin: string, path: string): URL {
  const url = new URL(origin);
  const [pathname = "", ...query] = path.split("?");
  url.pathname = pathname;
  url.search = query.join("?");
  return url;
}

/**
 * The editor's own fetch, for clouds: corporate proxies and certificates keep working, and in exchange the address is
 * not observable. What is known is the origin whose certificate was verified, so only https is carried. The fetch is
 * taken when this is called, at activation: whatever replaces the global later is not used.
 */
export function createEditorTransport(editorFetch: Fetch = globalThis.fetch): Transport {
  return {
    carry: async ({ origin, method, path, body, headers, signal, onConnected }) => {
      const url = below(origin, path);
      if (url.protocol !== "https:") return err({ kind: "unreachable", code: "EINSECURE" });
      const ended = new AbortController();
      // From here on it may have been reached; when exactly, the editor's fetch does not tell.
      onConnected("notObservable");
      try {
        const answer = await editorFetch(url, {
          method,
          headers,
          redirect: "manual",
          signal: AbortSignal.any([signal, ended.signal]),
          ...(body.length > 0 && { body: new Uint8Array(body) }),
        });
        return ok({
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: read(answer.body, signal),
          destroy: () => {
            ended.abort();
          },
        });
      } catch (error) {
        return err(failureOf(error, signal));
      }
    },
  };
}
