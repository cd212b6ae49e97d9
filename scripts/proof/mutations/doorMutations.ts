import { mutationsOf, testIn } from "./mutation.ts";

const door = (title: string) => testIn("unit/egress/door", title);
const headers = (title: string) => testIn("unit/egress/requestHeaders", title);
const lifeline = (title: string) => testIn("unit/egress/lifeline", title);
const editor = (title: string) => testIn("unit/egress/editorTransport", title);
const direct = (title: string) => testIn("integration/directTransport", title);
const lookUp = (title: string) => testIn("unit/egress/resolveHost", title);

/** Guards of the door: which permit opens it, what leaves with a request, and when it ends. */
export const doorMutations = [
  ...mutationsOf("src/egress/door.ts", [
    {
      name: "The bytes that leave are those that were cleared",
      holds: ["revoked", "R22"],
      find: " && permit.bodySha256 === sha256(wire.body)",
      replace: "",
      test: door("opens for nobody with bytes that were changed where they lay"),
    },
    {
      name: "A permit dies with its policy epoch",
      holds: ["revoked", "What is taken back ends at once"],
      find: "permit.epoch === epoch && ",
      replace: "",
      test: door("opens for nobody with a permit of an earlier epoch"),
    },
    {
      name: "The door stays shut while paused",
      holds: ["paused", "revoked", "What is taken back ends at once"],
      find: " && !paused",
      replace: "",
      test: door("opens for nobody with a pause on"),
    },
    {
      name: "The policy is looked at after everything that is waited for",
      holds: ["revoked", "What is taken back ends at once"],
      find: "      const headers = await requestHeaders(cleared, parts.keys);",
      replace:
        "      const holds = stillHolds(cleared, parts.policy);\n      const headers = await requestHeaders(cleared, parts.keys);\n      if (holds && headers.ok) return new Passage(cleared, signal, parts, moved.fire).send(headers.value);",
      test: door("looks at the policy after it has waited for a key"),
    },
    {
      name: "The door opens for nobody who has given up",
      holds: ["stopped"],
      find: `if (signal.aborted) return err({ kind: "stopped" });`,
      replace: "",
      test: door("opens for nobody who has already given up"),
    },
    {
      name: "What is turned away is recorded",
      holds: ["keyMissing", "revoked"],
      find: "return err(decline(headers.error, cleared, parts));",
      replace: "return err(headers.error);",
      test: door("opens for nobody with no key where one is needed, and records it"),
    },
    {
      name: "What cannot even be recorded as turned away says so",
      holds: ["ledgerFailed"],
      find: `return { kind: "ledgerFailed" };`,
      replace: "return failure;",
      test: door("says that the ledger failed when not even what was turned away can be recorded"),
    },
  ]),
  ...mutationsOf("src/egress/passage.ts", [
    {
      name: "Nothing leaves before its record is written",
      holds: ["ledgerFailed"],
      find: "if (!this.#recordAttempt()) {",
      replace: "if (!this.#recordAttempt() && this.#closed) {",
      test: door("sends nothing when it cannot be recorded first"),
    },
    {
      name: "A redirect is not followed",
      holds: ["redirected"],
      find: "if (arrival.status >= 300 && arrival.status < 400) {",
      replace: "if (false) {",
      test: door("follows no redirect, and lets go of whoever sent it"),
    },
    {
      name: "An attempt gets its end even when a bug ends it",
      holds: ["What breaks fails on the safe side"],
      find: `this.#close({ outcome: "crashed" });`,
      replace: "",
      test: door("ends its record and its movement even when a bug ends the request"),
    },
    {
      name: "A host of the user's own is not reached through the editor's proxies",
      holds: ["R4"],
      find: ` && !destination.declared;`,
      replace: ";",
      test: door("carries what is for a public address of the user's own by direct"),
    },
  ]),
  ...mutationsOf("src/egress/lifeline.ts", [
    {
      name: "A new policy epoch ends what is under way",
      holds: ["revoked", "What is taken back ends at once"],
      find: `if (next.epoch !== permit.epoch) endWith({ kind: "revoked" });`,
      replace: "",
      test: lifeline("ends when the policy has another epoch"),
    },
    {
      name: "A stop ends what is under way",
      holds: ["stopped"],
      find: "signal: AbortSignal.any([signal, ended.signal]),",
      replace: "signal: ended.signal,",
      test: lifeline("ends at the caller's stop"),
    },
    {
      name: "A server that does not begin to answer is given up",
      holds: ["timeout"],
      find: "firstByteMs: limits.errandFirstByteMs, wholeMs",
      replace: "firstByteMs: limits.firstByteMs, wholeMs",
      test: lifeline("gives an errand ten seconds"),
    },
    {
      name: "An errand whose answer drips is given up",
      holds: ["timeout"],
      find: "firstByteMs: limits.errandFirstByteMs, wholeMs: limits.errandMs }",
      replace: "firstByteMs: limits.errandFirstByteMs }",
      test: lifeline("gives an errand fifteen seconds for everything"),
    },
    {
      name: "What is worse than an end is not explained away by one",
      holds: ["peerMismatch"],
      find: `wasEnded && ["stopped", "cut", "unreachable"].includes(failure.kind)`,
      replace: "wasEnded",
      test: lifeline("does not explain away what is worse than an end"),
    },
  ]),
  ...mutationsOf("src/egress/boundedBody.ts", [
    {
      name: "An answer ends at the size that is ever needed",
      holds: ["tooLarge"],
      find: "if (total > options.most) {",
      replace: "if (false) {",
      test: testIn("unit/egress/boundedBody", "takes an answer up to its limit, and ends it one byte beyond"),
    },
    {
      name: "A server that falls silent is let go of",
      holds: ["timeout"],
      find: `reject(new DoorError({ kind: "timeout", step: "idle" }));\n      destroy();`,
      replace: `reject(new DoorError({ kind: "timeout", step: "idle" }));`,
      test: testIn("unit/egress/boundedBody", "ends a body that falls silent"),
    },
  ]),
  ...mutationsOf("src/egress/requestHeaders.ts", [
    {
      name: "A key is asked for by the exact origin",
      holds: ["R2"],
      find: "await keys.keyFor(origin)",
      replace: `await keys.keyFor(origin.replace(/:\\d+$/, ":443"))`,
      test: headers("never takes the key of another port"),
    },
    {
      name: "A key goes to the server of the request",
      holds: ["R2"],
      find: "await keys.keyFor(origin)",
      replace: `await keys.keyFor("https://api.openai.com:443")`,
      test: headers("never takes the key of another host"),
    },
    {
      name: "An errand that nobody was asked about carries no key",
      holds: ["R2"],
      find: `if (permit.grant === "errand") return false;`,
      replace: "",
      test: testIn("unit/egress/errandKey", "stays here while nobody has confirmed"),
    },
    {
      name: "No key travels over plain http off loopback",
      holds: ["R19"],
      find: `return onLoopback || permit.destination.origin.startsWith("https://");`,
      replace: "return true;",
      test: headers("sends no key over plain http off loopback"),
    },
    {
      name: "A private address is not loopback for a key",
      holds: ["R19"],
      find: `addressClass(address) === "loopback"`,
      replace: `addressClass(address) !== "public"`,
      test: headers("nor to a private address"),
    },
    {
      name: "Ollama is sent no key",
      holds: ["R2"],
      find: `manners.key === "none" || `,
      replace: "",
      test: headers("sends three headers to Ollama and asks for no key"),
    },
    {
      name: "A server that needs a key is not asked without one",
      holds: ["keyMissing"],
      find: `manners.key === "required" ? { kind: "keyMissing", origin } : undefined`,
      replace: "undefined",
      test: headers("fails without a key where one is needed"),
    },
    {
      name: "A server whose key was lost is not asked without one",
      holds: ["keyMissing"],
      find: `if (wasStored) return { kind: "keyMissing", origin, lost: true };`,
      replace: "",
      test: headers("misses one that the server could do without, and does not go without it"),
    },
    {
      name: "Only the headers of the list leave",
      holds: ["R22"],
      find: `"user-agent": "Drawbridge",`,
      replace: `"user-agent": "Drawbridge",\n    "x-platform": process.platform,`,
      test: testIn(
        "integration/cloud",
        "sends the cleared bytes, with nothing in the headers but what the door lists",
      ),
    },
  ]),
  ...mutationsOf("src/egress/resolveHost.ts", [
    {
      name: "Every answer of a look-up is judged",
      holds: ["addressRefused"],
      find: "refusedAnswer(kind, found.value)",
      replace: "refusedAnswer(kind, found.value.slice(0, 1))",
      test: lookUp("refuses 10.0.0.7 and 169.254.169.254 for a network"),
    },
    {
      name: "Nothing is looked up after a stop",
      holds: ["stopped"],
      find: `if (lookUp.signal.aborted) return err({ kind: "stopped" });`,
      replace: "",
      test: lookUp("waits for no resolver that hangs, and for none after a stop"),
    },
  ]),
  ...mutationsOf("src/destinations/refusedAnswer.ts", [
    {
      name: "No name leads to this machine's loopback",
      holds: ["addressRefused"],
      find: `["special", "loopback"]`,
      replace: `["special"]`,
      test: lookUp("refuses 10.0.0.7 and ::1 for a network"),
    },
    {
      name: "A name that means a metadata service is refused each time",
      holds: ["addressRefused"],
      find: `["special", "loopback"]`,
      replace: `["loopback"]`,
      test: lookUp("judges a name anew each time"),
    },
    {
      name: "A name that mixes private and public answers is refused",
      holds: ["addressRefused"],
      find: `isMixed || found === "host"`,
      replace: `found === "host"`,
      test: lookUp("refuses 10.0.0.7 and 8.8.8.8 for a network"),
    },
  ]),
  ...mutationsOf("src/egress/pinnedConnector.ts", [
    {
      name: "An own address is dialled from that very address",
      holds: ["R18"],
      find: "    ...(target.own && { localAddress: address }),\n",
      replace: "",
      test: testIn(
        "integration/directTransport",
        "dials this machine's own address from that very address, so that nobody else can be at the other end",
      ),
    },
    {
      name: "Nobody is spoken to whose address is not the one that was dialled",
      holds: ["peerMismatch"],
      find: "if (plainAddress(peer) !== plainAddress(address)) {",
      replace: "if (false) {",
      test: direct("does not speak with anybody whose address is not the one it was given"),
    },
    {
      name: "No environment variable switches the proof of a certificate off",
      holds: ["unreachable", "R4"],
      find: "rejectUnauthorized: true,",
      replace: "",
      test: direct("lets no environment variable switch that off"),
    },
    {
      name: "A certificate proves the name that was asked for",
      holds: ["unreachable", "R19"],
      find: "rejectUnauthorized: true,",
      replace: "checkServerIdentity: () => undefined,",
      test: direct("says nothing to a certificate of another name"),
    },
  ]),
  ...mutationsOf("src/egress/directTransport.ts", [
    {
      name: "Nothing is dialled but the addresses of the permit",
      holds: ["peerMismatch"],
      find: "addresses: dial,",
      replace: `addresses: dial.length > 0 ? dial : ["127.0.0.1"],`,
      test: direct("dials nothing but the addresses it was given, whatever the name"),
    },
    {
      name: "An answer that breaks off does not pass for a whole one",
      holds: ["cut"],
      find: "throw new DoorError(failureOf(error, signal));",
      replace: "void error;",
      test: direct("says that a connection broke before the answer began, and in its middle"),
    },
  ]),
  ...mutationsOf("src/egress/editorTransport.ts", [
    {
      name: "The editor's fetch follows no redirect",
      holds: ["redirected"],
      find: `redirect: "manual",`,
      replace: `redirect: "follow",`,
      test: editor("carries the exact bytes, method, path and headers, and follows nothing"),
    },
    {
      name: "The editor's fetch carries nothing over plain http",
      holds: ["unreachable", "R19"],
      find: `if (url.protocol !== "https:") return err({ kind: "unreachable", code: "EINSECURE" });`,
      replace: "",
      test: editor("carries nothing over plain http"),
    },
    {
      name: "No path leads to another host",
      holds: ["R2"],
      find: "const url = below(origin, path);",
      replace: "const url = new URL(path, origin);",
      test: editor("goes to api.openai.com even with the path //evil.example/v1/x"),
    },
    {
      name: "A body that breaks at the editor's fetch does not pass for a whole one",
      holds: ["cut"],
      find: `throw new DoorError(signal.aborted ? { kind: "stopped" } : { kind: "cut", code: "EBODY" });`,
      replace: "return;",
      test: editor("tells a body that broke from one that was stopped, and lets go when told to"),
    },
  ]),
];
