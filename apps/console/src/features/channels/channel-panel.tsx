import { channelRoutes, type ChannelView } from "@nightlight/contracts/admin/channels";
import { OVERLAP_MINUTES } from "@nightlight/domain/channel-key/channel-key";
import { hasKeys, isCall } from "@nightlight/domain/contact/channel";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Select } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { TableFrame } from "@nightlight/ui/components/table";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { PlaceLink } from "../../shared/place-link.tsx";
import { ShownOnce } from "../../shared/shown-once.tsx";
import { ChannelAim } from "./channel-aim.tsx";
import { channelsQuery, putChannel } from "./channel-queries.ts";

type ChannelPanelProps = { readonly channel: ChannelView; readonly onClose: () => void };

/** One channel: its keys, a new one, and its end. */
export function ChannelPanel({ channel, onClose }: ChannelPanelProps) {
  const t = useTranslations("channels");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [isClosing, setClosing] = useState(false);
  const params = { channelId: channel.id };
  const take = (changed: ChannelView) => {
    putChannel(client, changed);
  };
  const revoke = useMutation({
    mutationFn: (keyId: string) => call(channelRoutes.revokeKey, { params: { ...params, keyId } }),
    onSuccess: take,
  });
  const shut = useMutation({ mutationFn: () => call(channelRoutes.close, { params }), onSuccess: take });
  const error = revoke.error ?? shut.error;
  const isOpen = channel.revokedAt === null;
  return (
    <aside className={office["side"]} aria-label={channel.name}>
      <header className={office["sideHead"]}>
        <h2>{channel.name}</h2>
        <PlaceLink at="audit" filter={{ subjectKind: "channel", subjectId: channel.id }} className={office["quiet"]}>
          {t("history")}
        </PlaceLink>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={office["scroll"]}>
        {isOpen ? <ChannelAim channel={channel} /> : null}
        {hasKeys(channel.kind) ? (
          <>
            <KeyList
              channel={channel}
              onRevoke={(keyId) => {
                revoke.mutate(keyId);
              }}
            />
            {isOpen ? <NewKey channel={channel} /> : <p className={office["empty"]}>{t("closedLead")}</p>}
          </>
        ) : (
          <p className={office["empty"]}>{t(isCall(channel.kind) ? "calls" : "webchat")}</p>
        )}
        <div role="status">{error === null ? null : <p className={office["error"]}>{problemText(error)}</p>}</div>
        {isOpen && hasKeys(channel.kind) ? (
          <section className={office["form"]} aria-label={t("shut")}>
            <div className={office["acts"]}>
              <Button
                aria-expanded={isClosing}
                onClick={() => {
                  setClosing(!isClosing);
                }}
              >
                {t("shut")}
              </Button>
            </div>
            {isClosing ? (
              <div className={office["block"]}>
                <p>{t("shutLead")}</p>
                <div>
                  <Button
                    tone="lamp"
                    onClick={() => {
                      shut.mutate();
                    }}
                  >
                    {t("shutConfirm")}
                  </Button>{" "}
                  <Button
                    tone="plain"
                    onClick={() => {
                      setClosing(false);
                    }}
                  >
                    {t("cancel")}
                  </Button>
                </div>
              </div>
            ) : null}
          </section>
        ) : null}
      </div>
    </aside>
  );
}

function KeyList({ channel, onRevoke }: { readonly channel: ChannelView; readonly onRevoke: (keyId: string) => void }) {
  const t = useTranslations("channels");
  const when = (instant: string) => `${calendarDay(instant)} ${clockTime(instant)}`;
  if (channel.keys.length === 0) return <p className={office["empty"]}>{t("noKey")}</p>;
  return (
    <TableFrame>
      <thead>
        <tr>
          <th scope="col">{t("prefix")}</th>
          <th scope="col">{t("state.label")}</th>
          <th scope="col">
            <span className="spoken">{t("revoke")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {channel.keys.map((key) => (
          <tr key={key.id}>
            <td>
              <span className={office["number"]}>{key.prefix === null ? t("firstKey") : `${key.prefix}…`}</span>
              <br />
              <span className={`${office["quiet"] ?? ""} ${office["number"] ?? ""}`}>
                {t("made", { when: when(key.createdAt) })}
              </span>
            </td>
            <td>
              <span className={office["status"]}>
                <Icon name={key.isAlive ? "check" : "close"} size={14} />
                {key.revokedAt !== null
                  ? t("state.revoked", { when: when(key.revokedAt) })
                  : key.endsAt === null
                    ? t(key.isAlive ? "state.alive" : "state.dead")
                    : t(key.isAlive ? "state.until" : "state.ended", { when: when(key.endsAt) })}
              </span>
            </td>
            <td>
              {key.isAlive ? (
                <Button
                  size="small"
                  aria-label={t("revokeOne", { prefix: key.prefix ?? t("firstKey") })}
                  onClick={() => {
                    onRevoke(key.id);
                  }}
                >
                  {t("revoke")}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function NewKey({ channel }: { readonly channel: ChannelView }) {
  const t = useTranslations("channels");
  const client = useQueryClient();
  const problemText = useProblemText();
  const overlapId = useId();
  const [overlap, setOverlap] = useState<number>(OVERLAP_MINUTES.choices[2]);
  const issue = useMutation({
    mutationFn: (overlapMinutes: number) =>
      call(channelRoutes.issueKey, { params: { channelId: channel.id }, body: { overlapMinutes } }),
    onSuccess: (issued) => {
      putChannel(client, issued.channel);
    },
    // A key whose answer was lost stands in the list, known to nobody: to be revoked.
    onError: () => {
      void client.invalidateQueries({ queryKey: channelsQuery.queryKey });
    },
  });
  const hasOne = channel.keys.some(({ isAlive }) => isAlive);
  return (
    <section className={`${office["form"] ?? ""} ${office["section"] ?? ""}`} aria-label={t("newKey")}>
      {issue.data === undefined ? null : (
        <ShownOnce title={t("keyTitle")} secret={issue.data.key}>
          {t("keyLead")}
        </ShownOnce>
      )}
      <div role="status">{issue.isError ? <p className={office["error"]}>{problemText(issue.error)}</p> : null}</div>
      <div className={office["acts"]}>
        {hasOne ? (
          <label htmlFor={overlapId}>
            {t("overlap")}{" "}
            <Select
              id={overlapId}
              fits
              value={overlap}
              onChange={(event) => {
                setOverlap(Number(event.target.value));
              }}
            >
              {OVERLAP_MINUTES.choices.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {t(`overlapOf.${String(minutes) as "0" | "60" | "1440" | "10080"}`)}
                </option>
              ))}
            </Select>
          </label>
        ) : null}
        <Button
          tone={issue.data === undefined ? "lamp" : "edged"}
          whyNot={issue.isPending ? t("pending") : undefined}
          onClick={() => {
            issue.mutate(hasOne ? overlap : 0);
          }}
        >
          {hasOne ? t("rotate") : t("issue")}
        </Button>
      </div>
    </section>
  );
}
