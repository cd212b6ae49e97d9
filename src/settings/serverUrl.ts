import { err, ok, type Result } from "../base/result.ts";
import { looksPublic } from "./looksPublic.ts";
import { presetOf, type ProviderKind } from "./providerPresets.ts";
import { say } from "../terms/words.ts";

/** What may stand for a host, a port and a path, without a scheme. */
const bareAddress = /^(?:\[[\da-f:.]+\]|[^\s/\\?#@:[\]]+)(?::\d+)?(?:\/[^\s?#@]*)?$/i;

/** The end of the sentence: the address that somebody meant who left out its beginning, or what one looks like. */
function completed(text: unknown): string {
  const bare = typeof text === "string" ? text.trim().replace(/^\/\//, "") : "";
  const host = bareAddress.test(bare) ? URL.parse(`http://${bare}`)?.hostname : undefined;
  if (host === undefined) return say(" such as http://127.0.0.1:11434");
  return say("; did you mean {0}://{1}?", looksPublic(host) ? "https" : "http", bare);
}

/**
 * Reads the address of a model server: `http` or `https`, a host, no user name, query or fragment. The result has no
 * trailing slash. `0.0.0.0` and `[::]` mean "every interface" to a server and nothing to a client, so they become
 * `127.0.0.1` here, once, where the user can see it.
 */
export function parseServerUrl(text: unknown): Result<string, string> {
  const url = typeof text === "string" ? URL.parse(text.trim()) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    return err(say("must be a web address{0}", completed(text)));
  }
  if (url.username !== "" || url.password !== "") {
    return err(say("must not hold a user name or password; keys belong in Drawbridge: Set API Key"));
  }
  if (url.search !== "" || url.hash !== "") return err(say("must not hold a ? or # part"));
  if (url.hostname === "0.0.0.0" || url.hostname === "[::]") url.hostname = "127.0.0.1";
  return ok(url.href.replace(/\/+$/, ""));
}

/** Whole addresses of requests, as documentation shows them: what they are added to is the address of the server. */
const requestPath = /\/(?:chat\/completions|completions|models|messages)$/;

/**
 * Reads the address of a provider of some kind; without one, the kind's own. A path that is missing is added, one that
 * stands there twice loses its copy, and the path of a request is taken off.
 */
export function parseProviderUrl(text: string | undefined, kind: ProviderKind): Result<string, string> {
  const { name, url: usual, basePath, wire } = presetOf(kind);
  if (text === undefined)
    return usual === undefined ? err(say("is missing; {0} has no address of its own", name)) : ok(usual);
  const parsed = parseServerUrl(text);
  if (!parsed.ok) return parsed;
  const url = new URL(parsed.value);
  url.pathname = url.pathname.replace(/\/+$/, "").replace(requestPath, "");
  // These formats write the version into each path themselves.
  const version = wire === "openai" ? "/v1" : "";
  url.pathname = url.pathname.replace(/(?:\/v1){2,}$/, "/v1").replace(/\/v1$/, version);
  if (url.pathname === "/") url.pathname = basePath;
  return ok(url.href.replace(/\/+$/, ""));
}
