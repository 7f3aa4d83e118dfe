import { STEP_IN_REASONS, type StepInReason } from "@nightlight/domain/contact/move";
import { PickPanel } from "@nightlight/ui/components/pick-panel";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Floor } from "../../shared/live/floor/use-floor.ts";
import { closePanel, type OpenPanel } from "./floor-desk.ts";
import { useContactWords } from "./floor-words.ts";
import { MovePreview } from "./move-preview.tsx";
import { QUEUE, RELEASE, useTargets } from "./move-targets.ts";
import { PanelFrame } from "./panel-frame.tsx";
import { ReasonField } from "./reason-field.tsx";
import { useFloorActs } from "./use-floor-acts.ts";

type MovePanelProps = { readonly floor: Floor; readonly panel: Extract<OpenPanel, { kind: "move" }> };

/** "Move to…": whom, with what reason; what will follow stands below before it is done. */
export function MovePanel({ floor, panel }: MovePanelProps) {
  const { what, versions, from, proposed } = panel;
  const t = useTranslations("floor.move");
  const acts = useFloorActs();
  const contactWords = useContactWords();
  const [reason, setReason] = useState<StepInReason>(STEP_IN_REASONS[0]);
  const contacts = [...versions.keys()].flatMap((id) => floor.contacts.get(id) ?? []);
  const options = useTargets(floor, contacts, proposed);
  const [only] = contacts;
  const head =
    "allOf" in what
      ? t("headAll", { name: floor.people.get(what.allOf)?.name ?? "", count: contacts.length })
      : contacts.length === 1 && only !== undefined
        ? t("headOne", {
            contact: contactWords(only),
            from: only.owner?.name ?? "",
            hasOwner: String(only.owner !== null),
          })
        : t("headMany", { count: contacts.length });
  const pick = (key: string) => {
    closePanel();
    if (key === RELEASE) {
      if (only !== undefined) void acts.release(only.id, versions.get(only.id) ?? only.version, reason);
      return;
    }
    const to = key === QUEUE ? null : key;
    void acts.move({ what, to, reason, versions }, to === null ? undefined : floor.people.get(to)?.name);
  };
  return (
    <PanelFrame at={from}>
      <PickPanel
        label={t("label")}
        head={
          <>
            <span>{head}</span>
            <ReasonField value={reason} onChoose={setReason} />
          </>
        }
        searchLabel={t("search")}
        nothingFound={t("nobody")}
        options={options}
        preview={(key) =>
          key === RELEASE ? (
            t("releaseNote")
          ) : (
            <MovePreview what={what} to={key === QUEUE ? null : key} name={floor.people.get(key)?.name ?? ""} />
          )
        }
        confirm={t("confirm")}
        onPick={pick}
        onClose={closePanel}
        hasNumbers
      />
    </PanelFrame>
  );
}
