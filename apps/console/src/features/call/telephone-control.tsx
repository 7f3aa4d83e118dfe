import { late } from "@nightlight/door/client/late";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useTelephone } from "../../shared/softphone/telephone.ts";
import { softphone } from "../../shared/softphone/use-softphone.ts";

const TelephoneSheet = late("telephone", async () => (await import("./telephone-sheet.tsx")).TelephoneSheet);

/** This browser's telephone, in a word: ready, or why no call can be offered here and what to do. */
export function TelephoneControl() {
  const t = useTranslations("call.telephone");
  const status = useTelephone((state) => state.status);
  const [isOpen, setOpen] = useState(false);
  if (status === "none") return null;
  const isOff = status === "off";
  const isReady = status === "ready";
  return (
    <>
      <Button
        tone={isReady ? "plain" : "edged"}
        title={t(`note.${status}`)}
        aria-label={t(`status.${status}`)}
        onClick={() => {
          if (isOff) void softphone()?.turnOn();
          else setOpen(true);
        }}
      >
        <Icon name={isReady || isOff ? "phone" : "lost"} /> {isReady ? null : t(`status.${status}`)}
      </Button>
      {isOpen ? (
        <TelephoneSheet
          onClose={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
