import { useQuery } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import { Failed, Loading } from "./query-states.tsx";

/**
 * A part of the app that is fetched when it is first shown, so that nobody waits for it who does not need it. Without an
 * answer it says so and offers to try again: what else is on the screen stays as it is.
 */
export function late<Props extends object>(
  name: string,
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
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
