import type { Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import type { ContextBlock } from "../context/contextBlock.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import { completionDraft } from "../prompt/completionDraft.ts";
import { messageText } from "../prompt/draft.ts";
import { charactersPerToken, type PromptBudget } from "../prompt/promptBudget.ts";
import type { Route } from "../routing/route.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { isFarther, type Reach } from "../terms/destination.ts";
import { originOf } from "../terms/origin.ts";
import type { Order } from "../sending/order.ts";
import type { Outlook, Sending } from "../sending/send.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { answerShape } from "./answerShape.ts";
import type { CompletionContext } from "./completionContext.ts";
import type { CompletionEvent } from "./completionEvent.ts";
import { Flight, type FlightPlan, type Purpose } from "./flight.ts";
import { Lane } from "./lane.ts";
import type { OtherTraffic } from "./otherTraffic.ts";
import { PromptPlanner, type PlanFacts } from "./promptPlanner.ts";
import type { ServerFigures } from "./serverFigures.ts";
import { ServerMemory } from "./serverMemory.ts";
import { siteAt } from "./siteAt.ts";
import type { NoSuggestion } from "./suggestion.ts";

/** What requests are made with. */
export type RequestParts = {
  readonly sending: Pick<Sending, "send" | "outlook">;
  readonly context: CompletionContext;
  /** Whether the machine should be spared. */
  readonly eco: () => boolean;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
  readonly traffic: Pick<OtherTraffic, "isAt" | "writingAt">;
  /** Why completion is off for a document, or silent for a while. */
  readonly whyOff: (document: Pick<EditorSnapshot, "uri" | "languageId">) => NoSuggestion | undefined;
  readonly tell: (event: CompletionEvent) => void;
  /** Hears of every request that was begun. */
  readonly onStart: (flight: Flight) => void;
  readonly log: Pick<Logger, "error">;
};

/** Where and for what a request is made. */
export type Spot = {
  readonly snapshot: EditorSnapshot;
  readonly manual: boolean;
  readonly purpose: Purpose;
  /** Another answer than the likeliest one. */
  readonly variant?: number;
  /** There is time to read a prompt with other code from elsewhere in it. */
  readonly renews?: true;
  /** Nobody has typed in the document: it is only looked at. */
  readonly isOnlySeen?: true;
};

/** A request that is ready to go, and the prompt that it was written down as. */
export type ReadyRequest = {
  readonly plan: FlightPlan;
  readonly context: readonly ContextBlock[];
  readonly sent: { prompt: string };
};

/** How long it is remembered where a request would go, in milliseconds. */
const outlookMs = 250;
/** How long a request waits for code from elsewhere when it begins a new prompt anyway, in milliseconds. */
const contextWaitMs = 60;
/** A prompt that the server reads in less than this may change its context at any time, in milliseconds. */
const cheapMs = 150;

/** What nobody asked for yet goes no farther than the user's own network: a cloud costs money, and hears what was never wanted. */
const nearby: Reach = { class: "network", mayForward: true };
/** What was only looked at is nobody else's at all. */
const here: Reach = { class: "device", mayForward: false };

/** The least safe place that a request may go to, whatever else would allow more; `undefined`: somebody asked for it. */
function reachOf({ purpose, isOnlySeen }: Spot): Reach | undefined {
  if (purpose === "asked") return undefined;
  return isOnlySeen === true ? here : nearby;
}

/** Makes the requests of completion, and remembers what each told about its server. */
export class Requests {
  readonly lane = new Lane();
  readonly #parts: RequestParts;
  readonly #planner = new PromptPlanner();
  #seen: { readonly atMs: number; readonly outlook: Outlook } | undefined;
  /** What is known of each model, by the origin of its server. */
  readonly #servers = new Map<string, Map<string, ServerMemory>>();
  #isOver = false;

  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  /** What is known of the server and model of a route. */
  memory({ provider, model }: Route): ServerMemory {
    const origin = originOf(provider.url);
    const models = this.#servers.get(origin) ?? new Map<string, ServerMemory>();
    const memory = models.get(model) ?? new ServerMemory();
    this.#servers.set(origin, models.set(model, memory));
    return memory;
  }

  /** The server at an origin has answered something else: the completion's prompt may be gone from its memory. */
  chatted(origin: string): void {
    for (const memory of this.#servers.get(origin)?.values() ?? []) memory.chatted();
  }

  /** The server that would be asked, while it answers something else and has no room beside that. */
  busyServer(): ProviderConfig | undefined {
    const route = this.route();
    if (route === undefined || !this.#parts.traffic.isAt(originOf(route.provider.url))) return undefined;
    return this.#hasRoom(route) ? undefined : route.provider;
  }

  /** Whether it is worth anything to have a prompt read before it is needed; taken for granted until it was seen. */
  keepsPrefix(): boolean {
    const route = this.route();
    return route?.keepsPrefix !== false && this.figures()?.keepsPrefix !== false;
  }

  /** Whether a request would be let go, and goes no farther than it may. */
  mayReach(spot: Spot): boolean {
    const outlook = this.#outlook();
    if (!outlook.ok || outlook.value.refusal !== undefined) return false;
    const reach = reachOf(spot);
    return reach === undefined || !isFarther(outlook.value.destination, reach);
  }

  /** Where the next completion would go, as far as it is known. */
  route(): Route | undefined {
    const outlook = this.#outlook();
    return outlook.ok ? outlook.value.route : undefined;
  }

  /** What was measured of the server and model that would be asked next. */
  figures(): ServerFigures | undefined {
    const route = this.route();
    return route && this.memory(route).figures;
  }

  /** Puts a request together. Waits a moment for code from elsewhere, when the prompt begins anew. */
  async prepare(spot: Spot, signal: AbortSignal): Promise<ReadyRequest> {
    const route = this.route();
    const facts = route && this.#factsOf(route);
    const context = await this.#context(spot, facts, signal);
    const sent = { prompt: "" };
    const { tokens } = answerShape(spot.snapshot, spot.purpose, spot.manual);
    return {
      sent,
      context,
      plan: {
        ...spot,
        answerTokens: tokens,
        site: siteAt(spot.snapshot, spot.manual),
        order: this.#order(spot, context, sent),
      },
    };
  }

  /** How many characters of its prompt the server would have to read, as far as that can be told. */
  unread({ plan: { snapshot }, context }: ReadyRequest): number {
    const route = this.route();
    if (route === undefined) return 0;
    const window = this.#planner.plan(snapshot, this.#factsOf(route), context);
    const wish = { window, text: snapshot.text, answer: answerShape(snapshot, "warm", false) };
    const [message] = completionDraft(wish, route, { withheld: () => false, removed: new Set() }).messages;
    const prompt = message === undefined ? "" : messageText(message);
    return prompt.length - this.memory(route).held(prompt);
  }

  /** Sends a request, unless completion was switched off, or is over, since somebody wanted it. */
  start({ plan, sent }: ReadyRequest): Flight | undefined {
    if (this.#isOver || this.#parts.whyOff(plan.snapshot) !== undefined) return undefined;
    const flight = new Flight(plan, { ...this.#parts, mayLinger: () => !this.lane.hasWaiting });
    this.#watchRoom(flight);
    flight.afterwards(() => {
      this.#learn(flight, sent.prompt);
    });
    this.#parts.onStart(flight);
    return flight;
  }

  /** Forgets what prompts there were: the settings have changed. */
  forget(): void {
    this.#planner.forget();
    this.#seen = undefined;
  }

  /** Ends what is on its way, for good. */
  dispose(): void {
    this.#isOver = true;
    this.lane.stop();
  }

  #hasRoom(route: Route): boolean {
    return presetOf(route.provider.kind).answersMany === true || this.memory(route).figures.hasRoom;
  }

  /** A server that writes for both at once has room for both. */
  #watchRoom(flight: Flight): void {
    const { traffic } = this.#parts;
    const route = this.route();
    const chat = route && traffic.writingAt(originOf(route.provider.url));
    if (route === undefined || chat === undefined) return;
    const listener = flight.onDidProgress(() => {
      if (flight.state === "reading") return;
      listener.dispose();
      const isStillThere = traffic.writingAt(originOf(route.provider.url)) === chat;
      if (flight.state === "writing" && isStillThere) this.memory(route).figures.sawRoom();
    });
  }

  /** Only plans are made by it, and every key makes several: what really goes where is judged when it is sent. */
  #outlook(): Outlook {
    const now = this.#parts.clock();
    if (this.#seen !== undefined && now - this.#seen.atMs <= outlookMs) return this.#seen.outlook;
    const outlook = this.#parts.sending.outlook("completion");
    this.#seen = outlook.ok ? { atMs: now, outlook } : undefined;
    return outlook;
  }

  #factsOf(route: Route): PlanFacts {
    return { route, figures: this.memory(route).figures, eco: this.#parts.eco() };
  }

  /** What the last prompt held stays: another context would make the server read everything again. */
  async #context(
    { snapshot, renews }: Spot,
    facts: PlanFacts | undefined,
    signal: AbortSignal,
  ): Promise<readonly ContextBlock[]> {
    // Nothing is known of where it goes before the first look at the server.
    if (facts === undefined) return [];
    const last = this.#planner.lastContext(snapshot, facts);
    const budget = this.#planner.budget(facts);
    const mayChange = last.isOver || renews === true || readingMs(facts, budget) < cheapMs;
    if (!mayChange) return last.context;
    const wish = { tokens: budget.contextTokens, waitMs: last.isOver ? contextWaitMs : 0 };
    const found = await this.#parts.context.gather(snapshot, wish, signal);
    return found.length > 0 ? found : last.context;
  }

  #order(spot: Spot, context: readonly ContextBlock[], sent: { prompt: string }): Order {
    const { snapshot, manual, purpose, variant } = spot;
    const noFartherThan = reachOf(spot);
    const { uri, path, text } = snapshot;
    const answer = answerShape(snapshot, purpose, manual);
    return {
      task: "completion",
      // Also for a key press: completion never opens a dialog.
      trigger: "automatic",
      ...(noFartherThan && { noFartherThan }),
      files: [{ kind: "file", uri, path }, ...context.map(({ source }) => source)],
      draft: (route, limits) => {
        const facts = this.#factsOf(route);
        const allowed = context.filter(({ source }) => !limits.withheld(source));
        const window = this.#planner.plan(snapshot, facts, allowed);
        this.#planner.take(window, facts);
        const wish = { window, text, answer, ...(variant !== undefined && { variant }) };
        const draft = completionDraft(wish, route, limits);
        sent.prompt = draft.messages.map(messageText).join("");
        return draft;
      },
    };
  }

  #learn(flight: Flight, prompt: string): void {
    const { route, failure, plan, wasSent } = flight;
    if (route === undefined) return;
    // What the user took out of the document is in the next prompt no more, not even where little has changed.
    if (failure?.kind === "secretFound") this.#planner.drop(plan.snapshot, this.#factsOf(route));
    if (failure?.kind === "contextTooLong")
      this.memory(route).figures.sawTooLong(prompt.length / charactersPerToken);
    if (wasSent) this.#tell(flight, route, this.#remember(flight, route, prompt));
  }

  /** Returns the tokens of the prompt that were really read, as far as that can be told. */
  #remember(flight: Flight, route: Route, prompt: string): number | undefined {
    const { failure, wasAborted, usage, firstTextMs, plan } = flight;
    // A server that failed may not have read a word; one that was left reads on.
    if (failure !== undefined && !wasAborted) return undefined;
    const { promptTokens, promptMs } = usage;
    const lineMs = plan.purpose === "warm" ? undefined : flight.tookToLineMs;
    const told = { prompt, answer: flight.text, promptTokens, promptMs, firstTextMs, lineMs };
    return this.memory(route).learn(told);
  }

  #tell(flight: Flight, { model }: Route, evaluatedTokens: number | undefined): void {
    const { plan, firstTextMs, wasAborted, usage } = flight;
    const { promptTokens } = usage;
    this.#parts.tell({
      kind: "answered",
      ...{ model, languageId: plan.snapshot.languageId, aborted: wasAborted },
      ...(firstTextMs !== undefined && { firstTextMs }),
      ...(promptTokens !== undefined && { promptTokens }),
      ...(evaluatedTokens !== undefined && { evaluatedTokens }),
    });
  }
}

/** What reading a whole prompt would take, in milliseconds; for ever before that was measured. */
function readingMs({ figures }: PlanFacts, budget: PromptBudget): number {
  const tokens = budget.prefixTokens + budget.suffixTokens + budget.contextTokens;
  return (tokens / (figures.prefillPerS ?? 0)) * 1000;
}
