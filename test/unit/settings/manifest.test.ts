import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { manifestContributions } from "../../../scripts/manifestContributions.ts";
import { policySchemas } from "../../../scripts/policySchemas.ts";
import { settingsPage } from "../../../src/settings/manifestConfiguration.ts";
import { table, type SettingKey } from "../../../src/settings/table.ts";
import { commandTable, walkthroughId } from "../../../src/vscode/commandTable.ts";

const root = join(import.meta.dirname, "../../..");
const outdated = "Run npm run manifest.";

type Configuration = {
  readonly properties: Readonly<Record<string, { readonly scope: string; readonly ignoreSync?: true }>>;
};
type WalkthroughStep = {
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
};
type Manifest = {
  readonly engines: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly extensionKind: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<
      Record<string, readonly ({ readonly command: string } | { readonly submenu: string })[]>
    >;
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: readonly Configuration[];
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly WalkthroughStep[] }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
  };
};

const text = readFileSync(join(root, "package.json"), "utf8");
/** The sentences that the file names by their keys, as the editor puts them in. */
const words = JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")) as Readonly<
  Record<string, string>
>;
const manifest = JSON.parse(
  text.replace(/"%([\w.-]+)%"/g, (_, key: string) => JSON.stringify(words[key])),
) as Manifest;

/** As the file would hold it: what JSON cannot say is not there. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

describe("the manifest", () => {
  it("says what the tables say", () => {
    const { contributes, capabilities } = manifestContributions().parts;
    const written = JSON.parse(text) as Manifest;
    assert.deepEqual(written.contributes, asJson(contributes), outdated);
    assert.deepEqual(written.capabilities, asJson(capabilities), outdated);
  });

  it("starts from the description of a setting about models what is done about it, by commands that are there", () => {
    const started: readonly (readonly [SettingKey, readonly string[]])[] = [
      ["chat.model", ["chooseChatModel"]],
      ["completion.model", ["chooseCompletionModel"]],
      ["routes", ["chooseChatModel", "chooseCompletionModel", "addProvider", "testProvider"]],
      ["ollama.url", ["editProvider", "testProvider", "addProvider"]],
      ["providers", ["addProvider", "editProvider", "testProvider", "removeProvider", "setKey"]],
    ];
    const linked = (key: SettingKey): readonly (string | undefined)[] =>
      [...String(table[key].manifest["markdownDescription"]).matchAll(/\]\(command:(?<id>[^)]+)\)/g)].map(
        ({ groups }) => groups?.["id"],
      );
    for (const [key, names] of started) {
      const ids = names.map((name) => `drawbridge.${name}`);
      assert.deepEqual(linked(key), ids, key);
      for (const id of ids) assert.ok(Object.hasOwn(commandTable, id), id);
    }
  });

  it("brings the schemas it names, as they are made from the parser", () => {
    const { jsonValidation } = manifest.contributes;
    assert.deepEqual(
      jsonValidation.map(({ url }) => url),
      Object.values(policySchemas).map(({ file }) => `./${file}`),
    );
    for (const { file, schema } of Object.values(policySchemas))
      assert.deepEqual(JSON.parse(readFileSync(join(root, file), "utf8")), asJson(schema), outdated);
  });

  it("has its settings explained on the page of settings", () => {
    assert.equal(readFileSync(join(root, "docs/settings.md"), "utf8"), settingsPage(), outdated);
  });

  it("contributes exactly the commands that have a handler", () => {
    const { commands, menus, keybindings } = manifest.contributes;
    const handled = Object.keys(commandTable);
    assert.deepEqual(
      commands.map(({ command }) => command),
      handled,
    );
    const { submenus } = manifest.contributes;
    for (const item of [...Object.values(menus).flat(), ...keybindings])
      if ("command" in item) assert.ok(handled.includes(item.command), item.command);
      else
        assert.ok(
          submenus.some(({ id }) => id === item.submenu && id in menus),
          item.submenu,
        );
  });

  it("keeps every setting that is the user's out of reach of a workspace and of settings sync", () => {
    const properties = Object.assign(
      {},
      ...manifest.contributes.configuration.map((each) => each.properties),
    ) as Configuration["properties"];
    const keys = Object.keys(table) as readonly SettingKey[];
    assert.deepEqual(Object.keys(properties).sort(), keys.map((key) => `drawbridge.${key}`).sort());
    for (const key of keys) {
      const { scope, ignoreSync } = properties[`drawbridge.${key}`] ?? {};
      assert.deepEqual(
        [scope === "application", ignoreSync === true],
        new Array(2).fill(table[key].authority === "user"),
        key,
      );
    }
  });

  it("has what a workspace can set ignored until it is trusted, unless it can only keep files out", () => {
    const settable = manifest.contributes.configuration
      .flatMap(({ properties }) => Object.entries(properties))
      .filter(
        ([key, { scope }]) => scope !== "application" && !/\.(?:context\..*|completion\.exclude)$/.test(key),
      )
      .map(([key]) => key);
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, "limited");
    assert.deepEqual([...restrictedConfigurations].sort(), settable.sort());
  });

  it("asks for nothing that only a development editor grants", () => {
    assert.doesNotMatch(text, /enabledApiProposals/);
    assert.equal(manifest.engines["vscode"], `^${manifest.devDependencies["@types/vscode"] ?? ""}`);
  });

  it("runs on the user's own machine where there is one, and never in a web worker", () => {
    assert.deepEqual(manifest.extensionKind, ["ui", "workspace"]);
    assert.doesNotMatch(text, /"browser":/);
    assert.deepEqual(manifest.activationEvents, ["onStartupFinished"]);
  });

  it("opens nothing from outside the editor: no handler of its own links, no chat participants, no tools", () => {
    assert.doesNotMatch(text, /"onUri"|"uriHandlers?"|"chatParticipants"|"languageModelTools"/);
  });

  it("has the icon it names", () => {
    assert.ok(existsSync(join(root, manifest.icon)), manifest.icon);
  });

  describe("has a walkthrough", () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

    it("of five steps, under the name that the command opens", () => {
      assert.deepEqual(
        manifest.contributes.walkthroughs.map(({ id }) => id),
        [walkthroughId],
      );
      assert.equal(steps.length, 5);
    });

    it("whose buttons run commands that there are, and whose ticks come from such or from what is set", () => {
      const source = readFileSync(join(root, "src/vscode/tickWalkthrough.ts"), "utf8");
      for (const { description, completionEvents } of steps) {
        const linked = [...description.matchAll(/\]\(command:(?<id>[^)]+)\)/g)];
        assert.ok(linked.length > 0, description);
        for (const { groups } of linked) assert.ok((groups?.["id"] ?? "") in commandTable, description);
        assert.ok(completionEvents.length > 0, description);
        for (const event of completionEvents) {
          const [kind, id = ""] = event.split(":");
          const known = { onCommand: id in commandTable, onView: id === "drawbridge.chat" };
          const isSet = kind === "onContext" && source.includes(`tick("${id}")`);
          assert.ok(isSet || known[kind as keyof typeof known], event);
        }
      }
    });

    it("whose pictures are packaged, have words, and take their colours from the theme alone", () => {
      const packaged = readFileSync(join(root, ".vscodeignore"), "utf8").split("\n");
      assert.ok(packaged.includes("!media/walkthrough/**"));
      for (const { media } of steps) {
        assert.match(media.svg, /^media\/walkthrough\/[a-zA-Z]+\.svg$/);
        assert.ok(media.altText.length > 20, media.svg);
        const picture = readFileSync(join(root, media.svg), "utf8");
        const colours = [...picture.matchAll(/ (?:fill|stroke)="(?<colour>[^"]+)"/g)];
        for (const { groups } of colours) assert.match(groups?.["colour"] ?? "", /^(?:none|var\(--vscode-)/);
        // The editor's page for it allows neither.
        assert.doesNotMatch(picture, /\sstyle=|<style|<script|href/);
      }
    });
  });
});
