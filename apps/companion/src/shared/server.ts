import { createClient } from "@nightlight/contracts/child/client";

const PATIENCE_MS = 15_000;

/** A phone network can swallow a request whole: better no answer after a while than none for minutes. */
export const call = createClient({
  origin: "",
  async fetch(url, init) {
    if (init.keepalive === true) return fetch(url, init);
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      return await fetch(url, { ...init, signal: patience.signal });
    } finally {
      clearTimeout(timer);
    }
  },
});

/** The child's proof that this chat is theirs. It lives in memory only. */
export function asChild(token: string): { headers: Record<string, string> } {
  return { headers: { authorization: `Bearer ${token}` } };
}
