import type { ReactNode } from "react";
import { addressOf, goTo, type PlaceName } from "./place.ts";

type PlaceLinkProps = {
  readonly at: PlaceName;
  readonly filter?: Readonly<Record<string, string>>;
  readonly className?: string | undefined;
  readonly isHere?: boolean;
  readonly children: ReactNode;
};

/** A link to a place of the console: it opens here without a new page, and elsewhere as any link does. */
export function PlaceLink({ at, filter = {}, className, isHere = false, children }: PlaceLinkProps) {
  return (
    <a
      href={addressOf(at, filter)}
      className={className}
      aria-current={isHere ? "page" : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        goTo(at, filter);
      }}
    >
      {children}
    </a>
  );
}
