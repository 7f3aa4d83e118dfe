import { useQuery } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import { Failed, Loading } from "./query-states.tsx";

const loads = new Set<() => Promise<unknown>>();

/**
 * A part of the app that is fetched when it is first shown, so that nobody waits for it who does not need it. Without an
 * answer it says so and offers to try again: what else is on the screen stays as it is.
 */
export function late<Props extends object>(
  name: string,
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  loads.add(load);
  return function Late(props: Props) {
    const part = useQuery({
      queryKey: ["part", name],
      queryFn: async () => ({ Part: await load() }),
      staleTime: Infinity,
      gcTime: Infinity,
      refetchOnWindowFocus: false,
    });
    if (part.data === undefined) {
      return part.isError ? <Failed error={part.error} retry={() => void part.refetch()} /> : <Loading />;
    }
    const { Part } = part.data;
    return <Part {...props} />;
  };
}

/**
 * Fetches every late part, one after the other, once the first screen stands: after that neither a lost line nor a newer
 * version on the server takes one of them away. One that does not come is asked for again by whoever shows it.
 */
export async function fetchLateParts(): Promise<void> {
  for (const load of loads) await load().catch(() => undefined);
}
