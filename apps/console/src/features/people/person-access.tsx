import { peopleRoutes, type PeopleView, type PersonView } from "@nightlight/contracts/admin/people";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { now } from "@nightlight/door/time/clock";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { InvitationLink } from "./invitation-link.tsx";
import { Offboarding } from "./offboarding.tsx";
import { peopleQuery, putPerson } from "./people-queries.ts";
import type { Done } from "./undo-toast.tsx";

type PersonAccessProps = {
  readonly person: PersonView;
  readonly lists: PeopleView;
  readonly isMe: boolean;
  /** What was done last about anybody's access. */
  readonly done: Done | undefined;
  readonly onDone: (done: Done) => void;
};

/** A new link, suspending and restoring, and offboarding, which asks first. */
export function PersonAccess({ person, lists, isMe, done, onDone }: PersonAccessProps) {
  const t = useTranslations("people");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [isLeaving, setLeaving] = useState(false);
  const params = { personId: person.id };
  // Nobody waits for the list: what came of the act is said at once, and a link is shown this once.
  const read = () => {
    void client.invalidateQueries({ queryKey: peopleQuery.queryKey });
  };
  const invite = useMutation({
    mutationFn: () => call(peopleRoutes.invite, { params }),
    onMutate: now,
    onSuccess: (_, __, at) => {
      // Who never had a sign-in has lost none.
      if (person.status === "active") onDone({ kind: "reset", person, at });
      read();
    },
  });
  const change = useMutation({
    mutationFn: (definition: typeof peopleRoutes.suspend | typeof peopleRoutes.restore) =>
      call(definition, { params, body: { version: person.version } }),
    onMutate: now,
    onSuccess: (changed, _, at) => {
      putPerson(client, changed);
      if (changed.status === "suspended") onDone({ kind: "suspend", person, at });
    },
    onError: read,
  });
  const error = invite.error ?? change.error;
  const pending = invite.isPending || change.isPending ? t("saving") : undefined;
  const own = isMe ? t("ownAccount") : pending;
  // The link of a reset that was taken back opens nothing.
  const isWorthless = done?.isUndone === true && done.kind === "reset" && done.person.id === person.id;
  const isSuspended = person.status === "suspended";
  return (
    <section className={`${office["form"] ?? ""} ${office["section"] ?? ""}`} aria-label={t("access")}>
      {isSuspended && person.since !== null ? (
        <p className={office["error"]}>
          {t("suspendedSince", { day: calendarDay(person.since), time: clockTime(person.since) })}
        </p>
      ) : null}
      <div className={office["acts"]}>
        {isSuspended ? (
          <Button
            whyNot={pending}
            onClick={() => {
              change.mutate(peopleRoutes.restore);
            }}
          >
            {t("restore")}
          </Button>
        ) : (
          <>
            <Button
              whyNot={own}
              onClick={() => {
                invite.mutate();
              }}
            >
              {person.status === "invited" ? t("inviteAgain") : t("reset")}
            </Button>
            <Button
              whyNot={own}
              onClick={() => {
                change.mutate(peopleRoutes.suspend);
              }}
            >
              {t("suspend")}
            </Button>
          </>
        )}
        <Button
          whyNot={own}
          aria-expanded={isLeaving}
          onClick={() => {
            setLeaving(!isLeaving);
          }}
        >
          {t("offboard")}
        </Button>
      </div>
      <div role="status">{error === null ? null : <p className={office["error"]}>{problemText(error)}</p>}</div>
      {invite.data === undefined || isWorthless ? null : <InvitationLink {...invite.data} />}
      {isLeaving ? (
        <Offboarding
          person={person}
          people={lists.people}
          onCancel={() => {
            setLeaving(false);
          }}
        />
      ) : null}
    </section>
  );
}
