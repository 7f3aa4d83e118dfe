import { useNow } from "@nightlight/door/time/use-now";
import { lasting } from "../../shared/time.ts";

/** How long something has lasted. Silent, because it counts. */
export function TimeSince({ at, className }: { readonly at: string; readonly className?: string | undefined }) {
  const now = useNow();
  return (
    <time dateTime={at} aria-live="off" className={className}>
      {lasting(now - Date.parse(at))}
    </time>
  );
}
