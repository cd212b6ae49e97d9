/**
 * What a process looks like after Drawbridge has asked in it, for hostGlobals.test.ts. Started with `transport` and the
 * address of an Ollama, it lets our own sockets ask; with `everything` and the address of an OpenAI-compatible server
 * besides, it asks both through all rooms. Then it prints what became of the globals it shares with others.
 */
import { createDirectTransport } from "../../src/egress/directTransport.ts";
import { carriage } from "../support/carriage.ts";

/** What the process found. */
export type Found = {
  /** The status of the answer, or the kind of each failure. */
  readonly came: readonly (number | string | null)[];
  readonly isFetchUntouched: boolean;
  /** Whether each of undici's two global dispatchers is as it was. */
  readonly areDispatchersUntouched: readonly boolean[];
  /** The same after undici's index was loaded, which claims them where nobody has: so it would have been seen. */
  readonly afterUndici: readonly boolean[];
};

const [, , what, ollamaUrl = "", compatibleUrl = ""] = process.argv;

function dispatchers(): readonly unknown[] {
  return ["undici.globalDispatcher.1", "undici.globalDispatcher.2"].map(
    (name): unknown => Reflect.getOwnPropertyDescriptor(globalThis, Symbol.for(name))?.value,
  );
}

async function askOnce(): Promise<Found["came"]> {
  const carried = await createDirectTransport().carry(carriage(ollamaUrl));
  if (!carried.ok) return [carried.error.kind];
  for await (const piece of carried.value.body) if (piece.length === 0) return ["empty"];
  return [carried.value.status];
}

async function askBoth(): Promise<Found["came"]> {
  const { startHeadless } = await import("../support/headless.ts");
  const { recordedModel } = await import("../support/scripted/ollamaModels.ts");
  const { ollamaProvider } = await import("../../src/settings/providerConfig.ts");
  const { ask } = await import("./ask.ts");
  const { compatible } = await import("./stage.ts");
  const bridge = await startHeadless({
    providers: [ollamaProvider(ollamaUrl), compatible({ url: compatibleUrl })],
    onConfirm: () => true,
  });
  const local = await ask(bridge);
  const other = await ask(bridge, { model: { provider: "lm", model: recordedModel.name } });
  bridge.dispose();
  return [local.failure?.kind ?? null, other.failure?.kind ?? null];
}

// Node's own dispatcher is made when anything of its fetch is first looked at, as the openai package does.
if (what === "everything") new Headers();
const { fetch } = globalThis;
const before = dispatchers();
const untouched = (): readonly boolean[] => dispatchers().map((now, index) => now === before[index]);

const came = what === "everything" ? await askBoth() : await askOnce();
const found = { came, isFetchUntouched: globalThis.fetch === fetch, areDispatchersUntouched: untouched() };
await import("undici");
process.stdout.write(JSON.stringify({ ...found, afterUndici: untouched() } satisfies Found));
