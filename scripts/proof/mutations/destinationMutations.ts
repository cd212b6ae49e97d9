import { mutationsOf, testIn } from "./mutation.ts";

const address = (title: string) => testIn("unit/destinations/addressClass", title);
const place = (title: string) => testIn("unit/destinations/classify", title);
const cloud = (title: string) => testIn("unit/destinations/cloudName", title);
const servers = (title: string) => testIn("unit/sending/servers", title);
const ollama = (title: string) => testIn("unit/providers/ollama", title);

/** Guards of what counts as this device, and of what a model's name and a server's word are worth. */
export const destinationMutations = [
  ...mutationsOf("src/destinations/addressClass.ts", [
    {
      name: "A metadata service is never dialled",
      holds: ["destinationBlocked"],
      find: "plain === undefined || metadata.has(plain)) return",
      replace: "plain === undefined) return",
      test: address("169.254.169.254 is special"),
    },
    {
      name: "What is no plain address is never dialled",
      holds: ["destinationBlocked"],
      find: "if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return undefined;",
      replace: "if (!ipaddr.isValid(bare)) return undefined;",
      test: address("0177.0.0.1 is special"),
    },
    {
      name: "An address that hides another is never dialled",
      holds: ["destinationBlocked"],
      find: `kind === "public" && isIn(parsed, ipv4Compatible) ? "special" : kind`,
      replace: "kind",
      test: address("::7f00:1 is special"),
    },
  ]),
  ...mutationsOf("src/destinations/locate.ts", [
    {
      name: "A name that leads to loopback is not this device",
      holds: ["destinationBlocked"],
      find: "return fixedAddresses(host) === undefined\n",
      replace: "return false\n",
      test: place("a name that leads to loopback: Blocked gpu-box"),
    },
    {
      name: "A private address that was not declared is somebody else's",
      holds: ["modeForbids", "R1"],
      find: "if (isDeclared(evidence)) return declaredFinding(host);\n  const kind",
      replace: "return declaredFinding(host);\n  const kind",
      test: place("192.168.1.20, not declared: 192.168.1.20:11434"),
    },
    {
      name: "A name is localhost when its last label is",
      holds: ["modeForbids"],
      find: String.raw`/^(?:.+\.)?localhost$/`,
      replace: "/localhost$/",
      test: place("a name that ends in localhost: notlocalhost"),
    },
    {
      name: "The name of a metadata service is never dialled",
      holds: ["destinationBlocked"],
      find: "if (host === metadataName)",
      replace: "if (false)",
      test: place("metadata.google.internal, declared: Blocked"),
    },
    {
      name: "An address of another machine is not this one's own",
      holds: ["modeForbids"],
      find: "includesAddress(evidence.ownAddresses, address);",
      replace: "evidence.ownAddresses.length > 0;",
      test: place("a public address: gpu-box"),
    },
  ]),
  ...mutationsOf("src/destinations/classify.ts", [
    {
      name: "The worst evidence wins",
      holds: ["modeForbids", "R6"],
      find: "Math.max(",
      replace: "Math.min(",
      test: place("an alias of a cloud model: ollama.com via this device"),
    },
    {
      name: "A server about which nothing is known may forward",
      holds: ["needsConfirmation", "R6"],
      find: `: [{ class: "unverified", because: say("nothing tells whether this server forwards") }];`,
      replace: ": [];",
      test: place("a server nobody knows: 127.0.0.1:11434 · may forward"),
    },
    {
      name: "A name that means a cloud is judged as that cloud",
      holds: ["modeForbids", "R6"],
      find: `return [{ class: forwarded, because: say("the model's name means Ollama's cloud") }];`,
      replace: "return [];",
      test: place("a cloud name: ollama.com via this device"),
    },
    {
      name: "Another machine counts as the user's own only where it can be",
      holds: ["needsConfirmation"],
      find: "place.confirmedOwn && isLoopbackAuthority(place.authority)",
      replace: "place.confirmedOwn",
      test: place("confirmed: On ssh-remote+build01"),
    },
  ]),
  ...mutationsOf("src/destinations/cloudName.ts", [
    {
      name: "Upper case does not hide a cloud name",
      holds: ["R6"],
      find: "    .toLowerCase()\n",
      replace: "",
      test: cloud(`"KIMI-K2:CLOUD" means Ollama's cloud`),
    },
    {
      name: "A suffix for local models does not hide a cloud name",
      holds: ["R6"],
      find: `\n    .replace(/:local$/, "")`,
      replace: "",
      test: cloud(`"foo:cloud:local" means Ollama's cloud`),
    },
    {
      name: "A tag that ends as a cloud's does means one",
      holds: ["R6"],
      find: ` || (tag.endsWith("-cloud") && !tag.includes("/"))`,
      replace: "",
      test: cloud(`"gpt-oss:20b-cloud" means Ollama's cloud`),
    },
  ]),
  ...mutationsOf("src/sending/modelPages.ts", [
    {
      name: "What a server said is believed for a short time",
      holds: ["R6"],
      find: "before !== undefined && clock() - before.atMs < freshMs",
      replace: "before !== undefined",
      test: servers("believes a page for half a minute, and only for the very same weights"),
    },
  ]),
  ...mutationsOf("src/sending/askServer.ts", [
    {
      name: "No name of a model hides what is not seen",
      holds: ["R6"],
      find: " && plainLine(name) === name",
      replace: "",
      test: servers("lists no model whose name holds what is not seen"),
    },
  ]),
  ...mutationsOf("src/sending/servers.ts", [
    {
      name: "A cloud name is told to nobody, not even to ask about it",
      holds: ["R6"],
      find: `if (isCloudName(model)) return { report: { kind: "cloudName" }, wireModel: model };`,
      replace: "",
      test: servers("asks nothing at all about a cloud name"),
    },
    {
      name: "A model that the list does not have is not shown to the server",
      holds: ["R6", "modelUnknown"],
      find: `if (listed === undefined) return { report: { kind: "unlisted" }, wireModel: model };`,
      replace: `if (listed === undefined) return this.#examine(provider, { name: model, generates: true }, server);`,
      test: servers("shows no model that the list already gives away, and none that is not on it"),
    },
    {
      name: "A model is asked for in the way that cannot be forwarded",
      holds: ["R6"],
      find: "refusesToForward ? `${name}:local` : name",
      replace: "name",
      test: servers("shows a listed model, and asks for it in a way that cannot be forwarded"),
    },
    {
      name: "An alias that only its own page gives away is found out",
      holds: ["R6"],
      find: `if (remoteHost !== undefined) return { kind: "remote", host: remoteHost };`,
      replace: "",
      test: servers("finds an alias that only its own page gives away"),
    },
    {
      name: "A version with known security holes is named",
      holds: ["R18"],
      find: `version !== undefined && !serverHas(version, "mended")`,
      replace: "false",
      test: servers("names a version with known security holes, and no other"),
    },
  ]),
  ...mutationsOf("src/providers/ollama.ts", [
    {
      name: "An answer that was made elsewhere ends there",
      holds: ["R6"],
      find: "if (!mayForward && (host ?? model) !== undefined)",
      replace: "if (false)",
      test: ollama("an answer made elsewhere: forwarded"),
    },
  ]),
  ...mutationsOf("src/providers/ollamaClient.ts", [
    {
      name: "No environment variable chooses Ollama's server",
      holds: ["R4"],
      find: "new Ollama({ host, fetch })",
      replace: "new Ollama({ host: process.env.OLLAMA_HOST ?? host, fetch })",
      test: ollama("the same bytes every time, whatever the environment says"),
    },
  ]),
  ...mutationsOf("src/providers/ollamaErrands.ts", [
    {
      name: "A model whose alias cannot be read is not on the list",
      holds: ["R6"],
      find: "if (!parsed.success) return undefined;",
      replace: "if (!parsed.success) return { ...(value as { readonly name: string }), generates: true };",
      test: testIn("unit/providers/modelLists", "and drops a model whose alias cannot be read"),
    },
  ]),
  ...mutationsOf("src/providers/openaiClient.ts", [
    {
      name: "No environment variable chooses what goes to a cloud's API",
      holds: ["R4"],
      find: "    baseURL,\n",
      replace: "    baseURL: process.env.OPENAI_BASE_URL ?? baseURL,\n",
      test: testIn("unit/providers/openai", "the same bytes every time, whatever the environment says"),
    },
  ]),
  ...mutationsOf("src/providers/sdkFetch.ts", [
    {
      name: "A package is answered for the bytes that were cleared alone",
      holds: ["R22"],
      find: `if (!isSame) throw new Error("an SDK asked for other bytes than were cleared");`,
      replace: "",
      test: testIn("unit/providers/sdkFetch", "answers no request with another body"),
    },
  ]),
];
