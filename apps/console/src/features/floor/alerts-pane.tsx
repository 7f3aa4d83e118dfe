import { useNow } from "@nightlight/door/time/use-now";
import { classNames } from "@nightlight/ui/class-names";
import { Button } from "@nightlight/ui/components/button";
import { Icon, type IconName } from "@nightlight/ui/components/icon";
import { Pane, PaneBody, PaneHead } from "@nightlight/ui/components/pane";
import { Severity } from "@nightlight/ui/components/severity";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { Floor } from "../../shared/live/floor/use-floor.ts";
import styles from "./alerts-pane.module.css";
import { isAboutACall } from "./call-panel.tsx";
import { EscalationAlert, useLateEscalations } from "./escalation-alerts.tsx";
import { alertsOn, type Alert } from "./floor-alerts.ts";
import { anchorAt, openPanel } from "./floor-desk.ts";
import { queueLines } from "./floor-lines.ts";
import { useCauseWords, useContactWords, useNextWords } from "./floor-words.ts";
import { useOpenMove, useOpenState } from "./open-panels.ts";
import { isTakable, TakeDanger, useCanTake } from "./take-danger.tsx";
import { TimeSince } from "./time-in.tsx";

const ICONS: Readonly<Record<Alert["code"], IconName>> = {
  immediate_waits: "warning",
  orphaned: "lost",
  screen_lost_in_conversation: "lost",
  nobody_there: "others",
  over_target: "clock",
  nobody_takes: "clock",
  on_call_wanted: "phone",
  offers_fail: "sound-off",
  needs_hand_over: "retry",
  record_takes_long: "clock",
  silent_in_danger: "warning",
  broke_off_in_danger: "phone",
  call_undecided: "phone",
  not_responding: "sound-off",
  lines_full: "phone",
  not_recorded: "warning",
  one_number: "phone",
  nobody_next: "others",
  long_break: "clock",
};

/** What to do about an alert of nobody's in particular. */
const NOTES: Readonly<Partial<Record<Alert["code"], "noteNext" | "noteLines" | "noteRecorded" | "noteNumber">>> = {
  nobody_next: "noteNext",
  lines_full: "noteLines",
  not_recorded: "noteRecorded",
  one_number: "noteNumber",
};

/** More than this nobody can act on at once; the rest is counted. */
const SHOWN = 30;
/** They have a room of their own, where all of them are. */
const SHOWN_LATE = 5;
const STEP_MS = 5000;

type AlertsPaneProps = { readonly floor: Floor; readonly isStale: boolean };

/** What wants an act, not a glance: danger first. Silent for screen readers but for danger. */
export function AlertsPane({ floor, isStale }: AlertsPaneProps) {
  const t = useTranslations("floor.alerts");
  const titleId = useId();
  const alerts = alertsOn(floor, useNow(STEP_MS));
  const late = useLateEscalations();
  const count = alerts.length + late.length;
  const dangers = alerts.filter(({ code }) => code === "immediate_waits").length;
  // What the key takes unpointed: the first of the queue, and of the alerts about it.
  const inOrder = queueLines(floor).flatMap((line) => (line.kind === "row" && isTakable(line.contact) ? line.key : []));
  const firstDanger = alerts.find(({ contactId }) => contactId !== null && contactId === inOrder[0]);
  return (
    <Pane className={styles["pane"]} aria-labelledby={titleId}>
      <PaneHead title={t("title")} id={titleId} count={count} />
      <p role="alert" className="spoken">
        {dangers === 0 ? null : t("danger", { count: dangers })}
      </p>
      <PaneBody tabIndex={0} role="region" aria-labelledby={titleId}>
        <ul>
          {count === 0 ? <li className={styles["calm"]}>{t("calm")}</li> : null}
          {alerts.slice(0, SHOWN).map((alert) => (
            <OneAlert key={alert.key} alert={alert} floor={floor} isStale={isStale} hasKey={alert === firstDanger} />
          ))}
          {alerts.length > SHOWN ? (
            <li className={styles["calm"]}>{t("more", { count: alerts.length - SHOWN })}</li>
          ) : null}
          {late.slice(0, SHOWN_LATE).map((row) => (
            <EscalationAlert key={row.id} row={row} />
          ))}
          {late.length > SHOWN_LATE ? (
            <li className={styles["calm"]}>{t("moreLate", { count: late.length - SHOWN_LATE })}</li>
          ) : null}
        </ul>
      </PaneBody>
    </Pane>
  );
}

type OneAlertProps = {
  readonly alert: Alert;
  readonly floor: Floor;
  readonly isStale: boolean;
  readonly hasKey: boolean;
};

function OneAlert({ alert, floor, isStale, hasKey }: OneAlertProps) {
  const t = useTranslations("floor.alerts");
  const words = useTranslations("words.lane");
  const contact = alert.contactId === null ? undefined : floor.contacts.get(alert.contactId);
  const isDanger = alert.code === "immediate_waits";
  return (
    <li className={classNames(styles["alert"], isDanger && styles["danger"])}>
      {contact === undefined ? (
        <Icon name={ICONS[alert.code]} />
      ) : (
        <Severity level={contact.lane} word={words(contact.lane)} shapeOnly />
      )}
      <div>
        <p className={styles["title"]}>
          <span>{t(`title_${alert.code}`)}</span>
          {alert.code === "nobody_next" ? null : <TimeSince at={alert.since} />}
        </p>
        <About alert={alert} floor={floor} />
        <Act alert={alert} isStale={isStale} hasKey={hasKey} />
      </div>
    </li>
  );
}

function About({ alert, floor }: Pick<OneAlertProps, "alert" | "floor">) {
  const t = useTranslations("floor.alerts");
  const contactWords = useContactWords();
  const nextWords = useNextWords();
  const causeWords = useCauseWords();
  const now = useNow();
  const contact = alert.contactId === null ? undefined : floor.contacts.get(alert.contactId);
  const person = alert.personId === null ? undefined : floor.people.get(alert.personId);
  if (contact !== undefined) {
    const { who, why } = nextWords(contact, now);
    const whom = contact.owner?.name ?? contact.previousOwner?.name ?? who;
    const note = contact.owner === null && contact.previousOwner === null ? why : "";
    return (
      <p className={styles["about"]}>{[contactWords(contact), whom, note].filter((part) => part !== "").join(" · ")}</p>
    );
  }
  if (person !== undefined) {
    return (
      <p className={styles["about"]}>
        {person.name} · {causeWords(person, now)}
      </p>
    );
  }
  return <p className={styles["about"]}>{t(NOTES[alert.code] ?? "noteThere")}</p>;
}

function Act({ alert: { contactId, personId, code }, isStale, hasKey }: Omit<OneAlertProps, "floor">) {
  const t = useTranslations("floor");
  const openMove = useOpenMove();
  const openState = useOpenState();
  const whyNot = isStale ? t("stale.refused") : undefined;
  const isDanger = code === "immediate_waits";
  const canTake = useCanTake();
  if (contactId !== null) {
    return (
      <p className={styles["acts"]}>
        {isAboutACall(code) ? (
          <Button
            whyNot={whyNot}
            onClick={(event) => {
              openPanel({ kind: "call", contactId, from: anchorAt(event.currentTarget) });
            }}
          >
            {t("act.call")}
          </Button>
        ) : null}
        {isDanger ? <TakeDanger contactId={contactId} whyNot={whyNot} hasKey={hasKey} /> : null}
        <Button
          tone={isDanger && !canTake ? "lamp" : "edged"}
          whyNot={whyNot}
          onClick={(event) => {
            openMove({ kind: "contact", id: contactId }, event.currentTarget);
          }}
        >
          {t("act.moveTo")}
        </Button>
      </p>
    );
  }
  if (personId === null) return null;
  return (
    <Button
      whyNot={whyNot}
      onClick={(event) => {
        openState(personId, event.currentTarget);
      }}
    >
      {t("act.stateOf")}
    </Button>
  );
}
