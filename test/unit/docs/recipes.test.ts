import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type ParseError } from "jsonc-parser";
import { classify } from "../../../src/destinations/classify.ts";
import { isLoopbackHost } from "../../../src/destinations/locate.ts";
import type { Evidence, ServerReport } from "../../../src/destinations/evidence.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { readSettings, type Settings } from "../../../src/settings/readSettings.ts";
import { table } from "../../../src/settings/table.ts";
import { allowance, destinationLabel, type Allowance } from "../../../src/terms/destination.ts";
import { modeLabel, modes } from "../../../src/terms/mode.ts";
import { passed } from "../../support/samples.ts";

const folder = join(import.meta.dirname, "../../../docs/recipes");
const pages = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== "README.md");
const read = (file: string): string => readFileSync(join(folder, file), "utf8");

/** What the sections of a page hold, by their headings. */
function sectionsOf(page: string): ReadonlyMap<string, string> {
  const parts = page.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end), part.slice(end).trim()];
    }),
  );
}

/** The settings that a page says to paste. */
function settingsText(page: string): string {
  const blocks = [...page.matchAll(/^```jsonc\n([^]*?)^```/gm)];
  assert.equal(blocks.length, 1, "one block of settings");
  return blocks[0]?.[1] ?? "";
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  const errors: ParseError[] = [];
  const value = parse(text, errors, { allowTrailingComma: true }) as Readonly<Record<string, unknown>>;
  assert.deepEqual(errors, []);
  return value;
}

function settingsOf(page: string): Settings {
  const pasted = parsed(settingsText(page));
  return readSettings({
    user: (key) => pasted[`drawbridge.${key}`],
    levels: (key) => {
      const value = pasted[`drawbridge.${key}`];
      return value === undefined ? [] : [{ level: "user" as const, value }];
    },
  });
}

function providerOf(page: string): ProviderConfig {
  const { providers } = settingsOf(page);
  assert.equal(providers.length, 1);
  return providers[0] as ProviderConfig;
}

/** What differs in each situation that a page may speak of. The rest is as the settings of the page make it. */
const situations: Readonly<Record<string, Partial<Evidence>>> = {
  "as configured": {},
  "in a web window of 127.0.0.1:8000": {
    place: { kind: "elsewhere", authority: "127.0.0.1:8000", confirmedOwn: false },
  },
  "at a private address": { resolved: ["10.20.0.7"] },
  "at a public address": { resolved: ["8.8.8.8"] },
  "not declared": { resolved: ["10.20.0.7"], declaredHosts: [] },
  "a model of Ollama's cloud": { resolved: ["10.20.0.7"], report: { kind: "cloudName" } },
};

const words: { readonly [A in Allowance]: string } = {
  yes: "yes",
  confirm: "once confirmed",
  review: "after a review",
  never: "no",
};

/** The line of a page's table that a situation must have. */
function lineFor(situation: string, page: string): readonly string[] {
  const changes = situations[situation];
  assert.ok(changes !== undefined, `no situation is called "${situation}"`);
  const { kind, url } = providerOf(page);
  const report: ServerReport = kind === "ollama" ? passed : { kind: "unknown" };
  const { destination } = classify({
    url,
    resolved: [],
    ownAddresses: ["127.0.0.1", "::1", "192.168.1.5"],
    declaredHosts: settingsOf(page)["network.hosts"],
    place: { kind: "here" },
    report,
    ...changes,
  });
  return [
    situation,
    destination.class,
    destinationLabel(destination),
    ...modes.map((mode) => words[allowance(destination, mode)]),
  ];
}

function tableOf(section: string): readonly (readonly string[])[] {
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Hosts in addresses, and names that stand alone and could be somebody's. */
function hostsIn(text: string): readonly string[] {
  const inUrls = [...text.matchAll(/https?:\/\/([^\s/"'`;:)…]+)/g)];
  return inUrls.map((match) => match[1] ?? "");
}

describe("docs/recipes", () => {
  it("has every recipe that was promised, and lists each", () => {
    const promised = [
      "langchain",
      "litellm-gateway",
      "llama-cpp-python",
      "lmdeploy",
      "ollama-behind-tls",
      "tgi",
    ];
    assert.deepEqual(
      pages.toSorted(),
      [...promised, "vllm-on-ray"].map((name) => `${name}.md`),
    );
    const listed = [...read("README.md").matchAll(/^\| \[[^\]]+\]\(([^)]+)\)/gm)].map((match) => match[1]);
    assert.deepEqual(listed.toSorted(), pages.toSorted());
  });

  it("lists each as run that says on its page that it was", () => {
    for (const file of pages) {
      const line = read("README.md")
        .split("\n")
        .find((each) => each.includes(`](${file})`));
      const wasRun = /^Run on /.test(sectionsOf(read(file)).get("Run") ?? "");
      assert.equal(tableOf(line ?? "")[0]?.[2]?.startsWith("yes") === true, wasRun, file);
    }
  });

  it("points only to pages that are there", () => {
    for (const file of [...pages, "README.md"]) {
      const targets = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? "");
      for (const target of targets) assert.ok(readFileSync(join(folder, target)).length > 0, target);
    }
  });

  it("invents hosts only where nobody lives", () => {
    for (const file of [...pages, "README.md"])
      for (const host of hostsIn(read(file)))
        assert.ok(isLoopbackHost(host) || host.endsWith(".example"), `${file}: ${host}`);
  });

  for (const file of pages) {
    describe(file, () => {
      const page = read(file);
      const sections = sectionsOf(page);

      it("has all its sections, with something in each", () => {
        assert.deepEqual([...sections.keys()], ["Server", "Settings", "Destination", "Watch", "Run"]);
        for (const [heading, text] of sections) assert.notEqual(text, "", heading);
        assert.match(sections.get("Server") ?? "", /^```sh\n|^```(?:ini|nginx|yaml)\n/m);
        assert.ok(
          (sections.get("Watch") ?? "").split("\n").filter((line) => line.startsWith("- ")).length > 1,
        );
      });

      it("says whether it was run, and with or from what", () => {
        assert.match(
          sections.get("Run") ?? "",
          /^Run on \d{4}-\d{2}-\d{2} with \S[^]*\d+\.\d+[^]*`npm run test:real-servers`|^Not run; from the (?:documentation|command line) of \S[^]*\d\.\d/,
        );
      });

      it("has settings that are all known, all right and all used", () => {
        const pasted = Object.keys(parsed(settingsText(page)));
        const known = Object.keys(table).map((key) => `drawbridge.${key}`);
        assert.deepEqual(
          pasted.filter((key) => !known.includes(key)),
          [],
        );
        const settings = settingsOf(page);
        assert.deepEqual(settings.rejected, []);
        const { id } = providerOf(page);
        for (const task of ["chat", "completion"] as const) {
          const model = settings[`${task}.model`];
          if (model !== undefined) assert.equal(model.provider, id, task);
        }
        assert.ok(settings["chat.model"] !== undefined);
      });

      it("holds no key", () => {
        assert.doesNotMatch(settingsText(page), /key|token|secret|bearer/i);
      });

      it("names the address of its server as its command does", () => {
        const { port, hostname, protocol } = new URL(providerOf(page).url);
        const command = sections.get("Server") ?? "";
        const usual = protocol === "https:" ? "443" : "80";
        if (port !== "" || isLoopbackHost(hostname)) assert.ok(command.includes(port || usual), port);
        else assert.ok(command.includes(hostname), hostname);
      });

      it("says of the destination what Drawbridge will say", () => {
        const [head, , ...rows] = tableOf(sections.get("Destination") ?? "");
        assert.deepEqual(head, ["situation", "class", "shown as", ...modes.map(modeLabel)]);
        assert.ok(rows.length > 1);
        const expected = rows.map(([situation]) => lineFor(situation ?? "", page));
        assert.deepEqual(rows, expected);
        const isLocal = isLoopbackHost(new URL(providerOf(page).url).hostname);
        const covered = rows.map(([situation]) => situation ?? "");
        const needed = isLocal
          ? ["as configured"]
          : ["at a private address", "at a public address", "not declared"];
        for (const situation of needed) assert.ok(covered.includes(situation), situation);
      });
    });
  }
});
