/**
 * `npm run test:provider -- KIND`: asks a real server of that kind, given by environment variables that docs/providers.md
 * lists, a few short questions through the same gate, door and wire format as the editor does.
 */
import { parseProviderUrl } from "../src/settings/serverUrl.ts";
import type { ProviderConfig } from "../src/settings/providerConfig.ts";
import { presetOf, providerKinds, type ProviderKind } from "../src/settings/providerPresets.ts";
import { openRealServer } from "../test/providers/openRealServer.ts";
import { realCases } from "../test/providers/realCases.ts";
import { main } from "./main.ts";

function kindNamed(name: string | undefined): ProviderKind {
  const kind = providerKinds.find((each) => each === name);
  if (kind === undefined)
    throw new Error(`Usage: npm run test:provider -- KIND, one of ${providerKinds.join(", ")}.`);
  return kind;
}

function providerFor(kind: ProviderKind, url: string | undefined): ProviderConfig {
  const read = parseProviderUrl(url, kind);
  if (!read.ok) throw new Error(`DRAWBRIDGE_PROVIDER_URL ${read.error}.`);
  return { id: "tried", kind, url: read.value, label: presetOf(kind).name, models: [] };
}

await main(async () => {
  const { DRAWBRIDGE_PROVIDER_URL, DRAWBRIDGE_PROVIDER_KEY, DRAWBRIDGE_PROVIDER_MODEL } = process.env;
  const kind = kindNamed(process.argv[2]);
  const provider = providerFor(kind, DRAWBRIDGE_PROVIDER_URL);
  if (presetOf(kind).key === "required" && DRAWBRIDGE_PROVIDER_KEY === undefined)
    throw new Error(`${provider.label} needs a key: set DRAWBRIDGE_PROVIDER_KEY.`);
  const wishes = { key: DRAWBRIDGE_PROVIDER_KEY, model: DRAWBRIDGE_PROVIDER_MODEL };
  const server = await openRealServer(provider, wishes);
  console.log(`${provider.label} at ${provider.url}, model ${server.model}`);
  const results: boolean[] = [];
  for (const { name, run } of realCases) {
    const found = await run(server);
    if (found === undefined) console.log(`  –       ${name}: not asked of this kind`);
    else {
      results.push(found.holds);
      console.log(`  ${found.holds ? "ok     " : "FAILED "} ${name}: ${found.said}`);
    }
  }
  server.bridge.dispose();
  const passed = results.filter(Boolean).length;
  console.log(`${passed} passed, ${results.length - passed} failed`);
  process.exitCode = passed === results.length ? 0 : 1;
});
