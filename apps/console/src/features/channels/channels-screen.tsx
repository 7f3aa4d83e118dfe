import { channelRoutes, type ChannelView } from "@nightlight/contracts/admin/channels";
import { hasKeys, KEYED_CHANNEL_KINDS } from "@nightlight/domain/contact/channel";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Button } from "@nightlight/ui/components/button";
import { Field, Select, TextInput } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { TableFrame } from "@nightlight/ui/components/table";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { goTo, usePlace } from "../../shared/place.ts";
import { ChannelPanel } from "./channel-panel.tsx";
import { channelsQuery } from "./channel-queries.ts";
import { RecordedQueues } from "./recorded-queues.tsx";

/** The channels that gateways bring contacts by, and how many keys open each. */
export function ChannelsScreen() {
  const t = useTranslations("channels");
  const channels = useQuery(channelsQuery);
  const { filter } = usePlace();
  const openId = filter["channel"];
  if (channels.data === undefined) {
    return (
      <main className={office["office"]}>
        {channels.isError ? <Failed error={channels.error} retry={() => void channels.refetch()} /> : <Loading />}
      </main>
    );
  }
  const open = channels.data.channels.find(({ id }) => id === openId);
  const hasSide = open !== undefined || openId === "new";
  const close = () => {
    goTo("channels");
  };
  return (
    <main className={hasSide ? `${office["office"] ?? ""} ${office["withSide"] ?? ""}` : office["office"]}>
      <section className={office["page"]} aria-label={t("title")}>
        <header className={office["head"]}>
          <h1>
            {t("title")}
            <small>{t("count", { count: channels.data.channels.length })}</small>
          </h1>
          <Button
            className={office["push"]}
            tone={hasSide ? "edged" : "lamp"}
            onClick={() => {
              goTo("channels", { channel: "new" });
            }}
          >
            {t("add")}
          </Button>
        </header>
        <div className={office["scroll"]}>
          {channels.data.channels.length === 0 ? (
            <p className={office["empty"]}>{t("none")}</p>
          ) : (
            <ChannelTable channels={channels.data.channels} centres={channels.data.centres} openId={openId} />
          )}
          <RecordedQueues />
        </div>
      </section>
      {open === undefined ? null : <ChannelPanel key={open.id} channel={open} onClose={close} />}
      {openId === "new" ? <NewChannel onClose={close} /> : null}
    </main>
  );
}

function ChannelTable({
  channels,
  centres,
  openId,
}: {
  readonly channels: readonly ChannelView[];
  readonly centres: readonly { readonly id: string; readonly name: string }[];
  readonly openId: string | undefined;
}) {
  const t = useTranslations("channels");
  const kind = useTranslations("words.channel");
  const hasCentres = centres.length > 0;
  const nameOf = (centreId: string | null) => centres.find(({ id }) => id === centreId)?.name ?? t("everybodys");
  return (
    <TableFrame>
      <thead>
        <tr>
          <th scope="col">{t("name")}</th>
          <th scope="col">{t("kind")}</th>
          {hasCentres ? <th scope="col">{t("queue")}</th> : null}
          <th scope="col">{t("keys")}</th>
          <th scope="col">{t("state.label")}</th>
        </tr>
      </thead>
      <tbody>
        {channels.map((channel) => {
          const living = channel.keys.filter(({ isAlive }) => isAlive).length;
          return (
            <tr key={channel.id} aria-current={channel.id === openId}>
              <td>
                <button
                  type="button"
                  className={office["name"]}
                  onClick={() => {
                    goTo("channels", { channel: channel.id });
                  }}
                >
                  {channel.name}
                </button>
              </td>
              <td>
                <span className={office["status"]}>
                  <Icon name={channel.kind} size={14} />
                  {kind(channel.kind)}
                </span>
              </td>
              {hasCentres ? <td>{nameOf(channel.centreId)}</td> : null}
              <td>{hasKeys(channel.kind) ? t("living", { count: living }) : t("noKeyNeeded")}</td>
              <td>{channel.revokedAt === null ? t("state.open") : t("state.closed")}</td>
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}

const KINDS = KEYED_CHANNEL_KINDS;

function NewChannel({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("channels");
  const word = useTranslations("words.channel");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [nameId, kindId] = [useId(), useId()];
  const [name, setName] = useState("");
  const [kind, setKind] = useState<(typeof KINDS)[number]>("zalo");
  const add = useMutation({
    mutationFn: () => call(channelRoutes.add, { body: { name, kind } }),
    onSuccess: async (channel) => {
      await client.invalidateQueries({ queryKey: channelsQuery.queryKey });
      goTo("channels", { channel: channel.id });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <aside className={office["side"]} aria-label={t("newTitle")}>
      <header className={office["sideHead"]}>
        <h2>{t("newTitle")}</h2>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <form className={office["form"]} onSubmit={submit} noValidate>
        <Field label={t("name")} htmlFor={nameId}>
          <TextInput
            id={nameId}
            autoFocus
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        </Field>
        <Field label={t("kind")} htmlFor={kindId}>
          <Select
            id={kindId}
            fits
            value={kind}
            onChange={(event) => {
              setKind(KINDS.find((each) => each === event.target.value) ?? "zalo");
            }}
          >
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {word(each)}
              </option>
            ))}
          </Select>
        </Field>
        <div role="status">{add.isError ? <p className={office["error"]}>{problemText(add.error)}</p> : null}</div>
        <div className={office["acts"]}>
          <Button type="submit" tone="lamp" whyNot={name.trim() === "" ? t("incomplete") : undefined}>
            {t("create")}
          </Button>
        </div>
      </form>
    </aside>
  );
}
