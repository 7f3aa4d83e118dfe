import type { CandidateView, RosterShiftView, RosterWeekView } from "@nightlight/contracts/supervisor/roster";
import { shiftName } from "@nightlight/domain/shift/shift-names";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { useLanguage } from "@nightlight/door/taste/taste";
import { clockTime, dayWithName } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { IconButton } from "@nightlight/ui/components/icon-button";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { CalledIn } from "./called-in.tsx";
import { candidatesQuery } from "./handover-queries.ts";
import styles from "./roster.module.css";
import { named, namedIds } from "./week.ts";
import { useRosterChange, type Changed } from "./use-roster-change.ts";

type ShiftPanelProps = {
  readonly shift: RosterShiftView;
  readonly week: RosterWeekView;
  readonly from: string;
  readonly onChanged: (changed: Changed) => void;
  readonly onClose: () => void;
};

/** One shift: who is on it, who is on call, and whom else it could be, with what speaks against each. */
export function ShiftPanel({ shift, week, from, onChanged, onClose }: ShiftPanelProps) {
  const t = useTranslations("roster");
  const language = useLanguage();
  const problemText = useProblemText();
  const change = useRosterChange(shift, from, onChanged);
  const isOver = Date.parse(shift.endsAt) <= Date.parse(week.now);
  return (
    <aside className={office["side"]} aria-label={shiftName(shift, language)}>
      <header className={office["sideHead"]}>
        <h2>
          {shiftName(shift, language)}, {dayWithName(shift.startsAt, language)}
        </h2>
        <IconButton icon="close" label={t("close")} onClick={onClose} />
      </header>
      <div className={office["scroll"]}>
        <div className={styles["panel"]}>
          <p>
            {clockTime(shift.startsAt)}–{clockTime(shift.endsAt)}
            {isOver ? ` · ${t("over")}` : null}
          </p>
          <div role="alert">
            {change.isError ? <p className={styles["error"]}>{problemText(change.error)}</p> : null}
          </div>
          <section>
            <h3>{t("onShift")}</h3>
            {shift.people.length === 0 ? <p>{t("nobody")}</p> : null}
            <ul className={styles["rows"]}>
              {named(shift.people, week).map(({ id, name, checkedInAt }) => (
                <li key={id}>
                  <span className={styles["who"]}>
                    {name}
                    {checkedInAt === null ? null : <small>{t("came", { time: clockTime(checkedInAt) })}</small>}
                  </span>
                  {isOver || checkedInAt !== null ? null : (
                    <>
                      <Button
                        size="small"
                        onClick={() => {
                          change.mutate({ act: "absent", personId: id });
                        }}
                      >
                        {t("absent")}
                      </Button>
                      <Button
                        size="small"
                        onClick={() => {
                          change.mutate({ act: "remove", personId: id });
                        }}
                      >
                        {t("remove")}
                      </Button>
                    </>
                  )}
                </li>
              ))}
              {namedIds(shift.absent, week).map(({ id, name }) => (
                <li key={id}>
                  <span className={styles["who"]}>
                    <s>{name}</s>
                    <small>{t("isAbsent")}</small>
                  </span>
                  {isOver ? null : (
                    <Button
                      size="small"
                      onClick={() => {
                        change.mutate({ act: "assign", personId: id });
                      }}
                    >
                      {t("comes")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
          {shift.onCall.length === 0 ? null : (
            <section>
              <h3>{t("onCall")}</h3>
              <ul className={styles["rows"]}>
                {namedIds(shift.onCall, week).map(({ id, name }) => (
                  <li key={id}>
                    <span className={styles["who"]}>
                      {name}
                      <CalledIn shift={shift} week={week} from={from} personId={id} isOver={isOver} />
                    </span>
                    {isOver ? null : (
                      <Button
                        size="small"
                        onClick={() => {
                          change.mutate({ act: "take_off_call", personId: id });
                        }}
                      >
                        {t("takeOffCall")}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {isOver ? null : <Candidates shift={shift} change={change} />}
        </div>
      </div>
    </aside>
  );
}

type CandidatesProps = {
  readonly shift: RosterShiftView;
  readonly change: ReturnType<typeof useRosterChange>;
};

function Candidates({ shift, change }: CandidatesProps) {
  const t = useTranslations("roster");
  const candidates = useQuery(candidatesQuery(shift.id, shift.version));
  if (candidates.data === undefined) {
    return candidates.isError ? (
      <Failed error={candidates.error} retry={() => void candidates.refetch()} />
    ) : (
      <Loading />
    );
  }
  return (
    <section>
      <h3>{t("candidates")}</h3>
      <ul className={styles["rows"]}>
        {candidates.data
          .filter(({ id }) => !shift.absent.includes(id))
          .map((candidate) => (
            <Candidate
              key={candidate.id}
              candidate={candidate}
              isOnCall={shift.onCall.includes(candidate.id)}
              change={change}
            />
          ))}
      </ul>
    </section>
  );
}

type CandidateProps = {
  readonly candidate: CandidateView;
  readonly isOnCall: boolean;
  readonly change: ReturnType<typeof useRosterChange>;
};

function Candidate({ candidate, isOnCall, change }: CandidateProps) {
  const t = useTranslations("roster");
  const rule = useTranslations("roster.rule");
  const { id, name, counsels, against, hours } = candidate;
  const isElsewhere = against.includes("overlap");
  const said = against.map((each) => rule(each)).join("; ");
  return (
    <li>
      <span className={styles["who"]}>
        {name}
        <small>{counsels ? t("hours", { count: hours }) : t("supervises", { count: hours })}</small>
      </span>
      {isOnCall ? null : (
        <Button
          size="small"
          onClick={() => {
            change.mutate({ act: "put_on_call", personId: id });
          }}
        >
          {t("putOnCall")}
        </Button>
      )}
      <Button
        size="small"
        whyNot={isElsewhere ? rule("overlap") : undefined}
        onClick={() => {
          change.mutate({ act: "assign", personId: id, despite: against });
        }}
      >
        {against.length > 0 && !isElsewhere ? t("assignAnyway") : t("assign")}
      </Button>
      {said === "" ? null : <span className={styles["against"]}>{said}</span>}
    </li>
  );
}
