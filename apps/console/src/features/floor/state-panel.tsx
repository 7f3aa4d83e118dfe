import type { FloorPerson } from "@nightlight/contracts/supervisor/floor";
import { STEP_IN_REASONS, type StepInReason } from "@nightlight/domain/contact/move";
import { FORCED_INTENTS } from "@nightlight/domain/presence/presence";
import { PickPanel } from "@nightlight/ui/components/pick-panel";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { closePanel, type Anchor } from "./floor-desk.ts";
import { PanelFrame } from "./panel-frame.tsx";
import { ReasonField } from "./reason-field.tsx";
import { useFloorActs } from "./use-floor-acts.ts";

type StatePanelProps = { readonly person: FloorPerson; readonly from: Anchor };

/** Forcing what somebody is doing: conversations go on, what rings at them goes to the next. */
export function StatePanel({ person, from }: StatePanelProps) {
  const t = useTranslations("floor");
  const acts = useFloorActs();
  const [reason, setReason] = useState<StepInReason>(STEP_IN_REASONS[0]);
  return (
    <PanelFrame at={from}>
      <PickPanel
        label={t("force.label")}
        head={
          <>
            <span>{t("force.head", { name: person.name, intent: t(`intent.${person.intent}`) })}</span>
            <ReasonField value={reason} onChoose={setReason} />
          </>
        }
        searchLabel={t("force.search")}
        nothingFound={t("force.nothing")}
        options={FORCED_INTENTS.map((intent) => ({
          key: intent,
          name: t(`intent.${intent}`),
          note: t(`force.note.${intent}`),
          ...(intent === person.intent ? { whyNot: t("force.isIt") } : {}),
        }))}
        preview={() => t("force.preview")}
        confirm={t("force.confirm")}
        onPick={(key) => {
          const intent = FORCED_INTENTS.find((each) => each === key);
          closePanel();
          if (intent !== undefined) void acts.force(person, intent, reason);
        }}
        onClose={closePanel}
        hasNumbers
      />
    </PanelFrame>
  );
}
