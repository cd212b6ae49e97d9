import { join } from "node:path";
import { runCommand } from "../../../test/e2e/page/commandPalette.ts";
import { openFile } from "../../../test/e2e/page/textEditor.ts";
import { makeHostileProject } from "../../demo/hostileProject.ts";
import { pictureSettings, pictureViewport } from "../../demo/shot.ts";
import { openEditor } from "../../editor/openEditor.ts";
import { startEditor } from "../../editor/startEditor.ts";
import { temporaryFolder } from "../../editor/temporaryFolder.ts";
import type { Measured, Step } from "../step.ts";
import type { EditorContext } from "./editorContext.ts";
import { runControl } from "./runControl.ts";

/** One run of the same editor, on the same project, without Drawbridge: files, typing, commands and a page. */
export function baselineStep(number: number): Step<EditorContext> {
  return { name: `without Drawbridge, run ${number}`, baseline: true, run: driveEditorAlone };
}

async function driveEditorAlone({ errand }: EditorContext): Promise<Measured> {
  const project = await temporaryFolder("baseline");
  const folder = join(project.path, "corner-shop");
  await makeHostileProject(folder);
  const server = await startEditor({
    ...{ folder, trust: true, extension: { kind: "none" }, beside: errand.controls },
    settings: pictureSettings,
  });
  try {
    const editor = await openEditor(server.url(), { viewport: pictureViewport, resolver: "system" });
    try {
      const { page, browser } = editor;
      await openFile(page, "README.md");
      const code = await openFile(page, "sum.ts");
      await code.goToEnd();
      await code.type("\nexport const one = 1;\n");
      await code.save();
      await runCommand(page, "View: Toggle Primary Side Bar Visibility");
      await runControl(page, "quietPage");
      await openFile(page, "prices.ts");
      return { chromium: browser.version(), files: 3 };
    } finally {
      await editor.stop();
    }
  } finally {
    await server.stop();
    await project.remove();
  }
}
