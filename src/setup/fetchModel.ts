import { plainLine } from "../base/plainLine.ts";
import { recommendedModels } from "../models/recommendedModels.ts";
import { findModel } from "../routing/knownServer.ts";
import type { ProblemView } from "../protocol/messages.ts";
import type { ChoreFailure, ChoreOrder } from "../sending/chores.ts";
import type { OpenSending } from "../sending/openSending.ts";
import { pullModel, type PullPace } from "../sending/pullModel.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { isModelName } from "../terms/modelName.ts";
import { confirmChore } from "./confirmChore.ts";
import { explainChore } from "./choreWords.ts";
import { diskRoom, type DiskPort } from "./diskRoom.ts";
import { pullQuestion, roomQuestion, type PullFacts, type Question } from "./pullWords.ts";
import type { UnfinishedPulls } from "./unfinishedPulls.ts";
import { say } from "../terms/words.ts";

/** How a person takes part in a pull. */
export type FetchPort = {
  /** Asks in a dialog that only a person answers. */
  readonly ask: (question: Question) => Promise<boolean>;
  /** Shows progress while work is done; `signal` aborts when the person cancels. */
  readonly follow: <T>(
    title: string,
    work: (report: (pace: PullPace) => void, signal: AbortSignal) => Promise<T>,
  ) => Promise<T>;
};

/** What a model is fetched with. */
export type FetchParts = Pick<OpenSending, "parts" | "servers" | "chores"> & {
  readonly person: FetchPort;
  readonly disk: DiskPort;
  readonly unfinished: UnfinishedPulls;
};

/** What came of it: the model is there, a person said no, or a sentence and the ways on. */
export type Fetched =
  { readonly kind: "done" } | { readonly kind: "declined" } | ({ readonly kind: "failed" } & ProblemView);

/**
 * Has a server fetch a model, as a person asked: confirms the server where that is needed, asks with size, room and who
 * contacts whom, follows it, and learns the server's list anew. Stops and asks again when the size turns out not to fit.
 */
export async function fetchModel(
  provider: ProviderConfig,
  model: string,
  fetch: FetchParts,
): Promise<Fetched> {
  if (!isModelName(model))
    return {
      kind: "failed",
      sentence: say('"{0}" is no name of a model.', plainLine(model).slice(0, 80)),
      steps: [],
    };
  const order: ChoreOrder = { chore: { kind: "pull", model }, provider, report: { kind: "errand" } };
  if (!(await confirmChore(order, fetch))) return { kind: "declined" };
  const forecast = fetch.chores.forecast(order);
  // What the gate says no to is said by it, so that the no is recorded.
  if (forecast?.yes === undefined) return follow(order, fetch, {});
  const { destination, yes } = forecast;
  const { person, disk } = fetch;
  const facts: PullFacts = {
    model,
    server: provider.label,
    host: destination.host,
    bytes: sizeOf(provider, model, fetch),
    freeBytes: await diskRoom(destination, disk),
  };
  if (!(await person.ask(pullQuestion(facts)))) return { kind: "declined" };
  const tight = roomQuestion(facts);
  if (tight !== undefined && !(await person.ask(tight))) return { kind: "declined" };
  const freeBytes = tight === undefined ? facts.freeBytes : undefined;
  return follow({ ...order, consent: yes }, fetch, { freeBytes });
}

/** What a model's download is expected to come to: as recommended, else as large as the one that is there. */
function sizeOf(provider: ProviderConfig, model: string, { servers }: FetchParts): number | undefined {
  const server = servers.known(provider);
  const listed = server.kind === "up" ? findModel(server, model)?.bytes : undefined;
  return recommendedModels.find(({ name }) => name === model)?.bytes ?? listed;
}

/** Room that is known and that nobody has agreed to overfill, in bytes. */
type Room = { readonly freeBytes?: number | undefined };

async function follow(order: ChoreOrder, fetch: FetchParts, room: Room): Promise<Fetched> {
  const { provider, chore, consent } = order;
  const { servers, person, unfinished } = fetch;
  const ref = { provider: provider.id, model: chore.model };
  const silent = { room, report: () => undefined, signal: new AbortController().signal };
  if (consent === undefined) return told(await listen(order, fetch, silent), order);
  await unfinished.begin(ref);
  const heard = await person.follow(say("Pulling {0}", chore.model), (report, signal) =>
    listen(order, fetch, { room, report, signal }),
  );
  // The folder is guessed: whoever knows better goes on, from where it stopped.
  if (heard.kind === "noRoom" && (await person.ask(heard.question))) return follow(order, fetch, {});
  // A window that closes stops it as well: then it stays unfinished, and is offered when one opens.
  if (heard.kind !== "left") await unfinished.end(ref);
  if (heard.kind === "done") {
    servers.forgetServer(provider);
    await servers.look(provider, "person");
  }
  return told(heard, order);
}

type Listening = {
  readonly room: Room;
  readonly report: (pace: PullPace) => void;
  readonly signal: AbortSignal;
};

/** `left`: it was stopped, and not by the person. */
type Heard =
  | { readonly kind: "done" | "left" }
  /** The size became known and does not fit: whether to go on is the person's to say. */
  | { readonly kind: "noRoom"; readonly question: Question }
  | { readonly kind: "failed"; readonly failure: ChoreFailure };

async function listen(
  order: ChoreOrder,
  { chores, parts }: FetchParts,
  { room, report, signal }: Listening,
): Promise<Heard> {
  for await (const event of pullModel(order, { chores, clock: parts.clock }, signal)) {
    if (event.kind === "done") return event;
    if (event.kind === "failed")
      return event.failure.kind === "stopped" && !signal.aborted ? { kind: "left" } : event;
    const { completedBytes, totalBytes } = event.pace;
    const bytes = totalBytes > 0 ? totalBytes - completedBytes : undefined;
    const question = roomQuestion({ model: order.chore.model, bytes, freeBytes: room.freeBytes });
    // Leaving the loop closes the connection, and the server stops.
    if (question !== undefined) return { kind: "noRoom", question };
    report(event.pace);
  }
  return { kind: "left" };
}

function told(heard: Heard, { provider, chore }: ChoreOrder): Fetched {
  if (heard.kind === "done") return { kind: "done" };
  if (heard.kind === "noRoom") return { kind: "declined" };
  const failure: ChoreFailure = heard.kind === "failed" ? heard.failure : { kind: "stopped" };
  return {
    kind: "failed",
    ...explainChore(failure, { server: provider.label, model: chore.model, url: provider.url }),
  };
}
