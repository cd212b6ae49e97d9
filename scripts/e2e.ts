/**
 * `npm run test:e2e`: what a person does, in the real editor, with Chromium. Arguments run only the test files whose
 * names contain one of them: `npm run test:e2e -- firstLook`.
 */
import { build } from "./build.ts";
import { endOnSignal } from "./editor/endOnSignal.ts";
import { runBrowserTests } from "./editor/runBrowserTests.ts";
import { main } from "./main.ts";

await main(async () => {
  endOnSignal();
  await runBrowserTests({
    folder: "e2e",
    wanted: process.argv.slice(2),
    prepare: () => build({ minify: false, sourcemap: true }),
  });
});
