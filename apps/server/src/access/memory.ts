type Kept<Value> = { readonly value: Value; readonly until: number };

/** Looking up again whatever is older than this bounds what is kept of whoever has gone, and how old a name may be. */
const KEPT_MS = 2_000;
/** Far more than there are counsellors and gateways; reached only by a flood of keys. */
const KEPT_AT_MOST = 2_000;

/**
 * Whom a token belonged to a moment ago, by the token's hash. It opens nothing by itself: an actor found here is marked,
 * and the database fails each of its transactions when what is remembered no longer holds.
 */
export type Memory<Value> = {
  get(hash: Buffer): Value | undefined;
  keep(hash: Buffer, value: Value): void;
  forget(hash: Buffer): void;
};

/** Creates an empty memory. `now` counts milliseconds and never goes back. */
export function createMemory<Value>(now: () => number = () => performance.now()): Memory<Value> {
  const kept = new Map<string, Kept<Value>>();
  return {
    get(hash) {
      const name = hash.toString("base64");
      const found = kept.get(name);
      if (found === undefined || found.until > now()) return found?.value;
      kept.delete(name);
      return undefined;
    },
    keep(hash, value) {
      // The oldest were kept first.
      if (kept.size >= KEPT_AT_MOST) for (const name of [...kept.keys()].slice(0, KEPT_AT_MOST / 2)) kept.delete(name);
      kept.set(hash.toString("base64"), { value, until: now() + KEPT_MS });
    },
    forget(hash) {
      kept.delete(hash.toString("base64"));
    },
  };
}
