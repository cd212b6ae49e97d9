/** The page of tables that decide where text may go: made from what the tests try, row by row. */
import {
  allowance,
  destinationClasses,
  type Allowance,
  type DestinationClass,
} from "../src/terms/destination.ts";
import { modeLabel, modes, setByLabel } from "../src/terms/mode.ts";
import { destinationRows, type DestinationRows } from "../test/unit/destinations/destinationRows.ts";
import { openWishes, policyRows, type PolicyRow } from "../test/unit/privacy/policyRows.ts";
import { markdownTable } from "./markdownTable.ts";

const allowed: { readonly [A in Allowance]: string } = {
  yes: "yes",
  confirm: "once confirmed",
  review: "after a review",
  never: "no",
};

const classes: { readonly [C in DestinationClass]: string } = {
  device: "a checked model server on this device",
  unverified: "a server on this device that may forward",
  host: "the machine around a container or a subsystem",
  remoteDevice: "the machine that a remote window runs on",
  network: "a host that you declared as your own",
  cloud: "any other computer",
  cloudViaDevice: "a cloud behind a server on this device or of your own",
  blocked: "what is never dialled",
};

const modeHeads = modes.map(modeLabel);

function destinationTable({ heading, rows }: DestinationRows): string {
  const table = markdownTable(
    ["situation", "shown as", "class", ...modeHeads],
    rows.map((row) => [row.situation, row.label, row.class, ...row.allowance.map((each) => allowed[each])]),
  );
  return `### ${heading}\n\n${table}`;
}

function classTable(): string {
  const row = (kind: DestinationClass, declared: boolean, what: string): readonly string[] => [
    declared ? `${kind}, declared` : kind,
    what,
    ...modes.map((mode) => allowed[allowance({ class: kind, declared }, mode)]),
  ];
  return markdownTable(
    ["class", "what it is", ...modeHeads],
    [
      ...destinationClasses.map((kind) => row(kind, false, classes[kind])),
      row("cloud", true, "a public host that you declared as your own"),
    ],
  );
}

function policyCells({ name, wishes, mode, setBy }: PolicyRow): readonly string[] {
  const { chosen, defaultMode, ceiling, repository, files, trusted } = { ...openWishes, ...wishes };
  const choice = chosen === "unreadable" ? "cannot be read" : chosen && modeLabel(chosen);
  return [
    name,
    choice ?? "–",
    modeLabel(defaultMode),
    modeLabel(ceiling),
    modeLabel(repository),
    files.map((file) => `${modeLabel(file.mode)} (${setByLabel(file.setBy)})`).join(", ") || "–",
    trusted ? "yes" : "no",
    modeLabel(mode),
    setByLabel(setBy),
  ];
}

const policyHeads = [
  "situation",
  "your choice here",
  "your default",
  "your ceiling",
  "project's settings",
  "policy files",
  "trusted",
  "mode in force",
  "set by",
];

/** The page `docs/security/tables.md`, in Markdown. */
export function securityTables(): string {
  const situations = destinationRows.reduce((sum, { rows }) => sum + rows.length, 0);
  return [
    "# Where text may go",
    "Written by `npm run manifest` from the tables that the tests try, so every line here is a test that passes.",
    "## Class and mode",
    `Each place a request can go has one class, and the workspace has one mode. "Once confirmed" asks once per place, and "after a review" shows you the bytes before each send, unless you named that provider for the workspace in mode ${modeLabel("cloud")} or keep a consent that covers it.`,
    classTable(),
    "## Destinations",
    `How ${situations} situations are judged. The worst evidence decides, and what is unknown is never called on device. Unless a line says otherwise, the server is an Ollama on this device that passed every check.`,
    ...destinationRows.map(destinationTable),
    "## Mode in force",
    `How ${policyRows.length} combinations of wishes are settled. The strictest wish holds, whoever has it; of equal wishes, yours is named first. A ceiling or a project's setting at ${modeLabel("cloud")} asks for nothing.`,
    markdownTable(policyHeads, policyRows.map(policyCells)),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}
