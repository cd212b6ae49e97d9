/** `npm start`: VS Code in the browser with Drawbridge, a sample project and a local model, until Ctrl+C. */
import { once } from "node:events";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.ts";
import { findModelServer } from "./editor/modelServer.ts";
import { startEditor } from "./editor/startEditor.ts";
import { temporaryFolder } from "./editor/temporaryFolder.ts";
import { main } from "./main.ts";
import { projectRoot } from "./tool.ts";

await main(async () => {
  if (process.platform !== "linux")
    throw new Error("npm start runs VS Code's own server, which this project starts on Linux only.");
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const stops: (() => Promise<void>)[] = [];
  const running = start(stops);
  try {
    await Promise.race([running.then(() => interrupted), interrupted]);
  } finally {
    console.log("\nEnding …");
    for (const stop of stops.reverse()) await stop();
  }
  // What was still being started or downloaded ends with this process.
  process.exit(0);
});

async function start(stops: (() => Promise<void>)[]): Promise<void> {
  console.log("Building …");
  await build({ minify: false, sourcemap: true });
  const project = await temporaryFolder("sample");
  stops.push(project.remove);
  const folder = join(project.path, "corner-shop");
  await cp(join(projectRoot, "sample"), folder, { recursive: true });
  const models = await findModelServer();
  stops.push(models.stop);
  const editor = await startEditor({
    folder,
    extension: { kind: "linked", path: projectRoot },
    settings: models.settings,
    trust: true,
    token: true,
  });
  stops.push(editor.stop);
  console.log(`
  Drawbridge is ready. Open this in a browser on this machine:

    ${editor.url()}

  Model    ${models.title}
  Chat     Ctrl+Alt+D, or "Drawbridge: Open Chat" in the command palette (F1)
  Code     open src/strings.ts, go to its end, type  function reverseString
  Project  a copy of sample/, gone when you stop

  Ctrl+C ends all of it.
`);
}
