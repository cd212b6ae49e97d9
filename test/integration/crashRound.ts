/** A window that asks the Ollama at the first argument with its ledger in the second, for as long as it is let live. */
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { startHeadless } from "../support/headless.ts";
import { ask } from "./ask.ts";

const [, , url = "", ledgerFolder = ""] = process.argv;
await ask(await startHeadless({ providers: [ollamaProvider(url)], ledgerFolder }));
