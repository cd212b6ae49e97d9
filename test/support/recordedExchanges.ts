import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A phase of the recording made with a real Ollama 0.24.0: `base` local use, `cloud` cloud models while offline,
 * `nocloud` with the cloud disabled, `stub` with a local stand-in for the cloud.
 */
export type RecordedPhase = "base" | "cloud" | "nocloud" | "stub";

/** One recorded request with the answer it got. */
export type RecordedExchange = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** As sent. Absent when the request had none, and in the two `num_ctx` exchanges, whose long one was not kept. */
  readonly requestBody?: string;
  readonly status: number;
  /** Null when the answer had no such header. */
  readonly contentType: string | null;
  readonly chunked: boolean;
  /** Byte for byte, or head and tail joined by `cutMark` when `cut`. */
  readonly body: string;
  /** The length of the whole body, also when it was cut. */
  readonly bytes: number;
  readonly cut: boolean;
};

/** What stands in a cut body between its head and its tail. */
export const cutMark = "\n ...[cut]...\n";

const fixtures = join(import.meta.dirname, "../fixtures/ollama-recorded");
const request = /^> (?<method>[A-Z]+) (?<path>\S+) (?<body>.*)$/u;
const answer =
  /^< (?<status>\d{3}) [^|]+ \| Content-Type: (?<type>[^|]+) \| TE: (?<encoding>\S*) \| \S+ \| (?<bytes>\d+) bytes$/u;

/** Reads one phase of the recording, in the order in which it was recorded. */
export function readRecording(phase: RecordedPhase): RecordedExchange[] {
  const text = readFileSync(join(fixtures, `${phase}.txt`), "utf8").replaceAll("\r\n", "\n");
  const sections = text.split(/^### /mu).slice(1);
  // The recording ends with what a command line printed: those sections hold no exchange.
  return sections.filter((section) => section.includes("\n> ")).map(readSection);
}

/** The exchange of that name, or an error naming what is missing. */
export function recordedExchange(phase: RecordedPhase, name: string): RecordedExchange {
  const found = readRecording(phase).find((exchange) => exchange.name === name);
  if (found === undefined) throw new Error(`The ${phase} recording has no exchange "${name}".`);
  return found;
}

function readSection(section: string): RecordedExchange {
  const [name = "", sent = "", got = "", ...rest] = section.split("\n");
  const asked = request.exec(sent)?.groups;
  const told = answer.exec(got)?.groups;
  if (asked === undefined || told === undefined)
    throw new Error(`The recorded exchange "${name}" is malformed.`);
  const bytes = Number(told["bytes"]);
  return {
    name: name.trim(),
    method: asked["method"] ?? "",
    path: asked["path"] ?? "",
    ...(asked["body"] !== "" && asked["body"] !== undefined && { requestBody: asked["body"] }),
    status: Number(told["status"]),
    contentType: told["type"] === "None" ? null : (told["type"] ?? null),
    chunked: told["encoding"] === "chunked",
    bytes,
    ...readBody(name, rest.join("\n"), bytes),
  };
}

/** The recording tells the length of each body; what follows it are remarks of whoever recorded. */
function readBody(name: string, text: string, bytes: number): Pick<RecordedExchange, "body" | "cut"> {
  const mark = text.indexOf(cutMark);
  if (mark >= 0) {
    const end = text.indexOf("\n", mark + cutMark.length);
    return { body: text.slice(0, end < 0 ? text.length : end), cut: true };
  }
  const whole = Buffer.from(text);
  if (whole.length < bytes) throw new Error(`The body of "${name}" is shorter than it says.`);
  return { body: whole.subarray(0, bytes).toString(), cut: false };
}
