import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { openSourceControl } from "../../test/e2e/page/sourceControl.ts";
import { gitIn } from "../../test/support/gitIn.ts";
import { script, type EditStage } from "./editStage.ts";
import { hold, type Measured } from "./step.ts";

const written = "feat: keep the invoice's number";

/** A message is written into the box of Source Control from what is staged alone; committing is left to the person. */
export async function commitMessage(stage: EditStage): Promise<Measured> {
  const { page, folder, picture, scripted } = stage;
  const git = gitIn(folder);
  await appendFile(join(folder, "src", "invoice.ts"), "\nexport const invoiceNumber = 1;\n");
  await appendFile(join(folder, "src", "strings.ts"), "\nexport const notStaged = true;\n");
  git("add", "src/invoice.ts");
  script(stage, written, "slowly");
  const view = await openSourceControl(page);
  await view.seesStaged();
  const commits = git("rev-list", "--count", "HEAD").trim();
  await view.clickIcon();
  await view.holds(written);
  await picture();
  const { body = "" } = scripted.requests.findLast(({ path }) => path === "/api/chat") ?? {};
  hold(body.includes("invoiceNumber"), "the model was not told what is staged");
  hold(!body.includes("notStaged"), "the model was told what is not staged");
  hold(body.includes("such as fix, feat"), "the model was not told how this repository writes");
  hold(git("rev-list", "--count", "HEAD").trim() === commits, "something was committed");
  return {
    message: await view.message(),
    bytesAsked: body.length,
    commitsBefore: commits,
    commitsAfter: commits,
  };
}
