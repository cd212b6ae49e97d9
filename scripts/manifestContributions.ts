import { manifestConfiguration, restrictedConfigurations } from "../src/settings/manifestConfiguration.ts";
import { manifestCommands } from "../src/vscode/commandTable.ts";

const icon = "media/icons/drawbridge.svg";

/** The parts of package.json that tables in src/ decide: `contributes` and `capabilities`. */
export function manifestContributions(): { readonly contributes: object; readonly capabilities: object } {
  return {
    contributes: {
      viewsContainers: { secondarySidebar: [{ id: "drawbridge", title: "Drawbridge", icon }] },
      views: { drawbridge: [{ type: "webview", id: "drawbridge.chat", name: "Chat", icon }] },
      ...manifestCommands(),
      keybindings: [{ command: "drawbridge.openChat", key: "ctrl+alt+d", mac: "cmd+alt+d" }],
      configuration: manifestConfiguration(),
    },
    capabilities: {
      untrustedWorkspaces: {
        supported: "limited",
        description:
          "In a workspace you do not trust, only models on this device are used, and its settings are not heard.",
        restrictedConfigurations: restrictedConfigurations(),
      },
      virtualWorkspaces: {
        supported: "limited",
        description: "Open documents are completed and can be asked about.",
      },
    },
  };
}
