import { mutationsOf, testIn, type Held, type Mutation } from "./mutation.ts";

const rule = "no-restricted-syntax";
const packages = (title: string) => testIn("rules/packages", title);
const check = (title: string) => testIn("rules/rules", title);

/** A rule of lint that is taken out, and the break of it that goes unnoticed then. */
function lint(name: string, holds: readonly Held[], find: string, planted: string): Omit<Mutation, "file"> {
  return { name, holds, find, replace: "", test: testIn("rules/lint", planted) };
}

/** Guards that something is not there at all: rules of lint, the audit of what is built, and the packages. */
export const absenceMutations = [
  ...mutationsOf("eslint.config.mjs", [
    lint(
      "No handler of links from outside is written",
      ["R14"],
      `  named("registerUriHandler", "No link from outside the editor starts anything."),\n`,
      `a handler of links from outside: ${rule}`,
    ),
    lint(
      "No server is written",
      ["R16"],
      `  named("createServer|createSecureServer", listensToNobody),\n`,
      `a server: ${rule}`,
    ),
    lint(
      "Nothing is written that listens",
      ["R16"],
      `  { selector: "CallExpression[callee.property.name='listen']", message: listensToNobody },\n`,
      `a listening port: ${rule}`,
    ),
    lint(
      "Nothing is written that makes a port reachable",
      ["R17"],
      `  named("asExternalUri|portMapping|openTunnel", "No port of this device is made reachable."),\n`,
      `a port made reachable: ${rule}`,
    ),
    lint(
      "The editor's language models are not used",
      ["R6"],
      `  {\n    selector: ":matches(MemberExpression[property.name='lm'], ObjectPattern > Property[key.name='lm'])",\n    message: modelsOfOthers,\n  },\n`,
      `all of them, taken out of their object: ${rule}`,
    ),
    lint(
      "Nothing is written that reports to anybody",
      ["R21"],
      `  named("createTelemetryLogger", "Nothing is reported to anybody."),\n`,
      `a telemetry logger: ${rule}`,
    ),
    lint(
      "Nothing is written that runs a task",
      ["R8"],
      `  named("ShellExecution|ProcessExecution|CustomExecution|executeTask", "Nothing here runs commands."),\n`,
      `a command that runs in a task: ${rule}`,
    ),
    lint(
      "No text becomes HTML in a view",
      ["R10"],
      `  named("innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML", "Text never becomes HTML."),\n`,
      `text that becomes HTML in a view: ${rule}`,
    ),
    lint(
      "No view has a page of its own making",
      ["R9"],
      `AssignmentExpression[left.property.name='html']:not([right.callee.name='webviewPage']), `,
      `a page of a view's own: ${rule}`,
    ),
    lint(
      "No view may start commands",
      ["R15"],
      `Property[key.name='enableCommandUris']:not([value.value=false]), `,
      `commands on a page: ${rule}`,
    ),
    lint(
      "No Markdown holds HTML",
      ["R11"],
      `  named("supportHtml|appendMarkdown", "Text from outside never becomes Markdown of the editor's."),\n`,
      `Markdown with HTML in it: ${rule}`,
    ),
    {
      name: "Links are opened in one place",
      holds: ["R10"],
      find: "  ...absent,\n  opensLinks,\n",
      replace: "  ...absent,\n",
      test: testIn("rules/lint", `a link that is opened: ${rule}`),
    },
    {
      name: "Files are edited in one place",
      holds: ["R8", "R13"],
      find: "  editsFiles,\n  resumes,\n",
      replace: "  resumes,\n",
      test: testIn("rules/lint", `edits that are applied: ${rule}`),
    },
    {
      name: "A pause ends in one place",
      holds: ["R7"],
      find: "  resumes,\n  brand,\n",
      replace: "  brand,\n",
      test: testIn("rules/lint", `a pause that ends: ${rule}`),
    },
    {
      name: "Only the gate clears a request",
      holds: ["R2", "R22"],
      find: "  brand,\n  draftBrand,\n",
      replace: "  draftBrand,\n",
      test: testIn("rules/lint", `as ClearedRequest: ${rule}`),
    },
    lint(
      "No environment variable is read",
      ["R4"],
      `  { object: "process", property: "env", message: "No environment variable may decide what Drawbridge does." },\n`,
      "process.env: no-restricted-properties",
    ),
    {
      name: "Only the door opens a connection",
      holds: ["R22"],
      find: `["fetch", "WebSocket", "XMLHttpRequest", "EventSource"]`,
      replace: `["WebSocket", "XMLHttpRequest", "EventSource"]`,
      test: testIn("rules/lint", "fetch: no-restricted-globals"),
    },
  ]),
  ...mutationsOf(".dependency-cruiser.cjs", [
    {
      name: "Only the door's room knows the network",
      holds: ["R16", "R22"],
      find: "^(node:)?(net|tls|",
      replace: "^(node:)?(tls|",
      test: check("only-egress-touches-the-network"),
    },
  ]),
  ...mutationsOf("scripts/readBundle.ts", [
    {
      name: "No vendor of telemetry is built in",
      holds: ["R21"],
      find: "for (const [vendor] of source.matchAll(vendors))\n",
      replace: "for (const [vendor] of [])\n",
      test: check("a telemetry vendor"),
    },
    {
      name: "No way in is built in",
      holds: ["R14", "R16", "R17"],
      find: "for (const [way] of source.matchAll(waysIn))",
      replace: "for (const [way] of [])",
      test: check("a server"),
    },
    {
      name: "No unknown address is built in",
      holds: ["R21"],
      find: "for (const [url] of node.text.matchAll(urlPattern)) found.urls.add(url);",
      replace: "",
      test: check("an unknown URL"),
    },
    {
      name: "No unknown module is built in",
      holds: ["R22"],
      find: "else found.modules.add(",
      replace: "else void (",
      test: check("an unknown builtin"),
    },
  ]),
  ...mutationsOf("package-lock.json", [
    {
      name: "No package that ships runs anything when it is installed",
      holds: ["R22"],
      find: `"node_modules/undici": {`,
      replace: `"node_modules/undici": {\n      "hasInstallScript": true,`,
      test: packages("that ship run nothing when they are installed"),
    },
    {
      name: "Every package is what was reviewed",
      holds: ["R22"],
      find: `"resolved": "https://registry.npmjs.org/undici/`,
      replace: `"resolved": "https://registry.example/undici/`,
      test: packages("come from the registry, each with the hash of what was reviewed"),
    },
    {
      name: "No package that ships draws diagrams or formulas",
      holds: ["R12"],
      find: `"node_modules/undici": {`,
      replace: `"node_modules/mermaid": {},\n    "node_modules/undici": {`,
      test: packages("that ship draw no diagrams or formulas, and report to nobody"),
    },
    {
      name: "No package that ships reports to anybody",
      holds: ["R21"],
      find: `"node_modules/undici": {`,
      replace: `"node_modules/posthog-node": {},\n    "node_modules/undici": {`,
      test: packages("that ship draw no diagrams or formulas, and report to nobody"),
    },
  ]),
];
