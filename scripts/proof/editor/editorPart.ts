import { dirname, join } from "node:path";
import { fakeCloud } from "../../demo/fakeCloud.ts";
import { canaries } from "../../demo/hostileProject.ts";
import { findChromium } from "../../editor/chromium.ts";
import { editorVersion, installEditor } from "../../editor/installEditor.ts";
import { temporaryFolder } from "../../editor/temporaryFolder.ts";
import { installEngine } from "../../engine/install.ts";
import { runInFakeInternet } from "../../fakeInternet/fakeInternet.ts";
import { packageVsix } from "../../package.ts";
import type { ProofPart } from "../prove.ts";
import { buildControlExtension } from "./buildControlExtension.ts";
import { controlTargets } from "./controlCommands.ts";
import type { EditorErrand, ProofForm } from "./editorContext.ts";
import { editorSteps } from "./editorSteps.ts";

const deadlineSeconds: Readonly<Record<ProofForm, number>> = { short: 600, whole: 1_200 };

/** The packaged extension in the real editor. What it needs from outside is got before the walls are up. */
export function editorPart(form: ProofForm): ProofPart {
  return {
    name: "editor",
    versions: { "code-server": editorVersion },
    plan: {
      steps: editorSteps(form),
      canaries: Object.values(canaries),
      controlCanary: controlTargets.canary,
    },
    run: (log) => runEditor(form, log),
  };
}

async function runEditor(form: ProofForm, log: string): Promise<string> {
  const [vsix] = [await packageVsix(), await installEditor(), await findChromium()];
  await installEngine((line) => {
    console.log(line);
  });
  const controls = await temporaryFolder("controls");
  try {
    await buildControlExtension(controls.path);
    const errand: EditorErrand = { vsix, controls: controls.path, form, pictures: dirname(log) };
    const script = join(import.meta.dirname, "editorJob.ts");
    const hosts = { [fakeCloud.host]: fakeCloud.address };
    await runInFakeInternet({ hosts, script, errand, log, deadlineSeconds: deadlineSeconds[form] });
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await controls.remove();
  }
}
