import type { Answer } from "../egress/answer.ts";
import type { DoorFailure } from "../egress/doorFailure.ts";
import type { WireRequest } from "../gate/wireRequest.ts";
import type { Draft } from "../prompt/draft.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import type { ListedModels } from "./listedModels.ts";
import type { Route } from "../routing/route.ts";
import type { Result } from "../base/result.ts";
import type { WireFormat } from "../settings/providerPresets.ts";
import type { Chore, Question } from "../terms/errand.ts";

/** Why a server's answer is not one. */
export type ProviderFailure =
  | { readonly kind: "unauthorized" }
  | { readonly kind: "modelMissing" }
  /** Too many requests or no credit left; `retryAfterS` in seconds when the server said. */
  | { readonly kind: "quota"; readonly retryAfterS?: number }
  | { readonly kind: "overloaded"; readonly retryAfterS?: number }
  /** `canShorten`: there were earlier turns in it, which can be left out; whoever sent it knows, no server says so. */
  | { readonly kind: "contextTooLong"; readonly canShorten?: true }
  /** The answer does not follow the protocol; `isPage`: it is a web page, so the address leads to something else. */
  | { readonly kind: "malformed"; readonly isPage?: true }
  /** It chats, and has no request that continues a text. */
  | { readonly kind: "continuesNothing" }
  /** The provider's own rules or filter stopped it; `reason` is its text, at most 300 characters, for display only. */
  | { readonly kind: "refusedByProvider"; readonly reason: string }
  /** The stream ended before the answer did. */
  | { readonly kind: "cut"; readonly code: string }
  /** The server answered with an error of its own; `message` is its text, at most 300 characters, for display only. */
  | { readonly kind: "serverError"; readonly status: number; readonly message: string }
  /** The answer says that another host made it, although the pre-flight said otherwise. */
  | { readonly kind: "forwarded"; readonly host: string };

/** What the server counted; absent where it did not. Durations in milliseconds. */
export type Usage = {
  readonly promptTokens?: number;
  /** Time the server spent on the prompt: on the tokens that it did not have already. */
  readonly promptMs?: number;
  readonly answerTokens?: number;
  /** Time the server spent on the answer's tokens; where it does not say, as measured from the first to the last. */
  readonly answerMs?: number;
};

/** One step of an answer. `end` or `failed` is the last. */
export type Delta =
  | {
      readonly kind: "text";
      readonly text: string;
      /** The log-probabilities of its tokens, where they were asked for and the server gives them. */
      readonly logprobs?: readonly number[];
    }
  /** What the model thinks before it answers; no part of the answer. */
  | { readonly kind: "thinking"; readonly text: string }
  | { readonly kind: "end"; readonly reason: "stop" | "length"; readonly usage: Usage }
  | { readonly kind: "failed"; readonly failure: ProviderFailure | DoorFailure };

/** Why a server did not fetch a model, beyond what can go wrong with any request. */
export type PullFailure =
  /** Its registry does not know the model. */
  | { readonly kind: "noSuchModel" }
  /** It could not reach its registry. */
  | { readonly kind: "registryUnreachable" }
  /** Its disk is full. */
  | { readonly kind: "diskFull" };

/** What a server is doing about a pull, in its order. */
export type PullPhase = "asking" | "downloading" | "checking" | "finishing";

/** How far a pull is, over all layers of the model that the server has told of so far. Sizes in bytes. */
export type PullProgress = {
  readonly phase: PullPhase;
  readonly completedBytes: number;
  /** 0: not known yet. The weights, by far the largest layer, come first. */
  readonly totalBytes: number;
};

/** One step of a chore. */
export type ChoreStep =
  | { readonly kind: "progress"; readonly progress: PullProgress }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly failure: PullFailure | ProviderFailure | DoorFailure };

/** What a question brought home. */
export type ErrandAnswer =
  | { readonly kind: "version"; readonly version: string }
  | { readonly kind: "status"; readonly cloudDisabled: boolean }
  | ({ readonly kind: "list" } & ListedModels)
  | ({ readonly kind: "show" } & ShownModel)
  | { readonly kind: "loaded"; readonly models: readonly LoadedModel[] };

/** What a server tells about one model when it is asked about that one. */
export type ShownModel = Pick<
  KnownModel,
  "remoteHost" | "contextTokens" | "can" | "infill" | "parameters" | "quantisation"
>;

/** A model in a server's memory: identity of its weights, and the memory it takes in bytes. */
export type LoadedModel = { readonly digest: string; readonly bytes: number };

/** One exchange: what was asked, in which bytes, and the answer as it begins. */
export type Exchange = {
  readonly draft: Draft;
  readonly route: Route;
  readonly wire: WireRequest;
  readonly answer: Answer;
};

/** A wire format. It sees bytes and writes bytes; it can neither open a connection nor read a key. */
export type Provider = {
  /** Writes a draft down as exact bytes. Pure: the same draft and route give the same bytes. */
  readonly encode: (draft: Draft, route: Route) => Promise<WireRequest>;
  /** Reads an answer as it streams. Never throws; a failure is the last delta. */
  readonly decode: (exchange: Exchange) => AsyncIterable<Delta>;
  /** Reads the answer to a question. */
  readonly readErrand: (
    errand: Question,
    answer: { readonly status: number; readonly body: string },
  ) => Result<ErrandAnswer, ProviderFailure>;
  /**
   * Follows a chore as its answer comes; absent where servers take none. Never throws; `done` or `failed` is the last
   * step.
   */
  readonly followChore?: (
    chore: Chore,
    answer: Pick<Answer, "status" | "body" | "headers">,
  ) => AsyncIterable<ChoreStep>;
};

/** Loads a wire format when it is first needed. */
export type LoadProvider = (wire: WireFormat) => Promise<Provider>;
