import { useIsStale } from "@nightlight/door/line/line-state";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import { useIntent } from "./intent.ts";

/** After missed offers nothing more is offered; one key is the way back. Nobody is blamed. */
export function MissedOfferBar() {
  const t = useTranslations("presence.missed");
  const setIntent = useIntent();
  const isStale = useIsStale();
  const back = () => {
    setIntent.mutate({ intent: "available" });
  };
  useKey("available", back, !isStale);
  return (
    <Bar
      tone="lamp"
      icon="info"
      note={t("note")}
      acts={
        <Button
          keys={KEYS.available.cap}
          aria-keyshortcuts={spokenKeys("available")}
          onClick={back}
          whyNot={isStale ? t("away") : undefined}
        >
          {t("back")}
        </Button>
      }
    >
      {t("title")}
    </Bar>
  );
}
