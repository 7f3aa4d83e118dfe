import type { DeskView } from "@nightlight/contracts/counsellor/contact";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { useLiveState } from "../shared/live/live-state.ts";

/** The one assertive region, for danger only; and the tab's title, which says in the background that somebody waits. */
export function DangerRegion({ desk }: { readonly desk: DeskView | undefined }) {
  const t = useTranslations("danger");
  const returned = useLiveState((state) => state.returned.length > 0);
  const hasOffer = (desk?.offers.length ?? 0) > 0;
  const isImmediate = desk?.offers.some(({ lane }) => lane === "immediate") === true;
  const title = hasOffer ? t("titleOffer") : t("title");

  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <p className="spoken" aria-live="assertive" aria-atomic="true">
      {isImmediate ? t("immediate") : returned ? t("returned") : ""}
    </p>
  );
}
