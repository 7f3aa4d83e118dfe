import { Button } from "@nightlight/ui/components/button";
import { Field, Select } from "@nightlight/ui/components/field";
import { Progress } from "@nightlight/ui/components/progress";
import { Sheet } from "@nightlight/ui/components/sheet";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { chime } from "../../shared/sound.ts";
import { changeDevices, useDevices } from "../../shared/softphone/devices.ts";
import { useTelephone } from "../../shared/softphone/telephone.ts";
import { softphone } from "../../shared/softphone/use-softphone.ts";
import { useDeviceList, useLevel } from "./use-level.ts";
import styles from "./telephone-sheet.module.css";

/** Whether the telephone works, before the first call does not: microphone, speaker, the bell, one's own voice. */
export function TelephoneSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("call.telephone");
  const status = useTelephone((state) => state.status);
  const [isHearing, setHearing] = useState(false);
  const { level, trouble } = useLevel(isHearing);
  const hasMicrophone = trouble === undefined;
  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <div className={styles["sheet"]}>
        <p>{t(`note.${status}`)}</p>
        {status === "off" || status === "refused" || status === "no-microphone" ? (
          <Button
            tone="lamp"
            onClick={() => {
              void softphone()?.turnOn();
            }}
          >
            {t("turnOn")}
          </Button>
        ) : null}
        <Device kind="input" />
        <div className={styles["level"]}>
          <span>{hasMicrophone ? t("level") : t(`trouble.${trouble}`)}</span>
          <Progress share={level} label={t("level")} />
        </div>
        <Device kind="output" />
        <div className={styles["acts"]}>
          <Button
            onClick={() => {
              chime("offer");
            }}
          >
            {t("bell")}
          </Button>
          <Button
            aria-pressed={isHearing}
            whyNot={hasMicrophone ? undefined : t(`trouble.${trouble}`)}
            onClick={() => {
              setHearing(!isHearing);
            }}
          >
            {isHearing ? t("hearStop") : t("hear")}
          </Button>
        </div>
        {isHearing ? <p className={styles["note"]}>{t("hearNote")}</p> : null}
      </div>
    </Sheet>
  );
}

function Device({ kind }: { readonly kind: "input" | "output" }) {
  const t = useTranslations("call.telephone");
  const id = useId();
  const chosen = useDevices((devices) => devices[kind]);
  const list = useDeviceList(kind);
  return (
    <Field label={t(kind)} htmlFor={id} layout="stacked">
      <Select
        id={id}
        value={list.some(({ deviceId }) => deviceId === chosen) ? chosen : ""}
        onChange={(event) => {
          changeDevices({ [kind]: event.target.value });
        }}
      >
        <option value="">{t("anyDevice")}</option>
        {list.map(({ deviceId, label }, n) => (
          <option key={deviceId} value={deviceId}>
            {label === "" ? t("device", { number: n + 1 }) : label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
