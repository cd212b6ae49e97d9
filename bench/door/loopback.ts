import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createDirectTransport } from "../../src/egress/directTransport.ts";
import { createDoor, type Door } from "../../src/egress/door.ts";
import { createEditorTransport } from "../../src/egress/editorTransport.ts";
import { clearErrand } from "../../src/gate/clear.ts";
import type { ClearedRequest } from "../../src/gate/clearedRequest.ts";
import type { PolicyWatch } from "../../src/gate/policy.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { rememberingLog } from "../../test/support/headless.ts";
import { tellingLedger } from "../../test/support/ledgers.ts";

/** Starts a server on a free port of this machine, which is returned. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A door under a policy; the disk is measured by the ledger's own area. */
export function openDoor(policy: PolicyWatch): Door {
  return createDoor({
    direct: () => Promise.resolve(createDirectTransport()),
    editor: createEditorTransport(),
    ledger: tellingLedger(() => undefined),
    policy,
    keys: { keyFor: () => Promise.resolve(undefined) },
    log: rememberingLog().log,
    workspace: "bench",
    clock: () => performance.now(),
  });
}

/** A request to a server on this machine, cleared under the policy in force. */
export function clearedFor(port: number, policy: PolicyWatch): ClearedRequest {
  const provider = ollamaProvider(`http://127.0.0.1:${port}`);
  const evidence = {
    url: provider.url,
    resolved: [],
    ownAddresses: [],
    declaredHosts: [],
    place: { kind: "here" },
    report: { kind: "errand" },
  } as const;
  const cleared = clearErrand({ errand: { kind: "version" }, provider, evidence, policy: policy.current() });
  if (cleared?.ok !== true) throw new Error("the gate refused an errand to loopback");
  return cleared.value;
}
