import { create, type StoreApi, type UseBoundStore } from "zustand";

/** What a browser remembers for whoever sits at it: taste only, never anything about a child. */
export type Remembered<Kept> = {
  readonly use: UseBoundStore<StoreApi<Kept>>;
  /** Changes some of it and remembers it where the browser allows. */
  readonly change: (change: Partial<Kept>) => void;
};

/** A store that begins with what was kept under a key, as far as `read` knows it, and keeps each change there. */
export function remembered<Kept extends object>(
  key: string,
  first: Kept,
  read: (kept: Readonly<Record<string, unknown>>) => Partial<Kept>,
): Remembered<Kept> {
  const use = create<Kept>(() => ({ ...first, ...read(keptUnder(key)) }));
  return {
    use,
    change: (change) => {
      use.setState(change);
      try {
        localStorage.setItem(key, JSON.stringify(use.getState()));
      } catch {
        // Storage may be forbidden; the change then lasts as long as the page.
      }
    },
  };
}

function keptUnder(key: string): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
