import { useEffect, useState } from "preact/hooks";

export type Store<State> = {
  readonly get: () => State;
  readonly set: (next: State) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

/** One value in memory that screens follow. Nothing here is ever written to the device. */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next) {
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export function useStore<State extends object>(store: Store<State>): State {
  const [state, setState] = useState(store.get);
  useEffect(() => {
    const follow = () => setState(store.get());
    follow();
    return store.subscribe(follow);
  }, [store]);
  return state;
}
