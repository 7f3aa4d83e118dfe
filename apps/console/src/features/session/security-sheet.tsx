import { accountRoutes, type DeviceView } from "@nightlight/contracts/staff/account";
import type { MeView } from "@nightlight/contracts/staff/session";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { call } from "../../shared/api.ts";
import { useLanguage } from "../../shared/intl.tsx";
import { useProblemText } from "../../shared/problem-text.ts";
import { meQuery } from "../../shared/queries.ts";
import { Failed, Loading } from "../../shared/query-states.tsx";
import { Sheet } from "../../shared/sheet.tsx";
import { clockTime, dayWithName } from "../../shared/time.ts";
import { PinForm } from "./pin-form.tsx";
import { NewRecoveryCodes } from "./new-recovery-codes.tsx";
import styles from "./security-sheet.module.css";

const securityQuery = { queryKey: ["security"], queryFn: () => call(accountRoutes.security, {}) } as const;

type SecuritySheetProps = {
  readonly me: MeView;
  readonly onClose: () => void;
  /** Every device is signed out, this one too. */
  readonly onSignedOut: () => void;
};

/** What protects one's account: the PIN, the recovery codes, and where one is signed in. Escape closes it. */
export function SecuritySheet({ me, onClose, onSignedOut }: SecuritySheetProps) {
  const t = useTranslations("security");
  const client = useQueryClient();
  const security = useQuery(securityQuery);
  const changed = () => {
    void client.invalidateQueries({ queryKey: securityQuery.queryKey });
    // The lock asks for a PIN where there is one.
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
  };

  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      {security.isPending ? <Loading /> : null}
      {security.isError ? <Failed error={security.error} retry={() => void security.refetch()} /> : null}
      {security.data === undefined ? null : (
        <div className={styles["body"]}>
          <PinForm hasPin={security.data.hasPin} onChanged={changed} />
          {me.hasSecondFactor ? (
            <NewRecoveryCodes left={security.data.recoveryCodesLeft} onChanged={changed} />
          ) : (
            <p className={styles["note"]}>{t("demoFactor")}</p>
          )}
          <Devices devices={security.data.devices} onChanged={changed} onSignedOut={onSignedOut} />
        </div>
      )}
    </Sheet>
  );
}

type DevicesProps = {
  readonly devices: readonly DeviceView[];
  readonly onChanged: () => void;
  readonly onSignedOut: () => void;
};

function Devices({ devices, onChanged, onSignedOut }: DevicesProps) {
  const t = useTranslations("security");
  const problemText = useProblemText();
  const end = useMutation({
    mutationFn: (sessionId: string) => call(accountRoutes.endDevice, { params: { sessionId } }),
    onSettled: onChanged,
  });
  const endAll = useMutation({ mutationFn: () => call(accountRoutes.endEveryDevice, {}), onSuccess: onSignedOut });
  const error = end.error ?? endAll.error;
  return (
    <section aria-labelledby="security-devices">
      <h3 id="security-devices">{t("devices")}</h3>
      <ul className={styles["devices"]}>
        {devices.map((device) => (
          <Device
            key={device.sessionId}
            device={device}
            onEnd={() => {
              end.mutate(device.sessionId);
            }}
          />
        ))}
      </ul>
      <p role="status">{error === null ? null : problemText(error)}</p>
      <Button
        whyNot={endAll.isPending ? t("pending") : undefined}
        onClick={() => {
          endAll.mutate();
        }}
      >
        <Icon name="sign-out" size={14} /> {t("everywhere")}
      </Button>
    </section>
  );
}

function Device({ device, onEnd }: { readonly device: DeviceView; readonly onEnd: () => void }) {
  const t = useTranslations("security");
  const language = useLanguage();
  const browser = NAMES[device.browser] ?? t("otherBrowser");
  const name = t("device", { browser, system: NAMES[device.system] ?? t("otherSystem") });
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
        <Button size="small" aria-label={t("endOf", { name })} onClick={onEnd}>
          {t("end")}
        </Button>
      )}
    </li>
  );
}

/** Names of makers are the same in every language. */
const NAMES: Readonly<Record<string, string>> = {
  chrome: "Chrome",
  edge: "Edge",
  firefox: "Firefox",
  safari: "Safari",
  "coc-coc": "Cốc Cốc",
  samsung: "Samsung Internet",
  opera: "Opera",
  windows: "Windows",
  macos: "macOS",
  linux: "Linux",
  android: "Android",
  ios: "iOS",
  chromeos: "ChromeOS",
};
