import { accountRoutes } from "@nightlight/contracts/staff/account";
import type { MeView } from "@nightlight/contracts/staff/session";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { meQuery } from "../session/me-query.ts";
import { Failed, Loading } from "../client/query-states.tsx";
import { AccountRow } from "./account-row.tsx";
import styles from "./account-screen.module.css";
import { Devices } from "./devices.tsx";
import { NewRecoveryCodes } from "./new-recovery-codes.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PhoneForm } from "./phone-form.tsx";
import { PinForm } from "./pin-form.tsx";

const securityQuery = { queryKey: ["security"], queryFn: () => call(accountRoutes.security, {}) } as const;

type AccountScreenProps = {
  readonly me: MeView;
  readonly onSignedOut: () => void;
  /** What other features keep about the person themselves: a section of its own. */
  readonly children: ReactNode;
};

/** One's own account: what protects it, where one is signed in, and what one told the house about oneself. */
export function AccountScreen({ me, onSignedOut, children }: AccountScreenProps) {
  const t = useTranslations("security");
  const client = useQueryClient();
  const security = useQuery(securityQuery);
  const changed = () => {
    void client.invalidateQueries({ queryKey: securityQuery.queryKey });
    // The lock asks for a PIN where there is one.
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  const closing = (done: (said?: string) => void) => (said?: string) => {
    done(said);
    changed();
  };
  return (
    <main className={styles["account"]}>
      <div className={styles["page"]}>
        <header className={styles["head"]}>
          <h1>{t("title")}</h1>
          <p>{t("who", { name: me.name, username: me.username })}</p>
        </header>
        <div className={styles["columns"]}>
          <div className={styles["column"]}>
            <AccountRow
              title={t("password")}
              note={t("passwordNote")}
              act={t("changePassword")}
              form={(done) => <PasswordForm username={me.username} onDone={closing(done)} />}
            />
            {me.hasSecondFactor ? (
              <>
                <AccountRow
                  title={t("phone")}
                  note={t("phoneOn")}
                  act={t("movePhone")}
                  form={(done) => <PhoneForm onDone={closing(done)} />}
                />
                <AccountRow
                  title={t("recovery")}
                  note={security.data && t("recoveryLeft", { count: security.data.recoveryCodesLeft })}
                  act={t("renew")}
                  form={(done) => <NewRecoveryCodes onDone={closing(done)} />}
                />
              </>
            ) : (
              <AccountRow title={t("phone")} note={t("demoFactor")} />
            )}
            <AccountRow
              title={t("pin")}
              note={security.data && t(security.data.hasPin ? "pinSet" : "pinNone")}
              act={t(security.data?.hasPin === true ? "changePin" : "choosePin")}
              form={(done) => <PinForm onDone={closing(done)} />}
            />
          </div>
          <div className={styles["column"]}>
            <AccountRow title={t("devices")}>
              {security.isPending ? <Loading /> : null}
              {security.isError ? <Failed error={security.error} retry={() => void security.refetch()} /> : null}
              {security.data === undefined ? null : (
                <Devices devices={security.data.devices} onChanged={changed} onSignedOut={onSignedOut} />
              )}
            </AccountRow>
            {children}
          </div>
        </div>
      </div>
    </main>
  );
}
