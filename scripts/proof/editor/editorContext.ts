import { openCloudStage, type CloudStage } from "../../demo/cloudStage.ts";
import { startScriptedServer, type ScriptedServer } from "../../../test/support/scriptedServer.ts";
import { everyEntry } from "../everyProvider.ts";
import type { Album } from "../../demo/album.ts";

/** What the job in the editor is told. */
export type EditorErrand = {
  readonly vsix: string;
  /** The folder of the control extension. */
  readonly controls: string;
  readonly form: ProofForm;
  /** The folder for pictures of what went wrong. */
  readonly pictures: string;
};

/** How much is proved: what fits into a test run, or everything. */
export type ProofForm = "short" | "whole";

/** Of the fake cloud: PEM texts. */
export type Tls = { readonly key: string; readonly cert: string };

/** The editor that the main steps drive, and a server beside those of its stage that may forward what it gets. */
export type ProofStage = CloudStage & { readonly forwarder: ScriptedServer };

/** What the steps in the editor work with. */
export type EditorContext = {
  readonly errand: EditorErrand;
  /** Opens the editor of the main steps. */
  readonly open: () => Promise<ProofStage>;
  /** That editor; throws when it did not open. */
  readonly stage: () => ProofStage;
  /** Takes a picture of it, when it is open. */
  readonly photograph: (path: string) => Promise<void>;
  /** Closes it, when it is open. */
  readonly close: () => Promise<void>;
};

/** The model of the server that may forward. */
export const forwarderModel = "passing-on-1";

/** A host of the user's network, which no mode of the first steps allows. */
const networkHost = "10.9.8.7";

/** Nothing is photographed here. */
const noAlbum = (): Album => ({
  turnTo: () => undefined,
  take: () => Promise.resolve(),
  takeInContrast: () => Promise.resolve(),
  taken: () => 1,
});

/** Makes the context; nothing is open yet. */
export function createEditorContext(errand: EditorErrand, tls: Tls): EditorContext {
  let opened: { readonly stage: ProofStage; readonly close: () => Promise<void> } | undefined;
  return {
    errand,
    open: async () => {
      opened = await openProofStage(errand, tls);
      return opened.stage;
    },
    stage: () => {
      if (opened === undefined) throw new Error("the editor is not open");
      return opened.stage;
    },
    photograph: async (path) => {
      await opened?.stage.page.screenshot({ path });
    },
    close: async () => {
      await opened?.close();
      opened = undefined;
    },
  };
}

async function openProofStage(
  { vsix, controls }: EditorErrand,
  tls: Tls,
): Promise<{ readonly stage: ProofStage; readonly close: () => Promise<void> }> {
  const forwarder = await startScriptedServer({ speaks: ["openai"], models: [{ name: forwarderModel }] });
  const compatible = { kind: "openaiCompatible" };
  try {
    const { stage, close } = await openCloudStage({
      ...{ vsix, tls, album: noAlbum, beside: controls },
      settings: {
        "drawbridge.completion.enabled": true,
        // One of the steps has a commit message written.
        "git.enabled": true,
        "drawbridge.network.hosts": [networkHost],
        // Else the list of the editor's own words stands in front of a suggestion.
        "editor.quickSuggestions": { other: "off" },
      },
      providers: {
        forwarder: { ...compatible, url: `${forwarder.url}/v1`, label: "Forwarder" },
        ...everyEntry(["ollama", "openaiCompatible", "openai"]),
        team: { ...compatible, url: `http://${networkHost}:8000/v1`, label: "Team", models: ["team-1"] },
      },
    });
    const closeAll = async (): Promise<void> => {
      await close();
      await forwarder.stop();
    };
    return { stage: { ...stage, forwarder }, close: closeAll };
  } catch (error) {
    await forwarder.stop();
    throw error;
  }
}
