import { peopleRoutes, type PeopleView, type PersonView } from "@nightlight/contracts/admin/people";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { InvitationLink } from "./invitation-link.tsx";
import { Offboarding } from "./offboarding.tsx";
import { peopleQuery, putPerson } from "./people-queries.ts";

type PersonAccessProps = { readonly person: PersonView; readonly lists: PeopleView; readonly isMe: boolean };

/** A new link, suspending and restoring, and offboarding, which asks first. */
export function PersonAccess({ person, lists, isMe }: PersonAccessProps) {
  const t = useTranslations("people");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [isLeaving, setLeaving] = useState(false);
  const params = { personId: person.id };
  // Nobody waits for the list: what came of the act is said at once, and a link is shown this once.
  const read = () => {
    void client.invalidateQueries({ queryKey: peopleQuery.queryKey });
  };
  const invite = useMutation({ mutationFn: () => call(peopleRoutes.invite, { params }), onSuccess: read });
  const change = useMutation({
    mutationFn: (definition: typeof peopleRoutes.suspend | typeof peopleRoutes.restore) =>
      call(definition, { params, body: { version: person.version } }),
    onSuccess: (changed) => {
      putPerson(client, changed);
    },
    onError: read,
  });
  const error = invite.error ?? change.error;
  const pending = invite.isPending || change.isPending ? t("saving") : undefined;
  const own = isMe ? t("ownAccount") : pending;
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
      {invite.data === undefined ? null : <InvitationLink {...invite.data} />}
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
