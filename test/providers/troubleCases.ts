/** Servers that fail, and people who stop: what comes of it. */
import {
  cutAfter,
  cutAfterBytes,
  emptyBody,
  errorAfter,
  failsWith,
  giantLineAfter,
  hang,
  hangAfter,
  html,
  redirectTo,
  reset,
  resetAfterHeaders,
  says,
  withoutDone,
  type Fault,
} from "../support/scripted/faults.ts";
import type { SendEvent } from "../../src/sending/sendEvent.ts";
import { openBench, outcomeOf, type Bench } from "./bench.ts";
import { asked, type ConformanceCase, type Expected } from "./conformanceCase.ts";
import type { Format } from "./formats.ts";
import * as shapes from "./vendorShapes.ts";

const statuses = (
  status: number,
  expected: Expected,
  options: Parameters<typeof failsWith>[1] & { readonly as?: string } = {},
): ConformanceCase =>
  asked(`status ${status}${options.as ?? ""}`, expected, { faults: () => [failsWith(status, options)] });

const bodies = (
  name: string,
  expected: Expected,
  pick: (format: Format) => readonly [number, string] | undefined,
): ConformanceCase =>
  asked(name, expected, {
    faults: (format) => {
      const [status, body] = pick(format) ?? [500, ""];
      return [failsWith(status, { body })];
    },
  });

/** Stops at some point, and says whether the server saw it. */
function stopped(
  name: string,
  expected: string,
  {
    fault,
    when,
  }: { readonly fault: Fault; readonly when: (bench: Bench, stop: () => void) => Promise<void> },
): ConformanceCase {
  return {
    name,
    expected,
    run: async (stage, format) => {
      const bench = await openBench(stage, format, {}, fault);
      const abort = new AbortController();
      const outcome = outcomeOf(bench.send(abort.signal));
      await when(bench, () => {
        abort.abort();
      });
      const seen = await bench.server.waitFor(({ path, aborted }) => path === format.chatPath && aborted);
      return `${await outcome}, ${seen.finished ? "unseen" : "seen by the server"}`;
    },
  };
}

/** Waits until the server has the question and has said as much as it will. */
const asSoonAs =
  (tokens: number) =>
  async ({ server, format }: Bench, stop: () => void): Promise<void> => {
    await server.waitFor(({ path, tokensWritten }) => path === format.chatPath && tokensWritten >= tokens);
    stop();
  };

const date = "Wed, 21 Oct 2026 07:28:00 GMT";

/** The cases about failures and stops. */
export const troubleCases: readonly ConformanceCase[] = [
  asked("the connection cut in the middle", "a part, cut", { faults: () => [cutAfter(2)] }),
  asked("the connection cut in the middle of a line", "cut", { faults: () => [cutAfterBytes(20)] }),
  asked("the connection reset before the head", "cut", { faults: () => [reset()] }),
  asked("the connection reset behind the head", "cut", { faults: () => [resetAfterHeaders()] }),
  asked(
    "a stream that ends in order without its end",
    { ollama: "all, cut", openai: "all, counted", anthropic: "all, cut" },
    {
      faults: () => [withoutDone()],
    },
  ),
  asked("no body at all", "cut", { faults: () => [emptyBody()] }),
  asked(
    "an error in the middle of a stream",
    { ollama: "a part, serverError 200", openai: "a part, serverError 200", anthropic: "a part, overloaded" },
    { faults: () => [errorAfter(2)] },
  ),
  asked(
    "an error with a status of its own in a stream (OpenRouter)",
    { openai: "a part, serverError 502" },
    {
      faults: () => [says(shapes.openRouterError)],
    },
  ),
  statuses(400, "serverError 400"),
  statuses(401, "unauthorized"),
  statuses(402, "quota"),
  statuses(403, { ollama: "serverError 403", openai: "unauthorized", anthropic: "unauthorized" }),
  statuses(404, "modelMissing"),
  statuses(404, "malformed", { as: " from a server of another kind", body: "404 page not found" }),
  statuses(408, "serverError 408"),
  statuses(413, "contextTooLong"),
  statuses(429, "quota"),
  statuses(429, "quota, wait 7 s", { as: ", to wait 7 s", retryAfter: 7 }),
  statuses(429, "quota, wait 20 s", {
    as: ", to wait until a time",
    retryAfter: "Wed, 21 Oct 2026 07:28:20 GMT",
    date,
  }),
  statuses(500, "serverError 500"),
  statuses(503, "overloaded"),
  statuses(503, "overloaded, wait 3 s", { as: ", to wait 3 s", retryAfter: 3 }),
  statuses(529, "overloaded"),
  bodies("a prompt that is too long, in the server's own words", "contextTooLong", ({ tooLong }) => tooLong),
  bodies(
    "stopped by a filter, before the answer",
    { openai: "refusedByProvider", anthropic: "refusedByProvider" },
    ({ filtered }) => filtered,
  ),
  {
    name: "stopped by a filter, behind the answer",
    expected: { openai: "all, refusedByProvider", anthropic: "all, refusedByProvider" },
    run: async (stage, format) => {
      const answer = { tokens: ["The", " city"], doneReason: format.filteredEnd ?? "" };
      const { send } = await openBench(stage, format, { answer });
      return outcomeOf(send(), "The city");
    },
  },
  asked("a web page in place of an answer", "malformed, a page", { faults: () => [html()] }),
  asked("a web page that says 403", "malformed, a page", { faults: () => [html(403)] }),
  asked("a web page that says 502", "serverError 502", { faults: () => [html(502)] }),
  asked("a redirect", "redirected", { faults: () => [redirectTo("https://elsewhere.example/")] }),
  asked("a line of 10 MB", "a part, malformed", { faults: () => [giantLineAfter(2, 10 * 1024 * 1024)] }),
  stopped("stopped before the head", "stopped, seen by the server", { fault: hang(), when: asSoonAs(0) }),
  stopped("stopped before the first token", "stopped, seen by the server", {
    fault: hangAfter(0),
    when: asSoonAs(0),
  }),
  {
    name: "stopped in the middle",
    expected: "a part, stopped, seen by the server",
    run: async (stage, format) => {
      const { server, send } = await openBench(stage, format, {}, hangAfter(2));
      const abort = new AbortController();
      async function* stopping(): AsyncGenerator<SendEvent> {
        let pieces = 0;
        for await (const event of send(abort.signal)) {
          yield event;
          if (event.kind === "text") pieces += 1;
          if (pieces === 2) abort.abort();
        }
      }
      const outcome = await outcomeOf(stopping());
      await server.waitFor(({ path, aborted }) => path === format.chatPath && aborted);
      return `${outcome}, seen by the server`;
    },
  },
];
