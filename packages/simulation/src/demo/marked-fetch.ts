import type { ClientOptions } from "@nightlight/contracts/client";

/** Said with every request of a demo: a server that is none refuses it. */
const PLAYED = { "nightlight-demo": "1" } as const;

/** A fetch that says that a script plays. */
export function markedFetch(fetch: ClientOptions["fetch"]): ClientOptions["fetch"] {
  return (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...PLAYED } });
}
