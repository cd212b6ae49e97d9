/**
 * The two files of undici that the direct transport uses. The package's index is not imported: loading it would claim
 * the extension host's global dispatcher, through which every other extension's `fetch` then runs.
 */
declare module "undici/lib/dispatcher/client.js" {
  import { Client } from "undici";
  export = Client;
}
declare module "undici/lib/api/api-request.js" {
  import type { Dispatcher } from "undici";
  function request(
    this: Dispatcher,
    options: Dispatcher.RequestOptions,
    callback: (error: Error | null, data: Dispatcher.ResponseData) => void,
  ): void;
  export = request;
}
