import {
  handoverRoutes,
  type AskedView,
  type HandoverView,
  type OwnedView,
} from "@nightlight/contracts/counsellor/handover";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Select } from "@nightlight/ui/components/field";
import { Sheet } from "@nightlight/ui/components/sheet";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { deskQuery, HANDOVER } from "../../shared/queries.ts";
import styles from "./handover.module.css";
import { Thing } from "./thing.tsx";

type HandoverSheetProps = { readonly handover: HandoverView; readonly onClose: () => void };

/** Everything about the end of my shift: each thing is finished, or put into the hands of somebody who says yes. */
export function HandoverSheet({ handover, onClose }: HandoverSheetProps) {
  const t = useTranslations("handover");
  const { owned, asked, reliefs, endsAt } = handover;
  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose} place="side">
      {asked.length === 0 ? null : (
        <section className={styles["part"]} aria-label={t("askedTitle")}>
          <h3>{t("askedTitle")}</h3>
          <ul className={styles["list"]}>
            {asked.map((each) => (
              <Asked key={each.contactId} asked={each} />
            ))}
          </ul>
        </section>
      )}
      <section className={styles["part"]} aria-label={t("ownedTitle")}>
        <h3>{t("ownedTitle")}</h3>
        {owned.length === 0 ? <p className={styles["lead"]}>{t("nothing")}</p> : null}
        <ul className={styles["list"]}>
          {owned.map((each) => (
            <Owned key={each.contactId} owned={each} reliefs={reliefs} />
          ))}
        </ul>
        {owned.length === 0 || endsAt === null ? null : (
          <p className={styles["lead"]}>{t("until", { time: clockTime(endsAt) })}</p>
        )}
      </section>
    </Sheet>
  );
}

function Asked({ asked }: { readonly asked: AskedView }) {
  const t = useTranslations("handover");
  const { act, problem } = useHandoverAct((accepts: boolean) =>
    call(handoverRoutes.answer, { params: { contactId: asked.contactId }, body: { accepts } }),
  );
  return (
    <li className={styles["thing"]}>
      <Thing thing={asked} note={t("from", { name: asked.from.name, time: clockTime(asked.askedAt) })} />
      <p className={styles["acts"]}>
        <Button
          tone="lamp"
          whyNot={act.isPending ? t("wait") : undefined}
          onClick={() => {
            act.mutate(true);
          }}
        >
          {t("take")}
        </Button>
        <Button
          whyNot={act.isPending ? t("wait") : undefined}
          onClick={() => {
            act.mutate(false);
          }}
        >
          {t("decline")}
        </Button>
      </p>
      <div role="status">{problem}</div>
    </li>
  );
}

type OwnedProps = { readonly owned: OwnedView; readonly reliefs: HandoverView["reliefs"] };

function Owned({ owned, reliefs }: OwnedProps) {
  const t = useTranslations("handover");
  const field = useId();
  const [to, setTo] = useState("");
  const params = { contactId: owned.contactId };
  const { act, problem } = useHandoverAct((person: string | null) =>
    person === null
      ? call(handoverRoutes.takeBack, { params })
      : call(handoverRoutes.ask, { params, body: { to: person } }),
  );
  const { handover } = owned;
  const asked = handover?.to ?? null;
  return (
    <li className={styles["thing"]}>
      <Thing thing={owned} note={handover?.isRaised === true ? t("raised") : undefined} />
      {owned.part === "conversation" ? <p className={styles["lead"]}>{t("conversation")}</p> : null}
      {owned.part !== "conversation" && asked !== null ? (
        <p className={styles["acts"]}>
          <span className={styles["grow"]}>{t("waits", { name: asked.name })}</span>
          <Button
            size="small"
            whyNot={act.isPending ? t("wait") : undefined}
            onClick={() => {
              act.mutate(null);
            }}
          >
            {t("takeBack")}
          </Button>
        </p>
      ) : null}
      {owned.part !== "conversation" && asked === null ? (
        <p className={styles["acts"]}>
          <label htmlFor={field}>{t("to")}</label>
          <Select
            id={field}
            value={to}
            onChange={(event) => {
              setTo(event.target.value);
            }}
          >
            <option value="">{reliefs.length === 0 ? t("nobody") : t("choose")}</option>
            {reliefs.map(({ id, name, endsAt, isThere }) => (
              <option key={id} value={id}>
                {t(isThere ? "relief" : "reliefComing", { name, time: clockTime(endsAt) })}
              </option>
            ))}
          </Select>
          <Button
            whyNot={to === "" ? t("chooseFirst") : act.isPending ? t("wait") : undefined}
            onClick={() => {
              act.mutate(to);
            }}
          >
            {t("ask")}
          </Button>
        </p>
      ) : null}
      <div role="status">{problem}</div>
    </li>
  );
}

function useHandoverAct<Input>(send: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  const problemText = useProblemText();
  const act = useMutation({
    mutationFn: send,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: HANDOVER });
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    },
  });
  return { act, problem: act.isError ? <p className={styles["error"]}>{problemText(act.error)}</p> : null };
}
