import type { FloorAlert, FloorContact } from "@nightlight/contracts/supervisor/floor";
import { CALL_REASONS } from "@nightlight/domain/contact/callback";
import { PickPanel } from "@nightlight/ui/components/pick-panel";
import { useTranslations } from "use-intl";
import { closePanel, type Anchor } from "./floor-desk.ts";
import { useContactWords } from "./floor-words.ts";
import { PanelFrame } from "./panel-frame.tsx";
import { useFloorActs } from "./use-floor-acts.ts";

/** Whether an alert asks whether somebody may be called. */
export function isAboutACall(code: FloorAlert["code"] | "long_break" | "nobody_next"): boolean {
  return code === "call_undecided" || code === "broke_off_in_danger";
}

type CallPanelProps = { readonly contact: FloorContact; readonly from: Anchor };

/** One disguised call with a reason, or none any more. Nothing is chosen for the supervisor that they did not read. */
export function CallPanel({ contact, from }: CallPanelProps) {
  const t = useTranslations("floor.call");
  const contactWords = useContactWords();
  const { decideOnCall } = useFloorActs();
  const isPromised = contact.status === "callback_due";
  return (
    <PanelFrame at={from}>
      <PickPanel
        label={t("label")}
        head={<span>{t("head", { contact: contactWords(contact) })}</span>}
        searchLabel={t("search")}
        nothingFound={t("nothing")}
        options={[
          {
            key: "drop",
            name: t("drop"),
            note: t("dropNote"),
            ...(isPromised ? {} : { whyNot: t("nothingToDrop") }),
          },
          ...CALL_REASONS.map((reason) => ({
            key: reason,
            name: t("allow", { reason: t(`reason.${reason}`) }),
            note: t("allowNote"),
          })),
        ]}
        confirm={t("confirm")}
        onPick={(key) => {
          const decision = key === "drop" ? key : CALL_REASONS.find((each) => each === key);
          closePanel();
          if (decision !== undefined) void decideOnCall(contact.id, decision);
        }}
        onClose={closePanel}
        hasNumbers
      />
    </PanelFrame>
  );
}
