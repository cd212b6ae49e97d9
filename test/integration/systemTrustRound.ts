/**
 * Asks the server at the address that is its argument by our own sockets, for directTransport.test.ts, and prints the
 * status of the answer, or the code of why there was none.
 */
import { createDirectTransport } from "../../src/egress/directTransport.ts";
import { carriage } from "../support/carriage.ts";

const carried = await createDirectTransport().carry(carriage(process.argv[2] ?? ""));
if (carried.ok) carried.value.destroy();
const reason = carried.ok ? carried.value.status : carried.error;
console.log(JSON.stringify(typeof reason === "object" && "code" in reason ? reason.code : reason));
