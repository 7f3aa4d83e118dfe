import type { SearchHit } from "@nightlight/contracts/counsellor/search";
import { SEARCH_WITHIN, SIMILAR_MONTHS, type SearchWithin } from "@nightlight/domain/search/search-plan";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { TextInput } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useKey } from "../../shared/keys/key-listener.ts";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import office from "../../shared/office.module.css";
import { PastLine, PastWords } from "../../shared/past-contact.tsx";
import { goTo } from "../../shared/place.ts";
import { HitList } from "./hit-list.tsx";
import { ReopenRecord } from "./reopen-record.tsx";
import { foundQuery, isWorthAsking, searchQuery, type Asked } from "./search-queries.ts";
import styles from "./search-screen.module.css";

/** So long nobody types before the server is asked. */
const PAUSE_MS = 250;

/** Finding people, numbers and notes again. What is typed stays on this screen: it is in no address and in no history. */
export function SearchScreen({ isWatcher }: { readonly isWatcher: boolean }) {
  const t = useTranslations("search");
  const [typed, setTyped] = useState("");
  const [within, setWithin] = useState<SearchWithin>("all");
  const [open, setOpen] = useState<SearchHit>();
  const box = useRef<HTMLInputElement>(null);
  const settled = useSettled(typed);
  // Similar names are asked for one question at a time.
  const [similarTo, setSimilarTo] = useState<{ readonly typed: string; readonly within: SearchWithin }>();
  const asked = { typed: settled, within, similar: similarTo?.typed === settled && similarTo.within === within };
  useKey("search", () => box.current?.select());

  const openHit = (hit: SearchHit): void => {
    // Somebody else's opens where it can be opened with a reason.
    if (hit.contact.isMine) setOpen(hit);
    else if (isWatcher) goTo("watch", { contact: hit.contact.id, shown: "all" });
  };
  return (
    <main className={open === undefined ? office["office"] : `${office["office"] ?? ""} ${office["withSide"] ?? ""}`}>
      <section className={office["page"]} aria-label={t("title")}>
        <header className={office["head"]}>
          <h1 className={styles["title"]}>{t("title")}</h1>
          <TextInput
            ref={box}
            type="search"
            className={styles["box"]}
            scale="large"
            aria-label={t("box")}
            placeholder={t("placeholder")}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
          <Choice
            label={t("where")}
            value={within}
            options={SEARCH_WITHIN.map((value) => ({ value, word: t(`within.${value}`) }))}
            onChoose={setWithin}
          />
        </header>
        <div className={office["scroll"]}>
          <Answer
            asked={asked}
            onAskSimilar={() => {
              setSimilarTo({ typed: settled, within });
              box.current?.focus();
            }}
            openId={open?.contact.id}
            onOpen={openHit}
            isWatcher={isWatcher}
          />
        </div>
      </section>
      {open === undefined ? null : (
        <FoundContact
          key={open.contact.id}
          hit={open}
          onClose={() => {
            setOpen(undefined);
            box.current?.focus();
          }}
        />
      )}
    </main>
  );
}

type AnswerProps = {
  readonly asked: Asked;
  readonly onAskSimilar: () => void;
  readonly openId: string | undefined;
  readonly onOpen: (hit: SearchHit) => void;
  readonly isWatcher: boolean;
};

function Answer({ asked, onAskSimilar, openId, onOpen, isWatcher }: AnswerProps) {
  const t = useTranslations("search");
  const { typed, within } = asked;
  const found = useQuery({ ...searchQuery(asked), placeholderData: keepPreviousData });
  // The list is long to draw; typing does not wait for it.
  const data = useDeferredValue(found.data);
  const canAskSimilar = data?.canAskSimilar === true && !found.isPlaceholderData && !found.isError;
  useKey("similar", onAskSimilar, canAskSimilar);
  if (!isWorthAsking(typed, within)) {
    return (
      <div className={office["empty"]}>
        <p>{typed.trim() === "" ? t(isWatcher ? "beginWatcher" : "begin") : t("tooShort")}</p>
      </div>
    );
  }
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <div className={styles["answer"]} data-late={found.isPlaceholderData}>
      <p role="status" className={styles["count"]}>
        {found.isPlaceholderData ? t("searching") : t("count", { count: data.hits.length })}
        {data.hasMore && !found.isPlaceholderData ? ` ${t("more")}` : ""}
      </p>
      {data.hits.length === 0 ? (
        <p className={office["empty"]}>{t("nothing", { days: SIMILAR_MONTHS * 30 })}</p>
      ) : (
        <HitList hits={data.hits} openId={openId} onOpen={onOpen} />
      )}
      {canAskSimilar ? (
        <p className={styles["askSimilar"]}>
          <Button keys={KEYS.similar.cap} aria-keyshortcuts={spokenKeys("similar")} onClick={onAskSimilar}>
            {t("askSimilar")}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

/** One of my own contacts that I found, to be read beside the list. */
function FoundContact({ hit, onClose }: { readonly hit: SearchHit; readonly onClose: () => void }) {
  const t = useTranslations("search");
  const found = useQuery(foundQuery(hit.contact.id));
  return (
    <aside className={office["side"]} aria-label={t("opened")}>
      <header className={office["sideHead"]}>
        <h2>{t("opened")}</h2>
        <Button tone="plain" aria-label={t("close")} title={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div
        className={`${office["scroll"] ?? ""} ${styles["reading"] ?? ""}`}
        tabIndex={0}
        role="region"
        aria-label={t("opened")}
      >
        <PastLine contact={hit.contact} />
        <ReopenRecord contact={hit.contact} />
        {found.isError ? <Failed error={found.error} retry={() => void found.refetch()} /> : null}
        {found.isPending ? <Loading /> : null}
        {found.data === undefined ? null : <PastWords view={found.data.view} readAt={found.data.readAt} />}
      </div>
    </aside>
  );
}

/** A text once nobody has changed it for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
}
