/**
 * Asks the server at the address that is its argument by our own sockets, for directTransport.test.ts, and prints the
 * status of the answer, or the code of why there was none.
 */
import { createDirectTransport } from "../../src/egress/directTransport.ts";

const carried = await createDirectTransport().carry({
  origin: process.argv[2] ?? "",
  method: "GET",
  path: "/api/version",
  body: new Uint8Array(),
  headers: {},
  dial: ["127.0.0.1"],
  own: false,
  connectMs: 5_000,
  onConnected: () => undefined,
  signal: new AbortController().signal,
});
if (carried.ok) carried.value.destroy();
const reason = carried.ok ? carried.value.status : carried.error;
console.log(JSON.stringify(typeof reason === "object" && "code" in reason ? reason.code : reason));
