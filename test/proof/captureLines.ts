import type { CaptureLine, Mark } from "../../scripts/proof/captureLog.ts";
import { captured, type CapturedName } from "./capturedPackets.ts";

type End = Extract<CaptureLine, { kind: "end" }>;

/** A captured packet as a line of the catcher's log. */
export function packetLine(name: CapturedName): CaptureLine {
  return { kind: "packet", time: 1_700_000_000, device: "lo", ...captured[name] };
}

/** A mark as a line of the catcher's log. */
export function markLine(mark: Mark): CaptureLine {
  return { kind: "mark", time: 1_700_000_000, text: JSON.stringify(mark) };
}

/** The lines of one step that measured something, with the packets seen meanwhile. */
export function stepLines(step: string, ...packets: readonly CapturedName[]): CaptureLine[] {
  return [
    markLine({ edge: "begin", step }),
    ...packets.map(packetLine),
    markLine({ edge: "end", step, measured: { bytes: 1 } }),
  ];
}

/** A log that ends as it should, or with something else about its end. */
export function completeLog(lines: readonly CaptureLine[], end: Partial<End> = {}): CaptureLine[] {
  return [
    { kind: "ready", python: "3.11.7" },
    ...lines,
    { kind: "end", exit: 0, late: false, packets: lines.length, dropped: 0, left: [], ...end },
  ];
}
