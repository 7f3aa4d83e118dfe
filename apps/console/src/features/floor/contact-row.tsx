import type { FloorContact } from "@nightlight/contracts/supervisor/floor";
import { useNow } from "@nightlight/door/time/use-now";
import { classNames } from "@nightlight/ui/class-names";
import { Severity } from "@nightlight/ui/components/severity";
import { memo } from "react";
import { useTranslations } from "use-intl";
import { secondsUntil } from "../../shared/time.ts";
import { useContactWords, useNextWords } from "./floor-words.ts";
import { RowActs } from "./row-acts.tsx";
import styles from "./rows.module.css";
import { isTakable, TakeDanger } from "./take-danger.tsx";
import { TimeSince } from "./time-in.tsx";

type ContactRowProps = { readonly contact: FloorContact; readonly isActive: boolean; readonly isStale: boolean };

/** A contact that waits: for how long, what it is, who is next and why. */
export const QueueRow = memo(function QueueRow({ contact, isActive, isStale }: ContactRowProps) {
  const t = useTranslations("floor");
  const words = useTranslations("words");
  const contactWords = useContactWords();
  return (
    <div className={styles["waiting"]} data-drag={contact.id}>
      <b role="gridcell" className={styles["time"]}>
        <TimeSince at={contact.arrivedAt} />
      </b>
      <span role="gridcell" className={styles["what"]}>
        <span>{contactWords(contact)}</span>
        <small>
          {contact.status === "orphaned" && contact.previousOwner !== null
            ? t("lostBy", { name: contact.previousOwner.name })
            : words(`language.${contact.language}`)}
        </small>
      </span>
      <span role="gridcell" className={styles["what"]}>
        <Next contact={contact} />
      </span>
      {isActive ? (
        <span role="gridcell" className={styles["over"]}>
          {isTakable(contact) ? (
            <TakeDanger contactId={contact.id} isSmall whyNot={isStale ? t("stale.refused") : undefined} />
          ) : null}
          <RowActs thing={{ kind: "contact", id: contact.id }} canMove isStale={isStale} />
        </span>
      ) : null}
    </div>
  );
});

function Next({ contact }: { readonly contact: FloorContact }) {
  const nextWords = useNextWords();
  const now = useNow();
  const { who, why } = nextWords(contact, now);
  return (
    <>
      <b>{who}</b>
      <small>{why}</small>
    </>
  );
}

/** A contact in progress: with whom, since when, and what is happening to it. */
export const RunningRow = memo(function RunningRow({ contact, isActive, isStale }: ContactRowProps) {
  const words = useTranslations("words");
  const contactWords = useContactWords();
  return (
    <div
      className={classNames(styles["running"], contact.ownerLostAt !== null && styles["away"])}
      data-drag={contact.id}
    >
      <span role="gridcell" className={styles["name"]}>
        <Severity level={contact.lane} word={words(`lane.${contact.lane}`)} shapeOnly /> {contactWords(contact)}
      </span>
      <span role="gridcell" className={styles["time"]}>
        <TimeSince at={contact.since} />
      </span>
      <b role="gridcell" className={styles["carry"]}>
        {contact.owner?.name ?? "–"}
        <Happening contact={contact} />
      </b>
      <span role="gridcell" className={styles["acts"]}>
        {isActive ? <RowActs thing={{ kind: "contact", id: contact.id }} canMove isStale={isStale} /> : null}
      </span>
    </div>
  );
});

function Happening({ contact }: { readonly contact: FloorContact }) {
  const t = useTranslations("floor.happening");
  const now = useNow();
  const { offer, move, ownerLostAt, needsHandOver } = contact;
  const words =
    offer !== null
      ? t("transfer", { name: offer.to.name, seconds: secondsUntil(offer.expiresAt, now) })
      : move !== null
        ? t(move.to === null ? "toQueue" : "toPerson", {
            name: move.to?.name ?? "",
            seconds: secondsUntil(move.undoUntil, now),
          })
        : ownerLostAt !== null
          ? t("lost", { seconds: Math.max(0, Math.floor((now - Date.parse(ownerLostAt)) / 1000)) })
          : needsHandOver
            ? t("handOver")
            : "";
  return words === "" ? null : <small className={styles["cause"]}>{words}</small>;
}
