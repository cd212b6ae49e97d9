import { runLayer, testLayers, type LayerOutcome } from "../testLayers.ts";

/** What each layer proves of the promise. */
const proves: Readonly<Record<string, string>> = {
  check:
    "no code outside the door can dial, and every module and URL of the bundles is listed with its purpose",
  unit: "the tables of destinations, modes and policy, while nothing in the process can dial off loopback",
  integration: "gate, door and providers against scripted servers, under the same ban",
};

/** A layer of the tests that is part of the proof. */
export type LayerProof = LayerOutcome & { readonly proves: string };

/** Runs the layers that need no walls: what is true of every request, wherever it would go. */
export async function proveLayers(): Promise<readonly LayerProof[]> {
  const proved: LayerProof[] = [];
  for (const layer of testLayers) {
    const what = proves[layer.name];
    if (what !== undefined) proved.push({ ...(await runLayer(layer)), proves: what });
  }
  return proved;
}
