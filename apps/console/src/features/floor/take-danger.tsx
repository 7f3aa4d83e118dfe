import type { FloorContact } from "@nightlight/contracts/supervisor/floor";
import { meQuery } from "@nightlight/door/session/me-query";
import { Button } from "@nightlight/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { placesOf } from "../../shared/place.ts";
import { useFloorActs } from "./use-floor-acts.ts";

const WAITING: ReadonlySet<FloorContact["status"]> = new Set(["queued", "orphaned", "offered"]);

/** Whether a contact is one that a supervisor may take themselves. */
export function isTakable({ lane, status }: Pick<FloorContact, "lane" | "status">): boolean {
  return lane === "immediate" && WAITING.has(status);
}

/** Whether I could talk with somebody: a supervisor who also counsels has a desk. */
export function useCanTake(): boolean {
  const { data } = useQuery(meQuery);
  return placesOf(data?.roles ?? []).includes("desk");
}

type TakeDangerProps = {
  readonly contactId: string;
  readonly isSmall?: boolean;
  readonly whyNot: string | undefined;
  /** Whether the key means this one. */
  readonly hasKey?: boolean;
};

/** One press, from the first second: a child in danger is mine, or I read who was faster. */
export function TakeDanger({ contactId, isSmall = false, whyNot, hasKey = true }: TakeDangerProps) {
  const t = useTranslations("floor.act");
  const { take } = useFloorActs();
  if (!useCanTake()) return null;
  return (
    <Button
      tone="lamp"
      size={isSmall ? "small" : "control"}
      tabIndex={isSmall ? -1 : 0}
      whyNot={whyNot}
      {...(hasKey ? { keys: KEYS.take.cap, "aria-keyshortcuts": spokenKeys("take") } : {})}
      onClick={() => void take(contactId)}
    >
      {t("take")}
    </Button>
  );
}
