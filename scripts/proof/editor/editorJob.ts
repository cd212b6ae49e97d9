/** The part of the proof in the editor, run inside the fake internet by the catcher. */
import { join } from "node:path";
import { readVisit } from "../../fakeInternet/fakeInternet.ts";
import { main } from "../../main.ts";
import { runSteps } from "../runSteps.ts";
import { createEditorContext, type EditorErrand } from "./editorContext.ts";
import { editorSteps } from "./editorSteps.ts";

/** The longest that one step may take: an editor starts in some of them. */
const stepMs = 180_000;

await main(async () => {
  const { errand, key, certificate } = await readVisit<EditorErrand>();
  const context = createEditorContext(errand, { key, cert: certificate });
  try {
    await runSteps(editorSteps(errand.form), context, {
      stepMs,
      onEnd: async (step, error) => {
        console.log(error === undefined ? `ok    ${step}` : `FAIL  ${step}  ${error}`);
        if (error !== undefined) await context.photograph(join(errand.pictures, `${step}.png`));
      },
    });
  } finally {
    await context.close();
  }
});
