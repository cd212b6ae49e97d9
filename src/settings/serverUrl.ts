import { err, ok, type Result } from "../base/result.ts";

/**
 * Reads the address of a model server: `http` or `https`, a host, no user name, query or fragment. The result has no
 * trailing slash. `0.0.0.0` and `[::]` mean "every interface" to a server and nothing to a client, so they become
 * `127.0.0.1` here, once, where the user can see it.
 */
export function parseServerUrl(text: unknown): Result<string, string> {
  const url = typeof text === "string" ? URL.parse(text.trim()) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    return err("must be a web address such as http://127.0.0.1:11434");
  }
  if (url.username !== "" || url.password !== "") {
    return err("must not hold a user name or password; keys belong in Drawbridge: Set API Key");
  }
  if (url.search !== "" || url.hash !== "") return err("must not hold a ? or # part");
  if (url.hostname === "0.0.0.0" || url.hostname === "[::]") url.hostname = "127.0.0.1";
  return ok(url.href.replace(/\/+$/, ""));
}
