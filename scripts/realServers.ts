/**
 * `npm run test:real-servers`: Drawbridge against model servers that others wrote, without the editor and in the
 * packaged one. The first run builds one of them, which takes about 10 minutes. Arguments run only the test files whose
 * names contain one of them: `npm run test:real-servers -- langchain`.
 */
import { endOnSignal } from "./editor/endOnSignal.ts";
import { runBrowserTests } from "./editor/runBrowserTests.ts";
import { main } from "./main.ts";
import { installLangchain } from "./realServers/startLangchain.ts";
import { installLlamaCppPython } from "./realServers/startLlamaCppPython.ts";

await main(async () => {
  if (process.platform !== "linux") throw new Error("The real servers are tried on Linux; this is not one.");
  endOnSignal();
  await runBrowserTests({
    folder: "realServers",
    wanted: process.argv.slice(2),
    prepare: async () => {
      await installLangchain(console.log);
      await installLlamaCppPython(console.log);
    },
  });
});
