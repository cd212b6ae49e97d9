import { manifestConfiguration, restrictedConfigurations } from "../src/settings/manifestConfiguration.ts";
import { machinePolicyPath } from "../src/vscode/machinePolicyFile.ts";
import { manifestCommands, manifestKeys, manifestKeysEverywhere } from "../src/vscode/commandTable.ts";
import { manifestWords } from "./manifestWords.ts";
import { manifestWalkthroughs } from "./manifestWalkthrough.ts";
import { policySchemas } from "./policySchemas.ts";

/** Where the policy file of a machine stands, as the editor names it. */
const machinePolicyFiles = ["linux", "darwin", "win32"].map((platform) =>
  machinePolicyPath(platform as NodeJS.Platform)
    .replaceAll("\\", "/")
    .replace(/^C:/, "**"),
);

const icon = "media/icons/drawbridge.svg";

/** What package.json says of the extension itself. */
const description =
  "Chat and code completion on your own machine. Closed APIs only when you lower the bridge, and you always see where your code goes.";

/** What tables in src/ decide of package.json, and the sentences of it: package.nls.json. */
export type GeneratedManifest = {
  readonly parts: Readonly<Record<"description" | "capabilities" | "contributes", unknown>>;
  readonly words: Readonly<Record<string, string>>;
};

/** The parts of package.json that tables in src/ decide, without their sentences, and the sentences. */
export function manifestContributions(): GeneratedManifest {
  const { manifest, words } = manifestWords({ description, ...contributions() });
  return { parts: manifest as GeneratedManifest["parts"], words };
}

function contributions(): { readonly contributes: object; readonly capabilities: object } {
  return {
    contributes: {
      viewsContainers: { secondarySidebar: [{ id: "drawbridge", title: "Drawbridge", icon }] },
      views: { drawbridge: [{ type: "webview", id: "drawbridge.chat", name: "Chat", icon }] },
      ...manifestCommands(),
      keybindings: manifestKeys(),
      configuration: manifestConfiguration(),
      // A terminal takes every other key for its shell.
      configurationDefaults: { "terminal.integrated.commandsToSkipShell": manifestKeysEverywhere() },
      walkthroughs: manifestWalkthroughs(),
      jsonValidation: [
        { fileMatch: "**/.drawbridge/policy.json", url: `./${policySchemas.project.file}` },
        { fileMatch: machinePolicyFiles, url: `./${policySchemas.machine.file}` },
      ],
    },
    capabilities: {
      untrustedWorkspaces: {
        supported: "limited",
        description:
          "In a workspace you do not trust, only models on this device are used, and of its settings only rules that keep files out are heard.",
        restrictedConfigurations: restrictedConfigurations(),
      },
      virtualWorkspaces: {
        supported: "limited",
        description: "Open documents are completed and can be asked about.",
      },
    },
  };
}
