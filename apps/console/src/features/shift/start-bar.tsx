import type { PresenceView } from "@nightlight/contracts/counsellor/presence";
import { shiftName } from "@nightlight/domain/shift/shift-names";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useIsStale } from "@nightlight/door/line/line-state";
import { useLanguage } from "@nightlight/door/taste/taste";
import { clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { useCheckIn } from "./check-in.ts";

/** Over a desk that is open although the shift is not: something of an earlier shift is still here, or "later" was said. */
export function StartBar({ shift }: { readonly shift: NonNullable<PresenceView["shift"]> }) {
  const t = useTranslations("shift");
  const away = useTranslations("presence.missed");
  const problemText = useProblemText();
  const language = useLanguage();
  const checkIn = useCheckIn();
  const isStale = useIsStale();
  const now = useNow(15_000);
  if (Date.parse(shift.checkInFrom) > now) return null;
  const times = { from: clockTime(shift.startsAt), to: clockTime(shift.endsAt) };
  return (
    <Bar
      tone="moon"
      icon="clock"
      note={checkIn.isError ? problemText(checkIn.error) : t("openLead")}
      acts={
        <Button
          tone="lamp"
          whyNot={isStale ? away("away") : checkIn.isPending ? t("starting") : undefined}
          onClick={() => {
            checkIn.mutate();
          }}
        >
          {checkIn.isPending ? t("starting") : t("start")}
        </Button>
      }
    >
      {t("open", { name: shiftName(shift, language), ...times })}
    </Bar>
  );
}
