import type { HandoverView } from "@nightlight/contracts/counsellor/handover";
import { late } from "@nightlight/door/client/late";
import { clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { handoverQuery } from "./handover-queries.ts";

const HandoverSheet = late("handover", async () => (await import("./handover-sheet.tsx")).HandoverSheet);

/** Near the end of my shift: what is still mine. At any time: what a colleague asks me to take. */
export function HandoverBar() {
  const t = useTranslations("handover");
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(handoverQuery);
  const now = useNow(30_000);
  if (data === undefined) return null;
  const words = wordsOf(data, now, t);
  return (
    <>
      {words === undefined ? null : (
        <Bar
          tone={data.asked.length > 0 ? "lamp" : "moon"}
          icon="clock"
          acts={
            <Button
              onClick={() => {
                setOpen(true);
              }}
            >
              {t("open")}
            </Button>
          }
        >
          {words}
        </Bar>
      )}
      {isOpen ? (
        <HandoverSheet
          handover={data}
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

function wordsOf(
  { asked, owned, opensAt, endsAt }: HandoverView,
  now: number,
  t: ReturnType<typeof useTranslations<"handover">>,
): string | undefined {
  const [first] = asked;
  if (first !== undefined) return t("asked", { name: first.from.name, count: asked.length });
  if (owned.length === 0) return undefined;
  if (opensAt === null || endsAt === null) return t("offShift", { count: owned.length });
  return Date.parse(opensAt) <= now ? t("still", { count: owned.length, time: clockTime(endsAt) }) : undefined;
}
