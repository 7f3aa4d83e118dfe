import { accountRoutes, type DeviceView } from "@nightlight/contracts/staff/account";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { useLanguage } from "../taste/taste.ts";
import { useProblemText } from "../client/problem-text.ts";
import { clockTime, dayWithName } from "../time/time.ts";
import { DEVICE_NAMES } from "./device-names.ts";
import styles from "./account-screen.module.css";

type DevicesProps = {
  readonly devices: readonly DeviceView[];
  readonly onChanged: () => void;
  /** Every device is signed out, this one too. */
  readonly onSignedOut: () => void;
};

/** Where one is signed in: each device can be signed out, and all at once. */
export function Devices({ devices, onChanged, onSignedOut }: DevicesProps) {
  const t = useTranslations("security");
  const problemText = useProblemText();
  const end = useMutation({
    mutationFn: (sessionId: string) => call(accountRoutes.endDevice, { params: { sessionId } }),
    onSettled: onChanged,
  });
  const endAll = useMutation({ mutationFn: () => call(accountRoutes.endEveryDevice, {}), onSuccess: onSignedOut });
  const error = end.error ?? endAll.error;
  return (
    <>
      <ul className={styles["list"]}>
        {devices.map((device) => (
          <Device
            key={device.sessionId}
            device={device}
            isEnding={end.isPending && end.variables === device.sessionId}
            onEnd={() => {
              end.mutate(device.sessionId);
            }}
          />
        ))}
      </ul>
      <p role="status" className={styles["note"]}>
        {error === null ? null : problemText(error)}
      </p>
      <div className={styles["acts"]}>
        <Button
          whyNot={endAll.isPending ? t("pending") : undefined}
          onClick={() => {
            endAll.mutate();
          }}
        >
          <Icon name="sign-out" size={14} /> {t("everywhere")}
        </Button>
      </div>
    </>
  );
}

type DeviceProps = { readonly device: DeviceView; readonly isEnding: boolean; readonly onEnd: () => void };

function Device({ device, isEnding, onEnd }: DeviceProps) {
  const t = useTranslations("security");
  const language = useLanguage();
  const browser = DEVICE_NAMES[device.browser] ?? t("otherBrowser");
  const name = t("device", { browser, system: DEVICE_NAMES[device.system] ?? t("otherSystem") });
  const since = new Date(device.since);
  return (
    <li>
      <span>
        <b>{name}</b>
        <small>
          {t("since", { day: dayWithName(since.getTime(), language), time: clockTime(device.since) })}
          {" · "}
          {device.isThis ? t("thisDevice") : t("seen", { time: clockTime(device.seenAt) })}
          {device.isLocked ? ` · ${t("isLocked")}` : null}
        </small>
      </span>
      {device.isThis ? null : (
        <Button
          size="small"
          aria-label={t("endOf", { name })}
          whyNot={isEnding ? t("pending") : undefined}
          onClick={onEnd}
        >
          {t("end")}
        </Button>
      )}
    </li>
  );
}
